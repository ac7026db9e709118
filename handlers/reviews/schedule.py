"""When a review's papers are due, and when its nudges are. Pure: the clock is an argument."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review

PAPERS_WORKING_DAYS = 10
"""Papers are due ten working days before a review."""


class Step(StrEnum):
    """A round of nudges before a review, by its distance in days from the papers deadline."""

    OWNERS_28 = "owners-28"
    OWNERS_14 = "owners-14"

    @property
    def days(self) -> int:
        """Days before the papers deadline."""
        return int(self.value.rpartition("-")[2])


FAR = timedelta(days=14)
"""A review that moves this far (the distance between two steps) asks its owners anew; nearer, what was sent stands."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a tick has to do for one review: the step to take now (if any), and when to look again."""

    step: Step | None
    next_at: datetime | None


def papers_due_on(held_on: date, calendar: Calendar) -> date:
    """The day by which reports must be in for a review held on this day."""
    return calendar.working_days_before(held_on, PAPERS_WORKING_DAYS)


def step_at(step: Step, review: Review, calendar: Calendar) -> datetime:
    """When a step falls due: in the morning; one that falls on a closed day moves to the working day before."""
    return calendar.morning(calendar.working_day_on_or_before(review.papers_due_on - timedelta(days=step.days)))


def last_use(review: Review, calendar: Calendar) -> datetime:
    """The moment after which a nudge for this review is of no use: the end of the papers deadline's day."""
    return calendar.morning(review.papers_due_on + timedelta(days=1))


def due(review: Review, calendar: Calendar, now: datetime) -> Due:
    """Decide what a tick at `now` does for a review.

    Of several steps that were missed (the process was down) only the newest is taken, so that nobody gets two
    nudges in one morning; after the papers deadline none is.
    """
    times = {step: step_at(step, review, calendar) for step in Step}
    coming = [at for at in times.values() if at > now]
    next_at = min(coming, default=None)
    if review.closed_at is not None or now >= last_use(review, calendar):
        return Due(None, None)
    passed = [step for step, at in times.items() if at <= now]
    return Due(max(passed, key=times.__getitem__, default=None), next_at)


def moved(review: Review, held_on: date, calendar: Calendar) -> Review:
    """Give the review on another day, with its papers deadline, and in a new round of nudges if that is far off."""
    far = abs(held_on - review.held_on) >= FAR
    return replace(
        review,
        held_on=held_on,
        papers_due_on=papers_due_on(held_on, calendar),
        round=review.round + 1 if far else review.round,
    )


def first_nudge_at(review: Review, calendar: Calendar, now: datetime) -> datetime | None:
    """When the first tick for a new or moved review is due."""
    planned = due(review, calendar, now)
    return now if planned.step is not None else planned.next_at


def next_review(reviews: Sequence[Review], today: date) -> Review | None:
    """The review that people work towards: the first that is neither closed nor past."""
    return next((review for review in reviews if review.closed_at is None and review.held_on >= today), None)


def last_closed(reviews: Sequence[Review]) -> Review | None:
    """The review that was closed last."""
    closed = [review for review in reviews if review.closed_at is not None]
    return max(closed, key=lambda review: review.held_on, default=None)
