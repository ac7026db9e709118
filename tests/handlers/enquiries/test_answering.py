"""Answering a question: by whoever it was handed to, once, to the asker alone."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.slack.render_cards import render_card
from handlers.cards import Button, Card, Text
from handlers.enquiries import names
from handlers.enquiries.model import EnquiryState
from handlers.outcomes import Close, FormErrors, Outcome, Reply
from handlers.rights import PostKind
from tests.support.asking import FUND, QUESTION, answer, close, enquiry, fill, form, passed_on, staff, tick
from tests.support.house import CHANNEL, House, buttons, direct_chat, text


def _reply(outcome: Outcome) -> str:
    assert isinstance(outcome, Close), outcome
    return text(outcome.reply)


async def _brought(house: House) -> dict[str, Card]:
    return dict(await tick(house))


async def test_an_answer_comes_back_to_whoever_asked_with_the_post_that_gave_it(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await tick(house)
    await answer(house, "fay", number, "The head of group signs.", source="Staff handbook")
    card = (await _brought(house))["tina"]
    assert card.title == "An answer to your question"
    for said in ("The head of group signs.", QUESTION, f"{FUND} (Fay)", "Staff handbook"):
        assert said in text(card)


async def test_it_comes_back_in_the_direct_chat_although_it_was_asked_in_a_channel(house: House) -> None:
    await house.person("tina")
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.hears("tina", "what is the melting point of gallium", CHANNEL)
    await house.press("tina", buttons(card)[0])
    await tick(house)
    await answer(house, "lea", buttons(card)[0].value, "About 30 degrees.")
    await tick(house)
    told = [to for to, card in house.surface.sent if "About 30 degrees." in text(card)]
    assert told == [direct_chat("tina")]


async def test_a_link_to_the_source_can_be_pressed(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await answer(house, "fay", number, source="Handbook", link="https://www.example.ac.uk/handbook")
    assert "Handbook: https://www.example.ac.uk/handbook" in text((await _brought(house))["tina"])


@pytest.mark.parametrize("link", ["http://example.ac.uk", "javascript:alert(1)", "https://user:pw@example.ac.uk", "x"])
async def test_a_link_that_cannot_be_one_keeps_the_form_open(house: House, link: str) -> None:
    await staff(house)
    outcome = await answer(house, "fay", await passed_on(house), link=link)
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["link"]


@pytest.mark.parametrize("words", ["", " \n\t", "x" * 20_000])
async def test_no_answer_or_a_far_too_long_one_keeps_the_form_open_with_what_was_typed(
    house: House, words: str
) -> None:
    await staff(house)
    number = await passed_on(house)
    outcome = await answer(house, "fay", number, words)
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["answer"]
    assert words in [getattr(field, "value", None) for field in outcome.form.fields]
    assert (await enquiry(house, number)).state is EnquiryState.OPEN


async def test_of_two_who_answer_at_once_one_answers_and_the_other_keeps_the_words(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    first = await form(house, "fay", names.ANSWER_PRESS, number)
    second = await form(house, "dee", names.ANSWER_PRESS, number)
    outcomes = await asyncio.gather(
        house.submit("fay", first, {"answer": "From Fay."}),
        house.submit("dee", second, {"answer": "From Dee."}),
    )
    refused = [text(each.reply) for each in outcomes if isinstance(each, Close) and each.reply is not None]
    sent = text((await _brought(house))["tina"])
    assert len(refused) == 1
    assert "answered it meanwhile" in refused[0]
    assert ("From Fay." in sent) != ("From Dee." in sent)
    assert ("From Fay." in refused[0]) != ("From Fay." in sent)


async def test_the_same_form_sent_twice_answers_once(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    shown = await form(house, "fay", names.ANSWER_PRESS, number)
    for _ in range(2):
        outcome = await house.submit("fay", shown, {"answer": "Once."})
    assert "already" in _reply(outcome).casefold()
    assert await house.select("SELECT count(*) FROM deliveries WHERE kind = 'enquiry.answered'") == [(1,)]


async def test_an_answer_to_what_was_taken_back_is_not_sent_and_not_lost(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    shown = await form(house, "fay", names.ANSWER_PRESS, number)
    await house.press("tina", Button("x", names.WITHDRAW_PRESS, str(number)))
    said = _reply(await house.submit("fay", shown, {"answer": "Too late."}))
    assert "taken it back" in said
    assert "Too late." in said
    assert "tina" not in await _brought(house)


@pytest.mark.parametrize("press", [names.ANSWER_PRESS, names.NOT_OURS_PRESS, names.MOVE_PRESS, names.SHOW_PRESS])
@pytest.mark.parametrize("user", ["lea", "ed", "tina"])
async def test_nobody_else_can_answer_or_read_it(house: House, user: str, press: str) -> None:
    await staff(house)
    await house.person("ed", ("Store keeper", PostKind.OWNER))
    number = await passed_on(house)
    outcome = await house.press(user, Button("x", press, str(number)))
    assert isinstance(outcome, Reply)
    assert QUESTION not in text(outcome.card)


async def test_whoever_has_left_the_post_meanwhile_answers_no_more(house: House) -> None:
    await staff(house)
    await house.person("fay", ("Store keeper", PostKind.OWNER))
    number = await passed_on(house)
    shown = await form(house, "fay", names.ANSWER_PRESS, number)
    await close(house, FUND)
    house.clock.move_to(house.clock.now() + timedelta(days=1))
    said = _reply(await house.submit("fay", shown, {"answer": "From outside."}))
    assert "not yours to answer" in said
    assert (await enquiry(house, number)).state is EnquiryState.OPEN


async def test_somebody_who_was_given_the_post_cannot_answer_their_own_question(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await house.person("tina", (FUND, PostKind.OWNER))
    outcome = await house.press("tina", Button("x", names.ANSWER_PRESS, str(number)))
    assert isinstance(outcome, Reply)


async def test_one_answer_goes_to_several_each_in_private(house: House) -> None:
    await staff(house)
    await house.person("ed")
    first, second = await passed_on(house), await passed_on(house, "ed", "who signs the vacuum pump course form")
    await fill(house, "fay", names.ANSWER_PRESS, f"{first}.{second}", {"answer": "The head."})
    sent = await _brought(house)
    assert "The head." in text(sent["tina"])
    assert "The head." in text(sent["ed"])
    assert "Ed" not in text(sent["tina"])


async def test_of_several_one_alone_can_be_answered(house: House) -> None:
    await staff(house)
    await house.person("ed")
    first, second = await passed_on(house), await passed_on(house, "ed")
    given = {"answer": "The head.", "who": str(second)}
    await fill(house, "fay", names.ANSWER_PRESS, f"{first}.{second}", given)
    assert (await enquiry(house, first)).state is EnquiryState.OPEN
    assert (await enquiry(house, second)).state is EnquiryState.ANSWERED


@pytest.mark.parametrize("who", ["", "999", "0"])
async def test_of_several_it_must_be_said_who_gets_it(house: House, who: str) -> None:
    await staff(house)
    await house.person("ed")
    both = f"{await passed_on(house)}.{await passed_on(house, 'ed')}"
    outcome = await fill(house, "fay", names.ANSWER_PRESS, both, {"answer": "The head.", "who": who})
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["who"]


async def test_a_group_that_names_a_question_of_others_sends_them_nothing(house: House) -> None:
    await staff(house)
    await house.person("ed", ("Store keeper", PostKind.OWNER))
    theirs = await passed_on(house, "tina", owner="Institutional Lead")
    outcome = await house.press("ed", Button("x", names.ANSWER_PRESS, str(theirs)))
    assert isinstance(outcome, Reply)
    mine = await passed_on(house, "ed")
    await fill(house, "fay", names.ANSWER_PRESS, f"{mine}.{theirs}", {"answer": "The head."})
    assert (await enquiry(house, theirs)).state is EnquiryState.OPEN


MARKUP = "<!channel> *all* <@U123> <at>Everybody</at> [x](https://a.example) </div><script>x</script>"


async def test_markup_and_mentions_in_an_answer_stay_plain_words(house: House) -> None:
    await staff(house)
    await answer(house, "fay", await passed_on(house), MARKUP)
    card = (await _brought(house))["tina"]
    assert Text(MARKUP) in card.body
    formatted = [text for message in render_card(card) for text in _formatted(message.blocks)]
    assert [text for text in formatted if "<!channel>" in text or "<@U123>" in text] == []


def _formatted(part: object) -> Iterator[str]:
    """The texts in Slack's blocks in which Slack looks for mentions."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _formatted(each)
