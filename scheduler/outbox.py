"""Sending what is in the outbox: claim, compose, send, mark.

A crash between sending and marking lets the lease run out, and the message is sent again: nothing is lost. The pause
between is what the next reader should know: delivery is at-least-once here, and exactly-once only in the outbox's key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from handlers.cards import Card
from handlers.deliveries import Delivery, DeliveryFailed, Messenger
from handlers.feature import Composer, DeliveryContext, Services
from handlers.interactions import Account, Conversation, Platform
from handlers.people.model import Institution
from handlers.reviews.reporting import calendar_of
from handlers.work import Begin, Work

log = structlog.get_logger(__name__)

BATCH = 50
LEASE_SECONDS = 120.0
MOST_ATTEMPTS = 20
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=1)


class _NoAccount(DeliveryFailed):
    """Nobody has met this person in any chat yet; tomorrow somebody may have."""

    def __init__(self) -> None:
        super().__init__("this person has no account that Bunsen can write to yet", retry_after=86_400)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A delivery that can be sent."""

    card: Card
    messenger: Messenger
    conversation: Conversation


class OutboxSender:
    """Empties the outbox of all institutions."""

    def __init__(
        self,
        begin: Begin,
        services: Services,
        composers: Mapping[str, Composer],
        messengers: Mapping[Platform, Messenger],
    ) -> None:
        self._begin = begin
        self._services = services
        self._composers = composers
        self._messengers = messengers

    async def send_due(self, now: datetime) -> int:
        """Send everything that is due; give how many messages went out."""
        sent = 0
        while True:
            async with self._begin() as tx:
                claimed = await tx.queue.claim(now, BATCH, LEASE_SECONDS)
            if not claimed:
                return sent
            for delivery in claimed:
                sent += await self._send(delivery, now)

    async def _send(self, delivery: Delivery, now: datetime) -> bool:
        try:
            ready = await self._prepare(delivery, now)
            if ready is None:
                return False
            message = await ready.messenger.send(ready.conversation, ready.card, key=delivery.key)
        except DeliveryFailed as failure:
            await self._failed(delivery, failure, now)
            return False
        async with self._begin() as tx:
            await tx.queue.mark_sent(delivery.id, now, message.id)
        return True

    async def _prepare(self, delivery: Delivery, now: datetime) -> _Ready | None:
        """Compose and address in one transaction; nothing is sent inside it."""
        async with self._begin() as tx:
            institution = await tx.institutions.get(delivery.institution_id)
            if institution is None:
                return None
            work = tx.of(institution.id)
            card = await self._compose(work, institution, delivery, now)
            if card is None:
                await tx.queue.mark_unneeded(delivery.id, now)
                return None
            opens = calendar_of(institution).next_open_moment(now)
            if opens > now:
                # A claim may have waited until after hours; nobody is disturbed at night.
                await tx.queue.retry_at(delivery.id, opens, "waiting for working hours")
                return None
            conversation = await work.people.reachable(delivery.person_id)
            accounts = await work.people.accounts(delivery.person_id)
        return await self._addressed(card, conversation, accounts)

    async def _compose(self, work: Work, institution: Institution, delivery: Delivery, now: datetime) -> Card | None:
        composer = self._composers.get(delivery.kind)
        person = await work.people.get(delivery.person_id)
        if composer is None or person is None:
            return None
        return await composer(DeliveryContext(work, self._services, now, institution, person), delivery)

    async def _addressed(self, card: Card, conversation: Conversation | None, accounts: Sequence[Account]) -> _Ready:
        if conversation is not None and (messenger := self._messengers.get(conversation.platform)):
            return _Ready(card, messenger, conversation)
        for account in accounts:
            messenger = self._messengers.get(account.platform)
            opened = await messenger.direct(account) if messenger else None
            if messenger is not None and opened is not None:
                return _Ready(card, messenger, opened)
        raise _NoAccount

    async def _failed(self, delivery: Delivery, failure: DeliveryFailed, now: datetime) -> None:
        say = log.info if isinstance(failure, _NoAccount) else log.warning
        say("delivery.failed", kind=delivery.kind, attempts=delivery.attempts, permanent=failure.permanent)
        async with self._begin() as tx:
            institution = await tx.institutions.get(delivery.institution_id)
            if failure.permanent or delivery.attempts >= MOST_ATTEMPTS or institution is None:
                await tx.queue.give_up(delivery.id, now, failure.reason)
                return
            when = calendar_of(institution).next_open_moment(now + _pause(delivery.attempts, failure.retry_after))
            await tx.queue.retry_at(delivery.id, when, failure.reason)


def _pause(attempts: int, retry_after: float | None) -> timedelta:
    if retry_after is not None:
        return timedelta(seconds=retry_after)
    doubled: timedelta = _FIRST_PAUSE * float(2 ** min(attempts - 1, 10))
    return min(_LONGEST_PAUSE, doubled)
