"""What is not written down, or not spoken of any more."""

from datetime import date

from handlers.plans.checking.model import CheckedAction, Rule
from handlers.plans.rag import Rag
from tests.handlers.plans.checking.plans import action, found, plan, rules

FOUR = ("Visibility", "Recognition", "Career Development", "Evaluating Impact") * 2
SINCE = date(2026, 9, 1)


def _themed(*themes: str) -> list[CheckedAction]:
    return [action(number, theme=theme) for number, theme in enumerate(themes, start=1)]


def test_a_theme_without_actions_is_named() -> None:
    (finding,) = found(plan(*_themed(*FOUR)), Rule.THEME_EMPTY)
    assert finding.message == "None of the plan's 8 actions is for the theme Sustainability."


def test_a_theme_named_beside_another_counts() -> None:
    assert found(plan(*_themed(*FOUR, "Visibility and sustainability")), Rule.THEME_EMPTY) == []


def test_a_theme_of_which_all_is_dropped_is_empty() -> None:
    dropped = action(9, theme="Sustainability", rag=Rag.DROPPED)
    assert len(found(plan(*_themed(*FOUR), dropped), Rule.THEME_EMPTY)) == 1


def test_a_theme_of_which_all_is_done_is_not() -> None:
    done = action(9, theme="Sustainability", rag=Rag.GREEN)
    assert found(plan(*_themed(*FOUR), done), Rule.THEME_EMPTY) == []


def test_a_few_actions_are_not_missed_in_every_theme() -> None:
    assert found(plan(*_themed(*FOUR[:7])), Rule.THEME_EMPTY) == []


def test_a_plan_in_another_order_has_no_empty_themes() -> None:
    assert found(plan(*_themed(*["Governance", "People", "Money", ""] * 2)), Rule.THEME_EMPTY) == []


def test_an_action_nobody_reported_on_for_a_cycle_is_stale() -> None:
    old = action(1, rag=Rag.AMBER, last_reported=date(2026, 8, 31))
    (finding,) = found(plan(old, reported_since=SINCE), Rule.STALE)
    assert "since before 1 September 2026 (the oldest report is from 31 August 2026): A1" in finding.message


def test_a_report_of_this_cycle_is_fresh() -> None:
    assert rules(action(1, rag=Rag.AMBER, last_reported=SINCE), reported_since=SINCE) == set()


def test_what_is_not_due_yet_is_not_stale() -> None:
    assert rules(action(1, rag=Rag.NOT_DUE, last_reported=date(2026, 8, 1)), reported_since=SINCE) == set()


def test_what_is_overdue_is_told_once() -> None:
    overdue = action(1, start=None, due=date(2026, 12, 1), rag=Rag.AMBER, last_reported=date(2026, 8, 1))
    assert rules(overdue, reported_since=SINCE) == {Rule.OVERDUE_UNREPORTED}


def test_a_missing_reason_is_found() -> None:
    assert rules(action(1, rationale=" ", benefit="")) == {Rule.NO_RATIONALE}


def test_a_reason_without_a_benefit_is_found() -> None:
    assert rules(action(1, benefit="")) == {Rule.NO_BENEFIT}


def test_a_missing_resource_is_found() -> None:
    assert rules(action(1, resource="")) == {Rule.NO_RESOURCE}


def test_what_all_actions_lack_is_one_finding_without_a_list() -> None:
    (finding,) = found(plan(*(action(number, resource="") for number in range(1, 9))), Rule.NO_RESOURCE)
    assert finding.message == "8 of 8 open actions name no money or time."
