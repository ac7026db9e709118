"""The draft of the self-assessment: every question a heading, figures from the database, gaps for people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import insert

from bot.documents.markdown import as_markdown
from handlers.achievements import model
from handlers.assessment.charters import charters_in
from handlers.assessment.draft import draft_document
from handlers.assessment.draft_facts import DraftFacts, draft_facts
from handlers.assessment.draft_plans import length_trouble
from handlers.assessment.headcount import findings
from handlers.assessment.model import Headcount, HeadcountRow, TalentAnswer
from handlers.assessment.sections import UnknownStage, sections
from handlers.assessment.talent import shipped
from handlers.documents import Document, Grid, Heading, Paragraph, Part, Points, Quotation, ToBeWritten, to_be_written
from handlers.plans.model import Action, Plan, PlanState
from handlers.rights import PostKind
from handlers.work import Work
from storage.tables import questions
from tests.handlers.assessment.plan_world import make_plan
from tests.support.house import House

NOW = datetime(2027, 2, 20, 12, tzinfo=UTC)


async def _facts(house: House, stage: int) -> DraftFacts:
    async with house.bunsen.begin() as tx:
        return await draft_facts(
            tx.of(house.institution.id), house.services.knowledge, house.institution, stage, house.clock.now()
        )


async def _draft(house: House, stage: int = 3) -> Document:
    return draft_document(await _facts(house, stage))


def _under(document: Document, heading: str) -> list[Part]:
    """What stands under a heading of level 1."""
    found: list[Part] = []
    inside = False
    for part in document.parts:
        if isinstance(part, Heading) and part.level == 1:
            inside = part.text == heading
        elif inside:
            found.append(part)
    return found


def _section(document: Document, stage: int, section_id: str) -> list[Part]:
    (section,) = [each for each in sections(stage) if each.id == section_id]
    return _under(document, section.heading)


def _rows(parts: Sequence[Part], first_heading: str) -> list[tuple[str, ...]]:
    return [row for part in parts if isinstance(part, Grid) and part.headings[0] == first_heading for row in part.rows]


async def _add(house: House, *achievements: model.Achievement) -> None:
    async with house.bunsen.begin() as tx:
        for each in achievements:
            await tx.of(house.institution.id).achievements.add(each)


def _achievement(what: str, **more: object) -> model.Achievement:
    return replace(model.Achievement(0, "Recognition", what, date(2027, 2, 1), model.State.KEPT, NOW), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("stage", [1, 2, 3])
async def test_every_question_of_the_form_is_a_heading(house: House, stage: int) -> None:
    headings = [
        part.text for part in (await _draft(house, stage)).parts if isinstance(part, Heading) and part.level == 1
    ]
    asked = [each.heading for each in sections(stage)]
    assert [each for each in headings if each in asked] == asked


@pytest.mark.parametrize("stage", [1, 2, 3])
async def test_without_anything_recorded_every_question_is_for_people(house: House, stage: int) -> None:
    document = await _draft(house, stage)
    for section in sections(stage):
        assert any(isinstance(part, ToBeWritten) for part in _under(document, section.heading)), section.id


async def test_a_stage_that_is_not_laid_down_is_refused(house: House) -> None:
    with pytest.raises(UnknownStage):
        await _facts(house, 4)


async def test_a_stage_whose_form_was_not_at_hand_says_so_first(house: House) -> None:
    text = as_markdown(await _draft(house, 2))
    assert "was not at hand" in text.partition("## ")[0]


async def test_the_front_counts_the_gaps_that_are_there(house: House) -> None:
    await make_plan(house)
    document = await _draft(house)
    (front,) = [part for part in document.parts if isinstance(part, Grid) and part.headings[0] == "Section"]
    counted = {row[0]: int(row[-1]) for row in front.rows}
    expected = {
        section.heading: sum(isinstance(part, ToBeWritten) for part in _under(document, section.heading))
        for section in sections(3)
    }
    assert counted == expected


async def test_the_first_words_count_all_gaps_of_the_whole_document(house: House) -> None:
    await make_plan(house)
    document = await _draft(house)
    (said,) = [part.text for part in document.parts[:1] if isinstance(part, Paragraph)]
    assert f"{to_be_written(document)} places in it only people can fill" in said


async def test_the_lead_is_named_from_the_post(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    parts = _section(await _draft(house), 3, "contact")
    assert "lea@wenlow.example" in repr(parts)
    assert not any(isinstance(part, ToBeWritten) and "nobody holds" in part.what for part in parts)


async def test_nobody_is_named_who_holds_no_post(house: House) -> None:
    await house.person("tess")
    await make_plan(house)
    assert "Tess" not in as_markdown(await _draft(house))


# --- head-count ---


def _count(on: date, numbers: tuple[int, int, int]) -> Headcount:
    row = HeadcountRow("Biology", tuple(map(Decimal, numbers)))
    return Headcount(0, on, ("F", "M", "Total"), (row,), NOW, stated={"": Decimal(40)}, source="HR records")


async def _bring(house: House, *counts: Headcount) -> None:
    async with house.bunsen.begin() as tx:
        for each in counts:
            await tx.of(house.institution.id).assessments.add_headcount(each)


async def test_the_count_of_heads_stands_there_with_all_that_does_not_add_up(house: House) -> None:
    count = _count(date(2027, 1, 1), (14, 25, 38))
    await _bring(house, count)
    parts = _section(await _draft(house), 3, "structures")
    assert ("Biology", "14", "25", "38") in _rows(parts, "Unit")
    assert [part.items for part in parts if isinstance(part, Points)] == [
        tuple(each.sentence for each in findings(count))
    ]


async def test_the_newest_count_stands_there_with_how_it_moved(house: House) -> None:
    await _bring(house, _count(date(2027, 1, 1), (14, 25, 39)), _count(date(2021, 1, 1), (10, 20, 30)))
    text = as_markdown(await _draft(house))
    assert "From 30 on 1 January 2021 to 39 on 1 January 2027" in text


# --- RAG, measures and achievements, recomputed from the database ---


async def test_the_analysis_counts_what_the_database_has(house: House) -> None:
    await make_plan(house)
    (everything,) = [row for row in _rows(_section(await _draft(house), 3, "rag"), "Theme") if row[0] == "All"]
    rows = await house.select("SELECT rag, count(*) FROM updates WHERE rag IS NOT NULL GROUP BY rag")
    by_rag = {str(rag): int(str(number)) for rag, number in rows}
    (total,) = await house.select("SELECT count(*) FROM actions")
    reds = by_rag["red"] + by_rag["dropped"] + by_rag["not_due"]
    silent = int(str(total[0])) - sum(by_rag.values())
    numbers = (by_rag["green"], by_rag["amber"], reds, silent, total[0])
    assert everything[1:] == tuple(map(str, numbers))


async def test_the_ambers_and_greens_stand_in_the_appendix(house: House) -> None:
    await make_plan(house)
    parts = _under(await _draft(house), "Appendix: RAG analysis, amber and green")
    assert {row[0] for row in _rows(parts, "Action")} == {"V1 Web page", "V2 Showcase", "S1 Apprentices"}


async def test_a_measure_stands_with_baseline_target_and_newest_reading(house: House) -> None:
    actions = await make_plan(house)
    hub = next(action for action in actions if action.ref == "V1")
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        await plans.change(
            replace(hub, baseline="20 pages", target="100 pages", success_measure="Pages of technicians")
        )
    rows = _rows(_section(await _draft(house), 3, "impact"), "Action")
    assert rows == [
        ("V1 Web page", "Pages of technicians", "20 pages", "100 pages", "120 pages (1 February 2027)"),
    ]


async def test_a_measure_without_a_baseline_is_flagged(house: House) -> None:
    await make_plan(house)
    rows = _rows(_section(await _draft(house), 3, "impact"), "Action")
    assert [row[2] for row in rows] == ["no baseline yet"]


async def test_whoever_agreed_is_quoted(house: House) -> None:
    said = model.Testimonial("It changed my year.", "a technician in Biology", date(2027, 2, 1), "by e-mail")
    await _add(house, _achievement("Mentoring", testimonial=said))
    quotations = [part for part in _section(await _draft(house), 3, "impact") if isinstance(part, Quotation)]
    assert quotations == [Quotation("It changed my year.", "a technician in Biology")]


@pytest.mark.parametrize(("times", "shown"), [(5, True), (4, False)])
async def test_what_technicians_asked_is_counted_from_five_up(house: House, times: int, shown: bool) -> None:
    rows = [
        {
            "id": f"{number:032}",
            "institution_id": house.institution.id,
            "question": "who pays",
            "asked": "answered",
            "topic": "development-fund-amount",
            "asked_on": date(2027, 2, 1),
        }
        for number in range(times)
    ]
    async with house.database.engine.begin() as connection:
        await connection.execute(insert(questions), rows)
    found = _rows(_section(await _draft(house), 3, "impact"), "Topic")
    assert [row[1] for row in found] == (["5"] if shown else [])


@pytest.mark.parametrize("state", [model.State.SUGGESTED, model.State.DECLINED, model.State.WITHDRAWN])
async def test_only_what_is_kept_stands_in_it(house: House, state: model.State) -> None:
    await _add(house, _achievement("Mentoring for all", figure="50", unit="pairs", state=state))
    assert "Mentoring for all" not in as_markdown(await _draft(house))


async def test_what_lies_outside_the_plan_stands_under_its_own_question(house: House) -> None:
    actions = await house.plan(Action(0, 0, "R1", "Recognition", "Award"))
    await _add(house, _achievement("Inside", action_ids=(actions[0].id,)), _achievement("Outside"))
    assert [row[0] for row in _rows(_section(await _draft(house, 2), 2, "beyond-plan"), "What was done")] == ["Outside"]


# --- TALENT, charters, publication ---


async def test_a_recommendation_with_an_example_is_no_gap(house: House) -> None:
    async with house.bunsen.begin() as tx:
        answer = TalentAnswer("data", NOW, example="A taxonomy is in use", source="Annual report")
        await tx.of(house.institution.id).assessments.add_talent(answer)
    parts = _section(await _draft(house), 3, "talent")
    (row,) = _rows(parts, "Recommendation")
    assert row[1:] == ("A taxonomy is in use", "Annual report")
    (gaps,) = [part.items for part in parts if isinstance(part, Points)]
    assert len(gaps) == len(shipped()) - 1


async def test_how_many_recommendations_are_not_known_is_said(house: House) -> None:
    parts = _section(await _draft(house), 3, "talent")
    assert any(isinstance(part, ToBeWritten) and "other 10 of the report's 16" in part.what for part in parts)


@pytest.mark.parametrize(
    ("reference", "charters"),
    [
        ("Athena SWAN silver, action 5.5", ["Athena Swan"]),
        ("Race Equality Charter and REF2029", ["Race Equality Charter", "Research Excellence Framework"]),
        ("TEF23 submission", ["Teaching Excellence Framework"]),
        ("Researcher Development Concordat", ["Concordat"]),
        ("see ref 5", ["Other"]),
        ("Recognition strategy", ["Other"]),
    ],
)
def test_charters_are_known_by_their_names(reference: str, charters: list[str]) -> None:
    assert list(charters_in(reference)) == charters


async def test_cross_references_of_actions_and_achievements_stand_together(house: House) -> None:
    await house.plan(Action(0, 0, "R1", "Recognition", "Award", cross_reference="Athena Swan 5.5"))
    await _add(house, _achievement("Mentoring", cross_reference="REF2029"))
    parts = _section(await _draft(house), 3, "charters")
    assert _rows(parts, "Charter or review") == [
        ("Athena Swan", "Athena Swan 5.5", "R1 Award"),
        ("Research Excellence Framework", "REF2029", "Mentoring"),
    ]
    (gap,) = [part.what for part in parts if isinstance(part, ToBeWritten)]
    assert "Race Equality Charter, Teaching Excellence Framework, Concordat" in gap


# --- the plan that is handed in ---


@pytest.mark.parametrize(
    ("first", "last", "months", "said"),
    [
        (date(2027, 8, 1), date(2030, 7, 31), 36, ""),
        (date(2027, 8, 1), date(2030, 8, 1), 36, ""),
        (date(2027, 8, 1), date(2029, 7, 31), 36, "This plan runs 24 months; this stage asks for 36."),
        (date(2027, 1, 31), date(2029, 1, 30), 24, ""),
        (None, None, 24, "The plan has no first and last day yet. This stage asks for 24 months."),
    ],
)
def test_a_plan_of_another_length_than_the_stage_asks_for_is_remarked_on(
    first: date | None, last: date | None, months: int, said: str
) -> None:
    assert length_trouble(Plan(0, "Plan", first, last), months) == said


async def _with_draft(work: Work) -> None:
    draft = await work.plans.add(Plan(0, "Plan 2029-2032", state=PlanState.DRAFT))
    await work.plans.add_actions([Action(0, draft.id, "N1", "Visibility", "New hub", success_measure="200 pages")])


async def test_the_plan_in_draft_is_the_one_that_is_handed_in(house: House) -> None:
    await make_plan(house)
    async with house.bunsen.begin() as tx:
        await _with_draft(tx.of(house.institution.id))
    parts = _section(await _draft(house), 3, "plan-36")
    assert _rows(parts, "Action") == [("N1 New hub", "nobody yet", "no date yet", "200 pages", "not said")]


async def test_with_the_first_form_the_plan_that_runs_is_handed_in(house: House) -> None:
    await make_plan(house)
    rows = _rows(_section(await _draft(house, 1), 1, "plan-24"), "Action")
    assert len(rows) == 7


async def test_a_plan_with_one_action_is_enough_for_a_draft(house: House) -> None:
    await house.plan(Action(0, 0, "V1", "Visibility", "Hub"))
    assert "1 action: 1 not reported." in as_markdown(await _draft(house))
