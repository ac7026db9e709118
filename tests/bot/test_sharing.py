"""What is shared with a channel is said there, and whoever shares is answered in time whatever the channel does."""

import asyncio

from bot.sharing import SharingDesk, place_in
from handlers.cards import Card
from handlers.interactions import Account, Conversation, Interaction, Place, Platform, Pressed
from handlers.outcomes import Outcome, Reply, Share, Update
from tests.support.house import RecordingSurface

_HERE = Conversation(Platform.TEAMS, "T", "a:chat", True, reference={"service_url": "https://example.test"})
_THERE = Conversation(Platform.TEAMS, "T", "C1", False, "17.1", {"service_url": "https://example.test"})
_SHARE = Share(Card("News"), Place("C1", "17.1"), Card("Shared"), Card("Not shared"))
_PRESS = Interaction("k", Account(Platform.TEAMS, "T", "u"), _HERE, Pressed("status.share", ""))


class _Dispatching:
    """Answers everything with one outcome."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome

    async def accept(self, interaction: Interaction) -> bool:
        """Take it."""
        return True

    async def respond(self, interaction: Interaction) -> Outcome:
        """Give the outcome."""
        return self._outcome


def _desk(surface: RecordingSurface, outcome: Outcome = _SHARE, wait: float = 5.0) -> SharingDesk:
    return SharingDesk(_Dispatching(outcome), {Platform.TEAMS: surface}, wait)


def test_a_channel_is_reached_the_way_the_person_was() -> None:
    assert place_in(_HERE, Place("C1", "17.1")) == _THERE


async def test_what_is_shared_is_said_in_the_channel() -> None:
    surface = RecordingSurface()
    assert await _desk(surface).respond(_PRESS) == Update(_SHARE.done)
    assert surface.sent == [(_THERE, _SHARE.card)]


async def test_a_channel_that_takes_long_does_not_keep_the_person_waiting() -> None:
    surface = RecordingSurface()
    surface.before_send["C1"] = asyncio.Event()
    outcome = await _desk(surface, wait=0.01).respond(_PRESS)
    assert isinstance(outcome, Update)
    assert outcome.card.title == "The channel takes its time"
    surface.before_send["C1"].set()
    async with asyncio.timeout(5):
        await surface.heard.wait()


async def test_everything_else_goes_through_untouched() -> None:
    reply = Reply(Card("Hello"))
    assert await _desk(RecordingSurface(), reply).respond(_PRESS) is reply


async def test_a_platform_that_is_not_connected_is_a_failure_that_is_said() -> None:
    desk = SharingDesk(_Dispatching(_SHARE), {})
    assert await desk.respond(_PRESS) == Reply(_SHARE.failed, private=True)
