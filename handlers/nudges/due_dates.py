"""When people are reminded of an action's own due date: once, 14 days before. Pure.

A reminder joins the message of an owners' step before a review that goes out within `NEAR` of it, on either side
(docs/adr/0010-nudges.md), so that nobody gets two messages in one week for the same actions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handlers.deliveries import State
from handlers.nudges.model import STEP, Told
from handlers.plans.brief import AnyAction
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review
from handlers.reviews.schedule import Audience, Step, last_use, step_at

BEFORE = timedelta(days=14)
NEAR = timedelta(days=5)
"""A review's step within so many days takes a reminder with it."""

_LONGEST_CLOSURE = timedelta(days=21)
"""The first look comes this much earlier, as a reminder that falls into a closure moves before it."""


def first_look_at(due_on: date | None) -> datetime | None:
    """When a tick first looks at a date; the calendar decides then when to remind."""
    if due_on is None:
        return None
    try:
        return datetime.combine(due_on - BEFORE - _LONGEST_CLOSURE, time(), UTC)
    except OverflowError:  # the year 1
        return None


def remind_at(due_on: date, calendar: Calendar) -> datetime:
    """When to remind of a date: 14 days before; what falls on a closed day moves to the working day before."""
    return calendar.morning(calendar.working_day_on_or_before(due_on - BEFORE))


def of_use_until(due_on: date, calendar: Calendar) -> datetime:
    """The moment after which a reminder is of no use: the end of the due date's own day."""
    return calendar.end_of(due_on)


def is_finished(action: AnyAction) -> bool:
    """Tell whether nothing is left to remind of: it is done, dropped or merged."""
    return action.is_over or action.merged_into_id is not None


def joins_step(action: AnyAction, calendar: Calendar, now: datetime) -> bool:
    """Tell whether a step that is sent now takes this action's reminder with it."""
    if action.due_on is None or action.due_nudge_at is None or is_finished(action):
        return False
    return remind_at(action.due_on, calendar) <= now + NEAR and now < of_use_until(action.due_on, calendar)


@dataclass(frozen=True, slots=True)
class Look:
    """What to do about one date now: whom to remind (person ids), and when to look again (None: never)."""

    remind: frozenset[int]
    next_at: datetime | None


_NOBODY: frozenset[int] = frozenset()


def look(
    action: AnyAction,
    people: Iterable[int],
    review: Review | None,
    told: Iterable[Told],
    calendar: Calendar,
    now: datetime,
) -> Look:
    """Decide about an action whose date is to be looked at. `people` answer for it; `told` are their nudges."""
    if action.due_on is None or is_finished(action) or now >= of_use_until(action.due_on, calendar):
        return Look(_NOBODY, None)
    at = remind_at(action.due_on, calendar)
    if now < at:
        return Look(_NOBODY, at)
    step = _near_step(review, calendar, now)
    if step is not None and step < of_use_until(action.due_on, calendar):
        return Look(_NOBODY, step)
    asked = set(people)
    theirs = [each for each in told if each.kind == STEP and each.person_id in asked]
    if not asked or any(each.state is State.WAITING for each in theirs):
        # Somebody may be given the post tomorrow; a message that waits takes the reminder with it.
        return Look(_NOBODY, calendar.next_morning(now))
    reached = {each.person_id for each in theirs if _lately(each, now)}
    return Look(frozenset(asked - reached), None)


def _near_step(review: Review | None, calendar: Calendar, now: datetime) -> datetime | None:
    """The owners' step that is to come within a few days, if there is one."""
    if review is None or now >= last_use(review, calendar):
        return None
    times = (step_at(step, review, calendar) for step in Step if step.audience is Audience.OWNERS)
    return min((at for at in times if now < at <= now + NEAR), default=None)


def _lately(told: Told, now: datetime) -> bool:
    """Tell whether a step has reached somebody within the last days, and so has named what is due soon."""
    return told.state is State.SENT and told.settled_at is not None and now - told.settled_at <= NEAR
