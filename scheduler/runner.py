"""The tick. APScheduler only ticks; the database decides what is due and what was sent (docs/architecture.md)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import assert_never

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from handlers.feature import Chore, Job, JobContext, Services
from handlers.reviews.calendar import learn_bank_holidays
from handlers.work import Begin
from scheduler.outbox import OutboxSender

log = structlog.get_logger(__name__)

TICK_SECONDS = 30
PATIENCE_SECONDS = 10.0
"""How long stopping waits for a job that goes on; what is cut short then is rolled back, and done at the next start."""


@dataclass(frozen=True, slots=True)
class _Due:
    """What a tick has to do, as far as it could be asked: rows by the name of their job, and whether for a chore."""

    rows: dict[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    chores: dict[str, bool] = field(default_factory=dict)


class Runner:
    """Runs every job at each tick, and empties the outbox as soon as something in it is due; or when it is asked to."""

    def __init__(
        self,
        begin: Begin,
        services: Services,
        jobs: Sequence[Job | Chore],
        outbox: OutboxSender,
        now: Callable[[], datetime],
    ) -> None:
        self._begin = begin
        self._services = services
        self._jobs = tuple(jobs)
        self._outbox = outbox
        self._now = now
        self._scheduler: AsyncIOScheduler | None = None
        self._ticking: asyncio.Task[None] | None = None
        self._sending: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._done: dict[str, datetime] = {}
        self._prepared: asyncio.Future[None] | None = None

    async def tick(self) -> None:
        """Do everything that is due now, then send."""
        await self.run_jobs()
        await self.send()

    async def run_jobs(self) -> None:
        """Run every job. One that fails is logged and holds up no other."""
        try:
            due = await self._due()
        except Exception:  # noqa: BLE001 - one cannot say what is due; each is asked for itself below
            due = _Due()
        for job in self._jobs:
            await _guarded(job.name, self._run(job, due))

    async def send(self) -> None:
        """Send what is due."""
        await _guarded("outbox", self._outbox.send_due())

    def start(self) -> None:
        """Begin to tick and to send; needs a running event loop."""
        self._prepared = asyncio.ensure_future(asyncio.to_thread(learn_bank_holidays))
        scheduler = AsyncIOScheduler(timezone=UTC)
        # The defaults drop a tick that is one second late (platform-facts 4).
        scheduler.add_job(
            self._tick,
            IntervalTrigger(seconds=TICK_SECONDS, timezone=UTC),
            misfire_grace_time=None,
            coalesce=True,
            next_run_time=datetime.now(UTC),
        )
        scheduler.start()
        self._scheduler = scheduler
        self._sending = asyncio.create_task(self._send_on())

    async def stop(self) -> None:
        """Stop ticking and sending. What is under way gets some seconds to end; what is cut short loses nothing."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
        await _guarded("outbox", self._outbox.stop())
        running = [task for task in (self._ticking, self._sending) if task is not None]
        if self._sending is not None:
            self._sending.cancel()
        if running:
            await asyncio.wait(running, timeout=PATIENCE_SECONDS)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _tick(self) -> None:
        """Begin a round of jobs, unless the last still goes on.

        A task of our own: the scheduler cuts its jobs short when it stops, and does not wait for their end.
        """
        if self._ticking is None or self._ticking.done():
            self._ticking = asyncio.create_task(self._jobs_then_look())

    async def _jobs_then_look(self) -> None:
        await self._be_prepared()
        await self.run_jobs()
        # What the jobs have just written need not wait for the sender's next look.
        self._woken.set()

    async def _send_on(self) -> None:
        """Send for ever: sleep until something is due, or for a few seconds, as other processes write too."""
        await self._be_prepared()
        while True:
            self._woken.clear()
            await self.send()
            wait = TICK_SECONDS / 6
            try:
                wait = await self._outbox.seconds_until_due()
            except Exception as error:  # noqa: BLE001 - a database that is away for a minute comes back
                log.error("outbox.failed", error=type(error).__name__)
            try:
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _be_prepared(self) -> None:
        if self._prepared is not None:
            await asyncio.shield(self._prepared)

    async def _due(self) -> "_Due":
        """What is due in each job, in one transaction: on most ticks that is all there is to do."""
        now, due = self._now(), _Due()
        async with self._begin() as tx:
            for job in self._jobs:
                if isinstance(job, Job):
                    due.rows[job.name] = await job.due(tx, now)
                elif job.due is not None:
                    due.chores[job.name] = await job.due(tx, now)
        return due

    async def _run(self, job: Job | Chore, due: "_Due") -> None:
        match job:
            case Chore():
                if due.chores.get(job.name, True):
                    await self._do(job)
            case Job():
                rows = due.rows.get(job.name)
                if rows is None:
                    async with self._begin() as tx:
                        rows = await job.due(tx, self._now())
                for institution_id, row_id in rows:
                    await _guarded(job.name, self._run_one(job, institution_id, row_id))
            case _:
                assert_never(job)

    async def _do(self, chore: Chore) -> None:
        now = self._now()
        last = self._done.get(chore.name)
        if last is None or not last <= now < last + chore.every:
            await chore.run(self._begin, self._services, now)
            self._done[chore.name] = now

    async def _run_one(self, job: Job, institution_id: int, row_id: int) -> None:
        """Work on one row, in a transaction of its own."""
        async with self._begin() as tx:
            institution = await tx.institutions.get(institution_id)
            if institution is not None:
                context = JobContext(tx.of(institution_id), self._services, self._now(), institution)
                await job.run(context, row_id)


async def _guarded(name: str, work: Awaitable[object]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - what comes next must run whatever happened here
        log.error("tick.failed", job=name, error=type(error).__name__)
