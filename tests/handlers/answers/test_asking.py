"""Asking in chat: the approved answer, or a person; and what must not wait."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.answers.cards import HAND_OVER_PRESS
from handlers.answers.entries import PRIVATE, Entry
from handlers.cards import Button, Card
from handlers.feature import Services
from handlers.outcomes import Reply, Update
from handlers.rights import PostKind
from tests.support.answering import learnt
from tests.support.house import CHANNEL, House, buttons, direct_chat, text

NOT_OURS = "what is the melting point of gallium"


async def _lead(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))


async def _unanswered(house: House, user: str = "tina") -> Button:
    (card,) = await house.hears(user, NOT_OURS)
    return buttons(card)[0]


async def test_an_answer_carries_its_source_and_its_date(house: House) -> None:
    (card,) = await house.hears("tina", "will you pay my rsci fee?")
    assert "University of Liverpool" in text(card)
    assert "Next review" in card.footer


async def test_without_an_answer_the_lead_is_named(house: House) -> None:
    await _lead(house)
    (card,) = await house.hears("tina", NOT_OURS)
    assert "Lea (institutional lead) can help" in text(card)


async def test_a_question_that_is_passed_on_reaches_the_lead(house: House) -> None:
    await _lead(house)
    await house.press("tina", await _unanswered(house))
    await house.bunsen.runner.tick()
    # Beside it the lead hears of what else needs somebody.
    assert [to for to, card in house.surface.sent if NOT_OURS in text(card)] == [direct_chat("lea")]


async def test_it_is_passed_on_once_however_often_the_button_is_pressed(house: House) -> None:
    await _lead(house)
    button = await _unanswered(house)
    for _ in range(3):
        await house.press("tina", button)
    assert await house.select("SELECT count(*) FROM deliveries") == [(1,)]


async def test_without_a_lead_nothing_is_promised_and_the_button_stays(house: House) -> None:
    button = await _unanswered(house)
    outcome = await house.press("tina", button)
    assert isinstance(outcome, Reply)
    await _lead(house)
    assert isinstance(await house.press("tina", button), Update)


async def test_nobody_can_pass_on_somebody_elses_question(house: House) -> None:
    await _lead(house)
    outcome = await house.press("ed", await _unanswered(house))
    assert isinstance(outcome, Reply)
    assert "Only the person who asked" in text(outcome.card)


@pytest.mark.parametrize("value", ["", "²", "٣", "-1", "999999999999", "1" * 5000, "1;DROP"])
async def test_a_tampered_button_gets_a_polite_card(house: House, value: str) -> None:
    outcome = await house.press("tina", Button("Pass it on", HAND_OVER_PRESS, value))
    assert isinstance(outcome, Reply)
    assert "out of date" in text(outcome.card)


@pytest.mark.parametrize("words", ["my manager is bullying me", "i have chest pains after the solvent spill"])
async def test_distress_and_danger_are_answered_at_once(house: House, words: str) -> None:
    (card,) = await house.hears("tina", words)
    assert "999" in text(card)


async def test_distress_is_answered_in_private_even_in_a_channel(house: House) -> None:
    await house.hears("tina", "my manager is bullying me", CHANNEL)
    assert house.surface.sent[-1][0] == direct_chat("tina")


@pytest.mark.parametrize("word", ["ask", "ask:", "Ask: "])
async def test_ask_without_a_question_gets_an_example(house: House, word: str) -> None:
    (card,) = await house.hears("tina", word)
    assert card.title == "What would you like to know?"


@pytest.mark.parametrize("words", ["staus", "plann", "reveiws"])
async def test_a_command_typed_wrongly_in_chat_is_recognised(house: House, words: str) -> None:
    (card,) = await house.hears("tina", words)
    assert "Did you mean" in text(card)


def _with(services: Services, **changes: object) -> tuple[Services, Entry]:
    entry = replace(services.entries["registration-fees-reimbursed"], **changes)  # type: ignore[arg-type]
    return replace(services, entries={entry.id: entry}, answers=learnt(entry)), entry


async def _asked(house: House, services: Services) -> Card:
    house.bunsen.dispatcher._services = services
    (card,) = await house.hears("tina", "will you pay my rsci fee?", CHANNEL)
    return card


async def test_a_private_entry_is_never_answered_in_a_channel(house: House) -> None:
    services, _ = _with(house.services, audience=PRIVATE)
    await _asked(house, services)
    assert house.surface.sent[-1][0] == direct_chat("tina")


async def test_an_entry_that_ran_out_while_bunsen_was_running_is_not_answered(house: House) -> None:
    services, _ = _with(house.services, valid_until=house.clock.now().date() - timedelta(days=1))
    assert "no approved answer" in (await _asked(house, services)).title


async def test_past_its_review_date_an_entry_carries_a_warning(house: House) -> None:
    services, _ = _with(house.services, review_by=date(2027, 1, 1))
    assert "Please note" in text(await _asked(house, services))
