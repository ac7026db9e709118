"""When writers and signatories are reminded of the submission. Pure: the clock is an argument."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from handlers.reviews.calendar import Calendar, months_after
from handlers.submission.model import Submission

FAR: Final = timedelta(days=14)
"""A submission that moves this far reminds anew; nearer, what was sent stands."""
FARTHEST: Final = timedelta(days=3 * 366)
"""A plan runs for 36 months at most."""


class Step(StrEnum):
    """A step of the reminders: its distance from the day of submission, in months or days."""

    MONTHS_6 = "6-months"
    MONTHS_3 = "3-months"
    MONTHS_2 = "2-months"
    MONTHS_1 = "1-months"
    DAYS_14 = "14-days"
    DAYS_7 = "7-days"

    def day(self, due_on: date) -> date:
        """The day so long before the submission, whether people work on it or not."""
        number, _, unit = self.value.partition("-")
        return months_after(due_on, -int(number)) if unit == "months" else due_on - timedelta(days=int(number))


@dataclass(frozen=True, slots=True)
class Holding:
    """The step that holds now; a reminder of it is of no use after `until`, when the next begins or the day is over."""

    step: Step
    until: datetime


def step_at(step: Step, due_on: date, calendar: Calendar) -> datetime:
    """When a step falls due: in the morning; one that falls on a closed day moves to the working day before."""
    return calendar.morning(calendar.working_day_on_or_before(step.day(due_on)))


def holding(due_on: date, calendar: Calendar, now: datetime) -> Holding | None:
    """The newest step that has fallen due; None more than six months before, and once the day is over."""
    end = calendar.end_of(due_on)
    if now >= end:
        return None
    times = {step: step_at(step, due_on, calendar) for step in Step}
    begun = [step for step, at in times.items() if at <= now]
    later = [at for at in times.values() if at > now]
    return Holding(begun[-1], min([*later, end])) if begun else None


def moved(submission: Submission, due_on: date) -> Submission:
    """The submission on another day, and in a new round of reminders if that is far off."""
    far = abs(due_on - submission.due_on) >= FAR
    return replace(submission, due_on=due_on, round=submission.round + 1 if far else submission.round)


def day_trouble(due_on: date | None, today: date) -> str:
    """What is wrong with a day of submission; empty where nothing is."""
    if due_on is None:
        return "There is no such day. Please choose one, such as 2027-07-31."
    if due_on < today:
        return f"{due_on.isoformat()} is past. Please choose today or a later day."
    if due_on > today + FARTHEST:
        return f"{due_on.isoformat()} is more than three years away. Is the year right?"
    return ""
