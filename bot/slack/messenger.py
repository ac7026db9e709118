"""Sends to Slack: cards, updates and files, to a conversation or to one person only."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.errors import SlackRefused, slack_errors
from bot.slack.markup import escape
from bot.slack.pages import SlackMessage
from bot.slack.quiet import QuietTimes
from bot.slack.render_cards import render_card
from bot.slack.sent import Author, delivery_metadata, find_sent, who_am_i
from bot.slack.settings import PER_MINUTE
from handlers.cards import Card
from handlers.deliveries import DeliveryFailed, Found
from handlers.interactions import Account, Conversation, MessageRef, Platform
from handlers.outcomes import SendFile
from handlers.pace import Pace, Paces, Window

TIMEOUT_SECONDS = 30.0
"""How long a call to Slack may take."""


def slack_paces(per_minute: int = PER_MINUTE) -> Paces:
    """How fast Slack wants to be spoken to: evenly, as nobody knows how many at once it bears."""
    return Paces(
        sends=Pace((Window(per_minute, 60.0),), every=60.0 / per_minute, burst=5),
        to_one=Pace((Window(1, 1.0),)),
        # Tier 3, from which answers to people need some too (platform-facts 2.4).
        others=Pace((Window(45, 60.0),)),
        at_once=8,
    )


class SlackMessenger:
    """`handlers.deliveries.Messenger` for Slack, and what only Slack can do: ephemeral answers and modals.

    It is `Paced`, `Settling` and `Considerate` too.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        logger: logging.Logger,
        paces: Paces | None = None,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._client = client
        self._logger = logger
        self._paces = paces or slack_paces()
        self._timeout = timeout
        self._quiet = QuietTimes(client)
        self._direct: dict[Account, Conversation] = {}
        self._author: Author | None = None

    @property
    def paces(self) -> Paces:
        """How fast Slack wants to be spoken to."""
        return self._paces

    @property
    def settle_seconds(self) -> float:
        """Longer than a call may take: what arrives at all has arrived by then."""
        return 1.5 * self._timeout

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Send a card; a very long one becomes several messages, and the first stands for all of them."""
        return await self._post_parts(to, render_card(card), key, frozenset())

    async def complete(self, to: Conversation, card: Card, key: str, found: Found) -> MessageRef:
        """Send the parts of a card that are missing; the first that there is stands for all."""
        await self._post_parts(to, render_card(card), key, found.parts)
        return found.message

    async def find(self, to: Conversation, key: str, since: datetime) -> Found | None:
        """Look among Bunsen's own messages in a conversation for what has arrived of a delivery."""
        if self._author is None:
            self._author = await who_am_i(self._client)
        return await find_sent(self._client, self._author, to, key, since)

    async def quiet_until(self, accounts: Sequence[Account], now: datetime) -> Mapping[Account, datetime]:
        """Until when each of these is not to be disturbed; those who may be are left out."""
        return await self._quiet.until(accounts, now)

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

    async def _post_parts(
        self, to: Conversation, messages: Sequence[SlackMessage], key: str, there: Collection[int]
    ) -> MessageRef:
        """Post what is not there yet, in order, and give the first of it."""
        sent: MessageRef | None = None
        for part, message in enumerate(messages, start=1):
            if part in there:
                continue
            try:
                ref = await self._post(sent.conversation if sent else to, message, key, part, len(messages))
            except DeliveryFailed as failure:
                # A part is there: whoever tries again must look first which.
                failure.unknown = failure.unknown or sent is not None
                raise
            sent = sent or ref
        return sent or MessageRef(to, "")

    async def _post(
        self, to: Conversation, message: SlackMessage, key: str = "", part: int = 1, of: int = 1
    ) -> MessageRef:
        with slack_errors():
            answer = await self._client.chat_postMessage(
                channel=to.id,
                thread_ts=to.thread or None,
                text=message.text,
                blocks=list(message.blocks),
                metadata=delivery_metadata(key, part, of) if key else None,
                # A preview of somebody's link would take more room than the answer.
                unfurl_links=False,
                unfurl_media=False,
            )
            channel = str(answer["channel"])
            return MessageRef(to if channel == to.id else replace(to, id=channel), str(answer["ts"]))
