"""What is not written down, or not spoken of any more: reasons, resources, themes without actions, stale rows."""

import re
from collections.abc import Iterator

from handlers.dates import spoken
from handlers.phrases import counted, joined
from handlers.plans.checking.dates import overdue_unreported
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Finding, Rule
from handlers.plans.checking.naming import listed
from handlers.plans.rag import Rag
from handlers.plans.themes import CAREER_DEVELOPMENT, EVALUATING_IMPACT, RECOGNITION, SUSTAINABILITY, THEMES, VISIBILITY

_IN_A_THEME = {
    VISIBILITY: re.compile(r"visib", re.I),
    RECOGNITION: re.compile(r"recogni", re.I),
    CAREER_DEVELOPMENT: re.compile(r"career|development", re.I),
    SUSTAINABILITY: re.compile(r"sustainab", re.I),
    EVALUATING_IMPACT: re.compile(r"evaluat|impact", re.I),
}
_ALL_FIVE = re.compile(r"\ball (?:five )?(?:themes|pillars|areas)\b", re.I)
_ENOUGH_ACTIONS = 8
_ENOUGH_THEMED = 0.5


def gaps(plan: CheckedPlan) -> Iterator[Finding]:
    """Find themes without actions, rows that nobody reports on, and missing reasons, benefits and resources."""
    yield from _empty_themes(plan)
    yield from _stale(plan)
    yield from _unwritten(plan)


def _empty_themes(plan: CheckedPlan) -> Iterator[Finding]:
    """Only of a plan that uses the five themes: one that names none of them has another order, not a gap."""
    actions = [action for action in plan.actions if action.rag is not Rag.DROPPED]
    themes = [_themes(action.theme) for action in actions]
    if len(actions) < _ENOUGH_ACTIONS or sum(map(bool, themes)) < _ENOUGH_THEMED * len(actions):
        return
    empty = [theme for theme in THEMES if not any(theme in named for named in themes)]
    if empty:
        of = "the theme" if len(empty) == 1 else "these themes:"
        yield Finding(Rule.THEME_EMPTY, f"None of the plan's {len(actions)} actions is for {of} {joined(empty)}.")


def _themes(text: str) -> set[str]:
    return (
        set(THEMES) if _ALL_FIVE.search(text) else {name for name, words in _IN_A_THEME.items() if words.search(text)}
    )


def _stale(plan: CheckedPlan) -> Iterator[Finding]:
    since = plan.reported_since
    if since is None:
        return
    silent = [each for each in plan.open if each.rag is not Rag.NOT_DUE and not overdue_unreported(each, plan)]
    actions = tuple(each for each in silent if each.last_reported and each.last_reported < since)
    if actions:
        oldest = min(each.last_reported for each in actions if each.last_reported)
        message = (
            f"Nobody has reported on {counted(len(actions), 'open action')} since before {spoken(since)} "
            f"(the oldest report is from {spoken(oldest)}): {listed(actions)}."
        )
        yield Finding(Rule.STALE, message, actions)


def _unwritten(plan: CheckedPlan) -> Iterator[Finding]:
    """What good comes of an action is asked only where it says why it is there: first things first."""
    no_reason = tuple(action for action in plan.open if not action.rationale.strip())
    no_benefit = tuple(action for action in plan.open if action.rationale.strip() and not action.benefit.strip())
    no_resource = tuple(action for action in plan.open if not action.resource.strip())
    for rule, without, verb, what in (
        (Rule.NO_RATIONALE, no_reason, "give", "no reason for being in the plan"),
        (Rule.NO_BENEFIT, no_benefit, "give", "a reason, but not what good will come of it"),
        (Rule.NO_RESOURCE, no_resource, "name", "no money or time"),
    ):
        if without:
            says = f"{verb}s" if len(without) == 1 else verb
            yield Finding(rule, f"{_some(without, plan)} {says} {what}{_named(without, plan)}.", without)


def _some(actions: tuple[CheckedAction, ...], plan: CheckedPlan) -> str:
    return f"{len(actions)} of {counted(len(plan.open), 'open action')}"


def _named(actions: tuple[CheckedAction, ...], plan: CheckedPlan) -> str:
    """Name them, unless it is all of them."""
    return "" if len(actions) == len(plan.open) else f": {listed(actions)}"
