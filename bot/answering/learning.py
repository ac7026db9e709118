"""Learning the knowledge base: once at the start, and anew in the background whenever it changes."""

import asyncio
from collections.abc import Callable, Sequence
from functools import lru_cache

from bot.answering.reading import reader
from handlers.answers.elsewhere import Elsewhere
from handlers.answers.engine import AnswerEngine
from handlers.answers.entries import Entry
from handlers.answers.ranking import Decision

Progress = Callable[[float], None]


@lru_cache(maxsize=2)
def _learnt(entries: tuple[Entry, ...], elsewhere: tuple[Elsewhere, ...]) -> AnswerEngine:
    """Learn the entries of a start: in one process, the demo and each test's Bunsen start with the same."""
    return AnswerEngine(entries, reader(), elsewhere)


def learnt(entries: Sequence[Entry], elsewhere: Sequence[Elsewhere], done: Progress) -> AnswerEngine:
    """Learn here and now; `done` is called with the share that is finished, from 0 to 1."""
    return AnswerEngine(entries, reader(), elsewhere, done=done)


class LiveAnswers:
    """An engine that goes on answering from what it knew until what is new has been learnt (`ranking.Engine`)."""

    def __init__(self, entries: Sequence[Entry], elsewhere: Sequence[Elsewhere] = ()) -> None:
        self._engine = _learnt(tuple(entries), tuple(elsewhere))
        self._learning = asyncio.Lock()
        self._latest = 0

    def decide(self, question: str, previous: Sequence[str] = ()) -> Decision:
        """Decide with what was learnt last."""
        return self._engine.decide(question, previous)

    async def learn(
        self,
        entries: Sequence[Entry],
        elsewhere: Sequence[Elsewhere] = (),
        logged: Sequence[str] = (),
        done: Progress = lambda _: None,
    ) -> None:
        """Learn in a thread, then answer from what was learnt. Of calls that wait their turn only the latest is learnt.

        `done` is called from that thread with the share that is finished, from 0 to 1.
        """
        self._latest += 1
        mine = self._latest
        async with self._learning:
            if mine == self._latest:
                self._engine = await asyncio.to_thread(AnswerEngine, entries, reader(), elsewhere, logged, done)
