"""Days as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.dates import spoken, spoken_with_weekday
from handlers.day_words import read_day

TODAY = date(2027, 3, 1)
"""A Monday."""
SOON = st.integers(0, 364).map(lambda days: TODAY + timedelta(days=days))
EVER = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("12 May", date(2027, 5, 12)),
        ("12th of May", date(2027, 5, 12)),
        ("May 12", date(2027, 5, 12)),
        ("12/5", date(2027, 5, 12)),
        ("12.5.28", date(2028, 5, 12)),
        ("today", TODAY),
        ("tomorrow", date(2027, 3, 2)),
        ("Friday", date(2027, 3, 5)),
        ("next Friday", date(2027, 3, 5)),
        ("Monday", date(2027, 3, 8)),
        ("3 Sept", date(2027, 9, 3)),
        ("29 February", date(2028, 2, 29)),
        ("28 February", date(2028, 2, 28)),
    ],
)
def test_a_day_is_read(said: str, day: date) -> None:
    assert read_day(said, TODAY) == day


@pytest.mark.parametrize(
    "said",
    ["", "   ", "30 Feb", "31/4", "32 May", "13/13", "soon", "the", "on the", "may", "12", "1 a", "x" * 5000, "٣/٤"],
)
def test_what_is_no_day_is_none(said: str) -> None:
    assert read_day(said, TODAY) is None


@given(SOON)
def test_a_day_without_a_year_is_the_next_one(day: date) -> None:
    assert read_day(f"{day.day} {spoken(day).split()[1]}", TODAY) == day


@given(EVER)
def test_every_day_is_read_back_as_it_is_spoken(day: date) -> None:
    assert {read_day(text, TODAY) for text in (spoken(day), spoken_with_weekday(day), day.isoformat())} == {day}


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert isinstance(read_day(text, TODAY), date | None)
