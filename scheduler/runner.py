"""The tick. APScheduler only ticks; the database decides what is due and what was sent (DESIGN.md 2)."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from handlers.feature import Job, Services
from handlers.work import Begin
from scheduler.outbox import OutboxSender

log = structlog.get_logger(__name__)

TICK_SECONDS = 30


class Runner:
    """Runs every job, then empties the outbox; at each tick, or when it is asked to."""

    def __init__(
        self,
        begin: Begin,
        services: Services,
        jobs: Sequence[Job],
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
        """Do everything that is due now. A job that fails is logged and holds up no other."""
        for job in self._jobs:
            await _guarded(job.name, job.run(self._begin, self._services, self._now()))
        await _guarded("outbox", self._outbox.send_due(self._now()))

    def start(self) -> None:
        """Begin to tick; needs a running event loop."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        # The defaults drop a tick that is one second late and let ticks overlap (platform-facts 4).
        scheduler.add_job(
            self.tick,
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


async def _guarded(name: str, work: Awaitable[object]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the next job must run whatever happened in this one
        log.error("tick.failed", job=name, error=type(error).__name__)
