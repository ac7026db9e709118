"""Whatever is typed gets an answer that helps, and what is no question is not kept."""

import pytest

from handlers.answers.asking import LONGEST_QUESTION
from tests.support.house import House, buttons, text


@pytest.mark.parametrize(
    "typed", ["ask", "ask    ", "ask \u200b", "ask ?", "ask x", "ask \U0001f600\U0001f389", "ask \x07\x1b\x00"]
)
async def test_what_is_no_question_gets_some_to_try(house: House, typed: str) -> None:
    (card,) = await house.hears("tina", typed)
    assert card.title == "What would you like to know?"
    assert buttons(card)


@pytest.mark.parametrize("typed", ["\U0001f600", "?!?", "\u2028", "x"])
async def test_nothing_of_that_is_kept(house: House, typed: str) -> None:
    await house.hears("tina", typed)
    assert await house.select("SELECT count(*) FROM recent_questions") == [(0,)]


async def test_a_pasted_page_gets_a_kind_word_and_is_not_kept(house: House) -> None:
    (card,) = await house.hears("tina", "can i have money for a course " * 3334)
    assert "100,0" in text(card)
    assert await house.select("SELECT count(*) FROM recent_questions") == [(0,)]


async def test_danger_at_the_beginning_of_a_pasted_page_is_seen(house: House) -> None:
    (card,) = await house.hears("tina", "i have chest pains " + "and so on " * 10_000)
    assert "999" in text(card)


async def test_the_longest_question_is_read(house: House) -> None:
    (card,) = await house.hears("tina", ("will you pay my rsci fee? " * 100)[:LONGEST_QUESTION])
    assert card.title != "That is too long for me"


async def test_control_characters_inside_a_question_do_no_harm(house: House) -> None:
    (card,) = await house.hears("tina", "will you\x00 pay\x1b my\u202e rsci fee?")
    assert "Next review" in card.footer
    ((kept,),) = await house.select("SELECT question FROM recent_questions")
    assert kept == "will you pay my rsci fee?"


async def test_another_language_is_answered_in_that_language_and_not_kept(house: House) -> None:
    (card,) = await house.hears("tina", "Wer bezahlt meine Gebühren für die Registrierung und wie lange dauert das?")
    assert "Englisch" in text(card)
    assert await house.select("SELECT count(*) FROM recent_questions") == [(0,)]


@pytest.mark.parametrize("typed", ["my manager is bullying me", "i want to die", "there is a gas leak"])
async def test_what_is_urgent_is_never_kept(house: House, typed: str) -> None:
    await house.hears("tina", typed)
    assert await house.select("SELECT count(*) FROM recent_questions") == [(0,)]
    assert await house.select("SELECT count(*) FROM enquiries") == [(0,)]
