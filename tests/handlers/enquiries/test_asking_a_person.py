"""Passing a question on: with the asker's consent, once, to whoever was named."""

import asyncio
from datetime import timedelta

import pytest

from handlers.cards import Button
from handlers.enquiries import names
from handlers.enquiries.model import Enquiry, EnquiryState
from handlers.outcomes import Close, FormErrors, Outcome, Reply, Update
from handlers.people.model import Person
from handlers.rights import PostKind
from tests.support.asking import FUND, QUESTION, close, enquiry, form, kept, passed_on, staff, tick, users
from tests.support.house import CHANNEL, House, buttons, direct_chat, text

GALLIUM = "what is the melting point of gallium"


async def _lead(house: House) -> None:
    """Lea leads, and nobody holds any other post."""
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.person("tina")


async def _offered(house: House) -> tuple[str, Button]:
    """The card after a question that has no answer, as text, and its button."""
    (card,) = await house.hears("tina", GALLIUM)
    return text(card), buttons(card)[0]


def _card(outcome: Outcome) -> str:
    assert isinstance(outcome, Reply | Update), outcome
    return text(outcome.card)


async def test_nothing_is_sent_before_the_press(house: House) -> None:
    await staff(house)
    await _offered(house)
    assert await users(house) == []


async def test_the_card_says_to_whom_and_with_whose_name(house: House) -> None:
    await _lead(house)
    said, _ = await _offered(house)
    assert "Lea (Institutional Lead) can help" in said
    assert "with your name (Tina)" in said
    assert "not in chat may get it by e-mail" in said


async def test_the_question_reaches_whoever_was_named_with_the_name_of_its_asker(house: House) -> None:
    await _lead(house)
    _, ask = await _offered(house)
    await house.press("tina", ask)
    ((user, card),) = await tick(house)
    assert (user, card.title) == ("lea", "A question from Tina")
    assert GALLIUM in text(card)


async def test_asked_in_a_channel_it_reaches_its_helper_in_the_direct_chat(house: House) -> None:
    await _lead(house)
    (card,) = await house.hears("tina", GALLIUM, CHANNEL)
    await house.press("tina", buttons(card)[0])
    await tick(house)
    assert house.surface.sent[-1][0] == direct_chat("lea")


async def test_the_post_that_looks_after_the_topic_is_asked(house: House) -> None:
    await staff(house)
    await passed_on(house)
    assert await users(house) == ["fay"]


async def test_it_is_passed_on_once_however_often_the_button_is_pressed(house: House) -> None:
    await staff(house)
    ask = await kept(house)
    await asyncio.gather(*(house.press("tina", ask) for _ in range(3)))
    assert await users(house) == ["fay"]
    assert (await enquiry(house, int(ask.value))).handings == 1


async def test_nobody_can_pass_on_somebody_elses_question(house: House) -> None:
    await staff(house)
    ask = await kept(house)
    assert "Only the person who asked" in _card(await house.press("dee", ask))
    assert await users(house) == []


@pytest.mark.parametrize("value", ["", "²", "٣", "-1", "999999999999", "1" * 5000, "1;DROP", "1.2"])
@pytest.mark.parametrize("press", [names.ASK_PRESS, names.WITHDRAW_PRESS, names.HELPED_PRESS, names.READ_PRESS])
async def test_a_tampered_button_gets_a_polite_card(house: House, press: str, value: str) -> None:
    assert "out of date" in _card(await house.press("tina", Button("x", press, value)))


async def test_without_anybody_to_help_nothing_is_promised_and_the_button_stays(house: House) -> None:
    await house.person("tina")
    said, ask = await _offered(house)
    assert "nobody holds a post" in said
    assert isinstance(await house.press("tina", ask), Reply)
    await _lead(house)
    assert "Lea (Institutional Lead) can help" in _card(await house.press("tina", ask))


async def test_where_it_would_go_to_another_post_by_now_the_asker_is_asked_again(house: House) -> None:
    await _lead(house)
    ask = await kept(house)
    await house.person("fay", (FUND, PostKind.OWNER))
    assert "Fay (Staff development manager) can help" in _card(await house.press("tina", ask))
    assert await users(house) == []
    await house.press("tina", ask)
    assert await users(house) == ["fay"]


async def test_a_post_that_has_ended_is_not_asked(house: House) -> None:
    await staff(house)
    await close(house, FUND)
    house.clock.move_to(house.clock.now() + timedelta(days=1))
    await passed_on(house)
    assert await users(house) == ["lea"]


async def test_the_words_can_be_changed_before_they_are_passed_on(house: House) -> None:
    await staff(house)
    ask = await kept(house)
    shown = await form(house, "tina", names.REWORD_PRESS, ask.value)
    assert "Fay (Staff development manager)" in shown.intro
    await house.submit("tina", shown, {"question": "Who signs for the pump course?"})
    ((_, card),) = await tick(house)
    assert "Who signs for the pump course?" in text(card)
    assert QUESTION not in text(card)


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 20_000])
async def test_no_words_or_far_too_many_keep_the_form_open(house: House, words: str) -> None:
    await staff(house)
    shown = await form(house, "tina", names.REWORD_PRESS, (await kept(house)).value)
    outcome = await house.submit("tina", shown, {"question": words})
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["question"]


async def test_changed_words_that_would_go_to_others_by_now_are_asked_about_again(house: House) -> None:
    await _lead(house)
    ask = await kept(house)
    shown = await form(house, "tina", names.REWORD_PRESS, ask.value)
    await house.person("fay", (FUND, PostKind.OWNER))
    outcome = await house.submit("tina", shown, {"question": "New words"})
    assert isinstance(outcome, Close)
    assert "Fay (Staff development manager) can help" in text(outcome.update)
    assert await users(house) == []


async def test_a_question_is_taken_back_with_its_words(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    assert "deleted" in _card(await house.press("tina", Button("x", names.WITHDRAW_PRESS, str(number))))
    assert (await enquiry(house, number)).state is EnquiryState.WITHDRAWN
    assert QUESTION not in await house.dump()


async def test_what_is_taken_back_before_it_went_out_is_not_sent(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await house.press("tina", Button("x", names.WITHDRAW_PRESS, str(number)))
    assert await users(house) == []


async def test_nobody_can_take_back_somebody_elses_question(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await house.press("fay", Button("x", names.WITHDRAW_PRESS, str(number)))
    assert (await enquiry(house, number)).state is EnquiryState.OPEN


async def test_a_question_of_another_institution_cannot_be_reached(house: House) -> None:
    await staff(house)
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "SCT")
        work = tx.of(other.id)
        stranger = await work.people.save(Person(0, "Stranger", "s@other.example"))
        theirs = await work.enquiries.add(Enquiry(0, "secret of others", stranger.id, house.clock.now()))
    for user in ("tina", "fay", "lea"):
        for press in (names.ASK_PRESS, names.ANSWER_PRESS, names.SHOW_PRESS, names.WITHDRAW_PRESS):
            outcome = await house.press(user, Button("x", press, str(theirs.id)))
            assert isinstance(outcome, Reply)
            assert "secret of others" not in text(outcome.card)
    assert await house.select("SELECT state FROM enquiries") == [("kept",)]
