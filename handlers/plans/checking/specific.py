"""Whether an action says what will be done: no effort without a result, and not three actions in one."""

import re
from collections.abc import Iterator

from handlers.cells import one_line, shown
from handlers.plans.checking import words
from handlers.plans.checking.measures import counts, is_measurable
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Finding, Rule
from handlers.plans.checking.naming import called

_VAGUE = re.compile(
    rf"(?:(?:[A-Z][^.;:]{{0,60}}?\s)?(?:{words.OWNER_LEAD_IN})\s+(?:to|will|should|shall)\s+(?:continue to\s+)?|"
    r"(?:to|we will|we shall|will)\s+)??"
    rf"(?:(?:\w+ly|further|full|better)\s+)?(?P<verb>{'|'.join(words.VAGUE_VERBS)})(?![\w-])",
    re.I,
)
_PRODUCED = re.compile(
    rf"\b(?:{words.PRODUCING})\b.*\b(?:{words.PRODUCTS})\b|\b(?:{words.PRODUCTS})\s+(?:\w+\s+)?(?:{words.DONE})\b",
    re.I | re.S,
)
_LINES = re.compile(r"\n|[\u2022\u25aa\u2023]|;\s")
_BULLET = re.compile(r"^\s*(?:[-*\u2013]|\(?\d{1,2}[.)])?\s*")
_JOINED = re.compile(r"\s*(?:,|;|\band\b|&|\n)\s*(?:and\s+|to\s+|then\s+)?", re.I)
_STEP = re.compile(rf"(?:to\s+)?(?:{words.STEPS.replace(' ', '|')})\s+(?!and\b|or\b|with and\b)\S+", re.I)
_MADE = re.compile(rf"\b(?:{words.PRODUCING}|{words.DONE})\b", re.I)
_SOFT = frozenset(words.SOFT_STEPS.split())
_YEARS = re.compile(r"\(?\b(?:Y|Yr|Year)\s?[1-5]\b\)?", re.I)
_SUBJECT = 2
_LONG = 18
_TWO, _THREE = 2, 3


def specific(plan: CheckedPlan) -> Iterator[Finding]:
    """Find titles that name an effort and no result, and titles that hold several actions."""
    for action in plan.open:
        yield from _bare(action)
        yield from _vague(action)
        yield from _several(action)


def _bare(action: CheckedAction) -> Iterator[Finding]:
    title = one_line(action.wording)
    if len(title.split()) <= _SUBJECT and not action.measured_by.strip() and not _MADE.search(title):
        message = f"{called(action)} names a subject, and nothing says what will be done about it."
        yield Finding(Rule.BARE_TITLE, message, (action,))


def _vague(action: CheckedAction) -> Iterator[Finding]:
    title = one_line(action.wording)
    found = _VAGUE.match(title)
    if found is None or is_measurable(action):
        return
    rest = title[found.end() :]
    if counts(rest) or _PRODUCED.search(rest):
        return
    verb = one_line(found["verb"]).casefold()
    yield Finding(
        Rule.VAGUE_VERB,
        f"{called(action)}: “{verb}” is an effort; nothing says what will be there at the end.",
        (action,),
    )


def _several(action: CheckedAction) -> Iterator[Finding]:
    parts = steps(action.wording)
    if parts:
        said = "; ".join(shown(part, 40) for part in parts[:3])
        more = f" and {len(parts) - 3} more" if len(parts) > _THREE else ""
        yield Finding(Rule.SEVERAL_ACTIONS, f"{called(action)} holds {len(parts)} actions: {said}{more}.", (action,))


def steps(title: str) -> list[str]:
    """Give the actions that a title holds, where it holds several; an empty list where it is one."""
    lines = [line for line in (_BULLET.sub("", line) for line in _LINES.split(title)) if line]
    by_line = [line.strip() for line in lines if _STEP.match(line)]
    if len(by_line) >= _TWO:
        return by_line
    line = one_line(title)
    clauses = [clause for clause in map(str.strip, _JOINED.split(line)) if _STEP.match(clause)]
    firm = [clause for clause in clauses if clause.casefold().removeprefix("to ").split()[0] not in _SOFT]
    if len(clauses) >= _THREE or (len(firm) >= _TWO and len(line.split()) >= _LONG):
        return clauses
    stages = (
        [stage.strip(" ,;-\u2013") for stage in _YEARS.split(line)[:-1]] if len(_YEARS.findall(line)) >= _TWO else []
    )
    return [stage for stage in stages if stage]
