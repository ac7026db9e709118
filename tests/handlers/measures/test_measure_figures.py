"""Figures in what people write, and lines over time: pure."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.charts import in_words
from handlers.measures.figures import Figure, figure_in
from handlers.measures.gathering import Measure, Reading, readings
from handlers.people.model import Institution
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag

WENLOW = Institution(1, "wenlow", "Wenlow", "Europe/London")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("24%", Figure(24, "%")),
        ("about 6.5 per cent of technicians", Figure(6.5, "%")),
        ("12 of 340 (May 2027)", Figure(12)),
        ("In May 2027: 31 registered", Figure(31)),
        ("1,200 people came", Figure(1200)),
        ("£36k a year", Figure(36_000, "£")),
        ("£10,000 in 2026/27", Figure(10_000, "£")),
        ("counted on 3 March 2027: 17", Figure(17)),
        ("2027-05-01: 8", Figure(8)),
        ("Since 2018", None),
        ("May 2027", None),
        ("A page exists", None),
        ("", None),
        ("RSci4", None),
    ],
)
def test_the_first_figure_that_is_no_date_is_read(text: str, figure: Figure | None) -> None:
    assert figure_in(text) == figure


@given(st.text(max_size=400))
def test_any_text_is_read_without_failing(text: str) -> None:
    found = figure_in(text)
    assert found is None or found.value >= 0


@given(st.integers(0, 1899), st.sampled_from(["%", ""]))
def test_a_plain_number_is_itself(number: int, unit: str) -> None:
    assert figure_in(f"{number}{unit}") == Figure(number, unit)


def _update(day: int, reading: str) -> ActionUpdate:
    return ActionUpdate(1, datetime(2027, 3, day, 12, tzinfo=UTC), Rag.AMBER, reading=reading)


def test_a_reading_that_only_stands_is_no_new_one() -> None:
    found = readings([_update(1, "20%"), _update(2, "20%"), _update(3, "25%")], WENLOW)
    assert found == (Reading(date(2027, 3, 1), "20%"), Reading(date(2027, 3, 3), "25%"))


def test_of_one_day_the_last_reading_counts() -> None:
    assert readings([_update(1, "20%"), _update(1, "22%")], WENLOW) == (Reading(date(2027, 3, 1), "22%"),)


def _measure(baseline: str, target: str, *texts: str) -> Measure:
    action = Action(1, 1, "V1", "Visibility", "Profiles", success_measure="Share", baseline=baseline, target=target)
    return Measure(action, tuple(Reading(date(2027, 3, day), text) for day, text in enumerate(texts, 1)))


def test_the_line_begins_with_the_baseline_and_has_the_target_beside_it() -> None:
    chart = _measure("10% (2026)", "50%", "20%", "25%").chart()
    assert chart is not None
    assert in_words(chart) == (
        "V1 Profiles: readings\nBaseline: Reading 10%, Target 50%\n1 March 2027: Reading 20%, Target 50%\n"
        "2 March 2027: Reading 25%, Target 50%"
    )


def test_a_baseline_in_another_unit_is_not_on_the_line() -> None:
    chart = _measure("34 people", "50%", "20%", "25%").chart()
    assert chart is not None
    assert chart.categories == ("1 March 2027", "2 March 2027")


def test_one_figure_is_no_line() -> None:
    assert _measure("", "50%", "20%").chart() is None


def test_readings_in_words_are_no_line() -> None:
    assert _measure("few", "many", "some", "more").chart() is None


def test_what_is_missing_is_named() -> None:
    assert _measure("", "50%").gaps == ("no baseline yet", "no reading yet")
