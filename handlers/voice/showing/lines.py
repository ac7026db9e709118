"""The figures of a round beside the questions that they answer, and how shares are written."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.voice.figures import Figures, ItemFigures
from handlers.voice.model import Question, Survey
from handlers.voice.questions import SCALE, UNSURE, parts
from handlers.voice.tallies import Tally

TOO_FEW = "too few"
BAD_NEWS = "agreeing is bad news"
WHY_TOO_FEW = (
    "“Too few”: fewer than five people had an opinion, or fewer than ten who all said the same, or the figure, beside "
    "one that is shown here or was shown for an earlier round, would tell what fewer than five people said."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One question, or one row of a matrix, and its figures."""

    question: Question
    wording: str
    item: ItemFigures

    @property
    def key(self) -> str:
        """What it is called in charts."""
        return self.item.key

    @property
    def said(self) -> str:
        """What was asked, so that nobody misreads it where agreeing is bad news."""
        warning = f" (careful: {BAD_NEWS})" if self.question.reverse else ""
        return f"{self.key} {self.wording}{warning}"

    @property
    def scale(self) -> bool:
        """Whether people said how far they agree."""
        return not self.question.options


def lines(survey: Survey, figures: Figures) -> Iterator[Line]:
    """All questions that have figures, in their order."""
    items = {item.key: item for item in figures.items}
    for question in survey.instrument.questions:
        for key, wording in parts(question):
            if key in items:
                yield Line(question, wording, items[key])


def options(question: Question) -> tuple[str, ...]:
    """What the counts of a tally stand for."""
    return question.options or tuple(label for value, label in SCALE.items() if value != UNSURE)


def percent(part: int, whole: int) -> str:
    """Write a share as people read it."""
    return f"{round(100 * part / whole)}%"


def shares(found: Tally | None) -> tuple[str, str, str]:
    """How many agreed, did neither, disagreed, in per cent of those with an opinion; or that they were too few."""
    if found is None or not found.opinions:
        return TOO_FEW, TOO_FEW, TOO_FEW
    agree, neither, disagree = (percent(each, found.opinions) for each in (found.agree, found.neither, found.disagree))
    return agree, neither, disagree
