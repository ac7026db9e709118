"""What may be shown of a closed round."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.voice.model import Answers, Question, Survey

SMALLEST_GROUP = 5
"""Fewer ballots than this are never shown, and nobody can lower it."""

_AGREE = ("4", "5")
_DISAGREE = ("1", "2")


@dataclass(frozen=True, slots=True)
class ItemResult:
    """How a statement was answered, in counts; "not sure" is no opinion. None where fewer than five had one."""

    item: Question
    opinions: int
    agree: int
    neither: int
    disagree: int


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a round. `items` is None for a statement with fewer than five opinions."""

    invited: int
    ballots: int
    items: tuple[tuple[Question, ItemResult | None], ...]


def results(survey: Survey, ballots: Sequence[Answers]) -> Results | None:
    """Count a closed round; None where fewer than five ballots came in."""
    if len(ballots) < SMALLEST_GROUP:
        return None
    counted = tuple((item, _count(item, ballots)) for item in survey.instrument.questions)
    return Results(survey.invited, len(ballots), counted)


def _count(item: Question, ballots: Sequence[Answers]) -> ItemResult | None:
    tally = Counter(ballot[item.id] for ballot in ballots if ballot.get(item.id, "unsure") != "unsure")
    opinions = tally.total()
    if opinions < SMALLEST_GROUP:
        return None
    agree = sum(tally[value] for value in _AGREE)
    disagree = sum(tally[value] for value in _DISAGREE)
    return ItemResult(item, opinions, agree, opinions - agree - disagree, disagree)


def percent(part: int, whole: int) -> str:
    """Write a share as people read it."""
    return f"{round(100 * part / whole)}%"


def as_json(found: Results | None) -> dict[str, object]:
    """Give results as `bunsen survey results --json` prints them; what is too small to show is null."""
    if found is None:
        return {"invited": None, "ballots": None, "items": []}
    items = [
        {
            "id": item.id,
            "theme": item.theme,
            "wording": item.wording,
            "opinions": result.opinions if result else None,
            "agree": result.agree if result else None,
            "neither": result.neither if result else None,
            "disagree": result.disagree if result else None,
        }
        for item, result in found.items
    ]
    return {"invited": found.invited, "ballots": found.ballots, "items": items}
