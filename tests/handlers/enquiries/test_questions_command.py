"""“questions” and “my questions”: who sees what of what waits."""

import pytest

from handlers.cards import Button, Buttons, Card, Table, Text, Tone
from handlers.enquiries import names
from handlers.outcomes import Reply, Update
from handlers.rights import PostKind
from tests.handlers.enquiries.test_waiting import THURSDAY, TUESDAY
from tests.support.asking import FUND, LEAD, QUESTION, answer, passed_on, staff, tick
from tests.support.house import CHANNEL, House, buttons, direct_chat, text

NEARLY = "who signs the vacuum pump course form please"
OTHER = "can my apprentice sit in on the mass spectrometry training day"

UNLIKE = (
    QUESTION,
    OTHER,
    "where do the liquid nitrogen dewars go",
    "is there a lunch for new starters in june",
    "my contract says grade five",
    "how do I book the minibus for a school visit",
    "which printer takes posters",
)


async def _seen(house: House, user: str, words: str = "questions") -> Card:
    (card,) = await house.hears(user, words)
    return card


@pytest.mark.parametrize("words", ["questions", "enquiries", "Questions?"])
async def test_the_holder_sees_what_waits_for_the_post(house: House, words: str) -> None:
    await staff(house)
    await passed_on(house)
    card = await _seen(house, "fay", words)
    assert card.title == "1 question waits for you"
    assert QUESTION in text(card)
    assert f"Tina, to {FUND}: waits since today." in text(card)


async def test_the_deputy_sees_it_too(house: House) -> None:
    await staff(house)
    await passed_on(house)
    assert QUESTION in text(await _seen(house, "dee"))


async def test_the_lead_sees_how_many_wait_elsewhere_and_not_what_they_say(house: House) -> None:
    await staff(house)
    await passed_on(house)
    card = await _seen(house, "lea")
    assert QUESTION not in text(card)
    (table,) = [element for element in card.body if isinstance(element, Table)]
    assert table.rows == ((FUND, "1", "0"),)


async def test_the_lead_sees_what_has_come_as_far_as_the_lead(house: House) -> None:
    await staff(house)
    await passed_on(house)
    for moment in (None, THURSDAY, TUESDAY):
        await tick(house, moment)
    assert QUESTION in text(await _seen(house, "lea"))


async def test_another_post_sees_nothing_of_it(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await house.person("ed", ("Store keeper", PostKind.OWNER))
    card = await _seen(house, "ed")
    assert QUESTION not in text(card)
    assert FUND not in text(card)


async def test_what_is_overdue_is_marked_with_its_age_in_working_days(house: House) -> None:
    await staff(house)
    await passed_on(house)
    house.clock.move_to(TUESDAY)
    card = await _seen(house, "fay")
    assert card.title == "1 question waits for you, 1 overdue"
    late = [element.text for element in card.body if isinstance(element, Text) and element.tone is Tone.WARNING]
    assert late == [f"Tina, to {FUND}: waits for 6 working days, overdue."]


async def test_nearly_the_same_questions_stand_together_and_are_answered_together(house: House) -> None:
    await staff(house)
    await house.person("ed")
    first = await passed_on(house)
    await passed_on(house, "ed", OTHER)
    second = await passed_on(house, "ed", NEARLY)
    groups = [b.value for b in buttons(await _seen(house, "fay")) if b.press == names.ANSWER_PRESS]
    assert groups == [f"{first}.{second}", str(first + 1)]


async def test_many_questions_are_paged(house: House) -> None:
    await staff(house)
    for question in UNLIKE:
        await passed_on(house, question=question)
    card = await _seen(house, "fay")
    (turn,) = [button for button in buttons(card) if button.press == names.QUEUE_PRESS]
    shown = await house.press("fay", turn)
    assert isinstance(shown, Update)
    assert shown.card.footer == "Questions 6 to 7 of 7"


async def test_asked_for_in_a_channel_the_queue_comes_in_private(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await house.hears("fay", "questions", CHANNEL)
    assert house.surface.sent[-1][0] == direct_chat("fay")


async def test_somebody_without_a_post_sees_their_own(house: House) -> None:
    await staff(house)
    await passed_on(house)
    card = await _seen(house, "tina")
    assert card.title == "My questions"
    assert f"Waits with {FUND} since today." in text(card)


async def test_somebody_who_has_asked_nothing_is_told_how_it_works(house: House) -> None:
    await house.person("tina")
    assert "offer to ask a person" in text(await _seen(house, "tina", "my questions"))


async def test_nobody_sees_the_questions_of_others_among_their_own(house: House) -> None:
    await staff(house)
    await passed_on(house)
    assert QUESTION not in text(await _seen(house, "fay", "my questions"))


async def test_one_s_own_questions_say_where_each_stands(house: House) -> None:
    await staff(house)
    answered, gone = await passed_on(house), await passed_on(house, question=OTHER)
    await passed_on(house, question=NEARLY)
    await answer(house, "fay", answered)
    await house.press("tina", Button("x", names.WITHDRAW_PRESS, str(gone)))
    card = await _seen(house, "tina", "my questions")
    states = [element.text for element in card.body if isinstance(element, Text) and element.tone is Tone.QUIET]
    assert states == [
        f"Waits with {FUND} since today.",
        "Taken back on 1 March 2027.",
        f"Answered on 1 March 2027 by {FUND} (Fay).",
    ]


async def test_the_answer_can_be_read_again_by_whoever_asked_alone(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await answer(house, "fay", number, "The head of group.")
    read = Button("x", names.READ_PRESS, str(number))
    shown, refused = await house.press("tina", read), await house.press("ed", read)
    assert isinstance(shown, Reply)
    assert isinstance(refused, Reply)
    assert "The head of group." in text(shown.card)
    assert "The head of group." not in text(refused.card)


async def test_a_question_can_be_opened_whole_by_whoever_it_waits_for(house: House) -> None:
    await staff(house)
    long = f"{OTHER} {'and so on ' * 60}the end"
    number = await passed_on(house, question=long)
    shown = await house.press("fay", Button("x", names.SHOW_PRESS, str(number)))
    assert isinstance(shown, Reply)
    assert "the end" in text(shown.card)
    presses = [b.press for element in shown.card.body if isinstance(element, Buttons) for b in element.buttons]
    assert presses == [names.ANSWER_PRESS, names.NOT_OURS_PRESS, names.MOVE_PRESS]


async def test_what_the_lead_was_handed_waits_in_the_leads_own_queue(house: House) -> None:
    await staff(house)
    await passed_on(house, owner=LEAD)
    assert QUESTION in text(await _seen(house, "lea"))
    assert "Nothing waits for you" in text(await _seen(house, "fay"))
