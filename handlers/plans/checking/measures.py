"""Whether anybody will be able to see that an action is done: measures, targets and where they start from."""

import re
from collections.abc import Iterator

from handlers.cells import one_line, shown
from handlers.phrases import counted
from handlers.plans.checking import words
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Finding, Rule
from handlers.plans.checking.naming import called, listed

_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s?[-/\u2013]\s?(?:\d\d){1,2})?\b|\bAY\s?\d\d/\d\d\b|\b\d\d/\d\d\b", re.I)
_FIGURE = re.compile(rf"\d|\b(?:{words.FIGURE_WORDS})\b", re.I)
_THING = re.compile(rf"\b(?:{words.PRODUCTS}|{words.DONE})\b", re.I)
_DONE = re.compile(rf"\b(?:{words.DONE})\b", re.I)
_DIFFERENCE = re.compile(rf"\b(?:{words.CHANGE})\b", re.I)
_COUNTED = re.compile(r"\b(?:numbers? of|uptake|attendance|proportion of|percentage of|take-up)\b", re.I)
_PERCENT = r"\d+(?:\.\d+)?\s?(?:%|per ?cent\b)"
_PERCENT_CHANGE = re.compile(
    rf"{_PERCENT}\s+(?:\w+\s+){{0,2}}?(?:{words.CHANGE})\b(?:\s+in\s+\w+)?"
    rf"|\b(?:{words.CHANGE})\b[^.;\n]{{0,60}}?\b(?:by|of)\s+(?:at least |a further |up to |around |about )?{_PERCENT}"
    r"|\b(?:doubl|tripl|halv)(?:e|ing) (?:the|our|its|in)\b(?:\s+\w+){0,4}",
    re.I,
)
_STARTS_FROM = re.compile(
    r"\bfrom\s+(?:a |the |about |around |currently )*\d|\bbaseline\b|\bcompared (?:to|with)\b|\bcurrently\b", re.I
)
_TARGET = re.compile(
    rf"{_PERCENT}|\b(?:at least|minimum(?: of)?|a minimum of|over|more than|up to)\s+\d+"
    r"|\b\d+\s+(?!months?|years?|days?|weeks?|hours?|terms?)[a-z]{4,}",
    re.I,
)
_LONGEST_TARGET = 2_000
_PART = re.compile(r"[;\n\u2022]|\.\s|,\s|\band\b", re.I)
_COUNTABLE = re.compile(rf"(?<![\d.])(?!100\s?%){_PERCENT}|\b(?:at least|minimum of|more than)\s+\d+", re.I)


def counts(text: str) -> bool:
    """Tell whether a text has a figure in it, in digits or words; a year is none."""
    return _FIGURE.search(_YEAR.sub(" ", text)) is not None


def is_concrete(text: str) -> bool:
    """Tell whether a text names a figure, or something of which anybody can see whether it is there."""
    return bool(text.strip()) and (counts(text) or _THING.search(text) is not None)


def is_measurable(action: CheckedAction) -> bool:
    """Tell whether an action's measure or target says when it is done."""
    return is_concrete(action.measured_by) and not _lacks_target(action)


def measures(plan: CheckedPlan) -> Iterator[Finding]:
    """Find missing and vague measures, targets that are missing or many, and targets that start from nowhere."""
    yield from _without(plan)
    for action in plan.open:
        yield from _percent_from_nowhere(action)
        yield from _vague(action)
        yield from _several_targets(action)
    yield from _without_baseline(plan)


def _without(plan: CheckedPlan) -> Iterator[Finding]:
    actions = tuple(action for action in plan.open if not action.measured_by.strip())
    if actions:
        message = f"{_of_open(actions, plan)} no success measure: {listed(actions)}."
        yield Finding(Rule.NO_MEASURE, message, actions)


def _percent_from_nowhere(action: CheckedAction) -> Iterator[Finding]:
    words_found = percent_change(action)
    if words_found:
        message = f"{called(action)}: “{words_found}” has no baseline, so nobody can tell later whether it was reached."
        yield Finding(Rule.BASELINE_MISSING, message, (action,))


def percent_change(action: CheckedAction) -> str:
    """The words in which an action promises a change by a share of what nobody wrote down; empty where it does not."""
    text = ";\n".join((action.measured_by, action.wording))
    if action.baseline.strip() or _STARTS_FROM.search(text):
        return ""
    found = _PERCENT_CHANGE.search(text)
    return one_line(found.group()) if found else ""


def _vague(action: CheckedAction) -> Iterator[Finding]:
    said = action.measured_by
    if not said.strip():
        return
    if _lacks_target(action):
        message = f"{called(action)}: {shown(said, 90)} does not say how many or how much."
        yield Finding(Rule.NO_TARGET, message, (action,))
    elif not is_concrete(said):
        message = f"{called(action)} is measured by {shown(said, 90)}, in which there is nothing to count or to see."
        yield Finding(Rule.VAGUE_MEASURE, message, (action,))


def _lacks_target(action: CheckedAction) -> bool:
    said = action.measured_by
    if counts(said) or _DONE.search(said):
        return False
    if action.baseline.strip() and counts(action.baseline) and not action.target.strip():
        return True
    return _DIFFERENCE.search(said) is not None or (_COUNTED.search(said) is not None)


def _several_targets(action: CheckedAction) -> Iterator[Finding]:
    text = _YEAR.sub(" ", action.measured_by if not action.target.strip() else action.target[:_LONGEST_TARGET])
    found = [one_line(part) for part in _PART.split(text) if _TARGET.search(part)]
    if len(found) > 1:
        said = ", ".join(shown(part, 50) for part in found[:3])
        message = f"{called(action)} has {len(found)} targets in one: {said}{' and more' if len(found) > 3 else ''}."
        yield Finding(Rule.SEVERAL_TARGETS, message, (action,))


def _without_baseline(plan: CheckedPlan) -> Iterator[Finding]:
    actions = tuple(action for action in plan.open if _counts_from_unknown(action))
    if actions:
        have = "aims" if len(actions) == 1 else "aim"
        message = f"{counted(len(actions), 'open action')} {have} at a figure without a baseline: {listed(actions)}."
        yield Finding(Rule.NO_BASELINE, message, actions)


def _counts_from_unknown(action: CheckedAction) -> bool:
    if action.baseline.strip() or percent_change(action) or _STARTS_FROM.search(action.measured_by):
        return False
    return counts(action.target) or _COUNTABLE.search(_YEAR.sub(" ", action.measured_by)) is not None


def _of_open(actions: tuple[CheckedAction, ...], plan: CheckedPlan) -> str:
    return f"{len(actions)} of {counted(len(plan.open), 'open action')} {'has' if len(actions) == 1 else 'have'}"
