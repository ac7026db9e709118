"""What the panel wrote: recorded, linked to actions, and shown with the next plan."""

from dataclasses import replace

import pytest

from handlers.cards import Button
from handlers.outcomes import Close, Outcome, Reply
from handlers.plans.model import Action, ActionUpdate, Plan, PlanState
from handlers.plans.rag import Rag
from handlers.submission import names
from handlers.submission import remark_cards as cards
from handlers.submission.parts import remarks
from tests.handlers.submission import world
from tests.support.house import House, opened, text

_LETTER = {
    cards.WORDS: "The mentoring scheme would benefit from metrics.",
    cards.KIND: "suggestion",
    cards.THEME: "Career Development",
    cards.LETTER: "2027-01-30",
    cards.STAGE: "2",
}


@pytest.fixture
async def planned(house: House) -> House:
    """A plan of two actions."""
    await world.staffed(house)
    await house.plan(
        Action(0, 0, "C1", "Career Development", "Run the mentoring scheme"),
        Action(0, 0, "V1", "Visibility", "Put technicians on the website"),
    )
    return house


async def _record(house: House, values: dict[str, str] | None = None) -> Outcome:
    form = opened(await house.press("lea", Button("", names.ADD_REMARK_PRESS)))
    return await house.submit("lea", form, _LETTER | (values or {}))


async def _checked(house: House) -> str:
    (card,) = await house.hears("lea", "check the plan")
    return text(card)


async def _change(house: House, ref: str, **what: object) -> None:
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        (action,) = [each for each in await plans.actions(plan.id) if each.ref == ref]
        await plans.change(replace(action, **what))  # type: ignore[arg-type]


async def test_a_remark_is_kept_with_its_links(planned: House) -> None:
    outcome = await _record(planned, {cards.ACTIONS: "c1"})
    assert isinstance(outcome, Close)
    async with planned.bunsen.begin() as tx:
        (kept,) = await remarks(tx.of(planned.institution.id))
    assert (kept.kind.value, kept.theme, kept.stage, len(kept.action_ids)) == ("suggestion", "Career Development", 2, 1)


async def test_a_remark_on_the_whole_has_no_theme(planned: House) -> None:
    await _record(planned, {cards.THEME: cards.WHOLE})
    async with planned.bunsen.begin() as tx:
        (kept,) = await remarks(tx.of(planned.institution.id))
    assert kept.theme == ""


async def test_an_action_that_is_not_there_is_refused(planned: House) -> None:
    outcome = await _record(planned, {cards.ACTIONS: "C1, Z9"})
    assert "“Z9”" in world.errors(outcome)[cards.ACTIONS]
    assert await planned.select("SELECT count(*) FROM panel_remarks") == [(0,)]


async def test_a_letter_from_tomorrow_is_refused(planned: House) -> None:
    assert cards.LETTER in world.errors(await _record(planned, {cards.LETTER: "2027-03-02"}))


async def test_an_empty_remark_is_refused(planned: House) -> None:
    assert cards.WORDS in world.errors(await _record(planned, {cards.WORDS: "  "}))


async def test_the_plan_check_shows_what_takes_it_up(planned: House) -> None:
    await _record(planned, {cards.ACTIONS: "C1"})
    assert "would benefit from metrics.” C1 Run the mentoring scheme" in await _checked(planned)


async def test_the_plan_check_says_when_nothing_takes_it_up(planned: House) -> None:
    await _record(planned)
    assert "Nothing in this plan is linked to it" in await _checked(planned)


async def test_praise_is_not_in_the_plan_check(planned: House) -> None:
    await _record(planned, {cards.KIND: "praise"})
    assert "would benefit" not in await _checked(planned)


async def test_an_action_that_was_dropped_is_said_so(planned: House) -> None:
    await _record(planned, {cards.ACTIONS: "C1"})
    lea = await planned.person("lea")
    async with planned.bunsen.begin() as tx:
        plans = tx.of(planned.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        action = (await plans.actions(plan.id))[0]
        said = ActionUpdate(action.id, planned.clock.now(), Rag.DROPPED, "No money", by="Lea", by_person_id=lea.id)
        await plans.record(said)
    assert "C1 Run the mentoring scheme (dropped)" in await _checked(planned)


async def test_an_action_that_was_merged_leads_to_the_other(planned: House) -> None:
    await _record(planned, {cards.ACTIONS: "C1"})
    async with planned.bunsen.begin() as tx:
        plans = tx.of(planned.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        other = (await plans.actions(plan.id))[1]
    await _change(planned, "C1", merged_into_id=other.id)
    assert "was merged into V1 Put technicians on the website" in await _checked(planned)


async def test_an_action_of_the_plan_before_is_said_so(planned: House) -> None:
    await _record(planned, {cards.ACTIONS: "C1"})
    await planned.plan(Action(0, 0, "N1", "Visibility", "Something new"))
    assert "C1 Run the mentoring scheme, of Plan 2026-2029 (closed)" in await _checked(planned)


async def test_an_action_that_is_carried_over_takes_it_up(planned: House) -> None:
    await _record(planned, {cards.ACTIONS: "C1"})
    async with planned.bunsen.begin() as tx:
        plans = tx.of(planned.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        first = (await plans.actions(plan.id))[0]
        draft = await plans.add(Plan(0, "The next plan", state=PlanState.DRAFT))
        await plans.add_actions(
            [Action(0, draft.id, "D1", "Visibility", "Mentoring", carried=1, carried_from_id=first.id)]
        )
    (card,) = await planned.hears("lea", "check the draft")
    assert "D1 Mentoring, carried over" in text(card)


async def test_the_list_has_every_remark(planned: House) -> None:
    await _record(planned, {cards.ACTIONS: "C1"})
    (card,) = await planned.hears("chad", "remarks")
    assert "Suggestion, Career Development: letter of 30 January 2027, stage 2" in text(card)


async def test_a_remark_is_changed(planned: House) -> None:
    await _record(planned, {cards.ACTIONS: "C1"})
    form = opened(await planned.press("lea", Button("", names.EDIT_REMARK_PRESS, "1")))
    assert next(field.value for field in form.fields if field.key == cards.ACTIONS) == "C1"
    await planned.submit("lea", form, _LETTER | {cards.KIND: "condition", cards.ACTIONS: "V1"})
    assert await planned.select("SELECT kind FROM panel_remarks") == [("condition",)]


async def test_a_remark_is_taken_away(planned: House) -> None:
    await _record(planned, {cards.ACTIONS: "C1"})
    await planned.press("lea", Button("", names.REMOVE_REMARK_PRESS, "1"))
    assert await planned.select("SELECT count(*) FROM panel_remarks") == [(0,)]
    assert await planned.select("SELECT count(*) FROM remark_actions") == [(0,)]


async def test_a_chair_cannot_record_one(planned: House) -> None:
    assert isinstance(await planned.press("chad", Button("", names.ADD_REMARK_PRESS)), Reply)


async def test_a_technician_does_not_see_them(planned: House) -> None:
    (card,) = await planned.hears("tina", "remarks")
    assert "committee chairs" in text(card)
