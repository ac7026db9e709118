"""Marks: what came of deliveries, committed together, and soon."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from handlers.deliveries import GivenUp, Mark, Sent
from handlers.interactions import Account
from handlers.work import Begin

log = structlog.get_logger(__name__)

_AGAIN_SECONDS = 1.0


class Marks:
    """Collects marks and writes them in one transaction, `soon` seconds after the first at the latest.

    A crash in between leaves attempts open, which are settled later; where they cannot be, do not wait: `write_now`.
    """

    def __init__(self, begin: Begin, now: Callable[[], datetime], soon: float) -> None:
        self._begin = begin
        self._now = now
        self._soon = soon
        self._waiting: list[Mark] = []
        self._gone: dict[tuple[int, Account], None] = {}
        self._writing = asyncio.Lock()
        self._later: asyncio.Task[None] | None = None
        self.sent = 0
        """How many messages have gone out since the start."""

    def put(self, mark: Mark) -> None:
        """Take a mark, to be written soon."""
        match mark:
            case Sent():
                self.sent += 1
            case GivenUp(delivery=delivery, reason=reason):
                log.error("delivery.given_up", kind=delivery.kind, id=delivery.id, reason=reason)
        self._waiting.append(mark)
        if self._later is None or self._later.done():
            self._later = asyncio.create_task(self._write_soon())

    async def write_now(self) -> None:
        """Write without delay; where the database does not take it, it is tried again soon."""
        try:
            await self.write()
        except Exception as error:  # noqa: BLE001 - `_write_soon` goes on trying
            log.error("marks.failed", error=type(error).__name__)

    def unreachable(self, institution_id: int, account: Account) -> None:
        """Record with the next marks that nothing reaches this account."""
        self._gone[(institution_id, account)] = None

    async def write(self) -> None:
        """Write what has been collected; raises what the database raises, and keeps the marks for another try."""
        async with self._writing:
            marks, self._waiting = self._waiting, []
            gone, self._gone = self._gone, {}
            if not marks and not gone:
                return
            try:
                async with self._begin() as tx:
                    now = self._now()
                    await tx.queue.mark(marks, now)
                    for institution_id, account in gone:
                        await tx.of(institution_id).people.cannot_reach(account, now)
            except BaseException:
                self._waiting[:0] = marks
                self._gone = gone | self._gone
                raise

    async def stop(self) -> None:
        """Write the last ones."""
        if self._later is not None:
            self._later.cancel()
            await asyncio.gather(self._later, return_exceptions=True)
        await self.write()

    async def _write_soon(self) -> None:
        pause = self._soon
        # Also what came while the last were being written.
        while self._waiting or self._gone:
            await asyncio.sleep(pause)
            try:
                await self.write()
                pause = self._soon
            except Exception as error:  # noqa: BLE001 - a database that is away for a minute comes back
                log.error("marks.failed", error=type(error).__name__)
                pause = _AGAIN_SECONDS
