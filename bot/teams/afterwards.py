"""What is sent besides the answer to a press: it may take its time, the answer may not."""

import asyncio
from collections.abc import Awaitable
from enum import Enum

import structlog

from bot.teams.messenger import TeamsMessenger
from handlers.cards import Card
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Conversation, Interaction, MessageRef
from handlers.outcomes import SendFile

# Teams waits 5 s for an answer and then shows an error, although all was saved (platform-facts 3.7).
WAIT_SECONDS = 1.5
FINISH_SECONDS = 10.0

_log = structlog.get_logger("bunsen.teams")


class Sent(Enum):
    """How far a message got before the answer had to go."""

    YES = "yes"
    NO = "no"
    UNDER_WAY = "under way"


class Afterwards:
    """Sends along with an answer, waits a moment for it, and goes on in the background if that is not enough."""

    def __init__(self, messenger: TeamsMessenger, wait_seconds: float = WAIT_SECONDS) -> None:
        self._messenger = messenger
        self._wait_seconds = wait_seconds
        self._tasks: set[asyncio.Task[bool]] = set()

    async def say(self, interaction: Interaction, card: Card, *, private: bool) -> Sent:
        """Send a card to where the press was made, or to the person alone."""
        aside = private and not interaction.conversation.direct
        return await self._send(self._whisper(interaction, card) if aside else self._say(interaction, card))

    async def put_in_place(self, origin: MessageRef | None, card: Card) -> Sent:
        """Put a card in the place of the one that was pressed."""
        return Sent.NO if origin is None else await self._send(self._messenger.update(origin, card))

    async def hand_over(self, interaction: Interaction, file: SendFile) -> Sent:
        """Offer a file to the person, in the chat of two: there alone a bot can hand it over."""
        return await self._send(self._hand_over(interaction, file))

    async def carry_on(self, work: Awaitable[object]) -> Sent:
        """See something through that an answer does not wait for."""
        return await self._send(work)

    async def finish(self, seconds: float = FINISH_SECONDS) -> None:
        """Wait for what is under way, but not for ever."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _send(self, sending: Awaitable[object]) -> Sent:
        task = asyncio.create_task(_tried(sending), name="send to Teams beside an answer")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        done, _ = await asyncio.wait({task}, timeout=self._wait_seconds)
        if not done:
            return Sent.UNDER_WAY
        return Sent.YES if task.result() else Sent.NO

    async def _say(self, interaction: Interaction, card: Card) -> None:
        await self._messenger.send(interaction.conversation, card)

    async def _hand_over(self, interaction: Interaction, file: SendFile) -> None:
        await self._messenger.send_file(await self._chat_of_two(interaction), file)

    async def _whisper(self, interaction: Interaction, card: Card) -> None:
        await self._messenger.send(await self._chat_of_two(interaction), card)

    async def _chat_of_two(self, interaction: Interaction) -> Conversation:
        # Teams has no message in a channel that one person alone sees (platform-facts 3.7).
        direct = await self._messenger.direct(interaction.account, interaction.conversation)
        if direct is None:
            raise DeliveryFailed("there is no chat of two with this person", permanent=True)
        return direct


async def _tried(sending: Awaitable[object]) -> bool:
    try:
        await sending
    except DeliveryFailed as error:
        _log.warning("teams_message_not_sent", reason=error.reason)
        return False
    return True
