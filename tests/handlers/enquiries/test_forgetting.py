"""Who leaves, and what time does to what was asked."""

from datetime import timedelta

from handlers.cards import Button
from handlers.enquiries import names
from handlers.enquiries.model import EnquiryState
from tests.support.asking import QUESTION, answer, enquiry, kept, passed_on, staff, tick, users
from tests.support.house import House, text

NAMELESS = "Former colleague"


async def _erase(house: House, name: str) -> None:
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        person = next(p for p in await work.people.invited() if p.name == name)
        yesterday = house.institution.day(house.clock.now()) - timedelta(days=1)
        await work.personal_data.erase(person.id, NAMELESS, yesterday)


async def test_whoever_answered_and_is_erased_leaves_the_answer_without_their_name(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await answer(house, "fay", number, "The head of group.")
    await _erase(house, "Fay")
    ((user, card),) = await tick(house)
    assert user == "tina"
    assert "The head of group." in text(card)
    assert "Fay" not in text(card)


async def test_with_the_person_who_asked_everything_they_asked_goes(house: House) -> None:
    await staff(house)
    await kept(house, question="kept to myself so far")
    await passed_on(house)
    await answer(house, "fay", await passed_on(house, question="and answered"))
    await _erase(house, "Tina")
    assert await house.select("SELECT count(*) FROM enquiries") == [(0,)]


async def test_what_is_kept_about_whoever_answered_does_not_tell_what_others_asked(house: House) -> None:
    await staff(house)
    await answer(house, "fay", await passed_on(house), "The head of group.")
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        ids = {person.name: person.id for person in await work.people.invited()}
        of_fay, of_tina = [await work.personal_data.about(ids[name]) for name in ("Fay", "Tina")]
    assert "The head of group." in repr(of_fay["enquiries"])
    assert QUESTION not in repr(of_fay["enquiries"])
    assert QUESTION in repr(of_tina["enquiries"])


async def test_a_message_about_a_question_that_is_gone_says_nothing(house: House) -> None:
    await staff(house)
    await passed_on(house)
    await _erase(house, "Tina")
    assert await users(house) == []


async def test_a_form_for_a_question_that_is_gone_says_so(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await _erase(house, "Tina")
    for press in (names.ANSWER_PRESS, names.NOT_OURS_PRESS, names.MOVE_PRESS, names.SHOW_PRESS):
        outcome = await house.press("fay", Button("x", press, str(number)))
        assert "out of date" in text(outcome.card)  # type: ignore[union-attr]


async def test_what_is_settled_is_forgotten_after_30_days_and_what_is_open_is_not(house: House) -> None:
    await staff(house)
    waits = await passed_on(house)
    await answer(house, "fay", await passed_on(house, question="and answered"))
    await tick(house, house.clock.now() + timedelta(days=29))
    assert await house.select("SELECT count(*) FROM enquiries") == [(2,)]
    await tick(house, house.clock.now() + timedelta(days=2))
    assert await house.select("SELECT id FROM enquiries") == [(waits,)]


async def test_what_was_not_passed_on_is_forgotten_after_30_days(house: House) -> None:
    await staff(house)
    await kept(house)
    await tick(house, house.clock.now() + timedelta(days=31))
    assert QUESTION not in await house.dump()


async def test_an_answered_question_that_is_asked_again_is_kept_while_it_waits(house: House) -> None:
    await staff(house)
    number = await passed_on(house)
    await answer(house, "fay", number)
    house.clock.move_to(house.clock.now() + timedelta(days=20))
    shown = await house.press("tina", Button("x", names.MISSING_PRESS, str(number)))
    await house.submit("tina", shown.form, {"missing": "Which?"})  # type: ignore[union-attr]
    await tick(house, house.clock.now() + timedelta(days=20))
    assert (await enquiry(house, number)).state is EnquiryState.OPEN
