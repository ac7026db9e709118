"""Whether a colour still stands, or is "not reported": the one place for that rule.

The reasons are in docs/adr/0008-when-a-colour-is-not-reported.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.people.model import Institution
from handlers.plans.brief import AnyUpdate, Reported
from handlers.plans.rag import Rag
from handlers.plans.reading.dates import is_recurring
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review
from handlers.reviews.schedule import Step, next_review, step_at
from handlers.work import Work

HALF_A_YEAR = timedelta(days=183)
"""How long a colour stands where no review was ever held: reviews are held twice a year."""


class Colour(StrEnum):
    """What an action is shown as: its RAG, or that nobody has reported on it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_DUE = "not_due"
    DROPPED = "dropped"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True, slots=True)
class Cycle:
    """The reporting cycle at one moment.

    Owners are asked once a cycle. Until they are asked for the coming review (its first nudge), what was said for the
    last one stands; from then on only what somebody said since the last one ended, and what an import brought no
    longer counts as said.
    """

    today: date
    since: datetime
    asked: bool

    def colour(self, action: Reported) -> Colour:
        """What this action is shown as."""
        latest = action.latest
        if latest is None:
            starts_later = action.start_on is not None and action.start_on > self.today
            return Colour.NOT_DUE if starts_later else Colour.NOT_REPORTED
        fades = latest.rag in (Rag.AMBER, Rag.RED) or (latest.rag is Rag.GREEN and is_recurring(action.due_text))
        return Colour.NOT_REPORTED if fades and not self._is_reported(latest) else Colour(latest.rag)

    def awaits_report(self, action: Reported) -> bool:
        """Tell whether its owner is to be asked."""
        return self.colour(action) is Colour.NOT_REPORTED

    def _is_reported(self, latest: AnyUpdate) -> bool:
        """Tell whether this update counts as a report of this cycle."""
        return latest.at >= self.since and not (self.asked and latest.by_person_id is None)


def cycle_at(reviews: Sequence[Review], calendar: Calendar, now: datetime, today: date) -> Cycle:
    """Find the reporting cycle that `now` lies in."""
    coming = next_review(reviews, today)
    if coming is not None and step_at(Step.OWNERS_28, coming, calendar) <= now:
        return cycle_of(coming, reviews, calendar, today)
    ends = _ends_before(now, reviews, calendar)
    # Nobody was asked since the last review: what was said for it stands, so count from the one before.
    return Cycle(today, ends[-2] if len(ends) > 1 else (ends[-1] if ends else now) - HALF_A_YEAR, asked=False)


def cycle_of(review: Review, reviews: Sequence[Review], calendar: Calendar, today: date) -> Cycle:
    """The reporting cycle of a review: from the end of the one before it, whenever somebody looks."""
    held = calendar.morning(review.held_on)
    ends = _ends_before(held, [each for each in reviews if each.id != review.id], calendar)
    return Cycle(today, ends[-1] if ends else held - HALF_A_YEAR, asked=True)


def _ends_before(moment: datetime, reviews: Sequence[Review], calendar: Calendar) -> list[datetime]:
    return sorted(end for end in (_ended_at(review, calendar) for review in reviews) if end <= moment)


def _ended_at(review: Review, calendar: Calendar) -> datetime:
    """When a review ended: the morning after it was held, or when it was closed if that was earlier.

    Closing an old review late must not push the reports that came meanwhile back into its cycle.
    """
    morning_after = calendar.morning(review.held_on + timedelta(days=1))
    return min(review.closed_at, morning_after) if review.closed_at else morning_after


async def current_cycle(work: Work, institution: Institution, now: datetime) -> Cycle:
    """The reporting cycle of an institution now."""
    return cycle_at(await work.reviews.all(), institution.calendar, now, institution.day(now))
