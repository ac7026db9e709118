"""Posts in chat: seen, added, changed, given and ended, by those who may."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.cards import Button
from handlers.interactions import Account, Platform
from handlers.outcomes import Close, Reply, Update
from handlers.plans.model import Action
from handlers.posts import names
from handlers.rights import PostKind
from tests.handlers.posts.conftest import OSD, delivered, errors, fill, names_in, person_id, reply
from tests.support.house import START, TENANT, House, buttons, opened, text

GIVEN = {"email": "tom@wenlow.example", "as": "holder", "starts": "2027-03-01"}


async def _post(house: House, name: str = OSD) -> str:
    return str(await house.post_id(name))


# --- looking ---


async def test_the_lead_sees_who_holds_what(staffed: House) -> None:
    (card,) = await staffed.hears("lea", "posts")
    assert "OSD Manager: Held by Xi; deputy: Dee" in text(card)


async def test_an_owner_sees_their_own_posts_only(staffed: House) -> None:
    (card,) = await staffed.hears("xi", "posts")
    assert "Committee chair" not in text(card)
    assert "OSD Manager: You hold it" in text(card)


async def test_posts_come_ten_on_a_page(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        for number in range(20):
            await tx.of(staffed.institution.id).people.add_post(f"Post {number:02}", PostKind.OWNER)
    (card,) = await staffed.hears("lea", "posts")
    (onward,) = [button for button in buttons(card) if button.label == "Next page"]
    turned = await staffed.press("lea", onward)
    assert isinstance(turned, Update)
    assert "Posts 11 to 20 of 23" in text(turned.card)


async def test_a_page_that_is_not_there_is_the_last_one(staffed: House) -> None:
    turned = await staffed.press("lea", Button("x", names.PAGE_PRESS, "999"))
    assert isinstance(turned, Update)
    assert "Posts 1 to 3 of 3" in text(turned.card)


async def test_all_posts_from_an_alarm_leave_the_alarm_where_it_is(staffed: House) -> None:
    shown = await staffed.press("lea", Button("All posts", names.PAGE_PRESS))
    assert isinstance(shown, Reply)
    assert "Posts 1 to 3 of 3" in text(shown.card)


async def test_a_post_is_chosen_from_the_page(staffed: House) -> None:
    card = reply(await fill(staffed, "lea", names.CHOOSE_PRESS, "1", post=await _post(staffed)))
    assert card.title == OSD


async def test_a_post_says_how_its_holder_is_reached(staffed: House) -> None:
    shown = await staffed.press("lea", Button("x", names.SHOW_PRESS, await _post(staffed)))
    assert isinstance(shown, Reply)
    assert "Xi holds it; reached in this chat." in text(shown.card)


@pytest.mark.parametrize("value", ["", "0", "999", "x", "9" * 400])
async def test_a_post_that_is_not_there_is_said_politely(staffed: House, value: str) -> None:
    shown = await staffed.press("lea", Button("x", names.SHOW_PRESS, value))
    assert isinstance(shown, Reply)
    assert "not there any more" in shown.card.title


async def test_somebody_without_a_post_sees_none(staffed: House) -> None:
    shown = await staffed.press("tom", Button("x", names.SHOW_PRESS, await _post(staffed)))
    assert isinstance(shown, Reply)
    assert "Xi" not in text(shown.card)


async def test_the_post_of_another_institution_is_not_there(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        strange = await tx.of(other.id).people.add_post("Their post", PostKind.OWNER)
    shown = await staffed.press("lea", Button("x", names.SHOW_PRESS, str(strange.id)))
    assert isinstance(shown, Reply)
    assert "not there any more" in shown.card.title


# --- adding and changing ---


async def test_a_post_is_added_vacant(staffed: House) -> None:
    await fill(staffed, "lea", names.ADD_PRESS, name="  Lab   Manager ", kind="owner")
    (card,) = await staffed.hears("lea", "posts")
    assert "Lab Manager: Held by vacant" in text(card)


@pytest.mark.parametrize(
    ("name", "kind", "field", "said"),
    [
        ("x" * 5000, "owner", "name", "5,000 characters"),
        ("   ", "owner", "name", "is empty"),
        ("osd  MANAGER", "owner", "name", "already a post “OSD Manager”"),
        ("Gardener", "king", "kind", "what the post is for"),
    ],
)
async def test_a_post_that_cannot_be_is_refused(staffed: House, name: str, kind: str, field: str, said: str) -> None:
    assert said in errors(await fill(staffed, "lea", names.ADD_PRESS, name=name, kind=kind))[field]


async def test_a_renamed_post_keeps_its_holder(staffed: House) -> None:
    await fill(staffed, "lea", names.CHANGE_PRESS, await _post(staffed), name="Head of OSD", kind="owner")
    assert await names_in(staffed, "Head of OSD") == ["Xi", "(Dee)"]


async def test_a_post_is_not_renamed_to_one_that_is_there(staffed: House) -> None:
    outcome = await fill(staffed, "lea", names.CHANGE_PRESS, await _post(staffed), name="committee CHAIR", kind="owner")
    assert "already a post" in errors(outcome)["name"]


async def test_the_only_lead_post_cannot_become_something_else(staffed: House) -> None:
    lead = await _post(staffed, "Institutional Lead")
    outcome = await fill(staffed, "lea", names.CHANGE_PRESS, lead, name="Institutional Lead", kind="owner")
    assert "nobody would lead" in errors(outcome)["kind"]


async def test_an_ended_post_is_no_longer_listed_and_its_actions_wait(staffed: House) -> None:
    await staffed.plan(Action(0, 0, "A1", "Visibility", "One", owner_post_id=await staffed.post_id(OSD)))
    ended = await staffed.press("lea", Button("x", names.CLOSE_PRESS, await _post(staffed)))
    assert isinstance(ended, Update)
    assert "One open action waits" in text(ended.card)
    (queue,) = await staffed.hears("lea", "queue")
    assert "its post has ended" in text(queue)


async def test_a_post_that_was_ended_can_be_added_again(staffed: House) -> None:
    await staffed.press("lea", Button("x", names.CLOSE_PRESS, await _post(staffed)))
    card = reply(await fill(staffed, "lea", names.ADD_PRESS, name=OSD, kind="owner"))
    assert "open again" in text(card)


async def test_the_only_post_that_leads_does_not_end(staffed: House) -> None:
    refused = await staffed.press("lea", Button("x", names.CLOSE_PRESS, await _post(staffed, "Institutional Lead")))
    assert isinstance(refused, Reply)
    assert refused.card.title == "Somebody has to lead"


async def test_the_rule_for_chairs_is_set(staffed: House) -> None:
    await fill(staffed, "lea", names.RULE_PRESS, chairs="3")
    async with staffed.bunsen.begin() as tx:
        institution = await tx.institutions.get(staffed.institution.id)
    assert institution is not None
    assert institution.chairs == 3


@pytest.mark.parametrize("chairs", ["", "11", "-1", "two"])
async def test_a_rule_for_chairs_that_cannot_be_is_refused(staffed: House, chairs: str) -> None:
    assert "chairs" in errors(await fill(staffed, "lea", names.RULE_PRESS, chairs=chairs))


# --- giving ---


async def test_a_post_is_shared_where_its_holder_stays(staffed: House) -> None:
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **GIVEN, others="stay")
    assert await names_in(staffed, OSD) == ["Xi", "Tom", "(Dee)"]


async def test_a_post_goes_over_where_its_holder_leaves(staffed: House) -> None:
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **GIVEN, others="leave")
    assert await names_in(staffed, OSD) == ["Tom", "(Dee)"]


async def test_who_held_it_before_stays_on_record(staffed: House) -> None:
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **GIVEN, others="leave")
    shown = await staffed.press("lea", Button("x", names.SHOW_PRESS, await _post(staffed)))
    assert isinstance(shown, Reply)
    assert "Xi, the beginning to 28 February 2027" in text(shown.card)


async def test_a_term_begins_and_ends_on_its_days(staffed: House) -> None:
    term = {"email": "tom@wenlow.example", "as": "holder", "starts": "2027-04-01", "ends": "2027-05-31"}
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **term, others="stay")
    found = {day: "Tom" in await names_in(staffed, OSD, day) for day in map(date.fromisoformat, _EDGES)}
    assert [found[date.fromisoformat(day)] for day in _EDGES] == [False, True, True, False]


_EDGES = ("2027-03-31", "2027-04-01", "2027-05-31", "2027-06-01")


async def test_everybody_concerned_is_told_once(staffed: House) -> None:
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **GIVEN, others="leave")
    sent = await delivered(staffed)
    assert {user: [card.title for card in cards] for user, cards in sent.items()} == {
        "tom": ["You hold the post “OSD Manager”"],
        "xi": ["You leave the post “OSD Manager”"],
    }


async def test_the_committee_hears_of_a_new_chair(staffed: House) -> None:
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed, "Committee chair"), **GIVEN, others="stay")
    assert set(await delivered(staffed)) == {"tom", "ada", "kofi"}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"email": "nobody@wenlow.example"}, "email", "I know nobody"),
        ({"email": ""}, "email", "Please give"),
        ({"email": "xi@wenlow.example"}, "email", "Xi holds this post already"),
        ({"as": "king"}, "as", "hold the post or stand in"),
        ({"starts": ""}, "starts", "first day"),
        ({"starts": "2027-02-30"}, "starts", "no such day"),
        ({"starts": "1999-01-01"}, "starts", "Is the year right"),
        ({"starts": "2047-01-01"}, "starts", "Is the year right"),
        ({"ends": "2027-02-28"}, "ends", "has passed"),
        ({"starts": "2027-04-01", "ends": "2027-03-31"}, "ends", "before it begins"),
    ],
)
async def test_what_cannot_be_given_is_refused(staffed: House, changes: dict[str, str], field: str, said: str) -> None:
    outcome = await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **{**GIVEN, **changes})
    assert said in errors(outcome)[field]
    assert await names_in(staffed, OSD) == ["Xi", "(Dee)"]


async def test_a_deputy_who_takes_the_post_no_longer_stands_in(staffed: House) -> None:
    taken = {**GIVEN, "email": "dee@wenlow.example"}
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **taken, others="stay")
    assert await names_in(staffed, OSD) == ["Xi", "Dee"]


async def test_the_same_term_moved_lists_nobody_twice(staffed: House) -> None:
    for ends in ("2027-06-30", "2027-07-31"):
        term = {**GIVEN, "email": "xi@wenlow.example", "ends": ends}
        await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **term)
    assert await names_in(staffed, OSD) == ["Xi", "(Dee)"]


# --- who may ---


async def test_a_chair_cannot_give_a_post_that_is_held(staffed: House) -> None:
    refused = await staffed.press("ada", Button("x", names.GIVE_PRESS, await _post(staffed)))
    assert isinstance(refused, Reply)
    assert refused.card.title == "That is not yours to change"


async def test_a_chair_fills_a_vacant_post(staffed: House) -> None:
    await fill(
        staffed, "lea", names.END_PRESS, await _post(staffed), person=await person_id(staffed, "xi"), day="2027-02-28"
    )
    await fill(staffed, "ada", names.GIVE_PRESS, await _post(staffed), **GIVEN)
    assert await names_in(staffed, OSD) == ["Tom", "(Dee)"]


async def test_the_deputy_fills_a_vacant_post(staffed: House) -> None:
    await fill(
        staffed, "lea", names.END_PRESS, await _post(staffed), person=await person_id(staffed, "xi"), day="2027-02-28"
    )
    await fill(staffed, "dee", names.GIVE_PRESS, await _post(staffed), **GIVEN)
    assert await names_in(staffed, OSD) == ["Tom", "(Dee)"]


async def test_a_chair_cannot_make_themselves_lead(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        people = tx.of(staffed.institution.id).people
        lead, lea = await people.post("Institutional Lead"), await people.by_email("lea@wenlow.example")
        assert lead is not None
        assert lea is not None
        await people.end_holding(lead.id, lea.id, date(2027, 2, 28))
    own = {**GIVEN, "email": "ada@wenlow.example"}
    outcome = await fill(staffed, "ada", names.GIVE_PRESS, await _post(staffed, "Institutional Lead"), **own)
    assert "Somebody else has to decide" in errors(outcome)["email"]


async def test_a_form_that_was_opened_before_the_post_was_filled_is_refused(staffed: House) -> None:
    await fill(
        staffed, "lea", names.END_PRESS, await _post(staffed), person=await person_id(staffed, "xi"), day="2027-02-28"
    )
    form = opened(await staffed.press("ada", Button("x", names.GIVE_PRESS, await _post(staffed))))
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **GIVEN)
    late = await staffed.submit("ada", form, {**GIVEN, "email": "kofi@wenlow.example"})
    assert reply(late).title == "That is not yours to change"


@pytest.mark.parametrize(
    "press", [names.ADD_PRESS, names.RULE_PRESS, names.END_PRESS, names.CLOSE_PRESS, names.QUEUE_PRESS]
)
async def test_what_only_the_lead_may_is_refused_to_a_chair(staffed: House, press: str) -> None:
    refused = await staffed.press("ada", Button("x", press, await _post(staffed)))
    assert isinstance(refused, Reply)
    assert "Only the institutional lead" in text(refused.card)


# --- leaving ---


async def test_somebody_leaves_after_their_last_day(staffed: House) -> None:
    await fill(
        staffed, "lea", names.END_PRESS, await _post(staffed), person=await person_id(staffed, "xi"), day="2027-03-31"
    )
    assert await names_in(staffed, OSD, date(2027, 3, 31)) == ["Xi", "(Dee)"]
    assert await names_in(staffed, OSD, date(2027, 4, 1)) == ["(Dee)"]


@pytest.mark.parametrize(
    ("person", "day", "field", "said"),
    [
        ("", "2027-03-31", "person", "who leaves"),
        ("xi", "", "day", "last day"),
        ("xi", "2027-02-30", "day", "no such day"),
    ],
)
async def test_a_leaving_that_cannot_be_is_refused(
    staffed: House, person: str, day: str, field: str, said: str
) -> None:
    who = await person_id(staffed, person) if person else ""
    outcome = await fill(staffed, "lea", names.END_PRESS, await _post(staffed), person=who, day=day)
    assert said in errors(outcome)[field]


async def test_nobody_leaves_before_they_began(staffed: House) -> None:
    await fill(staffed, "lea", names.GIVE_PRESS, await _post(staffed), **GIVEN, others="stay")
    who = await person_id(staffed, "tom")
    outcome = await fill(staffed, "lea", names.END_PRESS, await _post(staffed), person=who, day="2027-02-01")
    assert "since 1 March 2027 only" in errors(outcome)["day"]


async def test_the_last_lead_does_not_leave(staffed: House) -> None:
    who, post = await person_id(staffed, "lea"), await _post(staffed, "Institutional Lead")
    outcome = await fill(staffed, "lea", names.END_PRESS, post, person=who, day="2027-03-31")
    assert "Nobody else leads here" in errors(outcome)["person"]


async def test_a_lead_does_not_leave_to_one_whose_term_ends_before(staffed: House) -> None:
    who, post = await person_id(staffed, "lea"), await _post(staffed, "Institutional Lead")
    second = GIVEN | {"ends": "2027-03-20"}
    await fill(staffed, "lea", names.GIVE_PRESS, post, **second, others="stay")
    outcome = await fill(staffed, "lea", names.END_PRESS, post, person=who, day="2027-03-31")
    assert "Nobody else leads here" in errors(outcome)["person"]


async def test_a_lead_does_not_leave_to_one_whose_account_is_deactivated(staffed: House) -> None:
    who, post = await person_id(staffed, "lea"), await _post(staffed, "Institutional Lead")
    await fill(staffed, "lea", names.GIVE_PRESS, post, **GIVEN, others="stay")
    async with staffed.bunsen.begin() as tx:
        await tx.of(staffed.institution.id).accounts.set_gone(Account(Platform.WEB, TENANT, "tom"), START)
    outcome = await fill(staffed, "lea", names.END_PRESS, post, person=who, day="2027-03-31")
    assert "Nobody else leads here" in errors(outcome)["person"]


async def test_a_form_about_nothing_is_answered_politely(staffed: House) -> None:
    form = opened(await staffed.press("lea", Button("x", names.GIVE_PRESS, await _post(staffed))))
    outcome = await staffed.submit("lea", replace(form, context="999"), GIVEN)
    assert isinstance(outcome, Close)
    assert "not there any more" in reply(outcome).title
