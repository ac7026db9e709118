"""Whether the dates can be kept: none, never-ending or impossible ones, and everything at the very end."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from handlers.cells import shown
from handlers.dates import spoken
from handlers.phrases import counted
from handlers.plans.checking import words
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Finding, Rule
from handlers.plans.checking.naming import called, listed, share
from handlers.plans.reading import date_words
from handlers.plans.reading.dates import read_period

_UNBOUNDED = re.compile(words.UNBOUNDED, re.I)
_NO_DATE_YET = re.compile(r"carried (?:over|forward)|\bn/?a\b|not applicable", re.I)
_SAID = {
    Rule.IMPOSSIBLE: "is not in the calendar",
    Rule.ONGOING: "never comes to an end",
    Rule.CONDITIONAL: "depends on something that is not decided",
    Rule.RELATIVE: "does not say from when it counts",
    Rule.UNCLEAR: "names no day by which it is done",
}
MOST_AT_THE_END = 0.5
ENOUGH_TO_BUNCH = 5
_LAST_MONTHS = 3
_LONGEST = 500


def dates(plan: CheckedPlan) -> Iterator[Finding]:
    """Find actions without a usable date, dates that contradict another or the plan, and dates that crowd late."""
    yield from _without(plan)
    yield from _as_text(plan)
    for action in plan.open:
        yield from _turned_round(action)
        yield from _outside(action, plan)
        yield from _overdue(action, plan)
    yield from _bunched(plan)


def overdue_unreported(action: CheckedAction, plan: CheckedPlan) -> bool:
    """Tell whether an action's day has gone by without a word since."""
    if action.due is None or action.due >= plan.today:
        return False
    return action.last_reported is None or action.last_reported < action.due


def _without(plan: CheckedPlan) -> Iterator[Finding]:
    actions = tuple(each for each in plan.open if each.due is None and not each.due_text.strip())
    if actions:
        have = "has" if len(actions) == 1 else "have"
        message = f"{len(actions)} of {counted(len(plan.open), 'open action')} {have} no date: {listed(actions)}."
        yield Finding(Rule.NO_DATE, message, actions)


def _as_text(plan: CheckedPlan) -> Iterator[Finding]:
    """One finding for each wording, with all actions that use it."""
    same: dict[tuple[Rule, str], list[CheckedAction]] = {}
    for action in plan.open:
        rule = kind_of(action.due_text) if action.due is None else None
        if rule is not None:
            same.setdefault((rule, " ".join(action.due_text.casefold().split())), []).append(action)
    for (rule, _), actions in same.items():
        who = called(actions[0]) if len(actions) == 1 else f"{len(actions)} actions ({listed(actions)})"
        yield Finding(rule, f"The date {shown(actions[0].due_text)} of {who} {_SAID[rule]}.", tuple(actions))


def kind_of(due_text: str) -> Rule | None:
    """What is wrong with a date that could not be read as one; None where it comes back at a set time, or is empty."""
    text = " ".join(due_text[:_LONGEST].casefold().split())
    if not text:
        return None
    if read_period(due_text).error:
        return Rule.IMPOSSIBLE
    if _NO_DATE_YET.search(text):
        return Rule.UNCLEAR
    if date_words.CONDITIONAL.search(text):
        return Rule.CONDITIONAL
    if _UNBOUNDED.search(text):
        return Rule.ONGOING
    if date_words.RECURRING.search(text):
        return None
    return Rule.RELATIVE if date_words.RELATIVE.search(text) else Rule.UNCLEAR


def _turned_round(action: CheckedAction) -> Iterator[Finding]:
    if action.start and action.due and action.due < action.start:
        message = f"{called(action)} is due on {spoken(action.due)}, before it starts on {spoken(action.start)}."
        yield Finding(Rule.DUE_BEFORE_START, message, (action,))


def _outside(action: CheckedAction, plan: CheckedPlan) -> Iterator[Finding]:
    if plan.ends_on and action.due and action.due > plan.ends_on:
        said = f"is due on {spoken(action.due)}, after the plan ends on {spoken(plan.ends_on)}"
    elif plan.starts_on and action.due and action.due < plan.starts_on:
        said = f"is due on {spoken(action.due)}, before the plan begins on {spoken(plan.starts_on)}"
    elif plan.ends_on and action.start and action.start > plan.ends_on:
        said = f"starts on {spoken(action.start)}, after the plan ends on {spoken(plan.ends_on)}"
    else:
        return
    yield Finding(Rule.OUTSIDE_PLAN, f"{called(action)} {said}.", (action,))


def _overdue(action: CheckedAction, plan: CheckedPlan) -> Iterator[Finding]:
    if action.due and overdue_unreported(action, plan):
        reported = "nobody has reported on it since" if action.last_reported else "nobody has ever reported on it"
        message = f"{called(action)} was due on {spoken(action.due)}, and {reported}."
        yield Finding(Rule.OVERDUE_UNREPORTED, message, (action,))


def _bunched(plan: CheckedPlan) -> Iterator[Finding]:
    dated = [action for action in plan.open if action.due]
    if len(dated) < ENOUGH_TO_BUNCH:
        return
    late, when = _in_the_last_quarter(dated, plan.ends_on) if plan.ends_on else _on_the_last_day(dated)
    if len(late) >= MOST_AT_THE_END * len(dated):
        message = f"{share(len(late), len(dated))} open actions with a date are due {when}: {listed(late)}."
        yield Finding(Rule.BUNCHED, message, tuple(late))


def _in_the_last_quarter(dated: list[CheckedAction], end: date) -> tuple[list[CheckedAction], str]:
    since = _months_before(end)
    late = [action for action in dated if action.due and since < action.due <= end]
    return late, f"in the plan's last three months, up to {spoken(end)}"


def _on_the_last_day(dated: list[CheckedAction]) -> tuple[list[CheckedAction], str]:
    """Where nobody said when the plan ends, its last date is taken for its end."""
    last = max(Counter(action.due for action in dated if action.due))
    return [action for action in dated if action.due == last], f"on one day at the very end, {spoken(last)}"


def _months_before(day: date) -> date:
    """The same day three months before, or the last of a shorter month."""
    month = day.month - _LAST_MONTHS
    year, month = (day.year, month) if month > 0 else (day.year - 1, month + 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError(day)
