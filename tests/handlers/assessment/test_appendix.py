"""The RAG appendix: what counts as which colour, what it says of each, and what is owed before it goes out."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.documents.markdown import as_markdown
from handlers.assessment.appendix import appendix_as, appendix_document, in_one_sentence
from handlers.assessment.owed import debts
from handlers.assessment.rated import FormColour, form_colour, rated_now
from handlers.documents import DocumentKind, Grid, Pairs, ToBeWritten, to_be_written
from handlers.plans.model import Action, ActionUpdate, Plan, PlanState
from handlers.plans.rag import Rag
from handlers.reviews.reporting import Colour
from tests.handlers.assessment.plan_world import make_plan, rate
from tests.support.house import House


@pytest.fixture
async def planned(house: House) -> House:
    await make_plan(house)
    return house


@pytest.mark.parametrize("colour", [Colour.RED, Colour.DROPPED, Colour.NOT_DUE])
def test_what_was_dropped_or_not_begun_counts_as_red(colour: Colour) -> None:
    assert form_colour(colour) is FormColour.RED


async def test_the_counts_are_those_of_the_database(planned: House) -> None:
    rows = await planned.select(
        "SELECT a.ref, u.rag FROM actions a LEFT JOIN updates u ON u.id = "
        "(SELECT max(id) FROM updates WHERE action_id = a.id AND rag IS NOT NULL)"
    )
    as_in_form = {"green": "green", "amber": "amber", "red": "red", "dropped": "red", "not_due": "red"}
    expected = Counter(as_in_form.get(str(rag), "not_reported") for _, rag in rows)
    found = await rate(planned)
    assert Counter({each.value: number for each, number in found.total.items()}) == expected


async def test_the_table_adds_up_to_all_actions(planned: House) -> None:
    found = await rate(planned)
    (grid,) = [
        each for each in appendix_document(found).parts if isinstance(each, Grid) and each.headings[0] == "Theme"
    ]
    *themes, everything = ([int(cell) for cell in row[1:]] for row in grid.rows)
    assert [sum(column) for column in zip(*themes, strict=True)] == everything
    assert everything[-1] == len(found.actions)


async def test_a_sentence_says_how_many_reds_were_dropped_or_not_begun(planned: House) -> None:
    said = in_one_sentence(await rate(planned))
    assert said == (
        "7 actions: 1 green, 1 amber, 4 red, 1 not reported. Of the red ones, 1 was dropped and 1 was not due to begin."
    )


async def test_each_red_has_its_three_parts(planned: House) -> None:
    parts = appendix_document(await rate(planned)).parts
    pairs = [dict(each.rows) for each in parts if isinstance(each, Pairs)]
    assert {"Action": "R1 Code of practice", "Comment": "No consensus", "Learning": "A short-term group"} in pairs


async def test_a_red_that_was_dropped_says_so(planned: House) -> None:
    parts = appendix_document(await rate(planned)).parts
    (dropped,) = [dict(p.rows) for p in parts if isinstance(p, Pairs) and ("Action", "C1 Passport") in p.rows]
    assert dropped["State"] == "Dropped"


async def test_what_is_missing_of_a_red_is_to_be_written_by_its_post(planned: House) -> None:
    gaps = [each for each in appendix_document(await rate(planned)).parts if isinstance(each, ToBeWritten)]
    assert [(each.who, each.what.partition(":")[0]) for each in gaps[:2]] == [
        ("OSD Manager", "Comment"),
        ("OSD Manager", "Learning"),
    ]


async def test_an_amber_has_its_next_step_and_day(planned: House) -> None:
    grids = [each for each in appendix_document(await rate(planned)).parts if isinstance(each, Grid)]
    (ambers,) = [each for each in grids if "Next step" in each.headings]
    assert ambers.rows == (("V2 Showcase", "OSD Manager", "Hall booked", "Invite", "1 April 2027"),)


async def test_a_green_has_what_shows_it(planned: House) -> None:
    grids = [each for each in appendix_document(await rate(planned)).parts if isinstance(each, Grid)]
    (greens,) = [each for each in grids if "What shows it" in each.headings]
    assert greens.rows == (
        (
            "V1 Web page",
            "1 February 2027",
            "Live since May\nNow: 120 pages",
            "The page (https://www.example.ac.uk/technicians)",
        ),
    )


async def test_in_a_workbook_each_action_is_a_row_with_all_that_is_said_of_it(planned: House) -> None:
    found = await rate(planned)
    (table,) = [
        p for p in appendix_as(found, DocumentKind.XLSX).parts if isinstance(p, Grid) and p.caption == "All actions"
    ]
    rows = {row[0]: dict(zip(table.headings, row, strict=True)) for row in table.rows}
    assert len(table.rows) == len(found.actions)
    passport = rows["C1 Passport"]
    assert (passport["Colour"], passport["State"], passport["Comment"], passport["Learning"]) == (
        "Red", "Dropped", "Closed in 2023", "Shorter courses",
    )  # fmt: skip
    assert (rows["V2 Showcase"]["Next step"], rows["V2 Showcase"]["By"]) == ("Invite", "1 April 2027")


async def test_who_owes_what_is_named(planned: House) -> None:
    assert [debt.sentence for debt in debts(await rate(planned))] == [
        "S1 Apprentices: OSD Manager owes a report on where it stands.",
        "E1 Survey: OSD Manager owes an explanation of why it was not carried out and what was learnt from it.",
    ]


async def test_of_an_action_that_no_post_owns_it_is_said_what_it_lacks(house: House) -> None:
    await house.plan(Action(0, 0, "V1", "Visibility", "Web page"))
    (debt,) = debts(await rate(house))
    assert debt.sentence == "V1 Web page: no post owns it yet; it lacks a report on where it stands."


async def test_where_something_is_owed_the_document_says_that_it_is_a_draft(planned: House) -> None:
    assert "This is a draft" in as_markdown(appendix_document(await rate(planned)))


async def test_where_nothing_is_owed_it_is_no_draft(house: House) -> None:
    await make_plan(house)
    found = await rate(house)
    ready = replace(found, actions=tuple(each for each in found.actions if each.action.ref not in ("S1", "E1")))
    document = appendix_document(ready)
    assert to_be_written(document) == 0
    assert "draft" not in as_markdown(document)


async def test_a_plan_with_nothing_reported_is_all_not_reported(house: House) -> None:
    await house.plan(Action(0, 0, "V1", "Visibility", "Web page"), Action(0, 0, "V2", "Visibility", "Showcase"))
    found = await rate(house)
    assert found.total == Counter({FormColour.NOT_REPORTED: 2})
    assert "never" in as_markdown(appendix_document(found))


async def test_a_plan_without_actions_says_so(house: House) -> None:
    await house.plan()
    assert "The plan has no actions." in as_markdown(appendix_document(await rate(house)))


async def test_without_a_plan_there_is_nothing_to_rate(house: House) -> None:
    async with house.bunsen.begin() as tx:
        assert await rated_now(tx.of(house.institution.id), house.institution, house.clock.now()) is None


async def test_of_a_closed_plan_what_was_said_last_stands(planned: House) -> None:
    async with planned.bunsen.begin() as tx:
        plans = tx.of(planned.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        await plans.save(replace(plan, state=PlanState.CLOSED))
    planned.clock.move_to(planned.clock.now().replace(year=2029))
    assert (await rate(planned)).total[FormColour.AMBER] == 1


async def test_the_plan_that_runs_comes_before_one_that_was_closed(planned: House) -> None:
    async with planned.bunsen.begin() as tx:
        await tx.of(planned.institution.id).plans.add(Plan(0, "Plan 2029-2032"))
    assert (await rate(planned)).plan.title == "Plan 2029-2032"


async def test_without_a_reference_reds_are_numbered_through(house: House) -> None:
    actions = await house.plan(Action(0, 0, "", "Visibility", "Web page"), Action(0, 0, "", "Recognition", "Award"))
    async with house.bunsen.begin() as tx:
        for action in actions:
            update = ActionUpdate(action.id, house.clock.now(), Rag.RED, "Why", "What", by="Tom")
            await tx.of(house.institution.id).plans.record(update)
    parts = appendix_document(await rate(house)).parts
    assert [each.rows[0][0] for each in parts if isinstance(each, Pairs)] == ["1. Action", "2. Action"]
