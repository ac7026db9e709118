"""Closure days from a list, and what moves with them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.nudges.calendar_change import close_on
from handlers.nudges.closures import MOST, read_closures
from tests.support.house import House
from tests.support.nudging import OWNERS_28, ready, users_at

TODAY = date(2027, 3, 1)


def _days(*rows: tuple[str, ...]) -> list[date]:
    found = read_closures(rows, TODAY)
    assert found.problems == ()
    return sorted(found.days)


def _wrong(*rows: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(problem.row, problem.message) for problem in read_closures(rows, TODAY).problems]


@pytest.mark.parametrize(
    "row",
    [
        ("2027-12-24..2027-12-26", "Christmas closure"),
        ("2027-12-24 to 2027-12-26",),
        ("24/12/2027 – 26/12/2027", "Christmas"),  # noqa: RUF001 - as word processors write it
        ("2027-12-24", "2027-12-26", "Christmas"),
    ],
)
def test_a_range_is_read_however_it_is_written(row: tuple[str, ...]) -> None:
    assert _days(row) == [date(2027, 12, 24), date(2027, 12, 25), date(2027, 12, 26)]


def test_a_single_day_keeps_its_name() -> None:
    found = read_closures([("2027-07-02", "Open day")], TODAY)
    assert [(closure.first, closure.name) for closure in found.closures] == [(date(2027, 7, 2), "Open day")]


def test_headings_empty_rows_and_remarks_are_passed_over() -> None:
    assert _days(("Date", "Name"), ("",), ("# 2027",), ("2027-07-02", "Open day")) == [date(2027, 7, 2)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2027-02-30", "“2027-02-30” is not a day"),
        ("Christmas", "“Christmas” is not a day"),
        ("2027-12-24..soon", "“soon” is not a day"),
        ("2027-12-26..2027-12-24", "before it begins"),
        ("2027-12-24..2028-12-26", "Is the year right?"),
        ("2207-12-24", "Is the year right?"),
    ],
)
def test_a_wrong_date_is_named_with_its_row(cell: str, said: str) -> None:
    ((row, message),) = _wrong(("2027-07-02", "fine"), (cell, "wrong"))
    assert row == 2
    assert said in message


def test_more_days_than_a_year_has_are_refused() -> None:
    rows = [(f"{year}-01-01..{year}-02-28",) for year in range(2026, 2032)] + [("2027-03-01..2027-04-20",)]
    assert any(f"at most {MOST}" in message for _, message in _wrong(*rows))


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=4), max_size=20))
def test_rubbish_is_refused_and_never_breaks(rows: list[list[str]]) -> None:
    found = read_closures(rows, TODAY)
    assert len(found.days) <= 60 * len(rows)


async def _close(house: House, *days: date) -> list[date]:
    async with house.bunsen.begin() as tx:
        institution = await tx.institutions.get(house.institution.id)
        assert institution is not None
        shut = await close_on(tx.of(institution.id), institution, days, house.clock.now())
    return [review.held_on for review in shut]


async def test_a_step_moves_before_a_closure_that_was_set_later(house: House) -> None:
    await ready(house)
    await _close(house, date(2027, 4, 19))
    assert await users_at(house, datetime(2027, 4, 16, 9, 30, tzinfo=UTC)) == ["olu"]


async def test_nothing_is_sent_on_a_closure_day(house: House) -> None:
    await ready(house)
    await _close(house, date(2027, 4, 20), date(2027, 4, 21))
    for day in (20, 21):
        assert await users_at(house, OWNERS_28.replace(day=day)) == []
    assert await users_at(house, OWNERS_28.replace(day=22)) == ["olu"]


async def test_a_review_on_a_closed_day_is_pointed_out(house: House) -> None:
    await ready(house)
    assert await _close(house, date(2027, 6, 1)) == [date(2027, 6, 1)]


async def test_a_reminder_moves_before_a_closure_that_was_set_later(house: House) -> None:
    await ready(house, due_on=date(2027, 4, 1))
    await users_at(house, datetime(2027, 3, 8, 9, 30, tzinfo=UTC))
    await _close(house, date(2027, 3, 17), date(2027, 3, 18))
    assert await users_at(house, datetime(2027, 3, 16, 9, 30, tzinfo=UTC)) == ["olu"]
