"""A value from a slow service: fetched once for all who wait, kept, and renewed before it runs out."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog

T = TypeVar("T")

PAUSE_AFTER_FAILURE = 5.0
LONGEST_PAUSE = 300.0
# The loop's clock stands still while a machine sleeps, so long waits are cut.
LONGEST_NAP = 60.0

_log = structlog.get_logger("bunsen.teams")


class IdentityServiceUnavailable(Exception):
    """Keys or a token could not be had; the message says why, without any secret."""


@dataclass(frozen=True, slots=True)
class Lease(Generic[T]):
    """A fetched value, when to renew it and when to stop believing it (epoch seconds)."""

    value: T
    renew_at: float
    expires_at: float


class Refreshing(Generic[T]):
    """Keeps one value of a slow service at hand. Nobody but the one who needs it ever waits for it."""

    def __init__(
        self, name: str, fetch: Callable[[], Awaitable[Lease[T]]], now: Callable[[], float] = time.time
    ) -> None:
        self._name = name
        self._fetch = fetch
        self._now = now
        self._lease: Lease[T] | None = None
        self._task: asyncio.Task[Lease[T]] | None = None
        self._failure: IdentityServiceUnavailable | None = None
        self._failed_at = 0.0

    def current(self) -> T | None:
        """Return the value if there is a valid one, without waiting."""
        lease = self._lease
        return lease.value if lease is not None and self._now() < lease.expires_at else None

    async def get(self) -> T:
        """Return the value; wait only when there is no valid one."""
        lease = self._lease
        if lease is None or self._now() >= lease.expires_at:
            return await self.renew()
        if self._now() >= lease.renew_at and not self._failed_lately():
            self._start()
        return lease.value

    @property
    def renewing(self) -> bool:
        """Tell whether a fetch is under way."""
        return self._task is not None and not self._task.done()

    async def renew(self) -> T:
        """Fetch anew, or join the fetch that is under way; a service that just failed is not asked again at once."""
        if not self.renewing and self._failure is not None and self._failed_lately():
            raise IdentityServiceUnavailable(str(self._failure))
        # Shielded: one caller that gives up must not stop the others' fetch.
        return (await asyncio.shield(self._start())).value

    async def keep_fresh(self) -> None:
        """Renew ahead of time until cancelled, so that an idle hour does not make the next person wait."""
        pause = PAUSE_AFTER_FAILURE
        while True:
            try:
                await self._renew_if_due()
            except IdentityServiceUnavailable:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = PAUSE_AFTER_FAILURE
                await asyncio.sleep(self._nap())

    async def close(self) -> None:
        """Stop a fetch that is under way."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _renew_if_due(self) -> None:
        if self._lease is None or self._now() >= self._lease.renew_at:
            await self.renew()

    def _nap(self) -> float:
        due = self._lease.renew_at if self._lease is not None else 0.0
        return min(max(due - self._now(), 1.0), LONGEST_NAP)

    def _failed_lately(self) -> bool:
        return self._failure is not None and self._now() - self._failed_at < PAUSE_AFTER_FAILURE

    def _start(self) -> asyncio.Task[Lease[T]]:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name=f"fetch {self._name}")
            # Nobody awaits a renewal ahead of time; asyncio would complain
            # about its unread failure, which _run has already logged.
            self._task.add_done_callback(lambda task: task.cancelled() or task.exception())
        return self._task

    async def _run(self) -> Lease[T]:
        try:
            self._lease = await self._fetch()
        except Exception as error:  # whatever it was, the keeper must try again
            self._failure, self._failed_at = self._explain(error), self._now()
            _log.error("teams_identity_service_unavailable", wanted=self._name, reason=str(self._failure))
            raise self._failure from error
        self._failure = None
        return self._lease

    def _explain(self, error: Exception) -> IdentityServiceUnavailable:
        if isinstance(error, IdentityServiceUnavailable):
            return error
        return IdentityServiceUnavailable(f"The {self._name} could not be fetched ({type(error).__name__}).")
