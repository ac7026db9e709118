"""Follow-ups: what somebody asked before in the same thread helps to understand what they ask now."""

from dataclasses import replace
from datetime import timedelta

from handlers.interactions import Conversation
from tests.support.house import CHANNEL, House, text

FIRST = "will you pay my rsci fee?"
THEN = "who pays the second year tho"


async def _answered(house: House, where: Conversation | None = None) -> bool:
    (card,) = await house.hears("tina", THEN, where)
    return "no approved answer" not in card.title


async def test_alone_it_cannot_be_understood(house: House) -> None:
    assert not await _answered(house)


async def test_after_the_first_question_it_is(house: House) -> None:
    await house.hears("tina", FIRST)
    assert await _answered(house)


async def test_in_the_same_thread_of_a_channel_it_is(house: House) -> None:
    await house.hears("tina", FIRST, CHANNEL)
    assert await _answered(house, CHANNEL)


async def test_in_another_thread_it_is_not(house: House) -> None:
    await house.hears("tina", FIRST, CHANNEL)
    assert not await _answered(house, replace(CHANNEL, thread="thread-2"))


async def test_what_was_asked_in_private_says_nothing_in_a_channel(house: House) -> None:
    await house.hears("tina", FIRST)
    assert not await _answered(house, CHANNEL)


async def test_what_somebody_else_asked_says_nothing(house: House) -> None:
    await house.hears("ed", FIRST, CHANNEL)
    assert not await _answered(house, CHANNEL)


async def test_after_an_hour_it_is_a_new_conversation(house: House) -> None:
    await house.hears("tina", FIRST)
    house.clock.move_to(house.clock.now() + timedelta(minutes=61))
    assert not await _answered(house)


async def test_after_five_other_questions_it_is_forgotten(house: House) -> None:
    await house.hears("tina", FIRST)
    for number in range(5):
        await house.hears("tina", f"what is the melting point of gallium {number}")
    assert not await _answered(house)


async def test_the_twenty_first_question_of_an_hour_waits(house: House) -> None:
    for _ in range(20):
        await house.hears("tina", FIRST)
        house.clock.move_to(house.clock.now() + timedelta(minutes=1))
    (card,) = await house.hears("tina", FIRST)
    assert "From 11:00" in text(card)
    house.clock.move_to(house.clock.now() + timedelta(minutes=41))
    assert await _answered(house)


async def test_that_one_is_said_to_its_asker_alone(house: House) -> None:
    for _ in range(20):
        await house.hears("tina", FIRST, CHANNEL)
    await house.hears("tina", FIRST, CHANNEL)
    assert house.surface.sent[-1][0].direct


async def test_others_do_not_wait_for_it_and_commands_are_no_questions(house: House) -> None:
    for _ in range(20):
        await house.hears("tina", FIRST)
    (own,) = await house.hears("tina", "help")
    (other,) = await house.hears("ed", FIRST)
    assert own.title == "What I can do"
    assert "break" not in other.title
