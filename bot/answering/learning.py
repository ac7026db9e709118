"""Answering while learning: one engine for all institutions with nothing of their own, and one for each other."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Final

from bot.answering.reading import reader, shipped_lessons, usual
from bot.answering.weights import encoder
from handlers.answers.alike import grouped
from handlers.answers.elsewhere import Elsewhere
from handlers.answers.engine import AnswerEngine
from handlers.answers.entries import Entry
from handlers.answers.ranking import Decision
from handlers.answers.semantic.encoder import WIDTH

Progress = Callable[[float], None]

MOST_ENGINES: Final = 12
MOST_PHRASINGS: Final = 16_000
"""In all engines of single institutions together. A phrasing takes 6 to 8 kB of an engine (23 Nov 2026: 24 MB with
4,000), so these are some 130 MB; all else takes 200 MB, and learning 100 MB while it lasts."""


@lru_cache(maxsize=2)
def _learnt(entries: tuple[Entry, ...], elsewhere: tuple[Elsewhere, ...]) -> AnswerEngine:
    """Learn the entries of a start: in one process, the demo and each test's Bunsen start with the same."""
    return learnt(entries, elsewhere, lambda _: None)


def learnt(
    entries: Sequence[Entry], elsewhere: Sequence[Elsewhere], done: Progress, logged: Sequence[str] = ()
) -> AnswerEngine:
    """Learn here and now; `done` is called with the share that is finished, from 0 to 1."""
    return AnswerEngine(entries, reader(), elsewhere, logged, done, shipped_lessons())


def alike(questions: Sequence[str]) -> Sequence[Sequence[int]]:
    """Put the places of questions that say nearly the same together, the largest groups first (`ranking.Answers`)."""
    return grouped(encoder().vectors(questions)[:, :WIDTH], usual()) if questions else ()


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the engine of an institution is learnt from, and the revision of its knowledge at which that was read."""

    revision: int
    entries: Sequence[Entry]
    elsewhere: Sequence[Elsewhere] = ()
    logged: Sequence[str] = ()

    @property
    def phrasings(self) -> int:
        """How many texts are learnt, which is what memory goes by."""
        ways = sum(1 + len(entry.phrasings) for entry in self.entries)
        return ways + sum(len(matter.phrasings) for matter in self.elsewhere) + len(self.logged)


@dataclass(slots=True)
class _Own:
    """The engine of one institution; `used` grows with each question, and is 0 before the first."""

    engine: AnswerEngine
    revision: int
    phrasings: int
    used: int = 0


class LiveAnswers:
    """Goes on answering from what was known until what is new has been learnt (`ranking.Answers`).

    Engines of institutions that have not asked for longest are let go where there are too many. Until theirs is learnt
    again, those are answered from what all share.
    """

    def __init__(self, entries: Sequence[Entry], elsewhere: Sequence[Elsewhere] = ()) -> None:
        self._shared = _learnt(tuple(entries), tuple(elsewhere))
        self._own: dict[int, _Own] = {}
        self._missed: set[int] = set()
        self._uses = count(1)
        self._learning = asyncio.Lock()

    def decide(self, institution_id: int, question: str, previous: Sequence[str] = ()) -> Decision:
        """Decide with what was learnt last of this institution."""
        own = self._own.get(institution_id)
        if own is None:
            self._missed.add(institution_id)
            return self._shared.decide(question, previous)
        own.used = next(self._uses)
        return own.engine.decide(question, previous)

    def alike(self, questions: Sequence[str]) -> Sequence[Sequence[int]]:
        """Put the places of questions that say nearly the same together (`ranking.Answers`)."""
        return alike(questions)

    def to_learn(self, revisions: Mapping[int, int]) -> Sequence[int]:
        """Whose engine is to be learnt, given the present revisions: what has changed first, then what is missing.

        An institution whose engine was let go comes again when somebody there has asked.
        """
        changed = [i for i, revision in revisions.items() if i in self._own and self._own[i].revision != revision]
        missed = [i for i in revisions if i not in self._own and i in self._missed]
        quiet = [i for i in revisions if i not in self._own and i not in self._missed] if self._has_room() else []
        return [*changed, *missed, *quiet]

    async def learn(self, institution_id: int, lessons: Lessons, done: Progress = lambda _: None) -> None:
        """Learn in a thread, then answer this institution from it; one at a time.

        `done` is called from that thread with the share that is finished, from 0 to 1. Raises what goes wrong there,
        and what `done` raises, which breaks it off; what was known before stays in use.
        """
        async with self._learning:
            engine = await asyncio.to_thread(learnt, lessons.entries, lessons.elsewhere, done, lessons.logged)
        before = self._own.get(institution_id)
        used = before.used if before else next(self._uses) if institution_id in self._missed else 0
        self._own[institution_id] = _Own(engine, lessons.revision, lessons.phrasings, used)
        self._missed.discard(institution_id)
        self._make_room(institution_id)

    def _has_room(self) -> bool:
        held = sum(own.phrasings for own in self._own.values())
        largest = max((own.phrasings for own in self._own.values()), default=0)
        return len(self._own) < MOST_ENGINES and held + largest <= MOST_PHRASINGS

    def _make_room(self, newest: int) -> None:
        """Let go of what was used least lately, but never of what was just learnt."""
        for institution_id in sorted(self._own, key=lambda i: self._own[i].used):
            held = sum(own.phrasings for own in self._own.values())
            if len(self._own) <= MOST_ENGINES and held <= MOST_PHRASINGS:
                return
            if institution_id != newest:
                del self._own[institution_id]
