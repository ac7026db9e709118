"""Sending to Teams: cards into conversations known from before, and in the place of earlier ones."""

import asyncio
from typing import Any

import structlog
from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationParameters

from bot.teams import wire
from bot.teams.connection import TeamsConnection
from bot.teams.conversations import account_in, direct_conversation, member_id, reference_of
from bot.teams.offers import Offers
from bot.teams.parts import render
from handlers.cards import Card
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation, MessageRef
from handlers.outcomes import SendFile
from handlers.pace import Pace, Paces, Window

# Where Teams' service listens for everybody outside the government clouds; a conversation's own address
# is better wherever one is known.
SERVICE_URL = "https://smba.trafficmanager.net/teams/"

# Per app and tenant 50 requests a second, of which answers to people need some; per conversation as Microsoft says
# (platform-facts 3.6).
PACES = Paces(
    sends=Pace((Window(40, 1.0),)),
    to_one=Pace((Window(7, 1.0), Window(8, 2.0), Window(60, 30.0), Window(1_800, 3_600.0))),
    others=Pace((Window(10, 1.0),)),
    at_once=16,
)
LONGEST_WAIT = 10.0
MOST_WAITS = 3

_log = structlog.get_logger("bunsen.teams")


class TeamsMessenger:
    """The messenger of Teams. It is `Paced`, but not `Settling`: Teams does not tell a bot what it has sent."""

    def __init__(self, connection: TeamsConnection, offers: Offers, service_url: str = SERVICE_URL) -> None:
        self._connection = connection
        self._offers = offers
        self._service_url = service_url

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Send a card, in several messages where it is long; gives the last, which has the buttons.

        `key` is not used: Teams knows no key under which it would recognise a message sent twice.
        """
        sent = MessageRef(to, "")
        for part in render(card):
            activity = _of_card(to, card, part)
            # Part after part: once the first is there, a refusal must not bring it again.
            posted = self._post_patiently(to, activity) if sent.id else self._post(to, activity)
            try:
                sent = MessageRef(to, await posted)
            except DeliveryFailed as failure:
                failure.unknown = failure.unknown or bool(sent.id)
                raise
        return sent

    @property
    def paces(self) -> Paces:
        """How fast Teams wants to be spoken to."""
        return PACES

    async def update(self, message: MessageRef, card: Card) -> None:
        """Put this card in the place of one sent before; what does not fit there follows as new messages."""
        first, *rest = render(card)
        to = message.conversation
        activity = _of_card(to, card, first)
        activity.id = message.id

        async def replace(client: Any) -> None:
            await client.conversations.update_activity(to.id, message.id, activity)

        await self._connection.within(to, replace)
        for part in rest:
            await self._post(to, _of_card(to, card, part))

    async def send_file(self, to: Conversation, file: SendFile) -> None:
        """Ask whether the file may be handed over; `bot.teams.consent` does it when the person agrees."""
        if not to.direct:
            # A bot hands over files in personal chats only (platform-facts 3.6).
            raise DeliveryFailed("files can be handed over in personal chats only", permanent=True)
        offer = await self._offers.keep(account_in(to), file)
        context = {wire.OFFER: str(offer)}
        content = {
            "description": file.caption,
            "sizeInBytes": len(file.content),
            "acceptContext": context,
            "declineContext": context,
        }
        await self.attach(to, Attachment(content_type=wire.FILE_CONSENT, name=file.name, content=content))

    async def attach(self, to: Conversation, attachment: Attachment) -> None:
        """Send what is no card of ours but one of Teams' own, by its name."""
        await self._post(to, _activity(to, attachment.name, attachment))

    async def take_back(self, message: MessageRef) -> None:
        """Delete a message of Bunsen's."""

        async def delete(client: Any) -> None:
            await client.conversations.delete_activity(message.conversation.id, message.id)

        await self._connection.within(message.conversation, delete)

    async def direct(self, account: Account, seen_in: Conversation | None = None) -> Conversation | None:
        """Open the chat of two with somebody; None where they do not have Bunsen installed.

        `seen_in` is a conversation in which they have just spoken. It says under which id Teams knows them
        here; the directory's id alone may not do (platform-facts 3.5, unverified).
        """
        if seen_in is not None and seen_in.direct:
            return seen_in
        known = dict(seen_in.reference or {}) if seen_in is not None else {}
        user_id = member_id(account, seen_in)
        bot_id = known.get("bot_id") or f"28:{self._connection.app_id}"
        service_url = known.get("service_url") or self._service_url
        parameters = ConversationParameters(
            is_group=False,
            bot=ChannelAccount(id=bot_id),
            members=[ChannelAccount(id=user_id)],
            tenant_id=account.tenant,
            channel_data={"tenant": {"id": account.tenant}},
        )
        try:
            opened = await self._connection.open(parameters, service_url)
        except DeliveryFailed as error:
            if not error.permanent:
                raise
            _log.info("teams_no_direct_chat", reason=error.reason)
            return None
        return direct_conversation(account, opened, service_url=service_url, bot_id=bot_id, user_id=user_id)

    async def _post_patiently(self, to: Conversation, activity: Activity) -> str:
        """Post, and wait out a “too many” that is short."""
        for _ in range(MOST_WAITS):
            try:
                return await self._post(to, activity)
            except DeliveryFailed as failure:
                if not failure.limited or (failure.retry_after or 1.0) > LONGEST_WAIT:
                    raise
                await asyncio.sleep(failure.retry_after or 1.0)
        return await self._post(to, activity)

    async def _post(self, to: Conversation, activity: Activity) -> str:
        async def post(client: Any) -> str:
            sent = await client.conversations.send_to_conversation(to.id, activity)
            return str(sent.id) if sent is not None and sent.id else ""

        return await self._connection.within(to, post)


def _activity(to: Conversation, summary: str, attachment: Attachment) -> Activity:
    """A message with the attachment alone: Teams may split a text from it, and give no id (platform-facts 3.6).

    `summary` is what a notification shows.
    """
    reference = reference_of(to)
    return Activity(
        type="message",
        summary=summary,
        channel_id=wire.CHANNEL,
        service_url=reference.service_url,
        from_property=reference.bot,
        recipient=reference.user,
        conversation=reference.conversation,
        attachments=[attachment],
    )


def _of_card(to: Conversation, card: Card, rendered: dict[str, Any]) -> Activity:
    return _activity(to, card.title, Attachment(content_type=wire.ADAPTIVE_CARD, content=rendered))
