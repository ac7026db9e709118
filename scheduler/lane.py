"""A lane: the outbox of one institution, while this process empties it.

Claim some, compose them in one transaction, send them at the platform's pace, mark. Several lanes run side by
side, so that a workspace that is slow or sets limits holds up nobody else's messages.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from math import inf
from typing import assert_never

import structlog

from handlers.deliveries import Considerate, DeliveryFailed, Later, Mark, Sent, Unneeded
from handlers.interactions import Account
from handlers.people.hours import opens_at
from handlers.work import Transaction
from scheduler.addressing import NoAccount, find_place
from scheduler.backoff import after_failure
from scheduler.composing import Claimed, Homeless, Ready, begin_attempt, compose, known_place, not_now
from scheduler.line import Line
from scheduler.means import Means
from scheduler.sending import Refused, send
from scheduler.settling import settle

log = structlog.get_logger(__name__)

_STILL_NOW = timedelta(seconds=10)
_QUIET_SECONDS = 5.0
"""Asking who is not to be disturbed may take so long; then nobody is known to be."""


class Lane:
    """Empties the outbox of one institution until nothing in it is due; then it is over."""

    def __init__(self, institution_id: int, means: Means) -> None:
        self._id = institution_id
        self._means = means
        self._line = Line(means)
        self._sending: set[asyncio.Task[None]] = set()
        self._preparing: set[asyncio.Task[None]] = set()
        self._claiming: asyncio.Task[None] | None = None
        self._empty_until = -inf
        self._renew_at = means.monotonic() + means.timing.lane / 3
        self._held = means.held_at_first
        self._leaving = False
        self._paused_until: datetime | None = None
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Send what is due. A fault ends the lane; what it holds is taken up again after its lease."""
        try:
            while not self._leaving:
                self._woken.clear()
                self._claim_if_low()
                wait = self._begin_what_may()
                if self._over():
                    break
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._woken.wait()
        finally:
            await self._wind_up()

    def leave(self) -> None:
        """Begin nothing more."""
        self._leaving = True
        self._woken.set()

    # --- claiming and preparing ---

    def _claim_if_low(self) -> None:
        held = len(self._line) + len(self._sending) + len(self._preparing)
        due = self._means.monotonic() >= self._empty_until
        if self._claiming is None and due and held <= self._held // 2:
            self._claiming = self._task(self._claim(self._held - held))
            self._claiming.add_done_callback(self._claimed)

    def _claimed(self, _task: asyncio.Task[None]) -> None:
        self._claiming = None

    async def _claim(self, room: int) -> None:
        async with self._means.preparing:
            claimed = await self._take(room)
        if len(claimed) < room:
            self._empty_until = self._means.monotonic() + self._means.timing.look_again
        fresh = await self._undisturbed([each for each in claimed if not each.open])
        for each in claimed:
            if each.open:
                self._prepare(self._settle(each))
        if fresh:
            await self._compose(fresh)

    async def _take(self, room: int) -> list[Claimed]:
        means, timing = self._means, self._means.timing
        begin_by = means.monotonic() + timing.begin_within
        async with means.begin() as tx:
            now = means.now()
            if not await self._keep(tx, now):
                self.leave()
                return []
            deliveries = await tx.queue.claim(self._id, now, room, timing.lease)
            institution = await tx.institutions.get(self._id) if deliveries else None
            if institution is None:
                return []
            ids = {delivery.person_id for delivery in deliveries}
            work = tx.of(self._id)
            persons, accounts = await work.people.several(ids), await work.accounts.of(ids)
        for delivery in deliveries:
            if delivery.person_id not in persons:
                means.marks.put(Unneeded(delivery, "this person is no longer known"))
        return [
            Claimed(delivery, institution, person, accounts.get(person.id, ()), begin_by)
            for delivery in deliveries
            if (person := persons.get(delivery.person_id)) is not None
        ]

    async def _keep(self, tx: Transaction, now: datetime) -> bool:
        """Keep the lane; renewed when a third of the lease is over."""
        if self._means.monotonic() < self._renew_at:
            return True
        lasts = self._means.timing.lane
        self._renew_at = self._means.monotonic() + lasts / 3
        return await tx.queue.keep_lane(self._id, self._means.holder, now, lasts)

    async def _undisturbed(self, fresh: Sequence[Claimed]) -> list[Claimed]:
        """Put off what is for people who do not want to be disturbed now."""
        places = [(claimed, known_place(self._means, claimed)) for claimed in fresh]
        quiet = await self._quiet([place[0] for _, place in places if place is not None])
        welcome: list[Claimed] = []
        for claimed, place in places:
            until = quiet.get(place[0]) if place is not None else None
            if until is None or until <= self._means.now():
                welcome.append(claimed)
            else:
                when = opens_at(claimed.institution, claimed.person, until)
                self._mark(Later(claimed.delivery, when, "does not want to be disturbed", counts=False))
        return welcome

    async def _quiet(self, accounts: Sequence[Account]) -> dict[Account, datetime]:
        found: dict[Account, datetime] = {}
        for platform in {account.platform for account in accounts}:
            messenger = self._means.messengers.get(platform)
            if isinstance(messenger, Considerate):
                with suppress(TimeoutError):
                    async with asyncio.timeout(_QUIET_SECONDS):
                        theirs = [account for account in accounts if account.platform is platform]
                        found |= await messenger.quiet_until(theirs, self._means.now())
        return found

    async def _compose(self, claimed: Sequence[Claimed]) -> None:
        async with self._means.preparing:
            made = await compose(self._means, claimed)
        for composed in made:
            match composed:
                case Ready(account=account):
                    self._held = self._means.held(account.platform)
                    self._line.add(composed)
                case Homeless():
                    self._prepare(self._address(composed))
                case _:
                    assert_never(composed)

    async def _settle(self, claimed: Claimed) -> None:
        settled = await settle(self._means, claimed)
        if isinstance(settled, Claimed):
            await self._compose([settled])
        else:
            self._mark(settled)

    async def _address(self, homeless: Homeless) -> None:
        claimed, means = homeless.claimed, self._means
        try:
            account, to = await find_place(means, claimed)
        except DeliveryFailed as failure:
            say = log.info if isinstance(failure, NoAccount) else log.warning
            say("delivery.failed", kind=claimed.delivery.kind, reason=failure.reason)
            mark = after_failure(claimed.delivery, failure, means.now(), None, means.dice, means.timing.first_pause)
            self._mark(mark if not isinstance(mark, Later) else self._in_hours(claimed, mark, failure))
            return
        ready = Ready(claimed, homeless.card, account, to, means.now())
        await begin_attempt(means, ready)
        self._line.add(ready)

    def _prepare(self, work: Coroutine[None, None, None]) -> None:
        task = self._task(work)
        self._preparing.add(task)
        task.add_done_callback(self._preparing.discard)

    # --- sending ---

    def _begin_what_may(self) -> float | None:
        """Begin what the pace allows; give the seconds until more may begin, or None to wait for an event."""
        while not self._leaving and (ready := self._next()) is not None:
            task = self._task(self._send_on(ready))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        # Claims come again by themselves: what is due now was perhaps not when we looked last.
        looks = max(0.0, self._empty_until - self._means.monotonic()) if self._line or self._sending else inf
        wait = min(self._line.wait, looks) if looks else self._line.wait
        return None if wait == inf else max(wait, 0.001)

    def _next(self, ending: int = 0) -> Ready | None:
        """The next message that may really go; `ending` calls are about to make room."""
        while (ready := self._line.next(len(self._sending) - ending)) is not None:
            obstacle = self._obstacle(ready)
            if obstacle is None:
                break
            self._line.ended(ready)
            self._mark(obstacle)
        for late, wait in self._line.too_long:
            self._put_off(late, wait)
        self._line.too_long.clear()
        return ready

    def _obstacle(self, ready: Ready) -> Mark | None:
        # Looked at when it was composed; here once more only where it had to wait.
        waited = self._means.now() - ready.written_at > _STILL_NOW
        obstacle = not_now(self._means, ready.claimed) if waited else None
        if obstacle is None and self._means.monotonic() > ready.claimed.begin_by:
            # Somebody else may have claimed it meanwhile.
            return self._given_back(ready)
        return obstacle

    def _put_off(self, ready: Ready, wait: float) -> None:
        when = self._means.now() + timedelta(seconds=wait)
        reason, was_open = "the platform asked to wait", ready.claimed.open
        self._mark(Later(ready.delivery, when, reason, counts=False, unsettled=was_open))
        if self._line.pacer(ready).wait_for_any(self._means.monotonic()) > self._means.timing.patience:
            # The whole workspace has to wait, in other processes too.
            self._paused_until = when
            self.leave()

    async def _send_on(self, ready: Ready | None) -> None:
        """Send a message, and then the next that may go, as long as there is one."""
        while ready is not None:
            await self._send(ready)
            self._claim_if_low()
            ready = None if self._leaving else self._next(ending=1)

    async def _send(self, ready: Ready) -> None:
        try:
            outcome = await send(self._means, ready)
        finally:
            self._line.ended(ready)
        if isinstance(outcome, Refused):
            # It waits here, at the head, as all others to this workspace do; if it is for long, it is put off.
            self._line.put_back(ready)
            return
        self._mark(outcome if not isinstance(outcome, Later) else self._in_hours(ready.claimed, outcome, None))
        if isinstance(outcome, Sent) and self._means.settling(ready.account.platform) is None:
            # Nothing could tell after a crash that it has arrived.
            await self._means.marks.write_now()

    def _in_hours(self, claimed: Claimed, mark: Later, failure: DeliveryFailed | None) -> Later:
        """Move another try into this person's hours; a limit of the platform's own is not the delivery's fault."""
        when = opens_at(claimed.institution, claimed.person, mark.when)
        counts = mark.counts and not (failure is not None and failure.limited)
        return Later(claimed.delivery, when, mark.reason, counts=counts, unsettled=mark.unsettled)

    # --- the end ---

    def _over(self) -> bool:
        idle = not (self._line or self._sending or self._preparing or self._claiming)
        return self._leaving or (idle and self._means.monotonic() < self._empty_until)

    async def _wind_up(self) -> None:
        """Let calls that are under way end, give back what was not begun, and leave."""
        tasks = [task for task in (self._claiming, *self._preparing, *self._sending) if task is not None]
        if tasks:
            await asyncio.wait(tasks, timeout=self._means.timing.stop)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for ready in self._line:
            self._mark(self._given_back(ready))
        await self._means.marks.write()
        async with self._means.begin() as tx:
            await tx.queue.leave_lane(self._id, self._means.holder, self._paused_until)

    def _given_back(self, ready: Ready) -> Later:
        return Later(ready.delivery, self._means.now(), counts=False, unsettled=ready.claimed.open)

    def _mark(self, mark: Mark) -> None:
        self._means.marks.put(mark)

    def _task(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(self._guarded(work))
        task.add_done_callback(lambda _: self._woken.set())
        return task

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - as when the database is away: leases run out, and nothing is lost
            log.error("lane.failed", institution=self._id, error=type(error).__name__)
            self.leave()
