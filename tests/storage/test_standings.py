"""What is counted of a plan is what its actions are, and somebody's stopped messages stay theirs."""

from datetime import UTC, datetime

from handlers.plans.brief import ActionInCount, UpdateInBrief
from handlers.plans.model import Action
from tests.support.house import START, House
from tests.support.standing import OWNER, SECRET, standing


async def test_what_is_counted_is_what_the_actions_are(house: House) -> None:
    await standing(house)
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        plan = await work.plans.current()
        assert plan is not None
        whole = await work.plans.actions(plan.id)
        assert list(await work.standings.counted(plan.id)) == [_counted(action) for action in whole]


def _counted(action: Action) -> ActionInCount:
    said = action.latest
    latest = UpdateInBrief(said.rag, said.at, said.by_person_id) if said else None
    return ActionInCount(
        action.id,
        action.theme,
        action.owner_post_id,
        action.start_on,
        action.due_on,
        action.first_due_on,
        action.due_text,
        latest,
    )


async def test_the_words_of_an_action_come_with_its_post_and_last_report(house: House) -> None:
    actions = await standing(house)
    async with house.bunsen.begin() as tx:
        shown = await tx.of(house.institution.id).standings.shown([actions[0].id])
    assert [(words.ref, words.post, words.comment) for words in shown.values()] == [("V1", OWNER, SECRET)]


async def test_nothing_of_another_institution_is_counted_or_shown(house: House) -> None:
    actions = await standing(house)
    async with house.bunsen.begin() as tx:
        other = tx.of((await tx.institutions.add("other", "Other", "Europe/London", "ENG")).id)
        assert await other.standings.counted(actions[0].plan_id) == []
        assert await other.standings.shown([actions[0].id]) == {}


async def test_stopping_twice_is_as_good_as_once(house: House) -> None:
    person = await house.person("olu")
    async with house.bunsen.begin() as tx:
        stopped = tx.of(house.institution.id).stopped_messages
        await stopped.stop(person.id, "status.digest", START)
        await stopped.stop(person.id, "status.digest", datetime(2028, 1, 1, tzinfo=UTC))
        assert set(await stopped.who_stopped("status.digest")) == {person.id}
        assert (await stopped.resume(person.id, "status.digest"), await stopped.resume(person.id, "status.digest")) == (
            True,
            False,
        )


async def test_one_kind_that_is_stopped_stops_no_other(house: House) -> None:
    person = await house.person("olu")
    async with house.bunsen.begin() as tx:
        stopped = tx.of(house.institution.id).stopped_messages
        await stopped.stop(person.id, "status.digest", START)
        assert set(await stopped.who_stopped("else")) == set()
