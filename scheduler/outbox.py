"""Sending what is in the outbox: claim, compose, send, mark.

A crash between sending and marking lets the lease run out, and the message is sent again: nothing is lost. Delivery is
at-least-once here; that a nudge exists once at all is the outbox's unique key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite

import structlog

from handlers.cards import Card
from handlers.deliveries import Delivery, DeliveryFailed, Messenger
from handlers.feature import Composer, DeliveryContext, Services
from handlers.interactions import Conversation, Platform
from handlers.people.model import Institution, Person, Profile
from handlers.people.ports import Profiles
from handlers.work import Begin, Work

log = structlog.get_logger(__name__)

BATCH = 5
"""As many are claimed at once as can be sent within their lease, however slow a platform is (30 s a call)."""
LEASE_SECONDS = 240.0
MOST_ATTEMPTS = 20
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=1)


class _NoAccount(DeliveryFailed):
    """Nobody has met this person in any chat yet; tomorrow somebody may have."""

    def __init__(self) -> None:
        super().__init__("this person has no account that Bunsen can write to yet", retry_after=86_400)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A delivery that is composed, and where its person can be reached if that is known."""

    institution: Institution
    person: Person
    card: Card
    conversation: Conversation | None


class OutboxSender:
    """Empties the outbox of all institutions. The clock is asked for every claim and every send: a run takes long."""

    def __init__(
        self,
        begin: Begin,
        services: Services,
        composers: Mapping[str, Composer],
        messengers: Mapping[Platform, Messenger],
        profiles: Mapping[Platform, Profiles],
        now: Callable[[], datetime],
    ) -> None:
        self._begin = begin
        self._services = services
        self._composers = composers
        self._messengers = messengers
        self._profiles = profiles
        self._now = now

    async def send_due(self) -> int:
        """Send everything that is due; give how many messages went out."""
        sent = 0
        while True:
            async with self._begin() as tx:
                claimed = await tx.queue.claim(self._now(), BATCH, LEASE_SECONDS)
            if not claimed:
                return sent
            for delivery in claimed:
                sent += await self._send(delivery)

    async def _send(self, delivery: Delivery) -> bool:
        try:
            ready = await self._prepare(delivery)
            if ready is None:
                return False
            messenger, conversation = await self._addressed(ready)
            message = await messenger.send(conversation, ready.card, key=delivery.key)
        except DeliveryFailed as failure:
            await self._failed(delivery, failure)
            return False
        except Exception as error:  # noqa: BLE001 - one message that cannot be made must not hold up all others
            await self._failed(delivery, DeliveryFailed(f"it could not be composed ({type(error).__name__})"))
            return False
        async with self._begin() as tx:
            await tx.queue.mark_sent(delivery.id, self._now(), message.id)
        return True

    async def _prepare(self, delivery: Delivery) -> _Ready | None:
        """Compose in one transaction; nothing is sent inside it."""
        now = self._now()
        async with self._begin() as tx:
            institution = await tx.institutions.get(delivery.institution_id)
            work = tx.of(delivery.institution_id)
            person = await work.people.get(delivery.person_id)
            card = None
            if institution is not None and person is not None:
                card = await self._compose(work, institution, person, delivery, now)
            if institution is None or person is None or card is None:
                await tx.queue.mark_unneeded(delivery.id, now)
                return None
            opens = institution.calendar.next_open_moment(now)
            if opens > now:
                # The run may have gone on until after hours; nobody is disturbed at night.
                await tx.queue.retry_at(delivery.id, opens, "waiting for working hours")
                return None
            return _Ready(institution, person, card, await work.people.reachable(person.id))

    async def _compose(
        self, work: Work, institution: Institution, person: Person, delivery: Delivery, now: datetime
    ) -> Card | None:
        composer = self._composers.get(delivery.kind)
        if composer is None:
            return None
        return await composer(DeliveryContext(work, self._services, now, institution, person), delivery)

    async def _addressed(self, ready: _Ready) -> tuple[Messenger, Conversation]:
        """Where they spoke last, else any account of theirs, else whoever the workspace knows by their e-mail."""
        if ready.conversation is not None and (messenger := self._messengers.get(ready.conversation.platform)):
            return messenger, ready.conversation
        async with self._begin() as tx:
            accounts = await tx.of(ready.institution.id).people.accounts(ready.person.id)
        for account in accounts:
            messenger = self._messengers.get(account.platform)
            if messenger is not None and (opened := await messenger.direct(account)):
                return messenger, opened
        return await self._found_by_email(ready)

    async def _found_by_email(self, ready: _Ready) -> tuple[Messenger, Conversation]:
        async with self._begin() as tx:
            workspaces = await tx.institutions.workspaces(ready.institution.id)
        for platform, tenant in workspaces if ready.person.email else ():
            messenger, profiles = self._messengers.get(Platform(platform)), self._profiles.get(Platform(platform))
            account = await profiles.account_of(tenant, ready.person.email) if profiles else None
            if messenger is None or account is None or (opened := await messenger.direct(account)) is None:
                continue
            async with self._begin() as tx:
                people = tx.of(ready.institution.id).people
                await people.meet(account, Profile(ready.person.name, ready.person.email))
                await people.remember(account, opened)
            return messenger, opened
        raise _NoAccount

    async def _failed(self, delivery: Delivery, failure: DeliveryFailed) -> None:
        say = log.info if isinstance(failure, _NoAccount) else log.warning
        say("delivery.failed", kind=delivery.kind, attempts=delivery.attempts, permanent=failure.permanent)
        now = self._now()
        async with self._begin() as tx:
            institution = await tx.institutions.get(delivery.institution_id)
            if failure.permanent or delivery.attempts >= MOST_ATTEMPTS or institution is None:
                await tx.queue.give_up(delivery.id, now, failure.reason)
                log.error("delivery.given_up", kind=delivery.kind, id=delivery.id)
                return
            pause = _pause(delivery.attempts, failure.retry_after)
            when = institution.calendar.next_open_moment(now + pause)
            await tx.queue.retry_at(delivery.id, when, failure.reason)


def _pause(attempts: int, retry_after: float | None) -> timedelta:
    if retry_after is not None and isfinite(retry_after):
        # A platform that says "at once" may say so twenty times within a second.
        return timedelta(seconds=min(max(retry_after, 1.0), 86_400.0))
    doubled: timedelta = _FIRST_PAUSE * float(2 ** min(attempts - 1, 10))
    return min(_LONGEST_PAUSE, doubled)
