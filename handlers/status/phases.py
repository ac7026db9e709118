"""The phases of a plan: the ones that it names, or else its years. Pure.

A 36-month plan is commonly cut into three phases of a year each (University of Cambridge, stage 2, 2021).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.plans.brief import ActionInCount
from handlers.plans.model import Action, Plan
from handlers.reviews.calendar import months_after

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_NAMED = re.compile(r"\b(?:phase|year|yr|y)\s?([1-9]|one|two|three|four)(?![\w/])", re.I)
_YEAR = 12
_MOST = 9


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase by its number, from 1; its days are None where the plan does not say when it begins."""

    number: int
    starts_on: date | None = None
    ends_on: date | None = None


def number_of(word: str) -> int | None:
    """The number that a word says, or None."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 3 else _NUMBERS.get(word.casefold())


def phase_of(action: Action | ActionInCount, plan: Plan) -> int | None:
    """In which phase an action is due: the one that the plan names, else the plan's year of its due date.

    What is due before the plan begins belongs to the first, what is due after its end to the last. None where nothing
    tells.
    """
    if named := _NAMED.search(action.due_text):
        return number_of(named[1])
    if action.due_on is None or plan.starts_on is None:
        return None
    return min(_year(action.due_on, plan.starts_on), _years(plan) or _MOST)


def phases(plan: Plan, actions: Iterable[Action | ActionInCount]) -> tuple[Phase, ...]:
    """All phases of a plan, those without an action included."""
    found = {number for action in actions if (number := phase_of(action, plan)) is not None}
    return tuple(_phase(plan, number) for number in range(1, max(found | {_years(plan)}) + 1))


def _phase(plan: Plan, number: int) -> Phase:
    if plan.starts_on is None:
        return Phase(number)
    starts_on = months_after(plan.starts_on, (number - 1) * _YEAR)
    return Phase(number, starts_on, months_after(plan.starts_on, number * _YEAR) - timedelta(days=1))


def _years(plan: Plan) -> int:
    """How many years a plan runs, begun ones counted; 0 where it does not say."""
    if plan.starts_on is None or plan.ends_on is None:
        return 0
    return min(_year(plan.ends_on, plan.starts_on), _MOST)


def _year(day: date, starts_on: date) -> int:
    """In which year, from 1, counted from its start."""
    months = (day.year - starts_on.year) * _YEAR + day.month - starts_on.month - (day.day < starts_on.day)
    return max(months // _YEAR, 0) + 1
