"""Whether the dates can be kept."""

from datetime import date

import pytest

from handlers.plans.checking.dates import kind_of
from handlers.plans.checking.model import CheckedAction, Rule
from handlers.plans.rag import Rag
from tests.handlers.plans.checking.plans import TODAY, action, found, plan, rules

PERIOD = {"starts_on": date(2026, 8, 1), "ends_on": date(2029, 7, 31)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ongoing", Rule.ONGOING),
        ("continue", Rule.ONGOING),
        ("throughout 2027", Rule.ONGOING),
        ("when the site moves to the new format", Rule.CONDITIONAL),
        ("in the autumn (timeframe to be agreed)", Rule.CONDITIONAL),
        ("TBC", Rule.CONDITIONAL),
        ("6-12 months", Rule.RELATIVE),
        ("Year Two", Rule.RELATIVE),
        ("by the end of January", Rule.UNCLEAR),
        ("carried over", Rule.UNCLEAR),
        ("31 June 2027", Rule.IMPOSSIBLE),
        ("twice yearly", None),
        ("monthly", None),
        ("", None),
    ],
)
def test_what_is_wrong_with_a_date_in_words(text: str, kind: Rule | None) -> None:
    assert kind_of(text) is kind


def test_a_text_beside_a_date_is_not_looked_at() -> None:
    assert rules(action(1, due_text="ongoing")) == set()


def test_a_missing_date_is_found() -> None:
    assert rules(action(1, due=None)) == {Rule.NO_DATE}


def test_one_wording_is_one_finding_with_all_its_actions() -> None:
    same = [action(number, due=None, due_text=text) for number, text in ((1, "Year Two"), (2, "year  two"))]
    (finding,) = found(plan(*same), Rule.RELATIVE)
    assert finding.message == "The date “Year Two” of 2 actions (A1 and A2) does not say from when it counts."


def test_due_before_start_names_both_days() -> None:
    (finding,) = found(plan(action(1, start=date(2027, 9, 1), due=date(2027, 8, 1))), Rule.DUE_BEFORE_START)
    assert "is due on 1 August 2027, before it starts on 1 September 2027" in finding.message


@pytest.mark.parametrize("due", [date(2026, 7, 31), date(2029, 8, 1)])
def test_a_day_outside_the_plan_is_found(due: date) -> None:
    outside = action(1, start=None, due=due, last_reported=due)
    assert Rule.OUTSIDE_PLAN in rules(outside, **PERIOD)


@pytest.mark.parametrize("due", [date(2026, 8, 1), date(2029, 7, 31)])
def test_the_plans_own_first_and_last_day_are_inside(due: date) -> None:
    assert Rule.OUTSIDE_PLAN not in rules(action(1, start=None, due=due), **PERIOD)


def test_a_day_gone_by_without_a_word_is_found() -> None:
    assert Rule.OVERDUE_UNREPORTED in rules(action(1, start=None, due=date(2027, 2, 28)))


def test_a_day_gone_by_with_a_report_since_is_known() -> None:
    reported = action(1, start=None, due=date(2027, 2, 1), rag=Rag.AMBER, last_reported=date(2027, 2, 20))
    assert rules(reported) == set()


def test_today_is_not_overdue() -> None:
    assert rules(action(1, start=None, due=TODAY)) == set()


def _due(*days: date) -> list[CheckedAction]:
    return [action(number, due=day) for number, day in enumerate(days, start=1)]


def test_half_of_the_dates_in_the_last_three_months_is_bunched() -> None:
    late = _due(*[date(2029, 7, 31)] * 3, date(2029, 4, 30), date(2028, 1, 1), date(2027, 9, 1))
    (finding,) = found(plan(*late, **PERIOD), Rule.BUNCHED)
    assert finding.message.startswith("3 of 6 (50%) open actions with a date are due in the plan's last three months")


def test_less_than_half_is_not() -> None:
    late = _due(*[date(2029, 7, 31)] * 2, date(2029, 4, 30), date(2028, 1, 1), date(2027, 9, 1))
    assert found(plan(*late, **PERIOD), Rule.BUNCHED) == []


def test_without_an_end_the_last_date_counts_as_it() -> None:
    (finding,) = found(plan(*_due(*[date(2029, 7, 31)] * 4, date(2028, 1, 1))), Rule.BUNCHED)
    assert "on one day at the very end, 31 July 2029" in finding.message


def test_four_dates_are_no_bunch() -> None:
    assert found(plan(*_due(*[date(2029, 7, 31)] * 4)), Rule.BUNCHED) == []
