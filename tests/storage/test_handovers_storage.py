"""Hand-overs on both databases: one offer at a time, settled once, and kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.people.handovers import Handover, HandoverState
from handlers.people.model import Person
from handlers.plans.model import Action, Plan
from handlers.rights import PostKind
from handlers.work import Begin, Work

NOW = datetime(2027, 3, 1, 10, 30, tzinfo=UTC)


class Scene:
    """An action, two posts and two people of one institution."""

    def __init__(self, institution_id: int, action_id: int, posts: tuple[int, int], people: tuple[int, int]) -> None:
        self.institution_id, self.action_id, self.posts, self.people = institution_id, action_id, posts, people

    @property
    def of_action(self) -> Handover:
        """An offer of the action to the first post."""
        return Handover(
            0, self.posts[0], self.people[0], NOW, self.action_id, reason="Leaving", last_day=date(2027, 4, 1)
        )

    @property
    def of_post(self) -> Handover:
        """An offer of the first post to the second person."""
        return Handover(0, self.posts[0], self.people[0], NOW, to_person_id=self.people[1])


@pytest.fixture
async def scene(begin: Begin) -> Scene:
    """One institution with what a hand-over needs."""
    async with begin() as tx:
        wenlow = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        work = tx.of(wenlow.id)
        plan = await work.plans.add(Plan(0, "Plan"))
        action = await work.plans.add_action(Action(0, plan.id, "V1", "Visibility", "Do"))
        posts = [await work.people.add_post(name, PostKind.OWNER) for name in ("OSD Manager", "EDI Team")]
        people = [await work.people.save(Person(0, name, f"{name}@wenlow.example")) for name in ("olu", "ed")]
        return Scene(wenlow.id, action.id, (posts[0].id, posts[1].id), (people[0].id, people[1].id))


def _work(begin: Begin, scene: Scene) -> "_Of":
    return _Of(begin, scene.institution_id)


class _Of:
    """A transaction of one institution."""

    def __init__(self, begin: Begin, institution_id: int) -> None:
        self._open, self._institution_id = begin(), institution_id

    async def __aenter__(self) -> Work:
        return (await self._open.__aenter__()).of(self._institution_id)

    async def __aexit__(self, *error: object) -> None:
        await self._open.__aexit__(*error)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["of_action", "of_post"])
async def test_an_offer_comes_back_as_it_was_made(begin: Begin, scene: Scene, kind: str) -> None:
    given: Handover = getattr(scene, kind)
    async with _work(begin, scene) as work:
        made = await work.handovers.offer(given)
    async with _work(begin, scene) as work:
        assert (await work.handovers.get(made.id), replace(made, id=0)) == (made, given)


async def test_an_offer_is_settled_once(begin: Begin, scene: Scene) -> None:
    async with _work(begin, scene) as work:
        made = await work.handovers.offer(scene.of_action)
        first = await work.handovers.settle(made.id, HandoverState.ACCEPTED, scene.people[1], NOW)
        second = await work.handovers.settle(made.id, HandoverState.DECLINED, scene.people[0], NOW)
        found = await work.handovers.get(made.id)
    assert found is not None
    assert (first, second, found.state, found.to_person_id) == (True, False, HandoverState.ACCEPTED, scene.people[1])


async def test_who_withdraws_an_offer_is_not_taken_for_whoever_it_was_made_to(begin: Begin, scene: Scene) -> None:
    async with _work(begin, scene) as work:
        made = await work.handovers.offer(scene.of_post)
        await work.handovers.settle(made.id, HandoverState.WITHDRAWN, scene.people[0], NOW)
        found = await work.handovers.get(made.id)
    assert found is not None
    assert found.to_person_id == scene.people[1]


async def test_a_new_offer_of_the_same_withdraws_the_one_before(begin: Begin, scene: Scene) -> None:
    async with _work(begin, scene) as work:
        first = await work.handovers.offer(scene.of_action)
        later = replace(scene.of_action, post_id=scene.posts[1], offered_at=NOW + timedelta(days=1))
        second = await work.handovers.offer(later)
        states = {each.id: each.state for each in await work.handovers.of_action(scene.action_id)}
    assert states == {first.id: HandoverState.WITHDRAWN, second.id: HandoverState.OFFERED}


async def test_the_offer_of_an_action_leaves_that_of_a_post_alone(begin: Begin, scene: Scene) -> None:
    async with _work(begin, scene) as work:
        post = await work.handovers.offer(scene.of_post)
        action = await work.handovers.offer(scene.of_action)
        assert [each.id for each in await work.handovers.offered()] == [post.id, action.id]


async def test_the_hand_overs_of_a_post_are_not_those_of_actions_offered_to_it(begin: Begin, scene: Scene) -> None:
    async with _work(begin, scene) as work:
        await work.handovers.offer(scene.of_action)
        post = await work.handovers.offer(scene.of_post)
        assert [each.id for each in await work.handovers.of_post(scene.posts[0])] == [post.id]


async def test_what_is_settled_waits_no_longer_and_is_kept(begin: Begin, scene: Scene) -> None:
    async with _work(begin, scene) as work:
        made = await work.handovers.offer(scene.of_action)
        await work.handovers.settle(made.id, HandoverState.DECLINED, scene.people[1], NOW)
        waiting, kept = await work.handovers.offered(), await work.handovers.of_action(scene.action_id)
    assert (list(waiting), [each.id for each in kept]) == ([], [made.id])


async def test_a_hand_over_is_not_seen_from_another_institution(begin: Begin, scene: Scene) -> None:
    async with _work(begin, scene) as work:
        made = await work.handovers.offer(scene.of_action)
    async with begin() as tx:
        other = tx.of((await tx.institutions.add("other", "Other", "Europe/London", "ENG")).id)
        settled = await other.handovers.settle(made.id, HandoverState.ACCEPTED, scene.people[0], NOW)
        seen = (await other.handovers.get(made.id), list(await other.handovers.offered()))
    assert (settled, seen) == (False, (None, []))
