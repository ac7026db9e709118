"""What happens to a question that nobody answers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.cards import Button
from handlers.enquiries import names
from handlers.enquiries.model import Step
from handlers.people.model import Holding
from handlers.rights import PostKind
from tests.support.asking import FUND, LEAD, QUESTION, answer, close, enquiry, passed_on, staff, tick, users
from tests.support.house import START, House, text

THURSDAY = datetime(2027, 3, 4, 10, 0, tzinfo=UTC)
"""Three working days after the Monday on which every test begins."""
TUESDAY = datetime(2027, 3, 9, 10, 0, tzinfo=UTC)
"""Three more."""


async def test_before_three_working_days_nobody_else_is_asked(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await tick(house)
    assert await users(house, THURSDAY - timedelta(minutes=1)) == []


async def test_after_three_working_days_the_deputy_is_asked_and_the_holder_reminded(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await tick(house)
    sent = await tick(house, THURSDAY)
    assert sorted(user for user, _ in sent) == ["dee", "fay"]
    assert {card.title for _, card in sent} == {"Still waiting: a question from Tina"}
    assert "waited for 3 working days" in text(sent[0][1])


async def test_after_three_more_the_lead_is_asked_and_the_asker_told(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await tick(house)
    await tick(house, THURSDAY)
    sent = dict(await tick(house, TUESDAY))
    assert sorted(sent) == ["dee", "fay", "lea", "tina"]
    assert sent["tina"].title == "Your question still waits"
    assert QUESTION in text(sent["lea"])


async def test_after_the_lead_nobody_is_asked_again(house: House) -> None:
    await staff(house)
    await passed_on(house)
    for moment in (None, THURSDAY, TUESDAY):
        await tick(house, moment)
    assert await users(house, TUESDAY + timedelta(days=30)) == []


async def test_however_often_it_ticks_everybody_hears_once_at_each_step(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await tick(house)
    await tick(house, THURSDAY)
    assert await users(house, THURSDAY + timedelta(minutes=5)) == []


async def test_what_is_answered_does_not_go_further(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await tick(house)
    await answer(house, "fay", number)
    await tick(house)
    assert await users(house, TUESDAY) == []


async def test_what_is_taken_back_does_not_go_further(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await tick(house)
    await house.press("tina", Button("x", names.WITHDRAW_PRESS, str(number)))
    assert await users(house, TUESDAY) == []


@pytest.mark.parametrize("known_before", [True, False])
async def test_closed_days_do_not_count(house: House, known_before: bool) -> None:
    await staff(house)
    if known_before:
        await _close_on(house, date(2027, 3, 2), date(2027, 3, 3))
    await passed_on(house)
    await tick(house)
    if not known_before:
        await _close_on(house, date(2027, 3, 2), date(2027, 3, 3))
    assert await users(house, THURSDAY) == []
    assert await users(house, datetime(2027, 3, 8, 10, 0, tzinfo=UTC)) == ["dee", "fay"]


async def test_once_nobody_is_left_at_the_post_the_lead_is_asked_the_next_morning(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await tick(house)
    await close(house, FUND)
    assert await users(house, START + timedelta(days=1)) == ["lea", "tina"]
    assert (await enquiry(house, number)).step is Step.LEAD


async def test_whoever_takes_the_post_over_is_told_the_next_morning(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await tick(house)
    await _holds(house, "nia", FUND)
    assert await users(house, START + timedelta(days=1)) == ["nia"]


async def test_a_lead_who_comes_later_is_asked_then(house: House) -> None:
    await house.person("tina")
    await house.person("fay", (FUND, PostKind.OWNER))
    await passed_on(house)
    await tick(house)
    assert await users(house, THURSDAY) == []
    await house.person("lea", (LEAD, PostKind.LEAD))
    assert await users(house, THURSDAY + timedelta(days=1)) == ["fay", "lea", "tina"]


async def test_a_holder_who_has_left_before_it_went_out_gets_nothing(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await close(house, FUND)
    sent = await tick(house, START + timedelta(days=1))
    assert "fay" not in [user for user, _ in sent]


async def test_nobody_hears_of_it_outside_working_hours(house: House) -> None:
    await staff(house)
    house.clock.move_to(datetime(2027, 3, 1, 18, 0, tzinfo=UTC))
    await passed_on(house)
    assert await users(house) == []
    assert await users(house, datetime(2027, 3, 2, 9, 0, tzinfo=UTC)) == ["fay"]


async def _close_on(house: House, *days: date) -> None:
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).nudges.close_on(days)


async def _holds(house: House, user: str, post: str) -> None:
    person = await house.person(user)
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        await people.hold(Holding(await people.add_post(post, PostKind.OWNER), person))
