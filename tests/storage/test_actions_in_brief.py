"""Actions in brief on both databases: what nudges read of them is what the whole action says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.people.model import Institution
from handlers.plans.brief import ActionInBrief
from handlers.plans.model import Action, ActionChange, ActionUpdate, ChangeKind, Plan, PlanState
from handlers.plans.rag import Rag
from handlers.reviews.model import Review
from handlers.rights import PostKind
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, 30, 15, 123456, tzinfo=UTC)
SHARED = [name for name in ActionInBrief._fields if name != "latest"]


@pytest.fixture
async def wenlow(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")


async def _plan(begin: Begin, institution: Institution) -> list[Action]:
    async with begin() as tx:
        work = tx.of(institution.id)
        post = await work.people.add_post("OSD Manager", PostKind.OWNER)
        plan = await work.plans.add(Plan(0, "Plan"))
        first = Action(0, plan.id, "Z", "Visibility", "Do", owner_post_id=post.id, due_on=date(2027, 6, 1))
        second = Action(0, plan.id, "A", "Visibility", "Do", start_on=date(2027, 4, 1), due_text="twice yearly")
        return list(await work.plans.add_actions([first, second]))


async def test_it_says_what_the_whole_action_says(begin: Begin, wenlow: Institution) -> None:
    whole = await _plan(begin, wenlow)
    async with begin() as tx:
        brief = await tx.of(wenlow.id).nudges.actions()
    assert [[getattr(each, name) for name in SHARED] for each in brief] == [
        [getattr(each, name) for name in SHARED] for each in whole
    ]


async def test_its_state_is_its_newest_report(begin: Begin, wenlow: Institution) -> None:
    action, _ = await _plan(begin, wenlow)
    async with begin() as tx:
        work = tx.of(wenlow.id)
        await work.plans.record(ActionUpdate(action.id, NOW - timedelta(days=1), Rag.AMBER))
        await work.plans.record(ActionUpdate(action.id, NOW, Rag.GREEN))
        await work.plans.record(ActionChange(action.id, NOW + timedelta(days=1), ChangeKind.COMMENT))
        reported, silent = await work.nudges.actions()
    assert (reported.latest, silent.latest) == ((Rag.GREEN, NOW, None), None)


async def test_what_was_merged_into_another_is_left_out(begin: Begin, wenlow: Institution) -> None:
    first, second = await _plan(begin, wenlow)
    async with begin() as tx:
        work = tx.of(wenlow.id)
        await work.plans.change(replace(second, merged_into_id=first.id))
        assert [each.id for each in await work.nudges.actions()] == [first.id]


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CLOSED])
async def test_only_the_plan_that_runs_is_read(begin: Begin, wenlow: Institution, state: PlanState) -> None:
    await _plan(begin, wenlow)
    async with begin() as tx:
        work = tx.of(wenlow.id)
        plan = await work.plans.current()
        assert plan is not None
        await work.plans.save(replace(plan, state=state))
        assert await work.nudges.actions() == []


async def test_another_institutions_are_not_read(begin: Begin, wenlow: Institution) -> None:
    await _plan(begin, wenlow)
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        assert await tx.of(other.id).nudges.actions() == []


async def test_a_review_of_another_institution_is_not_put_off(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        review = Review(0, date(2027, 6, 1), date(2027, 5, 17), next_nudge_at=NOW)
        saved = await tx.of(wenlow.id).reviews.save(review)
        await tx.of(other.id).nudges.look_at_review(saved.id, None)
        assert await tx.due_nudges.reviews(NOW) == [(wenlow.id, saved.id)]
        await tx.of(wenlow.id).nudges.look_at_review(saved.id, None)
        assert await tx.due_nudges.reviews(NOW) == []
