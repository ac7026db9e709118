"""Plans and actions to check, made short."""

from dataclasses import replace
from datetime import date
from typing import Any

from handlers.plans.checking.check import check
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Finding, Office, Rule

TODAY = date(2027, 3, 1)
_COMPLETE = CheckedAction(
    id=0,
    ref="",
    theme="All themes",
    title="",
    start=date(2026, 9, 1),
    success_measure="12 profiles published",
    rationale="Asked for in the survey",
    benefit="People know whom to ask",
    resource="20 hours",
)
"""An action in which there is nothing to find, once it has a title, an owner and a due date of its own."""
_SUBJECTS = (
    "Publish monthly profiles online",
    "Open the grant panel to apprentices",
    "Print door signs for laboratories",
    "Write a glassblowing handbook",
    "Install a kiln booking calendar",
    "Hold summer lectures on microscopy",
    "Appoint safety wardens for greenhouses",
    "Buy shared calibration equipment",
    "Launch a podcast with workshop heads",
    "Agree a rota for weekend cover",
    "Film the electron beam facility",
    "Run three welding masterclasses",
)


def action(number: int = 1, **changes: Any) -> CheckedAction:
    """Give one action in which there is nothing to find besides what the changes bring."""
    made = replace(
        _COMPLETE,
        id=number,
        ref=f"A{number}",
        title=_SUBJECTS[number % len(_SUBJECTS)] + (f" {number}" if number >= len(_SUBJECTS) else ""),
        owner=post(number),
        due=date(2027, 4 + number % 9, 1 + number % 28),
    )
    return replace(made, **changes)


def post(number: int, *holders: int, unit: str = "", deputies: int = 1) -> Office:
    """Give a post, held by one person of its own unless others are named."""
    return Office(number, f"Post {number}", unit, holders or (number,), deputies)


def plan(*actions: CheckedAction, **changes: Any) -> CheckedPlan:
    """Give a plan of these actions."""
    return replace(CheckedPlan("Plan 2026-2029", actions, TODAY), **changes)


def found(checked: CheckedPlan, rule: Rule) -> list[Finding]:
    """Give what one rule finds."""
    return [finding for finding in check(checked).findings if finding.rule is rule]


def rules(*actions: CheckedAction, **changes: Any) -> set[Rule]:
    """Give the rules that find something."""
    return {finding.rule for finding in check(plan(*actions, **changes)).findings}
