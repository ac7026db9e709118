"""What can be amiss with the reviews of a plan. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.reviews.calendar import months_after
from handlers.reviews.model import Review
from handlers.reviews.schedule import next_review

UNCLOSED = timedelta(days=10)
MONTHS = 7
_TO_SET_THE_NEXT = timedelta(days=7)
"""After a review, before the missing of the next is remarked on."""


class Kind(StrEnum):
    """What is amiss with the reviews."""

    NONE_SET = "none set"
    UNCLOSED = "unclosed"
    LONG_AGO = "long ago"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something amiss; `review` is the one that it is about, if there is one."""

    kind: Kind
    review: Review | None = None


def troubles(reviews: Sequence[Review], today: date) -> Sequence[Trouble]:
    """Find what is amiss on this day. Pure."""
    found: list[Trouble] = []
    held = [review for review in reviews if review.held_on < today]
    last = held[-1] if held else None
    if next_review(reviews, today) is None and (last is None or today >= last.held_on + _TO_SET_THE_NEXT):
        found.append(Trouble(Kind.NONE_SET))
    unclosed = [review for review in held if review.closed_at is None and today >= review.held_on + UNCLOSED]
    found += [Trouble(Kind.UNCLOSED, review) for review in unclosed]
    if last is not None and today >= months_after(last.held_on, MONTHS):
        found.append(Trouble(Kind.LONG_AGO, last))
    return found
