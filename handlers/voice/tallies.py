"""How often what was answered to one question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import assert_never

from handlers.forms import ticked
from handlers.voice.model import Question, QuestionKind
from handlers.voice.questions import SCALE, UNSURE

STEPS = tuple(value for value in SCALE if value != UNSURE)
"""The steps of the scale, from "strongly disagree"."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How some people answered a question, or a row of a matrix.

    `counts` are those of the five steps from "strongly disagree", or of the options in their order; of a rank, how
    often each was put first. `opinions` is how many people they come from: with several choices the counts may add up
    to more. "Not sure" (`unsure`) is no opinion; those who skipped are in neither.
    """

    opinions: int
    counts: tuple[int, ...]
    unsure: int = 0
    scale: bool = False

    @property
    def given(self) -> int:
        """How many answered at all."""
        return self.opinions + self.unsure

    @property
    def disagree(self) -> int:
        """Of a scale: the two lower steps."""
        return sum(self.counts[:2])

    @property
    def neither(self) -> int:
        """Of a scale: the middle step."""
        return sum(self.counts[2:3])

    @property
    def agree(self) -> int:
        """Of a scale: the two upper steps."""
        return sum(self.counts[3:])

    @property
    def unanimous(self) -> bool:
        """Whether everybody with an opinion said the same; of a scale, whether all agreed, or all disagreed."""
        alike = (self.disagree, self.neither, self.agree) if self.scale else self.counts
        return max(alike, default=0) == self.opinions

    def __add__(self, other: "Tally") -> "Tally":
        """These people and those together."""
        return self._with(other, 1)

    def __sub__(self, other: "Tally") -> "Tally":
        """These people without those."""
        return self._with(other, -1)

    def _with(self, other: "Tally", sign: int) -> "Tally":
        pairs = zip_longest(self.counts, other.counts, fillvalue=0)
        return Tally(
            self.opinions + sign * other.opinions,
            tuple(mine + sign * theirs for mine, theirs in pairs),
            self.unsure + sign * other.unsure,
            self.scale or other.scale,
        )


def tally(question: Question, given: Mapping[str, int]) -> Tally:
    """Count the answers to a question that is not open; `given` says how often each answer came. Others count not."""
    scale = question.kind in (QuestionKind.SCALE, QuestionKind.MATRIX)
    known = STEPS if scale else tuple(str(place) for place in range(len(question.options)))
    places = {value: place for place, value in enumerate(known)}
    counts, opinions = [0] * len(known), 0
    for answer, times in given.items():
        chosen = {places[value] for value in _chosen(question.kind, answer) if value in places}
        opinions += times if chosen else 0
        for place in chosen:
            counts[place] += times
    return Tally(opinions, tuple(counts), given.get(UNSURE, 0) if scale else 0, scale)


def _chosen(kind: QuestionKind, answer: str) -> Iterator[str]:
    match kind:
        case QuestionKind.SCALE | QuestionKind.MATRIX | QuestionKind.CHOICE | QuestionKind.YES_NO:
            yield answer
        case QuestionKind.MULTI:
            yield from ticked(answer)
        case QuestionKind.RANK:
            yield from ticked(answer)[:1]
        case QuestionKind.OPEN:
            return
        case _:
            assert_never(kind)
