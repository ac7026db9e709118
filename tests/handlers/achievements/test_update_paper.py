"""The update paper: what was done since a day, theme by theme, with every number from the database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.documents.markdown import as_markdown
from handlers.achievements import model, names
from handlers.achievements.paper import in_one_sentence, paper_document
from handlers.achievements.paper_facts import PaperFacts, paper_facts
from handlers.cards import Button
from handlers.documents import Document, DocumentKind, Grid, Quotation
from handlers.outcomes import FormErrors, Reply, SendDocument
from handlers.plans.model import Action, ActionUpdate, Evidence, Plan, PlanState
from handlers.plans.rag import Rag
from handlers.reviews.model import Review
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text

SINCE = date(2027, 1, 1)
BEFORE = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
AFTER = datetime(2027, 2, 1, 12, tzinfo=UTC)


async def _facts(house: House, since: date = SINCE) -> PaperFacts:
    async with house.bunsen.begin() as tx:
        return await paper_facts(tx.of(house.institution.id), house.institution, since, house.clock.now())


async def _say(house: House, action: Action, at: datetime, rag: Rag, **more: object) -> None:
    update = ActionUpdate(action.id, at, rag, by="Tom", by_person_id=(await house.person("tom")).id)
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).plans.record(replace(update, **more))  # type: ignore[arg-type]


async def _achieve(house: House, what: str = "Mentoring", **more: object) -> model.Achievement:
    new = model.Achievement(0, "Recognition", what, date(2027, 2, 1), model.State.KEPT, AFTER)
    async with house.bunsen.begin() as tx:
        return await tx.of(house.institution.id).achievements.add(replace(new, **more))  # type: ignore[arg-type]


def _grids(document: Document) -> list[Grid]:
    return [part for part in document.parts if isinstance(part, Grid)]


@pytest.fixture
async def hub(house: House) -> Action:
    """The one action of the plan that runs."""
    (action,) = await house.plan(Action(0, 0, "V1", "Visibility", "Technicians' hub"))
    return action


async def test_an_achievement_stands_there_with_figure_and_evidence(house: House) -> None:
    found = await _achieve(house, figure="50", unit="% more technicians registered")
    proof = model.AchievementProof(0, found.id, "Mentoring page", AFTER, link="https://www.example.ac.uk/mentoring")
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).achievements.add_proof(proof)
    (grid,) = [each for each in _grids(paper_document(await _facts(house))) if each.caption.startswith("Recognition")]
    assert grid.rows == (
        (
            "Mentoring",
            "outside the plan",
            "1 February 2027",
            "50% more technicians registered",
            "Mentoring page (https://www.example.ac.uk/mentoring)",
        ),
    )


@pytest.mark.parametrize(("day", "there"), [(SINCE, True), (SINCE - timedelta(days=1), False)])
async def test_what_was_done_on_the_day_itself_counts(house: House, day: date, there: bool) -> None:
    await _achieve(house, done_on=day)
    assert bool((await _facts(house)).done) is there


@pytest.mark.parametrize("state", [model.State.SUGGESTED, model.State.DECLINED, model.State.WITHDRAWN])
async def test_only_what_is_kept_counts(house: House, state: model.State) -> None:
    await _achieve(house, state=state)
    assert (await _facts(house)).done == ()


async def test_an_action_that_became_green_since_counts(house: House, hub: Action) -> None:
    await _say(house, hub, BEFORE, Rag.AMBER)
    await _say(house, hub, AFTER, Rag.GREEN, comment="Live", reading="120 pages")
    (done,) = (await _facts(house)).done
    assert (done.what, done.place, done.figure, done.on) == (
        "Technicians' hub\nLive", "V1", "120 pages", date(2027, 2, 1),
    )  # fmt: skip


async def test_an_action_that_was_green_before_does_not_count_again(house: House, hub: Action) -> None:
    await _say(house, hub, BEFORE, Rag.GREEN)
    await _say(house, hub, AFTER, Rag.GREEN, comment="Still live")
    assert (await _facts(house)).done == ()


async def test_what_recurs_counts_each_time(house: House) -> None:
    (conference,) = await house.plan(Action(0, 0, "V2", "Visibility", "Conference", due_text="every year"))
    await _say(house, conference, BEFORE, Rag.GREEN)
    await _say(house, conference, AFTER, Rag.GREEN)
    assert [each.place for each in (await _facts(house)).done] == ["V2"]


async def test_an_action_that_turned_back_does_not_count(house: House, hub: Action) -> None:
    await _say(house, hub, AFTER, Rag.GREEN)
    await _say(house, hub, AFTER + timedelta(days=1), Rag.AMBER)
    assert (await _facts(house)).done == ()


async def test_an_action_that_an_achievement_tells_of_is_not_told_twice(house: House, hub: Action) -> None:
    await _say(house, hub, AFTER, Rag.GREEN)
    await _achieve(house, action_ids=(hub.id,))
    assert [(each.what, each.place) for each in (await _facts(house)).done] == [("Mentoring", "V1")]


async def test_an_action_of_a_plan_that_was_closed_since_counts(house: House, hub: Action) -> None:
    await _say(house, hub, AFTER, Rag.GREEN)
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).plans.add(Plan(0, "Plan 2027-2030"))
    assert [each.place for each in (await _facts(house)).done] == ["V1"]


async def test_what_came_in_completed_does_not_claim_its_day(house: House, hub: Action) -> None:
    await _say(house, hub, AFTER, Rag.GREEN, by="", by_person_id=None)
    assert "by 1 February 2027" in as_markdown(paper_document(await _facts(house)))


async def test_the_evidence_of_an_action_stands_beside_it(house: House, hub: Action) -> None:
    await _say(house, hub, AFTER, Rag.GREEN)
    async with house.bunsen.begin() as tx:
        piece = Evidence(0, hub.id, "The page", AFTER, link="https://www.example.ac.uk/hub")
        await tx.of(house.institution.id).plans.add_evidence(piece)
    (done,) = (await _facts(house)).done
    assert done.shown_by == ("The page (https://www.example.ac.uk/hub)",)


async def test_the_counts_are_those_of_the_rows(house: House, hub: Action) -> None:
    await _say(house, hub, AFTER, Rag.GREEN, reading="120 pages")
    await _achieve(house)
    await _achieve(house, "Award", theme="Visibility", figure="3", unit="winners")
    (counts,) = [each for each in _grids(paper_document(await _facts(house))) if each.headings[0] == "Theme"]
    by_theme = {row[0]: row[1:] for row in counts.rows}
    assert by_theme["Visibility"] == ("1", "1", "2", "0")
    assert by_theme["All"] == ("2", "1", "2", "0")


async def test_all_counts_are_recomputed_from_the_database(house: House, hub: Action) -> None:
    await _say(house, hub, AFTER, Rag.GREEN)
    await _achieve(house)
    await _achieve(house, "Early", done_on=date(2026, 1, 1))
    rows = await house.select(
        "SELECT count(*) FROM achievement_versions v WHERE state = 'kept' AND done_on >= '2027-01-01' AND number = "
        "(SELECT max(number) FROM achievement_versions WHERE achievement_id = v.achievement_id)"
    )
    (greens,) = await house.select("SELECT count(*) FROM updates WHERE rag = 'green'")
    assert in_one_sentence(await _facts(house)) == (
        f"Since 1 January 2027: {rows[0][0]} achievement and {greens[0]} completed action. "
        "1 achievement lies outside the plan."
    )


async def test_whoever_agreed_is_quoted(house: House) -> None:
    said = model.Testimonial("It changed my year.", "a technician in Biology", date(2027, 2, 1), "by e-mail")
    await _achieve(house, testimonial=said)
    quoted = [part for part in paper_document(await _facts(house)).parts if isinstance(part, Quotation)]
    assert quoted == [Quotation("It changed my year.", "a technician in Biology")]


async def test_a_measure_that_was_read_since_stands_there(house: House) -> None:
    (action,) = await house.plan(Action(0, 0, "R1", "Recognition", "Registration", baseline="4%", target="20%"))
    await _say(house, action, AFTER, Rag.AMBER, reading="11%", next_step="A workshop", next_step_on=date(2027, 4, 1))
    found = {each.caption: each.rows for each in _grids(paper_document(await _facts(house)))}
    assert found["From the baseline to now"] == (("R1 Registration", "4%", "20%", "11%", "1 February 2027"),)
    assert found["Actions in progress"] == (("R1 Registration", "A workshop", "1 April 2027"),)


async def test_an_action_of_a_plan_in_draft_does_not_count(house: House) -> None:
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        draft = await plans.add(Plan(0, "Plan 2029-2032", state=PlanState.DRAFT))
        action = await plans.add_action(Action(0, draft.id, "N1", "Visibility", "New hub"))
    await _say(house, action, AFTER, Rag.GREEN)
    assert (await _facts(house)).done == ()


async def test_where_nothing_was_done_it_says_so(house: House) -> None:
    assert "Nothing is recorded as done since 1 January 2027." in as_markdown(paper_document(await _facts(house)))


# --- in chat ---


@pytest.fixture
async def cora(house: House) -> str:
    await house.person("cora", ("Committee Chair", PostKind.CHAIR))
    return "cora"


async def test_a_chair_gets_the_paper_since_the_last_review_as_a_word_file(house: House, cora: str) -> None:
    async with house.bunsen.begin() as tx:
        review = Review(0, date(2026, 12, 1), date(2026, 11, 17), closed_at=datetime(2026, 12, 1, 15, tzinfo=UTC))
        await tx.of(house.institution.id).reviews.save(review)
    (card,) = await house.hears(cora, "update paper")
    (word,) = [each for each in buttons(card) if each.label == "Word file"]
    outcome = await house.press(cora, word)
    assert isinstance(outcome, SendDocument), outcome
    assert (outcome.kind, outcome.document.subtitle) == (
        DocumentKind.DOCX,
        "University of Little Wenlow, 1 December 2026 to 1 March 2027",
    )


async def test_a_day_of_ones_own_is_taken(house: House, cora: str) -> None:
    form = opened(await house.press(cora, Button("", names.PAPER_SINCE)))
    outcome = await house.submit(cora, form, {"since": "2027-02-01", "kind": "html"})
    assert isinstance(outcome, SendDocument), outcome
    assert outcome.kind is DocumentKind.HTML


@pytest.mark.parametrize(("since", "kind"), [("2027-03-02", "docx"), ("", "docx"), ("2027-02-01", "exe")])
async def test_a_day_or_kind_that_cannot_be_is_refused(house: House, cora: str, since: str, kind: str) -> None:
    form = opened(await house.press(cora, Button("", names.PAPER_SINCE)))
    assert isinstance(await house.submit(cora, form, {"since": since, "kind": kind}), FormErrors)


@pytest.mark.parametrize("value", ["docx:someday", "exe:2027-01-01", ""])
async def test_a_button_that_says_nothing_shows_the_choices(house: House, cora: str, value: str) -> None:
    outcome = await house.press(cora, Button("", names.PAPER, value))
    assert isinstance(outcome, Reply)
    assert outcome.card.title == "Update paper"


@pytest.mark.parametrize("press", [names.PAPER, names.PAPER_SINCE])
async def test_somebody_without_the_right_gets_no_paper(house: House, press: str) -> None:
    await house.person("tom", ("OSD Manager", PostKind.OWNER))
    outcome = await house.press("tom", Button("", press, "docx:2027-01-01"))
    assert isinstance(outcome, Reply), outcome
    assert "committee chairs" in text(outcome.card)
