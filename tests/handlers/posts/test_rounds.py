"""Alarms about posts in a whole house: one message a person and day, again after a fortnight, gone once mended."""

from datetime import date, timedelta

from handlers.people.model import Profile
from handlers.plans.model import Action
from handlers.posts import names
from tests.handlers.posts.conftest import OSD, delivered, fill, person_id
from tests.support.house import START, House, buttons, text


async def _mornings(house: House, days: int) -> dict[date, list[str]]:
    """Let days pass; on which of them Lea heard of posts, and what."""
    heard: dict[date, list[str]] = {}
    for number in range(days):
        house.clock.move_to(START + timedelta(days=number))
        for card in (await delivered(house)).get("lea", []):
            if "need" in card.title and "post" in card.title:
                heard.setdefault((START + timedelta(days=number)).date(), []).append(text(card))
    return heard


async def _vacate(house: House) -> None:
    await house.plan(Action(0, 0, "A1", "Visibility", "One", owner_post_id=await house.post_id(OSD)))
    post, xi = await house.post_id(OSD), int(await person_id(house, "xi"))
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).people.end_holding(post, xi, date(2027, 2, 28))


async def test_lead_chairs_and_deputy_hear_of_a_vacancy_once(staffed: House) -> None:
    await _vacate(staffed)
    sent = await delivered(staffed)
    await delivered(staffed)
    said = {user: sum("OSD Manager" in text(card) for card in cards) for user, cards in sent.items()}
    assert {user for user, times in said.items() if times} == {"lea", "ada", "kofi", "dee"}
    assert max(said.values()) == 1


async def test_a_pause_of_the_nudges_keeps_no_vacancy_quiet(staffed: House) -> None:
    await _vacate(staffed)
    async with staffed.bunsen.begin() as tx:
        await tx.of(staffed.institution.id).nudges.pause(START)
    assert list(await _mornings(staffed, 1)) == [START.date()]


async def test_a_vacancy_is_said_again_after_a_fortnight(staffed: House) -> None:
    await _vacate(staffed)
    # The third falls on Easter Monday, and waits for the working day after.
    assert list(await _mornings(staffed, 31)) == [date(2027, 3, 1), date(2027, 3, 15), date(2027, 3, 30)]


async def test_once_it_is_mended_nothing_more_is_said(staffed: House) -> None:
    await _vacate(staffed)
    await _mornings(staffed, 2)
    given = {"email": "tom@wenlow.example", "as": "holder", "starts": "2027-03-02"}
    await fill(staffed, "lea", names.GIVE_PRESS, str(await staffed.post_id(OSD)), **given)
    assert await _mornings(staffed, 30) == {}


async def test_what_is_mended_before_the_message_leaves_is_not_said(staffed: House) -> None:
    await _vacate(staffed)
    await staffed.bunsen.runner.run_jobs()
    given = {"email": "tom@wenlow.example", "as": "holder", "starts": "2027-03-01"}
    await fill(staffed, "lea", names.GIVE_PRESS, str(await staffed.post_id(OSD)), **given)
    assert not any("attention" in card.title for card in (await delivered(staffed)).get("lea", []))


async def test_all_that_is_amiss_is_in_one_message(staffed: House) -> None:
    await _vacate(staffed)
    async with staffed.bunsen.begin() as tx:
        await tx.of(staffed.institution.id).posts.set_chairs(3)
    heard = await _mornings(staffed, 1)
    assert [len(messages) for messages in heard.values()] == [1]
    (messages,) = heard.values()
    assert "three chairs" in messages[0]
    assert "OSD Manager" in messages[0]


async def test_somebody_who_left_is_replaced_by_a_press(staffed: House) -> None:
    staffed.surface.known["xi"] = Profile(gone=True)
    (card,) = [card for card in (await delivered(staffed))["dee"] if "attention" in card.title]
    give = next(button for button in buttons(card) if button.press == names.GIVE_PRESS)
    given = {"email": "tom@wenlow.example", "as": "holder", "starts": "2027-03-01", "others": "leave"}
    await fill(staffed, "dee", give.press, give.value, **given)
    async with staffed.bunsen.begin() as tx:
        held = await tx.of(staffed.institution.id).people.holdings(START.date())
    assert [each.person.name for each in held if each.post.name == OSD] == ["Tom", "Dee"]


async def test_an_ending_term_is_said_three_times(staffed: House) -> None:
    given = {"email": "tom@wenlow.example", "as": "holder", "starts": "2027-03-01", "ends": "2027-06-01"}
    await fill(staffed, "lea", names.GIVE_PRESS, str(await staffed.post_id(OSD)), **given, others="leave")
    heard = await _mornings(staffed, 92)
    # 90 days before is Wednesday 3 March; 30 days before is a bank holiday weekend's Sunday.
    assert list(heard) == [date(2027, 3, 3), date(2027, 5, 4), date(2027, 5, 25)]
