"""Handing a post over: nothing changes until it is accepted, by the one to whom it was offered, once."""

from datetime import date, timedelta

import pytest

from handlers.cards import Button, Card
from handlers.outcomes import Close, Outcome, Reply, SendFile, Update
from handlers.people.model import Holding
from handlers.plans.model import Action, ActionUpdate, Evidence
from handlers.plans.rag import Rag
from handlers.posts import names
from handlers.reviews.model import Review
from tests.handlers.posts.conftest import OSD, delivered, errors, fill, names_in, person_id, reply
from tests.support.house import START, House, buttons, opened, text

LAST = "2027-03-31"


async def _offer(house: House, by: str = "xi", to: str = "tom", last: str = LAST, note: str = "") -> Outcome:
    post = str(await house.post_id(OSD))
    return await fill(house, by, names.OFFER_PRESS, post, email=f"{to}@wenlow.example", last=last, note=note)


async def _asked(house: House) -> Card:
    """What somebody who was offered the post reads."""
    (card,) = (await delivered(house))["tom"]
    return card


def _button(card: Card, label: str) -> Button:
    (found,) = [button for button in buttons(card) if button.label == label]
    return found


def _said(outcome: Outcome) -> str:
    assert isinstance(outcome, Reply | Update), outcome
    return text(outcome.card)


async def test_whoever_is_offered_a_post_is_asked(staffed: House) -> None:
    await _offer(staffed, note="The awards round opens in May.")
    asked = await _asked(staffed)
    assert asked.title == "Will you take the post “OSD Manager”?"
    assert "Xi offers it to you, from 1 April 2027 on." in text(asked)
    assert "A word to you: The awards round opens in May." in text(asked)


async def test_until_it_is_accepted_nothing_changes(staffed: House) -> None:
    await _offer(staffed)
    assert await names_in(staffed, OSD, date(2027, 6, 1)) == ["Xi", "(Dee)"]


async def test_once_accepted_it_goes_over_on_the_day_after(staffed: House) -> None:
    await _offer(staffed)
    await staffed.press("tom", _button(await _asked(staffed), "Accept"))
    assert await names_in(staffed, OSD, date(2027, 3, 31)) == ["Xi", "(Dee)"]
    assert await names_in(staffed, OSD, date(2027, 4, 1)) == ["Tom", "(Dee)"]


async def test_everybody_concerned_hears_of_it(staffed: House) -> None:
    await _offer(staffed)
    await staffed.press("tom", _button(await _asked(staffed), "Accept"))
    sent = await delivered(staffed)
    assert {user: [card.title for card in cards] for user, cards in sent.items()} == {
        user: ["Tom takes the post “OSD Manager”"] for user in ("xi", "dee", "lea", "ada", "kofi")
    } | {"tom": ["What to know about “OSD Manager”"]}


async def test_declining_changes_nothing_and_is_told(staffed: House) -> None:
    await _offer(staffed)
    await staffed.press("tom", _button(await _asked(staffed), "Decline"))
    assert [card.title for card in (await delivered(staffed))["xi"]] == ["Tom declined the post “OSD Manager”"]
    assert await names_in(staffed, OSD, date(2027, 6, 1)) == ["Xi", "(Dee)"]


async def test_accepting_twice_does_nothing_more(staffed: House) -> None:
    await _offer(staffed)
    accept = _button(await _asked(staffed), "Accept")
    await staffed.press("tom", accept)
    assert "You accepted this already" in _said(await staffed.press("tom", accept))
    assert await names_in(staffed, OSD, date(2027, 4, 1)) == ["Tom", "(Dee)"]


@pytest.mark.parametrize("user", ["lea", "xi", "dee"])
async def test_nobody_accepts_for_somebody_else(staffed: House, user: str) -> None:
    await _offer(staffed)
    accept = _button(await _asked(staffed), "Accept")
    assert "for somebody else" in _said(await staffed.press(user, accept))
    assert await names_in(staffed, OSD, date(2027, 4, 1)) == ["Xi", "(Dee)"]


async def test_an_offer_that_was_taken_back_cannot_be_accepted(staffed: House) -> None:
    await _offer(staffed)
    accept = _button(await _asked(staffed), "Accept")
    shown = await staffed.press("xi", Button("x", names.SHOW_PRESS, str(await staffed.post_id(OSD))))
    assert isinstance(shown, Reply)
    await staffed.press("xi", _button(shown.card, "Take the offer back"))
    assert "no longer open" in _said(await staffed.press("tom", accept))


async def test_a_second_offer_takes_the_place_of_the_first(staffed: House) -> None:
    await _offer(staffed)
    accept = _button(await _asked(staffed), "Accept")
    await _offer(staffed, to="kofi")
    assert "no longer open" in _said(await staffed.press("tom", accept))


async def test_an_offer_of_a_post_that_has_ended_meanwhile_is_void(staffed: House) -> None:
    await _offer(staffed)
    accept = _button(await _asked(staffed), "Accept")
    await staffed.press("lea", Button("x", names.CLOSE_PRESS, str(await staffed.post_id(OSD))))
    assert "no longer open" in _said(await staffed.press("tom", accept))


async def test_an_answer_that_comes_late_takes_effect_at_once(staffed: House) -> None:
    await _offer(staffed)
    asked = await _asked(staffed)
    staffed.clock.move_to(START.replace(month=4, day=20))
    await staffed.press("tom", _button(asked, "Accept"))
    assert await names_in(staffed, OSD, date(2027, 4, 19)) == ["Xi", "(Dee)"]
    assert await names_in(staffed, OSD, date(2027, 4, 20)) == ["Tom", "(Dee)"]


async def test_the_lead_hands_over_for_a_holder(staffed: House) -> None:
    await _offer(staffed, by="lea")
    assert "Xi offers it to you" in text(await _asked(staffed))


async def test_a_vacant_post_is_offered_by_the_lead(staffed: House) -> None:
    xi = await person_id(staffed, "xi")
    await fill(staffed, "lea", names.END_PRESS, str(await staffed.post_id(OSD)), person=xi, day="2027-02-28")
    await delivered(staffed)
    await _offer(staffed, by="lea")
    asked = await _asked(staffed)
    assert "It is vacant, and yours from" in text(asked)
    await staffed.press("tom", _button(asked, "Accept"))
    assert await names_in(staffed, OSD, date(2027, 4, 1)) == ["Tom", "(Dee)"]


async def test_a_chair_cannot_offer_somebody_elses_post(staffed: House) -> None:
    refused = await staffed.press("ada", Button("x", names.OFFER_PRESS, str(await staffed.post_id(OSD))))
    assert "not yours to change" in _said(refused)


@pytest.mark.parametrize(
    ("to", "last", "note", "field", "said"),
    [
        ("nobody", LAST, "", "email", "I know nobody"),
        ("xi", LAST, "", "email", "holds this post already"),
        ("tom", "", "", "last", "last day"),
        ("tom", "2027-02-28", "", "last", "has passed"),
        ("tom", "2099-01-01", "", "last", "Is the year right"),
        ("tom", LAST, "x" * 1001, "note", "1,000 characters"),
    ],
)
async def test_an_offer_that_cannot_be_is_refused(
    staffed: House, to: str, last: str, note: str, field: str, said: str
) -> None:
    assert said in errors(await _offer(staffed, to=to, last=last, note=note))[field]


async def test_a_post_is_not_handed_to_somebody_who_has_left(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        account = staffed.interaction("tom", None).account  # type: ignore[arg-type]
        await tx.of(staffed.institution.id).accounts.set_gone(account, START)
    assert "probably left" in errors(await _offer(staffed))["email"]


@pytest.mark.parametrize("value", ["", "0", "999", "x"])
async def test_an_offer_that_is_not_there_is_said_politely(staffed: House, value: str) -> None:
    assert "no longer open" in _said(await staffed.press("tom", Button("x", names.ACCEPT_PRESS, value)))


async def test_an_offer_of_another_institution_is_not_there(staffed: House) -> None:
    await _offer(staffed)
    async with staffed.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        (offer,) = await tx.of(staffed.institution.id).handovers.offered()
        assert await tx.of(other.id).handovers.get(offer.id) is None


# --- the pack ---


async def _busy(house: House) -> None:
    """An open action with a history over two reviews, one that is finished, and evidence."""
    osd = await house.post_id(OSD)
    open_one = Action(
        0,
        0,
        "V1",
        "Visibility",
        "Profiles on the *website*",
        owner_post_id=osd,
        due_on=date(2027, 9, 30),
        success_measure="20 profiles",
        rationale="Nobody knows who we are",
        helper_post_ids=(await house.post_id("Committee chair"),),
    )
    first, second = await house.plan(open_one, Action(0, 0, "V2", "Visibility", "Done", owner_post_id=osd))
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        for month, comment in ((1, "Three are up"), (7, "Seven are up"), (12, "Twelve are up")):
            said = ActionUpdate(first.id, START.replace(year=2026, month=month), Rag.AMBER, comment, by="Xi")
            await work.plans.record(said)
            closed = START.replace(year=2026, month=month, day=20)
            if month < 12:
                await work.reviews.save(Review(0, closed.date(), closed.date(), closed_at=closed))
        await work.plans.record(ActionUpdate(second.id, START, Rag.GREEN, by="Xi"))
        await work.plans.add_evidence(Evidence(0, first.id, "Photograph [1]", START, link="https://wenlow.example/p"))


async def _file(house: House, user: str) -> str:
    sent = await house.press(user, Button("x", names.PACK_PRESS, str(await house.post_id(OSD))))
    assert isinstance(sent, SendFile), sent
    return sent.content.decode()


async def test_the_pack_has_the_open_actions_with_their_reasons(staffed: House) -> None:
    await _busy(staffed)
    pack = await _file(staffed, "xi")
    assert "## 1. V1 Profiles on the \\*website\\*" in pack
    assert "**Why it is in the plan:** Nobody knows who we are" in pack
    assert "One action is open; 1 more is finished or dropped." in pack


async def test_the_pack_has_what_was_said_at_the_last_two_reviews(staffed: House) -> None:
    await _busy(staffed)
    pack = await _file(staffed, "xi")
    assert "At the review of 20 January 2026: amber; Three are up" in pack
    assert "At the review of 20 July 2026: amber; Seven are up" in pack


async def test_the_pack_lists_evidence_and_contacts(staffed: House) -> None:
    await _busy(staffed)
    pack = await _file(staffed, "xi")
    assert "- Evidence: Photograph \\[1\\] (https://wenlow.example/p)" in pack
    assert "- Dee (dee@wenlow.example): stands in for the post" in pack
    assert "- Ada (ada@wenlow.example): helps, as Committee chair" in pack


async def test_the_new_holder_gets_the_pack_before_the_post(staffed: House) -> None:
    await _offer(staffed)
    await staffed.press("tom", _button(await _asked(staffed), "Accept"))
    assert "# Hand-over: OSD Manager" in await _file(staffed, "tom")


async def test_the_pack_is_not_for_everybody(staffed: House) -> None:
    refused = await staffed.press("tom", Button("x", names.PACK_PRESS, str(await staffed.post_id(OSD))))
    assert "not yours" in _said(refused)


async def test_a_pack_of_a_post_without_anything_is_a_pack(staffed: House) -> None:
    assert "0 actions are open" in await _file(staffed, "xi")


async def test_a_form_for_a_post_that_was_lost_meanwhile_is_refused(staffed: House) -> None:
    post_id = await staffed.post_id(OSD)
    form = opened(await staffed.press("xi", Button("x", names.OFFER_PRESS, str(post_id))))
    xi = int(await person_id(staffed, "xi"))
    async with staffed.bunsen.begin() as tx:
        await tx.of(staffed.institution.id).people.end_holding(post_id, xi, date(2027, 2, 28))
    late = await staffed.submit("xi", form, {"email": "tom@wenlow.example", "last": LAST})
    assert isinstance(late, Close)
    assert "do not hold" in reply(late).title


async def test_two_holders_share_until_one_hands_over(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        people = tx.of(staffed.institution.id).people
        post, kofi = await people.post(OSD), await people.by_email("kofi@wenlow.example")
        assert post is not None
        assert kofi is not None
        await people.hold(Holding(post, kofi))
    await _offer(staffed)
    await staffed.press("tom", _button(await _asked(staffed), "Accept"))
    assert await names_in(staffed, OSD, date(2027, 4, 1)) == ["Kofi", "Tom", "(Dee)"]


async def test_what_somebody_offered_cannot_be_had_once_they_had_to_leave(staffed: House) -> None:
    await _offer(staffed)
    accept = _button(await _asked(staffed), "Accept")
    post = str(await staffed.post_id(OSD))
    await fill(staffed, "lea", names.END_PRESS, post, person=await person_id(staffed, "xi"), day="2027-03-01")
    assert "no longer open" in _said(await staffed.press("tom", accept))
    assert "Tom" not in await names_in(staffed, OSD, date(2027, 6, 1))


async def test_an_offer_outlasts_the_last_day_that_it_named(staffed: House) -> None:
    await _offer(staffed)
    accept = _button(await _asked(staffed), "Accept")
    staffed.clock.move_to(START + timedelta(days=40))
    await staffed.press("tom", accept)
    assert "Tom" in await names_in(staffed, OSD, date(2027, 6, 1))
