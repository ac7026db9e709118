"""Reminders: one a person and step, and none for whoever is ready."""

from datetime import date, timedelta

import pytest

from handlers.cards import Button
from handlers.submission import forms, names
from handlers.submission.model import Role
from tests.handlers.submission import world
from tests.support.house import House, opened

SIX_MONTHS_BEFORE = date(2027, 3, 30)
DUE = date(2027, 9, 30)


@pytest.fixture
async def writing(house: House) -> House:
    """A submission in September; the profile is the HR Manager's."""
    await world.staffed(house)
    await world.reported_plan(house)
    await world.submission(house, DUE)
    await world.give_to(house, "profile")
    await world.tick(house, world.at(date(2027, 3, 2)))
    return house


async def test_whoever_is_given_a_section_is_told(house: House) -> None:
    await world.staffed(house)
    await world.submission(house, DUE)
    await world.give_to(house, "profile")
    await world.give_to(house, "numbers")
    told = await world.tick(house, world.at(date(2027, 3, 1), 12))
    assert "Profile of the organisation" in told["wim"]
    assert "How many technicians" in told["wim"]


async def test_earlier_than_six_months_nobody_is_reminded(writing: House) -> None:
    assert await world.tick(writing, world.at(SIX_MONTHS_BEFORE - timedelta(days=4))) == {}


async def test_writers_and_signatories_are_reminded_from_six_months_on(writing: House) -> None:
    sent = await world.tick(writing, world.at(SIX_MONTHS_BEFORE))
    assert sorted(sent) == ["lea", "vera", "wim"]
    assert "Profile of the organisation" in sent["wim"]
    assert "9 are in nobody's hands" in sent["lea"]


async def test_the_same_step_is_not_said_twice(writing: House) -> None:
    await world.tick(writing, world.at(SIX_MONTHS_BEFORE))
    assert await world.tick(writing, world.at(SIX_MONTHS_BEFORE + timedelta(days=1))) == {}


async def test_every_step_reaches_a_writer_once(writing: House) -> None:
    reached = []
    day = SIX_MONTHS_BEFORE
    while day <= DUE + timedelta(days=3):
        if "wim" in await world.tick(writing, world.at(day)):
            reached.append(day)
        day += timedelta(days=1)
    assert reached == [
        date(2027, 3, 30),
        date(2027, 6, 30),
        date(2027, 7, 30),
        # 30 August 2027 is a bank holiday, after a weekend.
        date(2027, 8, 27),
        date(2027, 9, 16),
        date(2027, 9, 23),
    ]


async def test_whoever_is_ready_is_not_reminded(writing: House) -> None:
    await world.mark(writing, "wim", "profile")
    assert "wim" not in await world.tick(writing, world.at(SIX_MONTHS_BEFORE))


async def test_whoever_has_signed_is_not_reminded(writing: House) -> None:
    await world.all_ready(writing)
    await world.put_up(writing)
    await writing.press("vera", Button("", names.SIGN_PRESS, f"1:{Role.LEADER}"))
    await world.tick(writing, world.at(date(2027, 3, 3)))
    # The plan's report is of this cycle still.
    assert sorted(await world.tick(writing, world.at(SIX_MONTHS_BEFORE))) == ["lea"]


async def test_at_night_nobody_is_reminded(writing: House) -> None:
    assert await world.tick(writing, world.at(SIX_MONTHS_BEFORE, 5)) == {}


async def test_a_writer_on_leave_is_replaced_by_the_deputy(writing: House) -> None:
    await world.deputy(writing, "dora", "HR Manager")
    wim = await writing.person("wim")
    async with writing.bunsen.begin() as tx:
        await tx.of(writing.institution.id).people.set_away(wim.id, SIX_MONTHS_BEFORE + timedelta(days=20))
    sent = await world.tick(writing, world.at(SIX_MONTHS_BEFORE))
    assert "dora" in sent
    assert "wim" not in sent


async def test_once_it_is_handed_in_nobody_is_reminded(writing: House) -> None:
    form = opened(await writing.press("lea", Button("", names.HAND_IN_PRESS)))
    await writing.submit("lea", form, {forms.DAY: "2027-03-01"})
    assert await world.tick(writing, world.at(SIX_MONTHS_BEFORE)) == {}


async def test_while_nudges_are_paused_nobody_is_reminded(writing: House) -> None:
    async with writing.bunsen.begin() as tx:
        await tx.of(writing.institution.id).nudges.pause(writing.clock.now())
    assert await world.tick(writing, world.at(SIX_MONTHS_BEFORE)) == {}


async def test_a_day_that_moves_a_week_reminds_nobody_anew(writing: House) -> None:
    await world.tick(writing, world.at(SIX_MONTHS_BEFORE))
    await world.submission(writing, DUE - timedelta(days=6))
    assert await world.tick(writing, world.at(SIX_MONTHS_BEFORE + timedelta(days=1))) == {}


async def test_the_reminder_of_an_earlier_step_is_not_sent_late(writing: House) -> None:
    """A deputy who is given the post between two steps hears the step that holds, and only that."""
    await world.tick(writing, world.at(SIX_MONTHS_BEFORE))
    await world.tick(writing, world.at(date(2027, 7, 1)))
    assert [key for key in await world.waiting(writing) if ":3-months:" in key]
    assert not [key for key in await world.waiting(writing) if ":2-months:" in key]
