"""Seen, later, not mine: what an owner can answer besides reporting, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from handlers.cards import Button, Card
from handlers.forms import ChoiceField
from handlers.nudges.presses import LATER_PRESS, NOT_MINE_PRESS, SEEN_PRESS
from handlers.outcomes import Close, FormErrors, Outcome, Reply, Update
from handlers.plans.model import ActionChange, ChangeKind
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text
from tests.support.nudging import OWNERS_14, OWNERS_28, button, cards_at, deputy, ready, report, tick, users_at


async def _nudged(house: House, count: int = 2) -> Card:
    await ready(house, count)
    (card,) = await cards_at(house, OWNERS_28)
    return card


async def _later(house: House, card: Card, when: str, last_day: str = "") -> Outcome:
    form = opened(await house.press("olu", button(card, "Later")))
    return await house.submit("olu", form, {"when": when, "last-day": last_day})


async def _answers(house: House) -> list[tuple[object, ...]]:
    return await house.select("SELECT seen_at IS NOT NULL, snoozes, snoozed_until FROM nudge_answers")


async def test_seen_is_kept_and_said_on_the_card(house: House) -> None:
    card = await _nudged(house)
    outcome = await house.press("olu", button(card, "Seen"))
    assert isinstance(outcome, Update)
    assert "You have seen this (19 April 2027)." in text(outcome.card)
    assert "Seen" not in [each.label for each in buttons(outcome.card)]
    assert [bool(row[0]) for row in await _answers(house)] == [True]


async def test_seen_does_not_stop_the_next_step(house: House) -> None:
    card = await _nudged(house)
    await house.press("olu", button(card, "Seen"))
    assert await users_at(house, OWNERS_14) == ["olu"]


async def test_tomorrow_asks_again_tomorrow(house: House) -> None:
    card = await _nudged(house)
    outcome = await _later(house, card, "tomorrow")
    assert isinstance(outcome, Close)
    assert "I will ask you again on Tuesday 20 April 2027" in text(outcome.update)
    assert await users_at(house, OWNERS_28.replace(hour=15)) == []
    assert await users_at(house, OWNERS_28 + timedelta(days=1)) == ["olu"]


async def test_next_monday_asks_again_on_monday(house: House) -> None:
    card = await _nudged(house)
    await _later(house, card, "monday")
    assert await users_at(house, OWNERS_28 + timedelta(days=4)) == []
    assert await users_at(house, OWNERS_28 + timedelta(days=7)) == ["olu"]


async def test_a_report_before_the_snooze_ends_stops_it(house: House) -> None:
    ids = await ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    await _later(house, card, "tomorrow")
    await report(house, ids)
    assert await users_at(house, OWNERS_28 + timedelta(days=1)) == []


async def test_after_the_leave_asks_on_the_first_day_back_and_records_the_leave(house: House) -> None:
    card = await _nudged(house)
    await _later(house, card, "leave", "2027-04-28")
    assert await house.select("SELECT away_until FROM people WHERE away_until IS NOT NULL") != []
    assert await users_at(house, OWNERS_28 + timedelta(days=9)) == []
    assert await users_at(house, OWNERS_28 + timedelta(days=10)) == ["olu"]


async def test_a_leave_without_its_last_day_is_asked_for_beside_the_field(house: House) -> None:
    outcome = await _later(house, await _nudged(house), "leave")
    assert isinstance(outcome, FormErrors)
    assert outcome.errors == {"last-day": "Please choose the last day of your leave."}


async def test_a_leave_that_has_passed_is_refused(house: House) -> None:
    outcome = await _later(house, await _nudged(house), "leave", "2027-04-01")
    assert isinstance(outcome, FormErrors)
    assert "has passed" in outcome.errors["last-day"]


async def test_a_snooze_past_the_deadline_is_refused_with_what_is_possible(house: House) -> None:
    outcome = await _later(house, await _nudged(house), "leave", "2027-05-17")
    assert isinstance(outcome, FormErrors)
    said = outcome.errors["last-day"]
    assert "the papers close on Monday 17 May 2027" in said
    assert "I can still ask you on 20 April 2027 or 26 April 2027." in said
    assert await _answers(house) == []
    assert await house.select("SELECT away_until FROM people WHERE away_until IS NOT NULL") == []


async def test_a_leave_past_the_deadline_goes_to_the_deputy_at_once(house: House) -> None:
    await ready(house)
    await deputy(house, "dee")
    (card,) = await cards_at(house, OWNERS_28)
    outcome = await _later(house, card, "leave", "2027-05-20")
    assert isinstance(outcome, Close)
    assert "I ask Dee in your place" in text(outcome.update)
    assert await users_at(house, OWNERS_14) == ["dee"]


async def test_a_nudge_can_be_put_off_twice_and_not_more(house: House) -> None:
    card = await _nudged(house)
    for days in range(2):
        await _later(house, card, "tomorrow")
        (card,) = await cards_at(house, OWNERS_28 + timedelta(days=days + 1))
    outcome = await house.press("olu", button(card, "Later"))
    assert isinstance(outcome, Reply)
    assert "You have put this off twice" in text(outcome.card)


async def test_a_nudge_that_is_put_off_already_says_until_when(house: House) -> None:
    card = await _nudged(house)
    await _later(house, card, "monday")
    outcome = await house.press("olu", button(card, "Later"))
    assert isinstance(outcome, Reply)
    assert "on Monday 26 April 2027" in text(outcome.card)


async def test_on_the_last_day_nothing_can_be_put_off(house: House) -> None:
    card = await _nudged(house)
    house.clock.move_to(datetime(2027, 5, 17, 10, tzinfo=UTC))
    outcome = await house.press("olu", button(card, "Later"))
    assert isinstance(outcome, Reply)
    assert "no time left" in text(outcome.card)


async def test_while_a_snooze_runs_the_next_step_does_not_come(house: House) -> None:
    card = await _nudged(house)
    house.clock.move_to(OWNERS_14 - timedelta(days=1))
    await _later(house, card, "monday")
    assert await users_at(house, OWNERS_14) == []
    # Monday is a bank holiday, so it is Tuesday.
    assert await users_at(house, OWNERS_14 + timedelta(days=4)) == ["olu"]


async def _not_mine(house: House, card: Card, **values: str) -> Outcome:
    form = opened(await house.press("olu", button(card, "Not mine")))
    return await house.submit("olu", form, values)


async def _disputes(house: House, action_id: int) -> list[str]:
    async with house.bunsen.begin() as tx:
        history = await tx.of(house.institution.id).plans.history(action_id)
    return [each.comment for each in history if isinstance(each, ActionChange) and each.kind is ChangeKind.DISPUTED]


async def test_not_mine_is_recorded_on_the_action_that_was_chosen(house: House) -> None:
    ids = await ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    await _not_mine(house, card, which=str(ids[0]), whose="Estates")
    assert await _disputes(house, ids[0]) == ["Estates"]
    assert await _disputes(house, ids[1]) == []


async def test_with_one_action_there_is_nothing_to_choose(house: House) -> None:
    card = await _nudged(house, 1)
    form = opened(await house.press("olu", button(card, "Not mine")))
    assert not any(isinstance(field, ChoiceField) for field in form.fields)


async def test_the_lead_is_told_whose_it_could_be(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    ids = await ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    await _not_mine(house, card, which=str(ids[0]), whose="Estates")
    before = len(house.surface.sent)
    await house.bunsen.runner.tick()
    told = [text(card) for to, card in house.surface.sent[before:] if to.id == "direct:lea"]
    assert any("Olu says that an action is not theirs" in said and "“Estates”" in said for said in told)


async def test_what_waits_for_the_lead_holds_nobody_s_name(house: House) -> None:
    # Whoever is erased meanwhile must not live on in a message to somebody else.
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    ids = await ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    await _not_mine(house, card, which=str(ids[0]), whose="Estates")
    assert "Olu" not in str(await house.select("SELECT key, ids FROM deliveries WHERE kind = 'nudges.disputed'"))


async def test_nobody_is_asked_about_a_disputed_action(house: House) -> None:
    ids = await ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    await _not_mine(house, card, which=str(ids[0]))
    (again,) = await cards_at(house, OWNERS_14)
    assert "Do thing 0" not in text(again)


async def test_all_of_them_leaves_nothing_to_ask(house: House) -> None:
    await ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    await _not_mine(house, card, which="all")
    assert await users_at(house, OWNERS_14) == []


async def test_somebody_else_s_action_cannot_be_disputed(house: House) -> None:
    ids = await ready(house)
    await house.person("pat", ("Facilities Manager", PostKind.OWNER))
    (card,) = await cards_at(house, OWNERS_28)
    form = opened(await house.press("olu", button(card, "Not mine")))
    outcome = await house.submit("pat", form, {"which": str(ids[0])})
    assert isinstance(outcome, Close)
    assert await _disputes(house, ids[0]) == []


async def test_a_press_by_somebody_whom_it_does_not_concern_changes_nothing(house: House) -> None:
    await ready(house)
    await house.person("pat", ("Facilities Manager", PostKind.OWNER))
    await tick(house, OWNERS_28)
    review = (await house.select("SELECT id FROM reviews"))[0][0]
    for press in (SEEN_PRESS, LATER_PRESS, NOT_MINE_PRESS):
        outcome = await house.press("pat", Button("x", press, str(review)))
        assert isinstance(outcome, Reply)
        assert "out of date" in text(outcome.card)
    assert await _answers(house) == []


async def test_a_button_of_a_review_that_is_over_is_out_of_date(house: House) -> None:
    card = await _nudged(house)
    house.clock.move_to(datetime(2027, 5, 18, 10, tzinfo=UTC))
    for label in ("Seen", "Later", "Not mine"):
        outcome = await house.press("olu", button(card, label))
        assert isinstance(outcome, Reply)
        assert "out of date" in text(outcome.card)


async def test_a_button_with_a_broken_value_is_out_of_date(house: House) -> None:
    card = await _nudged(house)
    outcome = await house.press("olu", replace(button(card, "Seen"), value="²;drop"))
    assert isinstance(outcome, Reply)
    assert "out of date" in text(outcome.card)


async def test_a_far_move_forgets_what_was_answered(house: House) -> None:
    card = await _nudged(house)
    await house.press("olu", button(card, "Seen"))
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (reviews,) = await house.hears("lea", "reviews")
    form = opened(await house.press("lea", button(reviews, "Set the dates")))
    await house.submit("lea", form, {form.fields[0].key: date(2027, 9, 7).isoformat()})
    assert await _answers(house) == []
