"""A sender whose platform does as told, and deliveries of a kind of their own."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.cards import Card
from handlers.deliveries import CannotSettle, Delivery, DeliveryFailed, Found, NewDelivery
from handlers.feature import DeliveryContext
from handlers.interactions import Account, Conversation, MessageRef, Platform
from handlers.pace import UNPACED, Paces
from handlers.people.model import Person
from scheduler.outbox import OutboxSender, Timing
from tests.support.house import House, RecordingSurface

QUICK = Timing(look_again=0.05, soon=0.0, stop=0.5)
KIND = "test"


@dataclass
class Platformlike(RecordingSurface):
    """A surface that has a pace, can settle, and knows who is not to be disturbed."""

    paces: Paces = UNPACED
    settle_seconds: float = 45.0
    arrived: dict[str, Found] = field(default_factory=dict)
    """By key."""
    cannot_settle: str = ""
    looked: list[str] = field(default_factory=list)
    quiet: dict[str, datetime] = field(default_factory=dict)
    """By user."""
    keys: list[str] = field(default_factory=list)
    """Of what was sent, in order."""
    lost: int = 0
    """How many messages arrive while their answers are lost."""

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        message = await super().send(to, card, key=key)
        self.keys.append(key)
        if self.lost:
            self.lost -= 1
            self.arrived[key] = Found(message, frozenset({1}), 1)
            raise DeliveryFailed("the answer was lost", unknown=True)
        return message

    async def has_sent(self, many: int) -> None:
        """Wait until so many were sent; the patience is never a part of what is tested."""
        async with asyncio.timeout(10):
            while len(self.sent) < many:
                self.heard.clear()
                await self.heard.wait()

    async def find(self, to: Conversation, key: str, since: datetime) -> Found | None:
        self.looked.append(key)
        if self.cannot_settle:
            raise CannotSettle(self.cannot_settle)
        return self.arrived.get(key)

    async def complete(self, to: Conversation, card: Card, key: str, found: Found) -> MessageRef:
        await self.send(to, Card(f"the rest of {card.title}"), key=key)
        return found.message

    async def quiet_until(self, accounts: Sequence[Account], now: datetime) -> Mapping[Account, datetime]:
        return {account: self.quiet[account.user] for account in accounts if account.user in self.quiet}


async def compose(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Compose the deliveries of these tests."""
    if delivery.ids.get("poison"):
        raise ValueError("a renderer met something that it cannot render")
    return None if delivery.ids.get("stale") else Card(f"For {context.person.name}")


@dataclass
class Desk:
    """A house, and a sender whose platform does as told."""

    house: House
    surface: Platformlike
    sender: OutboxSender

    async def add(self, person: Person, key: str, *, useful_for: timedelta | None = None, **ids: str) -> None:
        """Put a delivery into the outbox, due now."""
        now = self.house.clock.now()
        until = now + useful_for if useful_for is not None else None
        async with self.house.bunsen.begin() as tx:
            new = NewDelivery(key, KIND, person.id, ids, now, until)
            await tx.of(self.house.institution.id).outbox.add([new])

    async def send(self) -> int:
        """Send what is due."""
        return await self.sender.send_due()

    def later(self, **time: float) -> None:
        """Let time pass by the clock."""
        self.house.clock.move_to(self.house.clock.now() + timedelta(**time))

    async def states(self) -> dict[str, tuple[str, str]]:
        """State and reason, by key."""
        async with self.house.bunsen.begin() as tx:
            shown = await tx.of(self.house.institution.id).outbox.with_prefix("")
        return {each.key: (each.state.value, each.error) for each in shown}


def make_sender(house: House, surface: RecordingSurface, timing: Timing = QUICK) -> OutboxSender:
    """A sender for one surface."""
    platforms = {Platform.WEB: surface}
    begin, services, clock = house.bunsen.begin, house.services, house.clock
    return OutboxSender(begin, services, {KIND: compose}, platforms, platforms, clock.now, timing)
