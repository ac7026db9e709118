"""Sends to Slack: cards, updates and files, to a conversation or to one person only."""

import logging
from dataclasses import replace
from typing import Any

from slack_sdk.models.metadata import Metadata
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.errors import SlackRefused, slack_errors
from bot.slack.markup import escape
from bot.slack.pages import SlackMessage
from bot.slack.render_cards import render_card
from handlers.cards import Card
from handlers.interactions import Account, Conversation, MessageRef, Platform
from handlers.outcomes import SendFile

DELIVERY_EVENT = "bunsen_delivery"
"""The event_type of the metadata that names a delivery inside a message."""


class SlackMessenger:
    """`handlers.deliveries.Messenger` for Slack, and what only Slack can do: ephemeral answers and modals."""

    def __init__(self, client: AsyncWebClient, logger: logging.Logger) -> None:
        self._client = client
        self._logger = logger
        self._direct: dict[Account, Conversation] = {}

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Send a card; a very long one becomes several messages, and the first stands for all of them."""
        # If a later part fails, the whole delivery is tried again: Slack has no key that would stop the first part from
        # coming twice (platform-facts 2.5), and a part that comes twice is better than one that never comes.
        first, *more = render_card(card)
        ref = await self._post(to, first, key)
        for message in more:
            await self._post(ref.conversation, message, key)
        return ref

    async def update(self, message: MessageRef, card: Card) -> None:
        """Put a card in the place of one sent before."""
        first, *more = render_card(card)
        with slack_errors():
            await self._client.chat_update(
                channel=message.conversation.id, ts=message.id, text=first.text, blocks=list(first.blocks)
            )
        for each in more:
            await self._post(message.conversation, each)

    async def send_file(self, to: Conversation, file: SendFile) -> None:
        """Send a file with its caption."""
        with slack_errors():
            await self._client.files_upload_v2(
                channel=to.id,
                thread_ts=to.thread or None,
                filename=file.name,
                title=file.name,
                content=file.content,
                initial_comment=escape(file.caption),
                alt_txt=file.caption if file.media_type.startswith("image/") else None,
            )

    async def direct(self, account: Account, seen_in: Conversation | None = None) -> Conversation | None:
        """Open the direct conversation with an account, once."""
        if account.platform is not Platform.SLACK:
            return None
        if account not in self._direct:
            # A user id as channel may end up in Slackbot's conversation (platform-facts 2.5).
            with slack_errors():
                answer = await self._client.conversations_open(users=account.user)
                channel = str(answer["channel"]["id"])
            self._direct[account] = Conversation(Platform.SLACK, account.tenant, channel, direct=True)
        return self._direct[account]

    async def whisper(self, to: Conversation, user: str, thread: str, card: Card) -> None:
        """Show a card in a channel to one person only; it is gone when they reload."""
        for message in render_card(card):
            with slack_errors():
                await self._client.chat_postEphemeral(
                    channel=to.id,
                    user=user,
                    thread_ts=thread or None,
                    text=message.text,
                    blocks=list(message.blocks),
                )

    async def answer_by_url(self, url: str, card: Card, *, replace_original: bool = False) -> None:
        """Show a card through a response_url: to this person only, even where Bunsen is no member."""
        await self.messages_by_url(url, render_card(card), replace_original=replace_original)

    async def messages_by_url(
        self, url: str, messages: tuple[SlackMessage, ...], *, replace_original: bool = False
    ) -> None:
        """Show messages through a response_url; it takes five within half an hour (platform-facts 2.7)."""
        webhook = AsyncWebhookClient(url, session=self._client.session, logger=self._logger, retry_handlers=[])
        for number, message in enumerate(messages):
            with slack_errors():
                answer = await webhook.send(
                    text=message.text,
                    blocks=list(message.blocks),
                    response_type="ephemeral",
                    replace_original=replace_original and number == 0,
                    unfurl_links=False,
                    unfurl_media=False,
                )
            if answer.status_code != 200:
                raise SlackRefused(f"status {answer.status_code}")

    async def open_form(self, trigger: str, view: dict[str, Any]) -> None:
        """Open a modal, within three seconds of the press (platform-facts 2.7)."""
        with slack_errors():
            await self._client.views_open(trigger_id=trigger, view=view)

    async def _post(self, to: Conversation, message: SlackMessage, key: str = "") -> MessageRef:
        with slack_errors():
            answer = await self._client.chat_postMessage(
                channel=to.id,
                thread_ts=to.thread or None,
                text=message.text,
                blocks=list(message.blocks),
                metadata=Metadata(event_type=DELIVERY_EVENT, event_payload={"key": key}) if key else None,
                # A preview of somebody's link would take more room than the answer.
                unfurl_links=False,
                unfurl_media=False,
            )
            return MessageRef(replace(to, id=str(answer["channel"])), str(answer["ts"]))
