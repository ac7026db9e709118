"""Which phase an action is due in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.plans.model import Action, Plan
from handlers.status.phases import phase_of, phases

_PLAN = Plan(1, "P", date(2026, 8, 1), date(2029, 7, 31))


def _due(day: date | None, text: str = "") -> Action:
    return Action(1, 1, "V1", "Visibility", "Do", due_on=day, due_text=text)


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2026, 8, 1), 1),
        (date(2027, 7, 31), 1),
        (date(2027, 8, 1), 2),
        (date(2029, 7, 31), 3),
        (date(2026, 1, 1), 1),
        (date(2031, 1, 1), 3),
        (None, None),
    ],
)
def test_an_action_is_due_in_a_year_of_its_plan(day: date | None, phase: int | None) -> None:
    assert phase_of(_due(day), _PLAN) == phase


@pytest.mark.parametrize(
    ("text", "phase"), [("Phase 2", 2), ("by year three", 3), ("Y1", 1), ("AY 24/25", None), ("year 2/3", None)]
)
def test_a_phase_that_the_plan_names_holds(text: str, phase: int | None) -> None:
    assert phase_of(_due(None, text), _PLAN) == phase


def test_a_named_phase_holds_before_the_date() -> None:
    assert phase_of(_due(date(2026, 9, 1), "Phase 3"), _PLAN) == 3


def test_a_plan_without_dates_or_names_has_no_phases() -> None:
    assert phases(Plan(1, "P"), [_due(date(2027, 1, 1))]) == ()


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_a_date_within_a_phases_days_is_due_in_it(starts_on: date, due_on: date) -> None:
    plan = Plan(1, "P", starts_on)
    number = phase_of(_due(due_on), plan)
    phase = phases(plan, [_due(due_on)])[-1]
    assert phase.number == number
    assert phase.starts_on is not None
    assert phase.ends_on is not None
    assert phase.starts_on <= max(due_on, starts_on) <= phase.ends_on or number == 9
