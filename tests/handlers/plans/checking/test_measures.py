"""Whether anybody will be able to see that an action is done."""

import pytest

from handlers.plans.checking.model import Rule
from handlers.plans.rag import Rag
from tests.handlers.plans.checking.plans import action, found, plan, rules

MEASURE_RULES = {
    Rule.NO_MEASURE,
    Rule.VAGUE_MEASURE,
    Rule.NO_TARGET,
    Rule.BASELINE_MISSING,
    Rule.SEVERAL_TARGETS,
    Rule.NO_BASELINE,
}


def _of(measure: str, **changes: str) -> set[Rule]:
    return rules(action(1, success_measure=measure, **changes)) & MEASURE_RULES


def test_a_missing_measure_is_found() -> None:
    assert _of("  ") == {Rule.NO_MEASURE}


def test_a_target_stands_for_a_measure() -> None:
    assert _of("", target="30 members", baseline="12 members") == set()


def test_what_is_done_needs_no_measure() -> None:
    assert rules(action(1, success_measure="", rag=Rag.GREEN)) == set()


@pytest.mark.parametrize(
    "measure",
    [
        "Published on the website",
        "Policy in place",
        "Quarterly forums",
        "Reported at the next assessment",
        "12-month review of the scheme",
        "All colleges have a named contact",
        "Two events",
        "Terms of reference agreed",
    ],
)
def test_a_measure_that_can_be_seen_or_counted_is_enough(measure: str) -> None:
    assert _of(measure) == set()


@pytest.mark.parametrize("measure", ["Better communication", "Improved morale", "Good feedback", "People feel valued"])
def test_a_measure_with_nothing_to_see_is_vague(measure: str) -> None:
    assert _of(measure) == {Rule.VAGUE_MEASURE}


def test_a_year_is_not_a_figure() -> None:
    assert _of("Better morale by 2027") == {Rule.VAGUE_MEASURE}


@pytest.mark.parametrize("measure", ["Increase in applications", "Higher attendance", "Number of nominations"])
def test_more_without_a_figure_has_no_target(measure: str) -> None:
    assert Rule.NO_TARGET in _of(measure)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("50% increase in nominations", "50% increase in nominations"),
        ("20 per cent more women apply", "20 per cent more"),
        ("Increase uptake by at least 15%", "Increase uptake by at least 15%"),
        ("Double the number of members", "Double the number of members"),
    ],
)
def test_a_change_in_percent_without_baseline_is_quoted(measure: str, words: str) -> None:
    (finding,) = found(plan(action(1, success_measure=measure)), Rule.BASELINE_MISSING)
    assert f"“{words}” has no baseline" in finding.message


@pytest.mark.parametrize(
    "measure", ["50% increase from 12 to 18", "20% more than the baseline of 2026", "From 40% to 60%"]
)
def test_a_change_that_says_where_it_starts_is_fine(measure: str) -> None:
    assert Rule.BASELINE_MISSING not in _of(measure)


def test_a_baseline_of_its_own_is_fine() -> None:
    assert _of("50% increase in nominations", baseline="12 nominations in 2026") == set()


def test_a_share_without_a_baseline_is_worth_improving() -> None:
    assert _of("90% of committees include a technician") == {Rule.NO_BASELINE}


def test_all_of_something_needs_no_baseline() -> None:
    assert _of("100% of committees include a technician") == set()


def test_several_targets_in_one_cell_are_listed() -> None:
    measure = "40% engagement in the first year; 40% participation in the second"
    (finding,) = found(plan(action(1, success_measure=measure)), Rule.SEVERAL_TARGETS)
    assert "2 targets in one: “40% engagement in the first year”, “40% participation in the second”" in finding.message


def test_a_target_with_its_time_is_one_target() -> None:
    assert Rule.SEVERAL_TARGETS not in _of("At least 20% of staff registered in the first 2 years")
