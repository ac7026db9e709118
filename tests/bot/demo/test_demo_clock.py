"""The demo's clock: nothing is skipped on its way, and it stops where something has happened."""

from collections.abc import AsyncIterator
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.run import Demo, make_demo
from handlers.deliveries import DeliveryState, State
from handlers.reviews.schedule import Step, step_at
from tests.journeys.world import StandingClock

LONDON, TORONTO = ZoneInfo("Europe/London"), ZoneInfo("America/Toronto")


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    demo = await make_demo(tmp_path, keep=False, base=StandingClock())
    yield demo
    await demo.stop()


async def _sent(demo: Demo, kind: str) -> list[DeliveryState]:
    async with demo.bunsen.begin() as tx:
        (institution,) = await tx.institutions.all()
        everything = await tx.of(institution.id).outbox.with_prefix("")
    return [each for each in everything if each.kind == kind and each.state is State.SENT]


async def _deadlines(demo: Demo, count: int) -> list[str]:
    return [await demo.clock.forward("deadline") for _ in range(count)]


def _day(moment: datetime | None) -> date:
    assert moment is not None
    return moment.astimezone(LONDON).date()


async def test_next_morning_lands_in_working_hours(demo: Demo) -> None:
    assert await demo.clock.forward("day") == "It is now Tuesday 2 March 2027, 09:30."


async def test_a_week_on_lands_on_the_same_weekday(demo: Demo) -> None:
    assert await demo.clock.forward("week") == "It is now Monday 8 March 2027, 09:30."


async def test_the_deadlines_of_a_cycle_come_one_after_the_other(demo: Demo) -> None:
    told = " ".join(await _deadlines(demo, 16))
    in_order = (
        "the survey is closed",
        "owners are asked for their reports",
        "deputies hear what is missing",
        "chairs and lead see what is missing",
        "the papers of the review close",
        "the review is held",
        "Marisol Quillfeather is no longer Committee chair",
    )
    assert [each for each in in_order if each not in told] == []
    assert sorted(in_order, key=told.index) == list(in_order)


async def test_a_jump_of_months_sends_each_step_on_its_own_day(demo: Demo) -> None:
    for _ in range(8):
        await demo.clock.forward("week")
    async with demo.bunsen.begin() as tx:
        (institution,) = await tx.institutions.all()
        (_, coming) = await tx.of(institution.id).reviews.all()
    first: dict[str, date] = {}
    for each in sorted(await _sent(demo, "nudge"), key=lambda each: each.due_at):
        first.setdefault(each.ids["step"], _day(each.settled_at))
    assert first == {step.value: _day(step_at(step, coming, institution.calendar)) for step in Step}


async def test_somebody_in_another_time_zone_is_written_to_in_their_own_hours(demo: Demo) -> None:
    for _ in range(3):
        await demo.clock.forward("week")
    async with demo.bunsen.begin() as tx:
        (institution,) = await tx.institutions.all()
        lata = await tx.of(institution.id).people.by_email("lata.windlestraw@wenlow.example")
    assert lata is not None
    (mine,) = [each for each in await _sent(demo, "nudge") if each.person_id == lata.id]
    assert mine.settled_at is not None
    assert time(9) <= mine.settled_at.astimezone(TORONTO).time() < time(16, 30)


async def test_while_no_review_is_set_chairs_and_lead_hear_of_it(demo: Demo) -> None:
    told = await _deadlines(demo, 16)
    assert any("chairs and lead hear that the reviews do not go on" in each for each in told)


async def test_the_clock_stays_ahead_over_a_restart(tmp_path: Path) -> None:
    first = await make_demo(tmp_path, keep=True, base=StandingClock())
    await first.clock.forward("week")
    await first.stop()
    second = await make_demo(tmp_path, keep=True, base=StandingClock())
    try:
        assert second.clock.label() == "Monday 8 March 2027, 09:30"
    finally:
        await second.stop()
