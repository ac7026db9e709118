"""The review pack: every figure in it is that of the database."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from handlers.charts import Bars
from handlers.documents import Drawing
from handlers.packs.model import themes
from handlers.plans.model import ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.model import Review
from handlers.status.feature import current_status
from tests.support.house import START, House
from tests.support.packs import (
    JUNE,
    actions_of,
    add_plan,
    closed_in_march,
    document_of,
    newest,
    pack_of,
    said_in,
    table_of,
)

# --- every figure, counted again from the tables ---


async def test_counts_by_theme_and_colour_are_those_of_the_tables(house: House) -> None:
    await add_plan(house)
    rows = await newest(house)
    told = {None: "Not reported", "green": "Green", "amber": "Amber", "red": "Red"}
    want = Counter((theme if theme != "Governance" else "Other", told[rag]) for _, theme, rag, *_ in rows)  # type: ignore[index]
    grid = table_of(await document_of(house, await house.review(JUNE)), "Actions by theme and status")
    found = {
        (row[0], heading): int(cell)
        for row in grid.rows[:-1]
        for heading, cell in zip(grid.headings[1:-1], row[1:-1], strict=True)
    }
    assert {key: count for key, count in found.items() if count} == dict(want)
    assert [sum(map(int, row[1:-1])) for row in grid.rows] == [int(row[-1]) for row in grid.rows]
    assert int(grid.rows[-1][-1]) == len(rows)


async def test_the_pack_counts_what_the_status_counts(house: House) -> None:
    await add_plan(house)
    await closed_in_march(house)
    pack = await pack_of(house, None)
    async with house.bunsen.begin() as tx:
        found = await current_status(tx.of(house.institution.id), house.institution, house.clock.now())
    assert found is not None
    _, status = found
    assert themes(pack.lines) == status.themes
    assert [turn.line.action_id for turn in pack.turns] == [
        each.id for each in await actions_of(house) if each.name in {f"{c.ref} {c.title}" for c in status.changes}
    ]
    assert [line.action_id for line in pack.without_owner] == [action.id for action in status.without_owner]


async def test_reds_have_their_explanation_and_learning(house: House) -> None:
    await add_plan(house)
    rows = [row for row in await newest(house) if row[2] == "red"]
    grid = table_of(await document_of(house, await house.review(JUNE)), "Reds with their explanation")
    assert [(row[0].split()[0], row[2], row[3]) for row in grid.rows] == [
        (ref, f"said of {str(ref)[1:]}", f"learned of {str(ref)[1:]}") for ref, *_ in rows
    ]


async def test_missing_reports_are_those_without_one(house: House) -> None:
    await add_plan(house)
    want = {row[0] for row in await newest(house) if row[2] is None}
    document = await document_of(house, await house.review(JUNE))
    grid = table_of(document, "Without a report")
    assert {row[1].split()[0] for row in grid.rows} == want
    assert f"{len(want)} actions without a report in this cycle" in said_in(document)


async def test_missing_reports_are_by_post_and_those_without_one_come_last(house: House) -> None:
    await add_plan(house)
    grid = table_of(await document_of(house, await house.review(JUNE)), "Without a report")
    posts = [row[0] for row in grid.rows]
    assert (posts[0], posts[-1]) == ("OSD Manager", "No post")
    assert posts == sorted(posts, key=lambda name: name == "No post")


async def test_slippage_is_the_days_between_the_first_date_and_the_one_now(house: House) -> None:
    await add_plan(house)
    open_ = [row for row in await newest(house) if row[2] != "green"]
    days = {row[0]: (_day(row[4]) - _day(row[5])).days for row in open_}
    grid = table_of(await document_of(house, await house.review(JUNE)), "Open actions whose date was moved back")
    assert {row[0].split()[0]: int(row[4]) for row in grid.rows} == {ref: late for ref, late in days.items() if late}


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


async def test_actions_without_an_owner_are_those_without_a_post(house: House) -> None:
    await add_plan(house)
    want = {row[0] for row in await newest(house) if row[2] != "green" and row[3] is None}
    grid = table_of(await document_of(house, await house.review(JUNE)), "Open actions without an owner")
    assert {row[0].split()[0] for row in grid.rows} == want


async def test_resources_are_those_of_open_actions(house: House) -> None:
    await add_plan(house)
    open_ = [row for row in await newest(house) if row[2] != "green"]
    document = await document_of(house, await house.review(JUNE))
    grid = table_of(document, "Resources that open actions name")
    assert {row[0].split()[0] for row in grid.rows} == {row[0] for row in open_ if row[6]}
    assert f"{len(grid.rows)} of {len(open_)} open actions name money or time." in said_in(document)


async def test_the_appendix_has_every_action_in_the_plans_order(house: House) -> None:
    await add_plan(house)
    grid = table_of(await document_of(house, await house.review(JUNE)), "Every action")
    assert [row[0] for row in grid.rows] == [row[0] for row in await newest(house)]


async def test_figures_over_time_are_those_of_each_snapshot(house: House) -> None:
    await add_plan(house, 8)
    march = await closed_in_march(house)
    frozen = Counter(line["colour"] for line in await _snapshot(house, march))
    document = await document_of(house, await house.review(JUNE))
    (chart,) = [part.chart for part in document.parts if isinstance(part, Drawing) and isinstance(part.chart, Bars)]
    assert chart.categories == ("1 Mar 2027", "1 Mar 2027")
    names = {"Green": "green", "Amber": "amber", "Red": "red", "Not reported": "not_reported"}
    assert {names[series.name]: series.values[0] for series in chart.series if series.values[0]} == dict(frozen)


async def _snapshot(house: House, review: Review) -> Sequence[dict[str, str]]:
    async with house.bunsen.begin() as tx:
        lines = await tx.of(house.institution.id).reviews.snapshot(review.id)
    return [{"ref": line.ref, "colour": line.colour, "comment": line.comment} for line in lines]


async def test_changes_are_those_between_two_snapshots(house: House) -> None:
    await add_plan(house, 8)
    await closed_in_march(house)
    red = next(action for action in await actions_of(house) if action.ref == "A2")
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).plans.record(
            ActionUpdate(red.id, START + timedelta(days=1), Rag.GREEN, "It is done", by="Olu", by_person_id=1)
        )
    house.clock.move_to(START + timedelta(days=2))
    grid = table_of(await document_of(house, None), "Since 1 March 2027")
    assert [(row[0].split()[0], *row[1:]) for row in grid.rows] == [("A2", "Red", "Green", "It is done")]


async def test_the_summary_names_what_waits_for_a_decision(house: House) -> None:
    await add_plan(house, 4)
    said = said_in(await document_of(house, await house.review(JUNE)))
    assert "1 action red (A2): accept the explanation, or decide what is to change." in said
    assert "1 action not reported (A3)" in said


async def test_the_agenda_counts_what_follows(house: House) -> None:
    await add_plan(house)
    document = await document_of(house, await house.review(JUNE))
    items = {row[1]: row[2] for row in table_of(document, "Items of the agenda").rows}
    assert items["Reds: explanation and learning"] == str(len(table_of(document, "Reds with their explanation").rows))
    assert items["Missing reports"] == str(len(table_of(document, "Without a report").rows))
    assert items["Actions that nobody answers for"] == str(
        len(table_of(document, "Open actions without an owner").rows)
    )
