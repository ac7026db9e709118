"""A lead who has the plan checked."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers.cards import Button, Card
from handlers.outcomes import Update
from handlers.people.model import Holding
from handlers.plans.checking.building import from_plan
from handlers.plans.checking.cards import CHECK_PRESS
from handlers.plans.checking.model import CheckedAction, CheckedPlan
from handlers.plans.model import Action, ActionUpdate, Plan, PlanState
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.support.house import START, House, buttons, text

ACTION = Action(0, 0, "V1", "Visibility", "Continue to promote registration", due_text="ongoing")


@pytest.fixture
async def lea(house: House) -> House:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    return house


async def _checked(house: House) -> CheckedPlan:
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        current = await work.plans.current()
        assert current is not None
        return await from_plan(work, house.institution, current, house.clock.now())


async def _first(house: House) -> CheckedAction:
    return (await _checked(house)).actions[0]


async def _card(house: House, words: str = "check the plan") -> Card:
    (card,) = await house.hears("lea", words)
    return card


async def test_the_lead_reads_what_was_found(lea: House) -> None:
    await lea.plan(ACTION)
    assert "“continue to promote” is an effort" in text(await _card(lea))


async def test_a_chair_is_refused(lea: House) -> None:
    await lea.person("ada", ("Committee chair", PostKind.CHAIR))
    (card,) = await lea.hears("ada", "check the plan")
    assert "Only the institutional lead" in text(card)


async def test_without_a_plan_the_lead_is_told_how_to_bring_one_in(lea: House) -> None:
    assert "There is no action plan here yet" in text(await _card(lea))


async def test_the_next_ten_take_the_place_of_the_first(lea: House) -> None:
    titles = [
        "kilns",
        "lathes",
        "lasers",
        "magnets",
        "sensors",
        "optics",
        "greenhouses",
        "furnaces",
        "cameras",
        "pumps",
    ]
    await lea.plan(*(replace(ACTION, ref=f"V{n}", title=f"Promote {title}") for n, title in enumerate(titles)))
    outcome = await lea.press("lea", buttons(await _card(lea))[-1])
    assert isinstance(outcome, Update)
    assert "11 to " in text(outcome.card)


@pytest.mark.parametrize("value", ["99999:2", "", "1:x:y", "²:1"])
async def test_a_button_of_a_plan_that_is_gone_is_answered(lea: House, value: str) -> None:
    outcome = await lea.press("lea", Button("The next 10", CHECK_PRESS, value))
    assert isinstance(outcome, Update)
    assert outcome.card.title == "There is no action plan here yet"


async def test_the_draft_is_checked_when_asked_for(lea: House) -> None:
    await lea.plan(ACTION)
    async with lea.bunsen.begin() as tx:
        plans = tx.of(lea.institution.id).plans
        draft = await plans.add(Plan(0, "Plan 2029-2032", state=PlanState.DRAFT))
        await plans.add_actions([replace(ACTION, plan_id=draft.id, title="Mentoring")])
    assert (await _card(lea, "check the draft")).title == "Check of Plan 2029-2032"


async def test_without_a_draft_the_lead_is_told_so(lea: House) -> None:
    await lea.plan(ACTION)
    assert (await _card(lea, "check the draft")).title == "There is no draft"


async def test_holders_and_deputies_come_with_the_post(lea: House) -> None:
    await lea.person("olu", ("OSD Manager", PostKind.OWNER))
    await lea.person("dee")
    post_id = await lea.post_id("OSD Manager")
    async with lea.bunsen.begin() as tx:
        people = tx.of(lea.institution.id).people
        post, dee = await people.post("OSD Manager"), await people.by_email("dee@wenlow.example")
        assert post is not None
        assert dee is not None
        await people.hold(Holding(post, dee, deputy=True))
    await lea.plan(replace(ACTION, owner_post_id=post_id))
    owner = (await _first(lea)).owner
    assert owner is not None
    assert (owner.name, len(owner.holders), owner.deputies) == ("OSD Manager", 1, 1)


async def test_a_holder_whose_term_is_over_does_not_count(lea: House) -> None:
    olu = await lea.person("olu")
    async with lea.bunsen.begin() as tx:
        people = tx.of(lea.institution.id).people
        post = await people.add_post("OSD Manager", PostKind.OWNER)
        await people.hold(Holding(post, olu, ends_on=date(2027, 2, 1)))
    await lea.plan(replace(ACTION, owner_post_id=post.id))
    owner = (await _first(lea)).owner
    assert owner is not None
    assert owner.holders == ()


async def test_the_last_report_comes_with_its_day(lea: House) -> None:
    report = ActionUpdate(
        0, datetime(2027, 2, 3, 23, 30, tzinfo=UTC), Rag.RED, "No time", "Ask earlier", by_person_id=1
    )
    await lea.plan(replace(ACTION, latest=report))
    found = await _first(lea)
    assert (found.rag, found.comment, found.learning, found.last_reported) == (
        Rag.RED,
        "No time",
        "Ask earlier",
        date(2027, 2, 3),
    )


async def test_a_closed_plan_is_an_earlier_one(lea: House) -> None:
    report = ActionUpdate(0, START, Rag.RED, "No time", by_person_id=1)
    await lea.plan(replace(ACTION, latest=report))
    await lea.plan(replace(ACTION, title="Promote professional registration"))
    checked = await _checked(lea)
    assert [(other.title, other.earlier) for other in checked.others] == [("Plan 2026-2029", True)]


async def test_a_draft_is_not_compared_with_the_plan_it_follows(lea: House) -> None:
    await lea.plan(ACTION)
    async with lea.bunsen.begin() as tx:
        await tx.of(lea.institution.id).plans.add(Plan(0, "Next", state=PlanState.DRAFT))
    assert (await _checked(lea)).others == ()
