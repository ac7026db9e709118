"""Reminders of a survey: two at most, to nobody who has answered, in working hours; and a warning when few have."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.cards import Button, Card
from handlers.forms import Form
from handlers.reviews.calendar import Calendar
from handlers.rights import PostKind
from handlers.voice import cards
from handlers.voice.reminders import reminder_days
from tests.support.house import START, House, buttons, opened, text

CALENDAR = Calendar("ENG", "Europe/London", frozenset())
PEOPLE = [f"p{n}" for n in range(12)]
ANSWERS = {"V1": "4"}
LAST_DAY = "2027-03-29"


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 90))
def test_two_reminders_at_most_on_working_days_inside_the_round(opened_on: date, days: int) -> None:
    closes_on = opened_on + timedelta(days=days)
    found = reminder_days(opened_on, closes_on, CALENDAR)
    assert len(found) <= 2
    assert all(CALENDAR.is_working_day(day) and opened_on < day <= closes_on for day in found)


@pytest.fixture
async def opened_round(house: House) -> House:
    for user in PEOPLE:
        await house.person(user)
    await house.person("lea", ("Institutional Lead", PostKind.LEAD), invited=False)
    (card,) = await house.hears("lea", "pulse")
    form = opened(await house.press("lea", buttons(card)[0]))
    await house.submit("lea", form, {"instrument": "pulse", "closes_on": LAST_DAY})
    return house


async def _vote(house: House, *users: str) -> None:
    for user in users:
        (card,) = await house.hears(user, "pulse")
        form: Form = opened(await house.press(user, buttons(card)[0]))
        await house.submit(user, form, ANSWERS)


async def _until(house: House, last: datetime) -> None:
    """Let the days go by, with a tick in the middle of each."""
    while house.clock.now() < last:
        house.clock.move_to((house.clock.now() + timedelta(days=1)).replace(hour=11))
        await house.bunsen.runner.tick()


def _said(house: House, title: str) -> list[tuple[str, Card]]:
    return [(to.id, card) for to, card in house.surface.sent if card.title.startswith(title)]


async def test_whoever_has_not_answered_is_reminded_twice_and_nobody_else(opened_round: House) -> None:
    await _vote(opened_round, *PEOPLE[:6])
    await _until(opened_round, START + timedelta(days=25))
    reminded = sorted(to for to, _ in _said(opened_round, "A reminder"))
    assert reminded == sorted(f"direct:{user}" for user in PEOPLE[6:] for _ in range(2))


async def test_paused_reminders_are_not_sent(opened_round: House) -> None:
    (card,) = await opened_round.hears("lea", "pulse")
    pause = next(button for button in buttons(card) if button.press == cards.PAUSE_PRESS)
    await opened_round.press("lea", pause)
    await _until(opened_round, START + timedelta(days=25))
    assert _said(opened_round, "A reminder") == []


async def test_reminders_that_go_on_after_a_pause_come_once_each(opened_round: House) -> None:
    pause = Button("", cards.PAUSE_PRESS, "1")
    await opened_round.press("lea", pause)
    await _until(opened_round, START + timedelta(days=16))
    await opened_round.press("lea", pause)
    await _until(opened_round, START + timedelta(days=25))
    assert len(_said(opened_round, "A reminder")) <= 2 * len(PEOPLE)
    assert _said(opened_round, "A reminder")


async def test_the_lead_is_warned_once_of_a_low_response(opened_round: House) -> None:
    await _vote(opened_round, "p0")
    await _until(opened_round, START + timedelta(days=25))
    [(to, card)] = _said(opened_round, "Few have answered")
    assert to == "direct:lea"
    assert "Fewer than 5 of 12 people" in text(card)


async def test_the_lead_is_not_warned_when_enough_have_answered(opened_round: House) -> None:
    await _vote(opened_round, *PEOPLE[:8])
    await _until(opened_round, START + timedelta(days=25))
    assert _said(opened_round, "Few have answered") == []


async def test_the_lead_is_not_told_a_number_below_five(opened_round: House) -> None:
    await _vote(opened_round, *PEOPLE[:3])
    (card,) = await opened_round.hears("lea", "pulse")
    assert "Answered: Fewer than 5" in text(card)


async def test_after_closing_no_message_tells_who_took_part(opened_round: House) -> None:
    await _vote(opened_round, *PEOPLE[:6])
    await _until(opened_round, START + timedelta(days=30))
    kinds = await opened_round.select("SELECT DISTINCT kind FROM deliveries")
    assert not {("invitation",), ("reminder",)} & set(kinds)
