"""Handing an action over: it moves once a holder of the other post accepts, and the old owner is told."""

from datetime import date, timedelta

import pytest

from handlers.actions import presses
from handlers.cards import Button, Card
from handlers.outcomes import FormErrors, Update
from handlers.people.handovers import HandoverState
from handlers.people.model import Holding
from handlers.plans.importing import Import, carry_out
from handlers.plans.model import ActionChange, ChangeKind
from handlers.plans.reading import ActionDraft, PlanDraft
from handlers.rights import PostKind
from tests.handlers.actions.wenlow import HELPER, OWNER, Wenlow, asks_again, labels, shown
from tests.support.house import House, buttons, direct_chat, text


async def _offer(
    wenlow: Wenlow, user: str = "olu", to: str = HELPER, ref: str = "V2", reason: str = "I am leaving."
) -> object:
    form = await wenlow.form(user, presses.HAND_OVER_PRESS, ref)
    return await wenlow.send(user, form, to=str(await wenlow.house.post_id(to)), reason=reason)


async def _told(house: House, user: str) -> list[Card]:
    """What a tick brings to somebody."""
    before = len(house.surface.sent)
    await house.bunsen.runner.tick()
    return [card for to, card in house.surface.sent[before:] if to == direct_chat(user)]


async def _answer(wenlow: Wenlow, user: str, label: str) -> Card:
    (card,) = await wenlow.house.hears("ed", "my actions")
    button = next(each for each in buttons(card) if each.label.startswith(label))
    return shown(await wenlow.house.press(user, button))


async def test_an_offer_reaches_the_holder_with_the_word_that_came_with_it(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    (card,) = await _told(wenlow.house, "ed")
    assert ("I am leaving." in text(card), labels(card)[:2]) == (True, ["Take over V2", "Decline V2"])


async def test_until_it_is_accepted_the_action_stays_where_it_is(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    assert (await wenlow.action("V2")).owner_post_id == await wenlow.house.post_id(OWNER)


async def test_the_card_says_that_it_is_offered(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    assert "Offered to EDI Team, and not accepted yet." in text(await wenlow.card("olu", "V2"))


async def test_who_accepts_owns_it(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    await _answer(wenlow, "ed", "Take over")
    action = await wenlow.action("V2")
    assert (action.owner_post_id, action.owner_text) == (await wenlow.house.post_id(HELPER), HELPER)


async def test_the_change_of_owner_is_recorded_with_both_posts(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    await _answer(wenlow, "ed", "Take over")
    (entry,) = await wenlow.history("V2")
    assert isinstance(entry, ActionChange)
    assert (entry.kind, entry.changes, entry.by) == (ChangeKind.OWNER, {"owner": (OWNER, HELPER)}, "Ed")


async def test_the_old_owner_is_told_that_it_was_accepted(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    await _answer(wenlow, "ed", "Take over")
    (card,) = await _told(wenlow.house, "olu")
    assert "EDI Team (Ed) has taken over V2" in text(card)


async def test_the_old_owner_is_told_where_the_lead_hands_it_over(wenlow: Wenlow) -> None:
    await _offer(wenlow, "lea")
    await _answer(wenlow, "ed", "Take over")
    assert "has taken over V2" in text((await _told(wenlow.house, "olu"))[0])


async def test_a_declined_action_stays_and_the_old_owner_is_told(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    await _answer(wenlow, "ed", "Decline")
    (card,) = await _told(wenlow.house, "olu")
    assert "did not take over V2" in text(card)
    assert (await wenlow.action("V2")).owner_post_id == await wenlow.house.post_id(OWNER)


async def test_while_the_holder_is_on_leave_the_deputy_is_asked(wenlow: Wenlow) -> None:
    house = wenlow.house
    deputy = await house.person("dee")
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        await people.hold(Holding(await people.add_post(HELPER, PostKind.OWNER), deputy, deputy=True))
        ed = await people.by_email("ed@wenlow.example")
        assert ed is not None
        await people.set_away(ed.id, house.clock.now().date() + timedelta(days=7))
    await _offer(wenlow)
    assert [card.title for card in await _told(house, "dee")] == ["An action is offered to you"]


async def test_an_offer_that_was_answered_before_its_message_is_not_sent(wenlow: Wenlow) -> None:
    wenlow.house.clock.move_to(wenlow.house.clock.now() + timedelta(hours=12))
    await _offer(wenlow)
    await _answer(wenlow, "ed", "Decline")
    wenlow.house.clock.move_to(wenlow.house.clock.now() + timedelta(hours=12))
    assert await _told(wenlow.house, "ed") == []


async def test_an_offer_at_night_waits_for_the_morning(wenlow: Wenlow) -> None:
    wenlow.house.clock.move_to(wenlow.house.clock.now() + timedelta(hours=12))
    await _offer(wenlow)
    assert await _told(wenlow.house, "ed") == []
    wenlow.house.clock.move_to(wenlow.house.clock.now() + timedelta(hours=12))
    assert len(await _told(wenlow.house, "ed")) == 1


@pytest.mark.parametrize("user", ["olu", "lea"])
async def test_nobody_accepts_for_somebody_else(wenlow: Wenlow, user: str) -> None:
    await _offer(wenlow)
    card = await _answer(wenlow, user, "Take over")
    assert ("not for you to answer" in text(card), (await wenlow.action("V2")).owner_post_id) == (
        True,
        await wenlow.house.post_id(OWNER),
    )


async def test_an_offer_is_answered_once(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    (card,) = await wenlow.house.hears("ed", "my actions")
    accept, decline, *_ = buttons(card)
    await wenlow.house.press("ed", decline)
    outcome = await wenlow.house.press("ed", accept)
    assert isinstance(outcome, Update)
    assert "declined already" in text(outcome.card)


async def test_a_second_offer_takes_the_place_of_the_first(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    (card,) = await wenlow.house.hears("ed", "my actions")
    await _offer(wenlow, to="Committee chair")
    outcome = await wenlow.house.press("ed", buttons(card)[0])
    assert "offered to somebody else meanwhile" in text(shown(outcome))


async def test_who_hands_to_a_post_of_their_own_has_accepted_with_that(wenlow: Wenlow) -> None:
    await _offer(wenlow, "lea", "Institutional Lead", "R1")
    assert (await wenlow.action("R1")).owner_post_id == await wenlow.house.post_id("Institutional Lead")


async def test_an_action_without_an_owner_can_be_offered(wenlow: Wenlow) -> None:
    await _offer(wenlow, "lea", ref="R1")
    await _answer(wenlow, "ed", "Take over")
    assert (await wenlow.action("R1")).owner_post_id == await wenlow.house.post_id(HELPER)


async def test_a_vacant_post_cannot_take_an_action_over(wenlow: Wenlow) -> None:
    async with wenlow.house.bunsen.begin() as tx:
        await tx.of(wenlow.house.institution.id).people.add_post("OSD Manager", PostKind.OWNER)
    outcome = await _offer(wenlow, to="OSD Manager")
    assert isinstance(outcome, FormErrors)
    assert "Nobody holds OSD Manager" in outcome.errors["to"]


@pytest.mark.parametrize("to", ["", "999999", "²"])
async def test_a_post_that_does_not_exist_is_refused(wenlow: Wenlow, to: str) -> None:
    form = await wenlow.form("olu", presses.HAND_OVER_PRESS, "V2")
    outcome = await wenlow.send("olu", form, to=to)
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["to"]


async def test_a_helper_who_takes_over_helps_no_longer(wenlow: Wenlow) -> None:
    await _offer(wenlow, ref="V1")
    await _answer(wenlow, "ed", "Take over")
    assert (await wenlow.action("V1")).helper_post_ids == ()


async def test_a_dispute_ends_with_a_new_owner(wenlow: Wenlow) -> None:
    from dataclasses import replace

    async with wenlow.house.bunsen.begin() as tx:
        work = tx.of(wenlow.house.institution.id)
        olu = await work.people.by_email("olu@wenlow.example")
        assert olu is not None
        action = await work.plans.action(wenlow.ids["V2"])
        assert action is not None
        await work.plans.change(replace(action, disputed_by_id=olu.id))
    await _offer(wenlow, "lea")
    await _answer(wenlow, "ed", "Take over")
    assert (await wenlow.action("V2")).disputed_by_id is None


async def test_an_offer_after_somebody_elses_change_asks_again(wenlow: Wenlow) -> None:
    form = await wenlow.form("olu", presses.HAND_OVER_PRESS, "V2")
    move = await wenlow.form("lea", presses.MOVE_PRESS, "V2")
    await wenlow.send("lea", move, due="2027-08-14", reason="Late.")
    outcome = await wenlow.send("olu", form, to=str(await wenlow.house.post_id(HELPER)))
    assert "Lea moved the due date" in asks_again(outcome).intro


@pytest.mark.parametrize("press", [presses.ACCEPT_PRESS, presses.DECLINE_PRESS])
@pytest.mark.parametrize("value", ["", "999999", "²", "1; DROP TABLE handovers"])
async def test_an_answer_to_nothing_is_refused_politely(wenlow: Wenlow, press: str, value: str) -> None:
    outcome = await wenlow.house.press("ed", Button("Old", press, value))
    assert "not for you to answer" in text(shown(outcome))


async def test_what_was_handed_over_is_kept(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    await _answer(wenlow, "ed", "Take over")
    async with wenlow.house.bunsen.begin() as tx:
        (kept,) = await tx.of(wenlow.house.institution.id).handovers.of_action(wenlow.ids["V2"])
    assert (kept.state, kept.reason) == (HandoverState.ACCEPTED, "I am leaving.")


async def test_an_offer_is_void_once_the_action_has_another_owner(wenlow: Wenlow) -> None:
    await _offer(wenlow)
    (card,) = await wenlow.house.hears("ed", "my actions")
    take_over = next(each for each in buttons(card) if each.label.startswith("Take over"))
    wenlow.house.clock.move_to(wenlow.house.clock.now() + timedelta(minutes=1))
    await _given_by_an_import(wenlow)
    answer = shown(await wenlow.house.press("ed", take_over))
    assert "given to another owner" in text(answer)
    assert (await wenlow.action("V2")).owner_text == "Committee chair"


async def _given_by_an_import(wenlow: Wenlow) -> None:
    """A newer file of the plan names another owner for V2."""
    house = wenlow.house
    chair = "Committee chair"
    draft = ActionDraft(
        "V2", "Visibility", "Name technicians in papers", chair, (chair,), None, "", None, "", "", None, "", "", "", 2
    )
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        wanted = Import(PlanDraft((draft,), ()), "", date(2027, 3, 1), await work.plans.current())
        await carry_out(work, wanted, house.institution, house.clock.now())
