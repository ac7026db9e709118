"""The switch of a channel: whether Bunsen speaks there when it is mentioned."""

from dataclasses import replace

from handlers.cards import Card
from handlers.channels.model import channel_of
from handlers.interactions import Conversation, Pressed
from handlers.outcomes import Reply
from handlers.rights import PostKind
from tests.support.house import CHANNEL, House, buttons, direct_chat, text

QUESTION = "will you pay my rsci fee?"
ELSEWHERE = replace(CHANNEL, id="another-channel")


async def _off(house: House, user: str = "chad") -> None:
    await house.person("chad", ("Committee chair", PostKind.CHAIR))
    await house.hears(user, "channel off", CHANNEL)


async def _said(house: House, words: str, where: Conversation) -> list[tuple[Conversation, Card]]:
    before = len(house.surface.sent)
    await house.hears("tina", words, where)
    return house.surface.sent[before:]


async def test_in_a_channel_it_answers_in_the_thread(house: House) -> None:
    ((place, _),) = await _said(house, QUESTION, CHANNEL)
    assert place == CHANNEL


async def test_switched_off_it_answers_in_the_direct_chat_and_the_channel_hears_nothing(house: House) -> None:
    await _off(house)
    ((place, card),) = await _said(house, QUESTION, CHANNEL)
    assert place == direct_chat("tina")
    assert "I do not speak in that channel" in text(card)


async def test_commands_are_answered_there_too(house: House) -> None:
    await _off(house)
    ((place, _),) = await _said(house, "help", CHANNEL)
    assert place == direct_chat("tina")


async def test_other_channels_and_other_threads(house: House) -> None:
    await _off(house)
    ((elsewhere, _),) = await _said(house, QUESTION, ELSEWHERE)
    ((thread, _),) = await _said(house, QUESTION, replace(CHANNEL, thread="another-thread"))
    assert (elsewhere, thread) == (ELSEWHERE, direct_chat("tina"))


async def test_a_press_in_a_silent_channel_is_answered_to_one_person(house: House) -> None:
    (card,) = await house.hears("tina", "ask", CHANNEL)
    await _off(house)
    button = buttons(card)[0]
    outcome = await house.bunsen.dispatcher.respond(
        house.interaction("tina", Pressed(button.press, button.value), CHANNEL)
    )
    assert isinstance(outcome, Reply)
    assert outcome.private


async def test_it_can_be_switched_on_again(house: House) -> None:
    await _off(house)
    await house.hears("chad", "channel on", CHANNEL)
    ((place, _),) = await _said(house, QUESTION, CHANNEL)
    assert place == CHANNEL


async def test_only_the_committee_may_switch(house: House) -> None:
    await house.hears("tina", "channel off", CHANNEL)
    ((place, _),) = await _said(house, QUESTION, CHANNEL)
    assert place == CHANNEL


async def test_what_holds_can_be_asked(house: House) -> None:
    await _off(house)
    await house.hears("chad", "channel", CHANNEL)
    assert house.surface.sent[-1][1].title == "I am silent here"


async def test_in_a_direct_chat_there_is_nothing_to_switch(house: House) -> None:
    await house.person("chad", ("Committee chair", PostKind.CHAIR))
    (card,) = await house.hears("chad", "channel off")
    assert "for a channel" in card.title


async def test_no_other_institution_is_touched(house: House) -> None:
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
    await _off(house)
    async with house.bunsen.begin() as tx:
        assert (await tx.of(other.id).channels.answers(CHANNEL)).value == "mentioned"


def test_a_thread_of_teams_belongs_to_its_channel() -> None:
    assert channel_of(replace(CHANNEL, id="19:abc@thread.tacv2;messageid=17")) == "19:abc@thread.tacv2"
