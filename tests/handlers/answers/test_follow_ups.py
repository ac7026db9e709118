"""Follow-ups: what somebody asked before in the same thread helps to understand what they ask now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.answers.follow_ups import ElsewhereWords
from handlers.interactions import Conversation
from handlers.knowledge.model import Change
from handlers.knowledge.versions import body_of, new_version
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


@pytest.mark.parametrize("first", [FIRST, "what does rsci cost", "can i claim tax relief on my rsci fee"])
async def test_what_leads_to_somebody_elses_matter_is_left_to_a_person(house: House, first: str) -> None:
    await house.hears("tina", first)
    (card,) = await house.hears("tina", "can it be claimed on my payslip")
    assert card.title == "I have no approved answer to that"


@pytest.mark.parametrize(
    ("first", "then", "entry_id"),
    [
        (FIRST, THEN, "registration-fees-reimbursed"),
        ("is there money for a conference", "does it cover hotels", "development-fund-uses"),
        ("how much can i get for a course", "can it be paid in advance", "development-fund-amount"),
    ],
)
async def test_what_stays_with_the_matter_is_answered_from_it(
    house: House, first: str, then: str, entry_id: str
) -> None:
    await house.hears("tina", first)
    await house.hears("tina", then)
    rows = await house.select("SELECT topic FROM recent_questions ORDER BY id")
    assert [topic for (topic,) in rows][-1] == entry_id


PAY = ("when do we get paid", "my payslip is wrong", "how do i read my payslip", "no payslip came")
IT = ("reset my password", "my laptop is broken", "is my payslip online", "new laptop please", "laptop lost")


def test_a_word_that_is_asked_of_somebody_else_alone_leads_elsewhere() -> None:
    found = ElsewhereWords(["will you pay my fee"], [PAY, IT])
    assert found.in_text("can it be claimed on my PAYSLIPS")
    assert not found.in_text("can it be claimed")


def test_a_word_that_an_entry_names_leads_nowhere_else_however_long_the_entry_is() -> None:
    assert not ElsewhereWords(["x " * 900 + "borrow a laptop"], [PAY, IT]).in_text("and for a laptop")


@pytest.mark.parametrize("asked", ["is it reset", "is it online", "and if it is broken"])
def test_a_word_that_is_asked_seldom_leads_nowhere(asked: str) -> None:
    assert not ElsewhereWords([], [PAY, IT]).in_text(asked)


def test_a_word_that_several_matters_share_leads_to_none_of_them() -> None:
    shared = [("forms for pay", "form of tax", "tax form"), ("forms for leave", "form of sickness", "leave form")]
    assert not ElsewhereWords([], shared).in_text("is there a form")


async def test_where_an_own_entry_is_about_it_what_came_before_counts(house: House) -> None:
    await house.hears("tina", FIRST)
    kept = house.services.knowledge.entries["registration-fees-reimbursed"]
    own = replace(kept, answer=f"{kept.answer} It comes with your payslip.")
    async with house.bunsen.begin() as tx:
        version = new_version(own.id, Change.EDITED, body_of(own), "", house.clock.now(), None)
        await tx.of(house.institution.id).knowledge.put(version)
    (card,) = await house.hears("tina", "can it be claimed on my payslip")
    assert card.title == kept.title
