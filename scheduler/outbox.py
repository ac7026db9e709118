"""Sending what is in the outbox: claim, compose, send, mark, for all institutions side by side.

Nothing is lost: a claim is a lease, and before each call the attempt is written down. If its answer is lost, or the
process dies, the platform is asked what has arrived before anything is sent again (docs/adr/0009).
"""

import asyncio
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random

import structlog

from handlers.deliveries import Messenger
from handlers.feature import Composer, Services
from handlers.interactions import Platform
from handlers.people.ports import Profiles
from handlers.work import Begin
from scheduler.backoff import MOST_ATTEMPTS
from scheduler.lane import Lane
from scheduler.marks import Marks
from scheduler.means import Means, Timing

__all__ = ["MOST_ATTEMPTS", "USUAL", "OutboxSender", "Timing"]

log = structlog.get_logger(__name__)

USUAL = Timing()


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
        timing: Timing = USUAL,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._timing = timing
        self._begin = begin
        self._now = now
        self._marks = Marks(begin, now, timing.soon)
        # Not for secrets: it only keeps failures from coming back together.
        dice = Random()  # noqa: S311
        self._means = Means(
            begin,
            services,
            composers,
            messengers,
            profiles,
            now,
            monotonic,
            timing,
            dice,
            self._marks,
            uuid.uuid4().hex,
        )
        self._lanes: dict[int, tuple[Lane, asyncio.Task[None]]] = {}
        self._stopping = False

    async def send_due(self) -> int:
        """Send everything that is due and that no other process is sending; give how many messages went out."""
        before = self._marks.sent
        while not self._stopping:
            await self._take_lanes()
            if not self._lanes:
                break
            running = [task for _, task in self._lanes.values()]
            await asyncio.wait(running, timeout=self._timing.look_again, return_when=asyncio.FIRST_COMPLETED)
        return self._marks.sent - before

    async def seconds_until_due(self) -> float:
        """How long to sleep: until the next falls due, and never so long that others' writing goes unnoticed."""
        async with self._begin() as tx:
            due = await tx.queue.next_due(self._now())
        ahead = (due - self._now()).total_seconds() if due is not None else self._timing.look_again
        # What is due already is somebody else's, or its platform wants a pause.
        return min(ahead, self._timing.look_again) if ahead > 0 else self._timing.look_again

    async def stop(self) -> None:
        """Begin nothing more, let calls that are under way end, and give back what was not begun."""
        self._stopping = True
        running = [task for _, task in self._lanes.values()]
        for lane, _ in self._lanes.values():
            lane.leave()
        await asyncio.gather(*running, return_exceptions=True)
        await self._marks.stop()

    async def _take_lanes(self) -> None:
        async with self._begin() as tx:
            due = await tx.queue.take_lanes(self._means.holder, self._now(), self._timing.lane)
        for institution_id in due:
            if institution_id not in self._lanes and not self._stopping:
                lane = Lane(institution_id, self._means)
                self._lanes[institution_id] = (lane, asyncio.create_task(self._run(institution_id, lane)))

    async def _run(self, institution_id: int, lane: Lane) -> None:
        try:
            await lane.run()
        except Exception as error:  # noqa: BLE001 - one institution's trouble is no other's
            log.error("lane.failed", institution=institution_id, error=type(error).__name__)
            await asyncio.sleep(min(1.0, self._timing.look_again))
        finally:
            del self._lanes[institution_id]
