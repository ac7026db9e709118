"""What somebody shares with a channel: said there first, and then the person is told what came of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Protocol

import structlog

from handlers.cards import Card, Text
from handlers.deliveries import DeliveryFailed, Messenger
from handlers.interactions import Conversation, Interaction, Place, Platform
from handlers.outcomes import Outcome, Reply, Served, Share, Update

log = structlog.get_logger(__name__)

WAIT_SECONDS: Final = 2.0
"""Slack and Teams want an answer to a press within three and five (platform-facts 2.7 and 3.7)."""

_SLOW: Final = Card(
    "The channel takes its time",
    (Text("It is being said there. Please look whether it has arrived before you share it again."),),
)


class Dispatching(Protocol):
    """What stands behind: `bot.dispatch.Dispatcher`."""

    async def accept(self, interaction: Interaction) -> bool:
        """Record an event; False where it was already there."""

    async def respond(self, interaction: Interaction) -> Outcome:
        """Serve a press, form or command; it never raises."""


class SharingDesk:
    """`bot.writing_out.Serving`: what the dispatcher answers, with what is shared said in its channel."""

    def __init__(
        self,
        dispatching: Dispatching,
        messengers: Mapping[Platform, Messenger],
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._dispatching = dispatching
        self._messengers = messengers
        self._wait_seconds = wait_seconds
        self._under_way: set[asyncio.Task[bool]] = set()

    async def accept(self, interaction: Interaction) -> bool:
        """Record an event before it is acknowledged; False where it was already there."""
        return await self._dispatching.accept(interaction)

    async def respond(self, interaction: Interaction) -> Served:
        """Serve a press, form or command inside the platform's deadline; it never raises."""
        outcome = await self._dispatching.respond(interaction)
        if not isinstance(outcome, Share):
            return outcome
        task = asyncio.create_task(self._said(interaction, outcome), name="share with a channel")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        done, _ = await asyncio.wait({task}, timeout=self._wait_seconds)
        if not done:
            return Update(_SLOW)
        return Update(outcome.done) if task.result() else Reply(outcome.failed, private=True)

    async def _said(self, interaction: Interaction, share: Share) -> bool:
        messenger = self._messengers.get(interaction.account.platform)
        if messenger is None:
            return False
        try:
            await messenger.send(place_in(interaction.conversation, share.to), share.card)
        except DeliveryFailed as failed:
            log.warning("share.failed", reason=failed.reason)
            return False
        return True


def place_in(here: Conversation, place: Place) -> Conversation:
    """A channel of the same workspace or tenant; what the platform needs to send there is the same."""
    return replace(here, id=place.channel, thread=place.thread, direct=False)
