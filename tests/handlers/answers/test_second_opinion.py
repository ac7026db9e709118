"""From an answer that did not help to a person, and nobody is asked before they say so."""

from handlers.answers.feedback_cards import ASK, ASK_PERSON_PRESS, FLAG_PRESS, NOT_HELPFUL_PRESS, REASON, YES
from handlers.cards import Button, Card
from handlers.enquiries.names import ASK_PRESS
from handlers.interactions import Pressed, Submitted
from handlers.outcomes import Close, OpenForm, Reply, Update
from tests.support.asking import staff
from tests.support.house import CHANNEL, House, buttons, opened, text

QUESTION = "will you pay my rsci fee?"
TOPIC = "registration-fees-reimbursed"


def _press(card: Card | None, press: str) -> Button:
    assert card is not None
    (button,) = [each for each in buttons(card) if each.press == press]
    return button


async def _not_helpful(house: House, **given: str) -> Card:
    (answer,) = await house.hears("tina", QUESTION)
    form = opened(await house.press("tina", _press(answer, NOT_HELPFUL_PRESS)))
    outcome = await house.submit("tina", form, given)
    assert isinstance(outcome, Close)
    assert outcome.update is not None
    return outcome.update


async def _enquiries(house: House) -> list[tuple[object, ...]]:
    return await house.select("SELECT question, state, topic FROM enquiries")


async def test_an_answer_that_did_not_help_leads_to_a_person_with_the_question(house: House) -> None:
    await staff(house)
    card = await _not_helpful(house)
    assert await _enquiries(house) == []
    offered = await house.press("tina", _press(card, ASK_PERSON_PRESS))
    assert isinstance(offered, Reply)
    assert offered.private
    assert QUESTION in text(offered.card)
    assert "word for word, with your name (Tina)" in text(offered.card)
    assert await _enquiries(house) == [(QUESTION, "kept", TOPIC)]
    asked = await house.press("tina", _press(offered.card, ASK_PRESS))
    assert isinstance(asked, Update)
    assert asked.card.title == "I have asked"
    assert await _enquiries(house) == [(QUESTION, "open", TOPIC)]


async def test_what_was_missing_goes_along_where_the_form_says_to_ask(house: House) -> None:
    await staff(house)
    card = await _not_helpful(house, **{REASON: "and the second year?", ASK: YES})
    assert "and the second year?" in text(card)
    _press(card, ASK_PRESS)
    assert await _enquiries(house) == [(f"{QUESTION}\nand the second year?", "kept", TOPIC)]


async def test_a_reason_alone_is_kept_without_the_person(house: House) -> None:
    await _not_helpful(house, **{REASON: "and the second year?"})
    assert await _enquiries(house) == []


async def test_in_a_channel_the_offer_goes_to_the_person_alone(house: House) -> None:
    await staff(house)
    (answer,) = await house.hears("tina", QUESTION, CHANNEL)
    button = _press(answer, NOT_HELPFUL_PRESS)
    dispatcher = house.bunsen.dispatcher
    form = opened(await dispatcher.respond(house.interaction("tina", Pressed(button.press, button.value), CHANNEL)))
    sent = Submitted(form.name, form.context, form.nonce, {})
    outcome = await dispatcher.respond(house.interaction("tina", sent, CHANNEL))
    assert isinstance(outcome, Close)
    assert outcome.update is None
    ask = _press(outcome.reply, ASK_PERSON_PRESS)
    offered = await dispatcher.respond(house.interaction("tina", Pressed(ask.press, ask.value), CHANNEL))
    assert isinstance(offered, Reply)
    assert offered.private


async def test_after_a_flag_a_person_can_be_asked(house: House) -> None:
    (answer,) = await house.hears("tina", QUESTION)
    outcome = await house.submit("tina", opened(await house.press("tina", _press(answer, FLAG_PRESS))), {})
    assert isinstance(outcome, Close)
    _press(outcome.reply, ASK_PERSON_PRESS)


async def test_a_question_that_is_forgotten_is_named_by_its_answer(house: House) -> None:
    await staff(house)
    offered = await house.press("tina", Button("x", ASK_PERSON_PRESS, TOPIC))
    assert isinstance(offered, Reply)
    assert house.services.knowledge.entries[TOPIC].title in text(offered.card)


async def test_the_longest_question_and_reason_can_still_be_changed_first(house: House) -> None:
    await staff(house)
    asked = f"{QUESTION} " + "i am not sure at all about this " * 60
    (answer,) = await house.hears("tina", asked[:1990])
    pressed = [each for each in buttons(answer) if each.press == NOT_HELPFUL_PRESS]
    button = pressed[0] if pressed else Button("x", NOT_HELPFUL_PRESS, f"{TOPIC} n1")
    form = opened(await house.press("tina", button))
    outcome = await house.submit("tina", form, {REASON: "y" * 500, ASK: YES})
    assert isinstance(outcome, Close)
    reword = [each for each in buttons(outcome.update or Card("")) if each.label == "Change it first"]
    changed = await house.press("tina", reword[0])
    assert isinstance(changed, OpenForm)
    (field,) = changed.form.fields
    assert len(str(field.value)) <= 2000
