"""Watching for what institutions change in their knowledge, and learning it in the background."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import Final

import structlog

from bot.answering.learning import Lessons, LiveAnswers
from handlers.answers.elsewhere import Elsewhere
from handlers.knowledge.base import Base
from handlers.knowledge.model import NotOurs
from handlers.knowledge.own import entries_now
from handlers.work import Begin, Work

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 1.0
"""Another replica, or the command line, may have changed something: what they confirm is in use within five seconds,
and learning 300 entries takes up to four."""
_TRY_AGAIN_SECONDS: Final = 60.0


class _Stopped(Exception):
    """What is being learnt is not wanted any more."""


class Watcher:
    """Looks at the revisions again and again, and has learnt what is new. Each process watches for itself."""

    def __init__(self, begin: Begin, base: Base, answers: LiveAnswers) -> None:
        self._begin = begin
        self._base = base
        self._answers = answers
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stopped = False
        self._not_before: dict[int, float] = {}

    def start(self) -> None:
        """Begin to watch; needs a running event loop."""
        self._stopped = False
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Stop watching; what is being learnt is broken off."""
        self._stopped = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Look at once: something may have changed here."""
        self._woken.set()

    async def look(self) -> None:
        """Look once, and learn whatever is new."""
        async with self._begin() as tx:
            revisions = await tx.revisions.all()
        for institution_id in self._answers.to_learn(revisions):
            if self._not_before.get(institution_id, 0.0) <= monotonic():
                await self._learn(institution_id)

    async def _watch(self) -> None:
        while True:
            # Cleared before looking: what comes while we look wakes us again.
            self._woken.clear()
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - a database that is away for a minute comes back
                log.error("knowledge.not_looked_at", error=type(error).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()

    async def _learn(self, institution_id: int) -> None:
        try:
            async with self._begin() as tx:
                lessons = await self._lessons(tx.of(institution_id))
            await self._answers.learn(institution_id, lessons, self._go_on)
            self._not_before.pop(institution_id, None)
            log.info("knowledge.learnt", institution=institution_id, entries=len(lessons.entries))
        except _Stopped:
            return
        except Exception as error:  # noqa: BLE001 - one institution must not keep the others from being learnt
            # The old engine stays in use. What the error says is not logged: it may quote an entry.
            self._not_before[institution_id] = monotonic() + _TRY_AGAIN_SECONDS
            log.error("knowledge.not_learnt", institution=institution_id, error=type(error).__name__)

    def _go_on(self, _share: float) -> None:
        """Break off what is learnt in a thread when the process is to end: nobody would wait for it gladly."""
        if self._stopped:
            raise _Stopped

    async def _lessons(self, work: Work) -> Lessons:
        # Read first: what changes meanwhile is learnt the next time.
        revision = await work.knowledge.revision()
        entries = await entries_now(work, self._base)
        not_ours = await work.knowledge.not_ours()
        elsewhere = (*self._base.elsewhere, *signposted(not_ours))
        logged = [said.question for said in not_ours if not said.signpost]
        return Lessons(revision, list(entries.values()), elsewhere, logged)


def signposted(not_ours: Sequence[NotOurs]) -> list[Elsewhere]:
    """What people said is not for Bunsen, one matter for each place that does help."""
    by_signpost: defaultdict[str, set[str]] = defaultdict(set)
    for said in not_ours:
        if said.signpost:
            by_signpost[said.signpost].add(said.question)
    return [
        Elsewhere(f"said-{number}", "not for Bunsen", tuple(sorted(questions)), signpost)
        for number, (signpost, questions) in enumerate(sorted(by_signpost.items()), 1)
    ]
