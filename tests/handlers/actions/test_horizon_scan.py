"""The horizon scan: actions added, dropped, split and merged while the plan runs, and never without a reason."""

import pytest

from handlers.actions import presses
from handlers.actions.references import next_ref, part_refs
from handlers.cards import Button
from handlers.outcomes import FormErrors
from handlers.plans.model import Action, ActionChange, ChangeKind
from handlers.plans.rag import Rag
from tests.handlers.actions.wenlow import HELPER, OWNER, Wenlow, asks_again, labels, shown
from tests.support.house import House, opened, text

NEW = {
    "title": "Offer a day of shadowing in another school",
    "theme": "Career Development",
    "rationale": "Technicians asked for it.",
    "benefit": "They see other careers.",
    "due_on": "2027-09-30",
}


async def _add(wenlow: Wenlow, **values: str) -> object:
    form = opened(await wenlow.press("lea", presses.ADD_PRESS, ""))
    return await wenlow.send("lea", form, **values)


async def _named(wenlow: Wenlow, title: str) -> Action:
    async with wenlow.house.bunsen.begin() as tx:
        plans = tx.of(wenlow.house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        return next(action for action in await plans.actions(plan.id) if action.title == title)


async def test_an_action_is_added_with_why_and_what_it_should_bring(wenlow: Wenlow) -> None:
    owner = await wenlow.house.post_id(OWNER)
    await _add(wenlow, **NEW, owner=str(owner), target="20 days a year")
    found = await _named(wenlow, NEW["title"])
    assert (found.rationale, found.benefit, found.owner_post_id, found.target) == (
        NEW["rationale"],
        NEW["benefit"],
        owner,
        "20 days a year",
    )


async def test_the_first_date_of_a_new_action_is_kept(wenlow: Wenlow) -> None:
    await _add(wenlow, **NEW)
    found = await _named(wenlow, NEW["title"])
    assert found.first_due_on == found.due_on


@pytest.mark.parametrize("missing", ["title", "theme", "rationale", "benefit", "due_on"])
async def test_an_action_is_not_added_without(wenlow: Wenlow, missing: str) -> None:
    outcome = await _add(wenlow, **NEW | {missing: ""})
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [missing]


async def test_a_reference_that_is_taken_is_refused(wenlow: Wenlow) -> None:
    outcome = await _add(wenlow, **NEW, ref="v1")
    assert isinstance(outcome, FormErrors)
    assert "V1 is taken" in outcome.errors["ref"]


async def test_a_new_action_gets_the_next_reference_of_its_theme(wenlow: Wenlow) -> None:
    await _add(wenlow, **NEW | {"theme": "Visibility"})
    assert (await _named(wenlow, NEW["title"])).ref == "V3"


async def test_an_action_much_like_another_is_pointed_out_first(wenlow: Wenlow) -> None:
    again = asks_again(await _add(wenlow, **NEW | {"title": "Refresh the web page"}))  # type: ignore[arg-type]
    assert "much like “V1 Refresh the web page”" in again.intro


async def test_an_action_much_like_another_is_added_when_it_is_sent_again(wenlow: Wenlow) -> None:
    again = asks_again(await _add(wenlow, **NEW | {"title": "Refresh the web pages"}))  # type: ignore[arg-type]
    await wenlow.send("lea", again)
    assert (await _named(wenlow, "Refresh the web pages")).rationale == NEW["rationale"]


async def test_without_a_plan_there_is_nothing_to_add_to(house: House) -> None:
    from handlers.rights import PostKind

    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    assert "No plan runs" in text(shown(await house.press("lea", Button("Add", presses.ADD_PRESS))))


async def test_adding_is_recorded(wenlow: Wenlow) -> None:
    await _add(wenlow, **NEW)
    found = await _named(wenlow, NEW["title"])
    async with wenlow.house.bunsen.begin() as tx:
        (entry,) = await tx.of(wenlow.house.institution.id).plans.history(found.id)
    assert isinstance(entry, ActionChange)
    assert (entry.kind, entry.by) == (ChangeKind.ADDED, "Lea")


async def test_a_dropped_action_stays_with_its_reason(wenlow: Wenlow) -> None:
    form = await wenlow.form("ada", presses.DROP_PRESS, "V1")
    await wenlow.send("ada", form, reason="The university closed its web service.")
    latest = (await wenlow.action("V1")).latest
    assert latest is not None
    assert (latest.rag, latest.comment) == (Rag.DROPPED, "The university closed its web service.")


async def test_nothing_is_dropped_without_a_reason(wenlow: Wenlow) -> None:
    outcome = await wenlow.send("ada", await wenlow.form("ada", presses.DROP_PRESS, "V1"), reason="  ")
    assert isinstance(outcome, FormErrors)
    assert (await wenlow.action("V1")).latest is None


async def test_a_dropped_action_offers_nothing_that_changes_it(wenlow: Wenlow) -> None:
    form = await wenlow.form("ada", presses.DROP_PRESS, "V1")
    await wenlow.send("ada", form, reason="Over.")
    assert [
        label for label in labels(await wenlow.card("lea", "V1")) if label in ("Edit", "Drop", "Report on it")
    ] == []


async def test_a_report_meanwhile_is_shown_before_an_action_is_dropped(wenlow: Wenlow) -> None:
    form = await wenlow.form("ada", presses.DROP_PRESS, "V1")
    report = await wenlow.report_form("olu", "V1")
    key = wenlow.ids["V1"]
    await wenlow.send("olu", report, **{f"rag-{key}": "red", f"comment-{key}": "Nearly there."})
    again = asks_again(await wenlow.send("ada", form, reason="Over."))
    assert "Olu reported red" in again.intro


async def test_a_split_action_goes_on_as_the_first_part(wenlow: Wenlow) -> None:
    form = await wenlow.form("lea", presses.SPLIT_PRESS, "V1")
    await wenlow.send("lea", form, **{"part-1": "Refresh the page", "part-2": "Add profiles"}, reason="Two jobs.")
    assert (await wenlow.action("V1")).title == "Refresh the page"


async def test_the_parts_remember_where_they_come_from_and_have_what_it_had(wenlow: Wenlow) -> None:
    form = await wenlow.form("lea", presses.SPLIT_PRESS, "V1")
    await wenlow.send("lea", form, **{"part-2": "Add profiles"}, reason="Two jobs.")
    part, origin = await _named(wenlow, "Add profiles"), await wenlow.action("V1")
    assert (part.split_from_id, part.ref, part.owner_post_id, part.due_on, part.helper_post_ids) == (
        origin.id,
        "V1b",
        origin.owner_post_id,
        origin.due_on,
        origin.helper_post_ids,
    )


async def test_an_action_can_be_split_into_five(wenlow: Wenlow) -> None:
    form = await wenlow.form("lea", presses.SPLIT_PRESS, "V1")
    parts = {f"part-{number}": f"Part number {number}" for number in range(1, 6)}
    await wenlow.send("lea", form, **parts, reason="Five jobs.")
    assert {(await _named(wenlow, f"Part number {number}")).ref for number in range(2, 6)} == {
        "V1b",
        "V1c",
        "V1d",
        "V1e",
    }


async def test_a_split_needs_a_second_part_of_another_name(wenlow: Wenlow) -> None:
    form = await wenlow.form("lea", presses.SPLIT_PRESS, "V1")
    outcome = await wenlow.send("lea", form, **{"part-2": "refresh the WEB page"}, reason="Two jobs.")
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["part-2"]


async def test_the_card_of_a_split_action_leads_to_its_parts(wenlow: Wenlow) -> None:
    form = await wenlow.form("lea", presses.SPLIT_PRESS, "V1")
    await wenlow.send("lea", form, **{"part-2": "Add profiles"}, reason="Two jobs.")
    assert "Open V1b" in labels(await wenlow.card("tina", "V1"))


async def _merge(wenlow: Wenlow) -> None:
    form = await wenlow.form("ada", presses.MERGE_PRESS, "R1")
    await wenlow.send("ada", form, into=str(wenlow.ids["V1"]), reason="The same thing.")


async def test_a_merged_action_is_counted_no_more(wenlow: Wenlow) -> None:
    await _merge(wenlow)
    assert set(await wenlow.house.rags()) == {"V1", "V2"}


async def test_a_merged_action_and_its_history_stay_readable(wenlow: Wenlow) -> None:
    await _merge(wenlow)
    card = await wenlow.card("lea", "R1")
    assert ("Into V1 Refresh the web page: The same thing." in text(card), labels(card)) == (True, ["Open V1"])


async def test_the_other_action_tells_of_the_merger_and_leads_to_it(wenlow: Wenlow) -> None:
    await _merge(wenlow)
    card = await wenlow.card("lea", "V1")
    assert ("With R1 Start an award" in text(card), "Open R1" in labels(card)) == (True, True)


async def test_whoever_worked_on_a_merged_action_helps_with_the_other(wenlow: Wenlow) -> None:
    form = await wenlow.form("ada", presses.MERGE_PRESS, "V1")
    await wenlow.send("ada", form, into=str(wenlow.ids["R1"]), reason="The same thing.")
    posts = {await wenlow.house.post_id(OWNER), await wenlow.house.post_id(HELPER)}
    assert set((await wenlow.action("R1")).helper_post_ids) == posts


@pytest.mark.parametrize("into", ["", "999999", "itself", "²"])
async def test_an_action_is_merged_only_into_another_of_its_plan(wenlow: Wenlow, into: str) -> None:
    form = await wenlow.form("ada", presses.MERGE_PRESS, "V1")
    target = str(wenlow.ids["V1"]) if into == "itself" else into
    outcome = await wenlow.send("ada", form, into=target, reason="The same thing.")
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["into"]


async def test_two_who_merge_each_into_the_other_do_not_lose_both(wenlow: Wenlow) -> None:
    first = await wenlow.form("ada", presses.MERGE_PRESS, "V1")
    second = await wenlow.form("lea", presses.MERGE_PRESS, "V2")
    await wenlow.send("ada", first, into=str(wenlow.ids["V2"]), reason="The same.")
    await wenlow.send("lea", second, into=str(wenlow.ids["V1"]), reason="The same.")
    assert set(await wenlow.house.rags()) == {"V2", "R1"}


def test_references_go_on_in_the_manner_of_the_theme() -> None:
    actions = [Action(n, 1, ref, "Visibility", "Do") for n, ref in enumerate(("V1", "V9", "X"))]
    assert next_ref("Visibility", [*actions, Action(9, 1, "V10", "Recognition", "Do")]) == "V11"


def test_a_theme_without_numbered_references_gets_none() -> None:
    assert next_ref("Visibility", [Action(1, 1, "", "Visibility", "Do")]) == ""


def test_parts_leave_letters_that_are_taken() -> None:
    assert part_refs("V1", 2, ["V1", "v1B"]) == ["V1c", "V1d"]
