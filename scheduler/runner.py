"""The tick. APScheduler only ticks; the database decides what is due and what was sent (docs/architecture.md)."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import assert_never

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from handlers.feature import Chore, Job, JobContext, Services
from handlers.work import Begin
from scheduler.outbox import OutboxSender

log = structlog.get_logger(__name__)

TICK_SECONDS = 30


class Runner:
    """Runs every job and empties the outbox; at each tick, or when it is asked to."""

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

    async def tick(self) -> None:
        """Do everything that is due now, then send."""
        await self.run_jobs()
        await self.send()

    async def run_jobs(self) -> None:
        """Run every job. One that fails is logged and holds up no other."""
        for job in self._jobs:
            await _guarded(job.name, self._run(job))

    async def send(self) -> None:
        """Send what is due."""
        await _guarded("outbox", self._outbox.send_due())

    def start(self) -> None:
        """Begin to tick; needs a running event loop."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        # Two ticks, for a long outbox must not hold up the jobs.
        for work in (self.run_jobs, self.send):
            # The defaults drop a tick that is one second late and let ticks overlap (platform-facts 4).
            scheduler.add_job(
                work,
                IntervalTrigger(seconds=TICK_SECONDS, timezone=UTC),
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
                next_run_time=datetime.now(UTC),
            )
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        """Stop ticking. A tick that is cut short loses nothing: its leases run out."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def _run(self, job: Job | Chore) -> None:
        match job:
            case Chore():
                await job.run(self._begin, self._services, self._now())
            case Job():
                async with self._begin() as tx:
                    due = await job.due(tx, self._now())
                for institution_id, row_id in due:
                    await _guarded(job.name, self._run_one(job, institution_id, row_id))
            case _:
                assert_never(job)

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
