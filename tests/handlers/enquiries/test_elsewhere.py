"""A question that is not for the post that got it: whose it is, or another post."""

import asyncio

import pytest

from handlers.cards import Button
from handlers.enquiries import names
from handlers.enquiries.model import EnquiryState
from handlers.knowledge.model import NotOurs
from handlers.outcomes import Close, FormErrors, Reply
from handlers.rights import PostKind
from tests.support.asking import FUND, QUESTION, answer, enquiry, fill, form, passed_on, staff, tick, users
from tests.support.house import House, text

ESTATES = "Parking is looked after by Estates."


async def _learnt(house: House) -> list[NotOurs]:
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).knowledge.said_not_ours())


async def _revision(house: House) -> int:
    async with house.bunsen.begin() as tx:
        return await tx.of(house.institution.id).knowledge.revision()


async def test_not_ours_tells_the_asker_who_does_help(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await tick(house)
    await fill(house, "fay", names.NOT_OURS_PRESS, number, {"signpost": ESTATES})
    ((user, card),) = await tick(house)
    assert (user, card.title) == ("tina", "Who helps with your question")
    assert ESTATES in text(card)
    assert f"{FUND} (Fay)" in text(card)


async def test_not_ours_is_learnt_from_without_the_people_in_it(house: House) -> None:
    await staff(house)
    number = await passed_on(house, question="I am Tina, tina@wenlow.example, 0151 496 0000: where can Fay park")
    before = await _revision(house)
    await fill(house, "fay", names.NOT_OURS_PRESS, number, {"signpost": ESTATES})
    (kept,) = await _learnt(house)
    assert kept.signpost == ESTATES
    assert [name for name in ("Tina", "tina@", "0151", "Fay") if name in kept.question] == []
    assert "park" in kept.question
    assert (kept.said_for, kept.agreed_on) == (FUND, None)
    # Nothing is learnt on one word.
    assert await _revision(house) == before


async def test_not_ours_is_learnt_from_without_those_who_are_not_asked_in_surveys(house: House) -> None:
    await staff(house)
    await house.person("quennell", invited=False)
    number = await passed_on(house, question="why has quennell taken my parking permit")
    await fill(house, "fay", names.NOT_OURS_PRESS, number, {"signpost": ESTATES})
    (kept,) = await _learnt(house)
    assert "quennell" not in kept.question.casefold()


@pytest.mark.parametrize("words", ["", "  ", "x" * 20_000])
async def test_who_does_help_must_be_said_and_briefly(house: House, words: str) -> None:
    await staff(house)
    outcome = await fill(house, "fay", names.NOT_OURS_PRESS, await passed_on(house), {"signpost": words})
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["signpost"]
    assert await _learnt(house) == []


async def test_what_was_answered_meanwhile_is_not_said_to_be_somebody_elses(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    shown = await form(house, "dee", names.NOT_OURS_PRESS, number)
    await answer(house, "fay", number)
    outcome = await house.submit("dee", shown, {"signpost": ESTATES})
    assert isinstance(outcome, Close)
    assert "answered it meanwhile" in text(outcome.reply)
    assert await _learnt(house) == []


async def _to(house: House, post: str, user: str = "olu") -> str:
    await house.person(user, (post, PostKind.OWNER))
    return str(await house.post_id(post))


async def test_a_question_that_is_passed_on_reaches_the_other_post_with_a_word(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await tick(house)
    given = {"to": await _to(house, "OSD Manager"), "note": "Yours, I think."}
    await fill(house, "fay", names.MOVE_PRESS, number, given)
    sent = dict(await tick(house))
    assert sorted(sent) == ["olu", "tina"]
    assert QUESTION in text(sent["olu"])
    assert "Yours, I think." in text(sent["olu"])
    assert "passed on to OSD Manager" in text(sent["tina"])


async def test_whoever_passed_it_on_cannot_answer_it_any_more(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await fill(house, "fay", names.MOVE_PRESS, number, {"to": await _to(house, "OSD Manager")})
    outcome = await house.press("fay", Button("x", names.ANSWER_PRESS, str(number)))
    assert isinstance(outcome, Reply)
    assert QUESTION not in text(outcome.card)


async def test_what_was_passed_on_before_it_went_out_reaches_the_other_post_only(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await fill(house, "fay", names.MOVE_PRESS, number, {"to": await _to(house, "OSD Manager")})
    assert await users(house) == ["olu", "tina"]


async def test_its_waiting_begins_anew_at_the_other_post(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    before = await enquiry(house, number)
    house.clock.move_to(house.clock.now().replace(day=3))
    await fill(house, "fay", names.MOVE_PRESS, number, {"to": await _to(house, "OSD Manager")})
    after = await enquiry(house, number)
    assert before.next_step_at is not None
    assert after.next_step_at is not None
    assert after.next_step_at > before.next_step_at
    assert after.asked_at == before.asked_at


@pytest.mark.parametrize("to", ["", "0", "999", "own", "askers"])
async def test_it_goes_to_a_post_that_somebody_else_holds_or_nowhere(house: House, to: str) -> None:
    await staff(house)
    await house.person("tina", ("Only hers", PostKind.OWNER))
    posts = {"own": FUND, "askers": "Only hers"}
    chosen = str(await house.post_id(posts[to])) if to in posts else to
    number = await passed_on(house)
    outcome = await fill(house, "fay", names.MOVE_PRESS, number, {"to": chosen})
    assert isinstance(outcome, FormErrors)
    assert "to" in outcome.errors


async def test_passed_on_and_answered_at_once_only_one_of_them_happens(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    to = await _to(house, "OSD Manager")
    move = await form(house, "fay", names.MOVE_PRESS, number)
    reply = await form(house, "dee", names.ANSWER_PRESS, number)
    await asyncio.gather(
        house.submit("fay", move, {"to": to}),
        house.submit("dee", reply, {"answer": "From Dee."}),
    )
    found = await enquiry(house, number)
    moved, answered = found.handings == 2, found.state is EnquiryState.ANSWERED
    assert moved != answered


async def test_a_second_person_is_asked_once_a_day_whether_it_is_not_ours(house: House) -> None:
    await staff(house)
    for question in (QUESTION, "where do i park my boat"):
        await fill(house, "fay", names.NOT_OURS_PRESS, await passed_on(house, question=question), {"signpost": ESTATES})
    await tick(house)
    ((to, card),) = [(to, card) for to, card in house.surface.sent if card.title == "Is this not ours?"]
    assert to.id == "direct:lea"
    assert "2 questions were said to be somebody else's matter" in text(card)
