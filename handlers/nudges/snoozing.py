"""Putting a nudge off: tomorrow, next Monday, or after a leave. Pure."""

from datetime import date, timedelta
from enum import StrEnum

from handlers.nudges.model import MOST_SNOOZES, NudgeAnswer
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review


class Until(StrEnum):
    """Until when somebody puts a nudge off."""

    TOMORROW = "tomorrow"
    MONDAY = "monday"
    LEAVE = "leave"


def asked_again_on(until: Until, today: date, last_day: date | None, calendar: Calendar) -> date | None:
    """The working day on which a snooze ends; None after a leave whose last day was not given."""
    match until:
        case Until.TOMORROW:
            return calendar.working_day_on_or_after(today + timedelta(days=1))
        case Until.MONDAY:
            return calendar.working_day_on_or_after(today + timedelta(days=7 - today.weekday()))
        case Until.LEAVE:
            return calendar.working_day_on_or_after(last_day + timedelta(days=1)) if last_day else None


def possible(review: Review, today: date, calendar: Calendar) -> tuple[Until, ...]:
    """How a nudge can be put off so that it still comes before the papers close; a leave may always end in time."""
    days = {until: asked_again_on(until, today, None, calendar) for until in (Until.TOMORROW, Until.MONDAY)}
    near = tuple(until for until, day in days.items() if day is not None and day <= review.papers_due_on)
    return (*near, Until.LEAVE) if near else ()


def is_used_up(answer: NudgeAnswer | None) -> bool:
    """Tell whether somebody has put a review's nudges off as often as they may."""
    return answer is not None and answer.snoozes >= MOST_SNOOZES
