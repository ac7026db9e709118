"""Plans, updates and reviews on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.people.model import Institution
from handlers.plans.model import Action, ActionUpdate, Plan
from handlers.plans.rag import Rag
from handlers.reviews.model import Review, SnapshotLine
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
async def wenlow(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")


async def _action(begin: Begin, institution: Institution) -> Action:
    async with begin() as tx:
        plans = tx.of(institution.id).plans
        plan = await plans.add(Plan(0, "Plan"))
        (action,) = await plans.add_actions([Action(0, plan.id, "V1", "Visibility", "Do")])
        return action


async def test_the_newest_update_is_the_state(begin: Begin, wenlow: Institution) -> None:
    action = await _action(begin, wenlow)
    async with begin() as tx:
        plans = tx.of(wenlow.id).plans
        await plans.record(ActionUpdate(action.id, NOW, Rag.AMBER))
        await plans.record(ActionUpdate(action.id, NOW, Rag.GREEN, "done"))
        found = await plans.action(action.id)
    assert found is not None
    assert found.latest == ActionUpdate(action.id, NOW, Rag.GREEN, "done")


async def test_the_past_can_be_read(begin: Begin, wenlow: Institution) -> None:
    action = await _action(begin, wenlow)
    async with begin() as tx:
        plans = tx.of(wenlow.id).plans
        await plans.record(ActionUpdate(action.id, NOW, Rag.AMBER))
        await plans.record(ActionUpdate(action.id, NOW + timedelta(days=1), Rag.GREEN))
        (found,) = await plans.as_of(action.plan_id, NOW)
    assert found.latest is not None
    assert found.latest.rag is Rag.AMBER


async def test_actions_keep_the_order_of_the_plan(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        plans = tx.of(wenlow.id).plans
        plan = await plans.add(Plan(0, "Plan"))
        await plans.add_actions([Action(0, plan.id, ref, "Visibility", "Do") for ref in ("Z", "A")])
        added = await plans.add_actions([Action(0, plan.id, "M", "Visibility", "Do")])
    assert [action.ref for action in added] == ["Z", "A", "M"]


async def test_an_action_is_not_seen_from_another_institution(begin: Begin, wenlow: Institution) -> None:
    action = await _action(begin, wenlow)
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        plans = tx.of(other.id).plans
        assert (await plans.action(action.id), list(await plans.actions(action.plan_id))) == (None, [])


async def test_a_moment_comes_back_with_its_zone(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        reviews = tx.of(wenlow.id).reviews
        saved = await reviews.save(Review(0, date(2027, 6, 1), date(2027, 5, 17), next_nudge_at=NOW))
        found = await reviews.get(saved.id)
    assert found is not None
    assert found.next_nudge_at == NOW


async def test_a_snapshot_comes_back_as_it_was(begin: Begin, wenlow: Institution) -> None:
    lines = (SnapshotLine(1, "V1", "Visibility", "Dö “it”", "green"),)
    async with begin() as tx:
        reviews = tx.of(wenlow.id).reviews
        saved = await reviews.save(Review(0, date(2027, 6, 1), date(2027, 5, 17)))
        await reviews.freeze(saved.id, lines)
        assert tuple(await reviews.snapshot(saved.id)) == lines


async def test_only_due_reviews_are_found(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        reviews = tx.of(wenlow.id).reviews
        due = await reviews.save(Review(0, date(2027, 6, 1), date(2027, 5, 17), next_nudge_at=NOW))
        await reviews.save(Review(0, date(2027, 12, 1), date(2027, 11, 17), next_nudge_at=NOW + timedelta(days=1)))
        await reviews.save(Review(0, date(2026, 12, 1), date(2026, 11, 17)))
        assert await tx.due_nudges.reviews(NOW) == [(wenlow.id, due.id)]
