"""Work that goes on after Slack has its acknowledgement, and that stopping waits for."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

log = structlog.get_logger(__name__)

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds that stopping waits; a deployment kills what takes much longer."""


class Background:
    """Holds on to its tasks: the event loop alone would let them be collected half-way."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start work."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    async def drain(self, patience: float = PATIENCE) -> None:
        """Wait until all of it is done, also what it starts meanwhile; give up what takes too long."""
        try:
            async with asyncio.timeout(patience):
                while self._tasks:
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            await self._give_up()

    async def _give_up(self) -> None:
        tasks = tuple(self._tasks)
        log.warning("slack.given_up", tasks=len(tasks))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            # Whoever awaits the task sees its error; here it is only marked as seen.
            task.exception()
