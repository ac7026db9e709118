"""The assignment queue: what waits for an owner, and how it gets one."""

from dataclasses import replace

import pytest

from handlers.cards import Button
from handlers.outcomes import Reply, Update
from handlers.plans.model import Action, ActionChange, ActionUpdate, ChangeKind
from handlers.plans.rag import Rag
from handlers.posts import names
from handlers.rights import PostKind
from tests.handlers.posts.conftest import OSD, delivered, errors, fill, person_id, reply
from tests.support.house import START, House, buttons, opened, text

HR = "HR, with the Schools"


def _action(ref: str, owner_text: str = "", post_id: int | None = None, rag: Rag | None = None) -> Action:
    latest = ActionUpdate(0, START, rag) if rag else None
    return Action(0, 0, ref, "Visibility", f"Title {ref}", owner_text, post_id, latest=latest)


async def _queue(house: House) -> str:
    (card,) = await house.hears("lea", "queue")
    return text(card)


async def _owners(house: House) -> dict[str, str]:
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        plan = await work.plans.current()
        assert plan is not None
        posts = {post.id: post.name for post in await work.people.posts()}
        return {each.ref: posts.get(each.owner_post_id or 0, "") for each in await work.plans.actions(plan.id)}


async def test_an_action_without_an_owner_waits(staffed: House) -> None:
    await staffed.plan(_action("A1", HR), _action("A2", "", await staffed.post_id(OSD)))
    said = await _queue(staffed)
    assert "One action waits" in said
    assert "A1 Title A1: Owner as written HR, with the Schools, Why no owner" in said


@pytest.mark.parametrize("rag", [Rag.GREEN, Rag.DROPPED])
async def test_what_is_finished_does_not_wait(staffed: House, rag: Rag) -> None:
    await staffed.plan(_action("A1", rag=rag))
    assert "Nothing waits" in await _queue(staffed)


async def test_an_action_of_a_vacant_post_waits(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        people = tx.of(staffed.institution.id).people

        vacant = await people.add_post("Empty chair", PostKind.OWNER)
    await staffed.plan(_action("A1", "", vacant.id))
    assert "“Empty chair” is vacant" in await _queue(staffed)


async def test_a_vacant_post_is_filled_from_the_queue(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        vacant = await tx.of(staffed.institution.id).people.add_post("Empty chair", PostKind.OWNER)
    await staffed.plan(_action("A1", "", vacant.id))
    (card,) = await staffed.hears("lea", "queue")
    (give,) = [button for button in buttons(card) if button.label == "Give Empty chair to somebody"]
    given = {"email": "tom@wenlow.example", "as": "holder", "starts": "2027-03-01"}
    await fill(staffed, "lea", give.press, give.value, **given)
    assert "Nothing waits" in await _queue(staffed)


async def test_a_disputed_action_waits(staffed: House) -> None:
    (action,) = await staffed.plan(_action("A1", "", await staffed.post_id(OSD)))

    xi = int(await person_id(staffed, "xi"))
    async with staffed.bunsen.begin() as tx:
        await tx.of(staffed.institution.id).plans.change(replace(action, disputed_by_id=xi))
    assert "“OSD Manager” says it is not theirs" in await _queue(staffed)


async def test_it_comes_ten_on_a_page(staffed: House) -> None:
    await staffed.plan(*(_action(f"A{number:02}") for number in range(23)))
    turned = await staffed.press("lea", Button("x", names.QUEUE_PRESS, "3"))
    assert isinstance(turned, Update)
    assert "21 to 23 of 23" in text(turned.card)


async def test_actions_are_assigned_to_posts_that_are_there_and_new_ones(staffed: House) -> None:
    first, second, third = await staffed.plan(_action("A1"), _action("A2"), _action("A3"))
    osd = str(await staffed.post_id(OSD))
    values = {f"post-{first.id}": osd, f"new-{second.id}": "  Lab  Manager "}
    await fill(staffed, "lea", names.ASSIGN_PRESS, "1", **values)
    assert await _owners(staffed) == {"A1": OSD, "A2": "Lab Manager", "A3": ""}
    assert third.ref == "A3"


async def test_a_post_of_the_same_name_as_the_owner_is_proposed(staffed: House) -> None:
    (action,) = await staffed.plan(_action("A1", "osd manager"))
    form = opened(await staffed.press("lea", Button("x", names.ASSIGN_PRESS, "1")))
    proposed = {field.key: field.value for field in form.fields}
    assert proposed[f"post-{action.id}"] == str(await staffed.post_id(OSD))


async def test_each_assignment_is_recorded(staffed: House) -> None:
    (action,) = await staffed.plan(_action("A1"))
    await fill(staffed, "lea", names.ASSIGN_PRESS, "1", **{f"post-{action.id}": str(await staffed.post_id(OSD))})
    async with staffed.bunsen.begin() as tx:
        (change,) = await tx.of(staffed.institution.id).plans.history(action.id)
    assert isinstance(change, ActionChange)
    assert (change.kind, change.changes, change.by) == (ChangeKind.OWNER, {"owner": ("", OSD)}, "Lea")


async def test_a_dispute_ends_with_the_assignment(staffed: House) -> None:
    (action,) = await staffed.plan(_action("A1", "", await staffed.post_id(OSD)))

    xi = int(await person_id(staffed, "xi"))
    async with staffed.bunsen.begin() as tx:
        await tx.of(staffed.institution.id).plans.change(replace(action, disputed_by_id=xi))
    await fill(staffed, "lea", names.ASSIGN_PRESS, "1", **{f"new-{action.id}": "Committee chair"})
    assert "Nothing waits" in await _queue(staffed)


async def test_all_actions_with_one_owner_text_go_to_one_post(staffed: House) -> None:
    actions = await staffed.plan(_action("A1", HR), _action("A2", "Someone"), _action("A3", HR.upper()))
    card = reply(
        await fill(staffed, "lea", names.BULK_PRESS, owner=str(actions[0].id), post=str(await staffed.post_id(OSD)))
    )
    assert "2 actions are assigned" in card.title
    assert await _owners(staffed) == {"A1": OSD, "A2": "", "A3": OSD}


async def test_the_most_frequent_owner_text_comes_first(staffed: House) -> None:
    await staffed.plan(_action("A1", "Once"), _action("A2", HR), _action("A3", HR))
    form = opened(await staffed.press("lea", Button("x", names.BULK_PRESS)))
    (owners,) = [field for field in form.fields if field.key == "owner"]
    assert [option.label for option in owners.options] == [f"{HR} (2)", "Once (1)"]  # type: ignore[union-attr]


async def test_owners_are_told_once_the_next_morning(staffed: House) -> None:
    first, second = await staffed.plan(_action("A1"), _action("A2"))
    for action in (first, second):
        await fill(staffed, "lea", names.ASSIGN_PRESS, "1", **{f"post-{action.id}": str(await staffed.post_id(OSD))})
    assert "xi" not in await delivered(staffed)
    staffed.clock.move_to(START.replace(day=2))
    cards = [card for card in (await delivered(staffed))["xi"] if "given" in card.title]
    assert [card.title for card in cards] == ["2 actions were given to your posts"]


async def test_what_was_taken_away_again_is_not_told(staffed: House) -> None:
    (action,) = await staffed.plan(_action("A1"))
    await fill(staffed, "lea", names.ASSIGN_PRESS, "1", **{f"post-{action.id}": str(await staffed.post_id(OSD))})
    async with staffed.bunsen.begin() as tx:
        plans = tx.of(staffed.institution.id).plans

        await plans.change(replace(action, owner_post_id=None))
    staffed.clock.move_to(START.replace(day=2))
    assert not any("given" in card.title for card in (await delivered(staffed)).get("xi", []))


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"owner": "", "new": "Lab Manager"}, "owner", "choose an owner"),
        ({"owner": "999", "new": "Lab Manager"}, "owner", "no longer waits"),
        ({"owner": "1", "new": ""}, "new", "choose a post"),
        ({"owner": "1", "new": "x" * 5000}, "new", "5,000 characters"),
    ],
)
async def test_a_bulk_that_cannot_be_is_refused(staffed: House, values: dict[str, str], field: str, said: str) -> None:
    await staffed.plan(_action("A1", HR))
    assert said in errors(await fill(staffed, "lea", names.BULK_PRESS, **values))[field]


async def test_a_name_that_is_too_long_assigns_nothing(staffed: House) -> None:
    first, second = await staffed.plan(_action("A1"), _action("A2"))
    values = {f"new-{first.id}": "Lab Manager", f"new-{second.id}": "x" * 5000}
    assert f"new-{second.id}" in errors(await fill(staffed, "lea", names.ASSIGN_PRESS, "1", **values))
    assert await _owners(staffed) == {"A1": "", "A2": ""}


async def test_a_form_without_any_choice_changes_nothing(staffed: House) -> None:
    await staffed.plan(_action("A1"))
    assert reply(await fill(staffed, "lea", names.ASSIGN_PRESS, "1")).title == "Nothing was assigned"


async def test_without_a_plan_nothing_waits(staffed: House) -> None:
    assert "Nothing waits" in await _queue(staffed)
    outcome = await staffed.press("lea", Button("x", names.ASSIGN_PRESS, "1"))
    assert isinstance(outcome, Reply)
