"""When a review's papers are due, and when its nudges are. Pure: the clock is an argument."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review

PAPERS_WORKING_DAYS = 10
"""Papers are due ten working days before a review."""


class Audience(StrEnum):
    """Whom a step asks."""

    OWNERS = "owners"
    DEPUTIES = "deputies"
    COMMITTEE = "committee"
    """The lead and the chairs."""


class Step(StrEnum):
    """A step of the nudges before a review: whom it asks, and its distance in days from the papers deadline."""

    OWNERS_28 = "owners-28"
    OWNERS_14 = "owners-14"
    DEPUTIES_7 = "deputies-7"
    COMMITTEE_3 = "committee-3"

    @property
    def audience(self) -> Audience:
        """Whom it asks."""
        return _AUDIENCES[self]

    @property
    def days(self) -> int:
        """Days before the papers deadline."""
        return _DAYS[self]


# Read from the names once: everybody of everybody's plans is held against them.
_AUDIENCES = {step: Audience(step.value.partition("-")[0]) for step in Step}
_DAYS = {step: int(step.value.rpartition("-")[2]) for step in Step}


FAR = timedelta(days=14)
"""A review that moves this far (the distance between two steps) asks its owners anew; nearer, what was sent stands."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a tick has to do for one review: the steps that hold now (the newest last), and when to look again."""

    steps: tuple[Step, ...]
    next_at: datetime | None


def papers_due_on(held_on: date, calendar: Calendar) -> date:
    """The day by which reports must be in for a review held on this day."""
    return calendar.working_days_before(held_on, PAPERS_WORKING_DAYS)


def step_at(step: Step, review: Review, calendar: Calendar) -> datetime:
    """When a step falls due: in the morning; one that falls on a closed day moves to the working day before."""
    return calendar.morning(calendar.working_day_on_or_before(review.papers_due_on - timedelta(days=step.days)))


def last_use(review: Review, calendar: Calendar) -> datetime:
    """The moment after which a nudge for this review is of no use: the end of the papers deadline's day."""
    return calendar.end_of(review.papers_due_on)


def useful_until(step: Step, review: Review, calendar: Calendar) -> datetime:
    """The moment after which a step is of no use: the next step to the same people, or the papers deadline."""
    others = (other for other in Step if other.audience is step.audience and other.days < step.days)
    ends = [step_at(other, review, calendar) for other in others]
    return min([*ends, last_use(review, calendar)])


def due(review: Review, calendar: Calendar, now: datetime) -> Due:
    """Decide what a tick at `now` does for a review.

    However late the tick comes, a step holds from when it falls due until it is of no use any more; of two steps that
    hold at once, the newest that concerns somebody is theirs (`handlers/nudges/planning.py`).
    """
    if review.closed_at is not None or now >= last_use(review, calendar):
        return Due((), None)
    times = {step: step_at(step, review, calendar) for step in Step}
    holding = [step for step, at in times.items() if at <= now < useful_until(step, review, calendar)]
    return Due(tuple(holding), min((at for at in times.values() if at > now), default=None))


def moved(review: Review, held_on: date, calendar: Calendar) -> Review:
    """Give the review on another day, and in a new round of nudges if that is far off.

    Its papers deadline keeps its distance in working days: ten, or what a chair has set.
    """
    new = review.id == 0
    distance = PAPERS_WORKING_DAYS if new else calendar.working_days_between(review.papers_due_on, review.held_on)
    far = abs(held_on - review.held_on) >= FAR
    return replace(
        review,
        held_on=held_on,
        papers_due_on=calendar.working_days_before(held_on, distance),
        round=review.round + 1 if far else review.round,
    )


def first_nudge_at(review: Review, calendar: Calendar, now: datetime) -> datetime | None:
    """When the first tick for a new or moved review is due."""
    planned = due(review, calendar, now)
    return now if planned.steps else planned.next_at


def next_review(reviews: Sequence[Review], today: date) -> Review | None:
    """The review that people work towards: the first that is neither closed nor past."""
    return next((review for review in reviews if review.closed_at is None and review.held_on >= today), None)


def last_closed(reviews: Sequence[Review]) -> Review | None:
    """The review that was closed last."""
    closed = [review for review in reviews if review.closed_at is not None]
    return max(closed, key=lambda review: review.held_on, default=None)
