"""The daily round: every check once a working morning, whatever one of them does."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from handlers.daily import LEASE, daily_round
from handlers.feature import DailyCheck, JobContext
from tests.support.house import START, House


async def _round(house: House, moment: datetime, *checks: Callable[[JobContext], Awaitable[None]]) -> None:
    chore = daily_round([DailyCheck(f"check {number}", check) for number, check in enumerate(checks)])
    await chore.run(house.bunsen.begin, house.services, moment)


class Counting:
    """A check that counts."""

    def __init__(self) -> None:
        self.days: list[datetime] = []

    async def __call__(self, context: JobContext) -> None:
        """Note when it ran."""
        self.days.append(context.now)


async def test_a_check_runs_once_on_a_working_day(house: House) -> None:
    check = Counting()
    for hours in range(20):
        await _round(house, START + timedelta(hours=hours), check)
    assert check.days == [START]


async def test_a_check_runs_again_on_the_next_working_morning(house: House) -> None:
    check = Counting()
    await _round(house, START, check)
    await _round(house, datetime(2027, 3, 2, 9, 0, tzinfo=UTC), check)
    assert len(check.days) == 2


async def test_no_check_runs_at_night_or_on_a_weekend(house: House) -> None:
    check = Counting()
    for moment in (datetime(2027, 3, 6, 11, tzinfo=UTC), datetime(2027, 3, 8, 6, tzinfo=UTC)):
        await _round(house, moment, check)
    assert check.days == []


async def _broken(_context: JobContext) -> None:
    raise ValueError("a check that fails")


async def test_a_check_that_fails_holds_up_no_other(house: House) -> None:
    check = Counting()
    with pytest.raises(ExceptionGroup):
        await _round(house, START, _broken, check)
    assert check.days == [START]


async def test_a_round_with_a_failure_is_tried_again_a_quarter_of_an_hour_later(house: House) -> None:
    check = Counting()
    with pytest.raises(ExceptionGroup):
        await _round(house, START, _broken, check)
    await _round(house, START + LEASE / 2, check)
    assert len(check.days) == 1
    await _round(house, START + LEASE, check)
    assert len(check.days) == 2


async def test_what_a_failing_check_has_written_is_not_kept(house: House) -> None:
    async def writes_and_fails(context: JobContext) -> None:
        await context.work.nudges.pause(context.now)
        raise ValueError("after writing")

    with pytest.raises(ExceptionGroup):
        await _round(house, START, writes_and_fails)
    assert await house.select("SELECT count(*) FROM institutions WHERE nudges_paused_at IS NOT NULL") == [(0,)]


async def test_a_broken_institution_holds_up_no_other(house: House) -> None:
    async with house.bunsen.begin() as tx:
        await tx.institutions.add("broken", "Broken", "Not/AZone", "ENG")
    check = Counting()
    with pytest.raises(ExceptionGroup):
        await _round(house, START, check)
    assert check.days == [START]
