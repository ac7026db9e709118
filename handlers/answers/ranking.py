"""What an answer engine decides on a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from handlers.answers.entries import Entry

MOST_CANDIDATES = 3
MOST_PREVIOUS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant."""

    entry: Entry
    confidence: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question: give the entry, offer the candidates, or stay silent.

    `confidence` of an answer is the chance that it is right; of a choice or a silence, that the right entry is among
    the candidates, but never more than of any answer (0.75). `signpost` says who does help with what Bunsen does not
    answer, where that is known; it is only there where the outcome is "abstained". The candidates of a silence are what
    came nearest, for whoever looks after the entries; they are not shown.
    """

    outcome: Literal["answered", "choose", "abstained"]
    entry: Entry | None = None
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    signpost: str = ""


class Engine(Protocol):
    """Anything that decides on questions."""

    def decide(self, question: str, previous: Sequence[str] = ()) -> Decision:
        """Choose an entry, offer some, or abstain.

        `previous` is what the same person asked before in the same thread, the latest last; up to five are looked at.
        Takes some milliseconds of computing: call it in a thread of its own where others wait.
        """


class Answers(Protocol):
    """The engines of all institutions: one shared by those that keep nothing of their own, and one for each other.

    What comes back is as it was learnt; the caller reads the present texts of the entries (`handlers.knowledge.own`).
    """

    def decide(self, institution_id: int, question: str, previous: Sequence[str] = ()) -> Decision:
        """Decide as `Engine.decide` does, with what this institution knows. Call it in a thread of its own."""

    def alike(self, questions: Sequence[str]) -> Sequence[Sequence[int]]:
        """Put the places of questions that say nearly the same together, the largest groups first.

        Each place comes once; a question that is like no other is a group of one. Takes a few milliseconds of computing
        a question: call it in a thread of its own.
        """
