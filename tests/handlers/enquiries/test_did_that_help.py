"""What the person who asked says of the answer."""

from handlers.cards import Button
from handlers.enquiries import names
from handlers.enquiries.model import EnquiryState, Helped
from handlers.knowledge.names import ADD_PRESS
from handlers.outcomes import Close, Outcome, Reply, Update
from handlers.rights import PostKind
from tests.support.asking import FUND, QUESTION, answer, close, enquiry, fill, form, passed_on, staff, tick, users
from tests.support.house import House, buttons, text


async def _answered(house: House, text: str = "The head of group.", **given: str) -> int:
    await staff(house)
    number = await passed_on(house)
    await tick(house)
    await answer(house, "fay", number, text, **given)
    return number


def _pressed(outcome: Outcome) -> str:
    assert isinstance(outcome, Update | Reply), outcome
    return text(outcome.card)


async def test_that_it_helped_is_kept(house: House) -> None:
    number = await _answered(house)
    await house.press("tina", Button("x", names.HELPED_PRESS, str(number)))
    assert (await enquiry(house, number)).helped is Helped.YES


async def test_nobody_else_can_say_whether_it_helped(house: House) -> None:
    number = await _answered(house)
    await house.press("fay", Button("x", names.HELPED_PRESS, str(number)))
    assert (await enquiry(house, number)).helped is Helped.UNSAID


async def test_before_there_is_an_answer_nothing_can_have_helped(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    said = _pressed(await house.press("tina", Button("x", names.HELPED_PRESS, str(number))))
    assert "waits for an answer" in said


async def test_what_is_missing_goes_back_to_the_post_that_answered_with_what_it_said(house: House) -> None:
    number = await _answered(house)
    await tick(house)
    await fill(house, "tina", names.MISSING_PRESS, number, {"missing": "Which group?"})
    ((user, card),) = await tick(house)
    assert user == "fay"
    for said in (QUESTION, "The head of group.", "Which group?"):
        assert said in text(card)


async def test_the_second_answer_comes_back_too(house: House) -> None:
    number = await _answered(house)
    await tick(house)
    await fill(house, "tina", names.MISSING_PRESS, number, {"missing": "Which group?"})
    await answer(house, "fay", number, "Your own group.")
    ((user, card),) = await tick(house)
    assert user == "tina"
    assert "Your own group." in text(card)


async def test_the_form_says_who_gets_what_is_missing(house: House) -> None:
    shown = await form(house, "tina", names.MISSING_PRESS, await _answered(house))
    assert f"Fay ({FUND})" in shown.intro
    assert "with your name (Tina)" in shown.intro


async def test_where_that_post_is_vacant_the_lead_is_named_and_gets_it(house: House) -> None:
    number = await _answered(house)
    await close(house, FUND)
    house.clock.move_to(house.clock.now().replace(day=2))
    await tick(house)
    await fill(house, "tina", names.MISSING_PRESS, number, {"missing": "Which group?"})
    assert await users(house) == ["lea"]


async def test_it_does_not_go_to_others_than_the_form_named(house: House) -> None:
    number = await _answered(house)
    shown = await form(house, "tina", names.MISSING_PRESS, number)
    await close(house, FUND)
    house.clock.move_to(house.clock.now().replace(day=2))
    await tick(house)
    outcome = await house.submit("tina", shown, {"missing": "Which group?"})
    assert isinstance(outcome, Close)
    assert "Lea (Institutional Lead)" in text(outcome.reply)
    assert await users(house) == []
    assert (await enquiry(house, number)).state is EnquiryState.ANSWERED


async def test_what_nobody_wanted_goes_to_the_lead_when_it_did_not_help(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await tick(house)
    await fill(house, "fay", names.NOT_OURS_PRESS, number, {"signpost": "Ask Estates."})
    await tick(house)
    await fill(house, "tina", names.MISSING_PRESS, number, {"missing": "They sent me back."})
    assert await users(house) == ["lea"]


async def test_an_answer_can_be_made_an_entry_that_names_nobody(house: House) -> None:
    await staff(house)
    number = await passed_on(house, question="hi I am Tina, who signs the pump course form")
    given = {"source": "Handbook", "link": "https://www.example.ac.uk/h", "keep": "yes"}
    outcome = await answer(house, "fay", number, "The head of group.", **given)
    assert isinstance(outcome, Close)
    assert outcome.update is not None
    (keep, _) = buttons(outcome.update)
    shown = await form(house, "fay", keep.press, keep.value)
    filled = {field.key: str(getattr(field, "value", "")) for field in shown.fields}
    assert shown.name == ADD_PRESS
    assert "Tina" not in filled["title"] + filled["phrasings"]
    assert "who signs the pump course form" in filled["phrasings"]
    assert (filled["answer"], filled["owner"]) == ("The head of group.", FUND)
    assert filled["sources"] == "Handbook | https://www.example.ac.uk/h"


async def test_the_entry_is_proposed_and_waits_for_a_second_person(house: House) -> None:
    number = await _answered(house, source="Handbook", keep="yes")
    ways = "\n".join(("who signs the pump form", "pump course signature", "signing pump form", "pump form sign off"))
    await fill(house, "fay", names.KEEP_PRESS, number, {"title": "Who signs the pump form?", "phrasings": ways})
    async with house.bunsen.begin() as tx:
        (version,) = await tx.of(house.institution.id).knowledge.proposed()
    assert (version.body["answer"], version.by) == ("The head of group.", "Fay")


async def test_without_a_tick_no_entry_is_offered(house: House) -> None:
    await staff(house)
    outcome = await answer(house, "fay", await passed_on(house))
    assert isinstance(outcome, Close)
    assert outcome.update is not None
    assert names.KEEP_PRESS not in [button.press for button in buttons(outcome.update)]


async def test_nobody_but_the_answerer_makes_an_entry_of_it(house: House) -> None:
    number = await _answered(house)
    await house.person("ed", ("Store keeper", PostKind.OWNER))
    for user in ("lea", "ed", "dee"):
        assert "out of date" in _pressed(await house.press(user, Button("x", names.KEEP_PRESS, str(number))))
