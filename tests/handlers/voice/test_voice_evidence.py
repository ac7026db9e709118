"""The evidence of the technician voice: every number in it is that of the database, and nothing says too much."""

import io
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import docx
import pytest

from bot.documents.markdown import as_markdown
from handlers.cards import Button, Card
from handlers.documents import Document, Drawing, Grid, Heading, Points, Quotation, ToBeWritten, to_be_written
from handlers.outcomes import Outcome, Reply, SendFile
from handlers.people.model import Person
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from handlers.voice.events.model import Led, Method, Prompt, VoiceEvent, VoicePoint
from handlers.voice.evidence import evidence_document
from handlers.voice.evidence_files import WRITE_PRESS
from handlers.voice.heard import gather
from handlers.voice.keeping import keep_figures
from handlers.voice.model import Ballot, Instrument, Question, QuestionKind, Survey, SurveyState
from handlers.voice.quotations import QuotationState
from handlers.voice.you_said.model import Line
from tests.support.house import START, House, buttons, text

PULSE = Instrument(
    "pulse",
    "Pulse",
    (
        Question("V1", "Visibility", "My work is seen.", actions=("A1", "A2")),
        Question("R3", "Recognition", "Cost keeps me from registering.", reverse=True),
        Question("C5", "Career Development", "I was offered mentoring.", QuestionKind.YES_NO, ("Yes", "No")),
        Question("S5", "Sustainability", "Which skill would be lost?", QuestionKind.OPEN),
    ),
)
CLOSED_ON = date(2027, 2, 15)


def _ballots(count: int) -> list[Ballot]:
    """Answers of every kind, and some questions skipped."""
    found = []
    for n in range(count):
        answers = {"V1": str(n % 5 + 1), "C5": str(n % 3 // 2), "S5": f"Glass {n}"}
        if n % 4:
            answers["R3"] = "4" if n % 3 else "2"
        found.append(Ballot("", answers))
    return found


async def _hold_round(house: House, invited: int, ballots: int) -> Survey:
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        people = [
            await work.people.save(Person(0, f"P{n}", f"p{n}@wenlow.example", invited=True)) for n in range(invited)
        ]
        draft = Survey(0, PULSE, SurveyState.OPEN, START - timedelta(days=30), CLOSED_ON, bytes(32), invited)
        survey = await work.surveys.open(draft, {person.id: "" for person in people})
        await keep_figures(work, survey, _ballots(ballots))
        await work.surveys.close(survey.id, _ballots(ballots), CLOSED_ON)
    return survey


async def _hold_workshop(house: House) -> Sequence[VoicePoint]:
    async with house.bunsen.begin() as tx:
        events = tx.of(house.institution.id).voice_events
        event = await events.add(
            VoiceEvent(0, Method.WORKSHOP, "Workshop", date(2027, 1, 20), START, 40, 12, by="Cora")
        )
        return await events.add_points(
            [
                VoicePoint(0, event.id, "Recognition", Prompt.BARRIERS, "No cover for courses", 4),
                VoicePoint(0, event.id, "Recognition", Prompt.GOOD, "Time off the job", 7),
                VoicePoint(0, event.id, "Visibility", Prompt.QUESTIONS, "=Who *knows* us?"),
            ]
        )


async def _document(house: House, since: date | None = None) -> Document:
    async with house.bunsen.begin() as tx:
        heard = await gather(tx.of(house.institution.id), house.institution, house.clock.now(), since)
    return evidence_document(house.institution.name, heard, START.date())


def _grid(document: Document, caption: str) -> Grid:
    return next(part for part in document.parts if isinstance(part, Grid) and part.caption.startswith(caption))


async def _answers(house: House, survey: Survey) -> list[dict[str, str]]:
    async with house.bunsen.begin() as tx:
        return [dict(ballot.answers) for ballot in await tx.of(house.institution.id).surveys.ballots(survey.id)]


async def _invited(house: House, survey: Survey) -> int:
    [(count,)] = await house.select(f"SELECT count(*) FROM invitations WHERE survey_id = {survey.id}")
    assert isinstance(count, int)
    return count


def _nearest_five(count: int) -> int:
    return min(range(0, count + 6, 5), key=lambda five: abs(five - count))


async def test_a_round_stands_with_its_days_and_rounded_counts(house: House) -> None:
    survey = await _hold_round(house, 43, 32)
    invited, took_part = await _invited(house, survey), len(await _answers(house, survey))
    [row] = _grid(await _document(house), "Surveys and events").rows
    assert row == (
        "30 January 2027 to 15 February 2027",
        "Anonymous survey",
        "Pulse, round 1",
        f"about {_nearest_five(invited)}",
        f"about {_nearest_five(took_part)}",
        f"{round(100 * took_part / invited)}%",
    )


async def test_the_figures_are_those_of_the_ballots(house: House) -> None:
    survey = await _hold_round(house, 43, 32)
    answers = await _answers(house, survey)
    rows = {row[0].split()[0]: row for row in _grid(await _document(house), "How far people agree").rows}
    for key in ("V1", "R3"):
        given = [int(each[key]) for each in answers if key in each]
        shares = (sum(step > 3 for step in given), given.count(3), sum(step < 3 for step in given))
        expected = tuple(f"{round(100 * part / len(given))}%" for part in shares)
        assert rows[key][2:] == (*expected, f"about {_nearest_five(len(given))}")


async def test_the_chart_has_the_figures_of_the_ballots(house: House) -> None:
    survey = await _hold_round(house, 43, 32)
    given = [int(each["V1"]) for each in await _answers(house, survey)]
    drawing = next(part for part in (await _document(house)).parts if isinstance(part, Drawing))
    shares = (sum(step > 3 for step in given), given.count(3), sum(step < 3 for step in given))
    assert [series.values for series in drawing.chart.series] == [
        (float(round(100 * part / len(given))),) for part in shares
    ]


async def test_answers_to_choose_from_are_those_of_the_ballots(house: House) -> None:
    survey = await _hold_round(house, 43, 32)
    given = Counter(each["C5"] for each in await _answers(house, survey))
    assert _grid(await _document(house), "C5").rows == (
        ("Yes", f"{round(100 * given['0'] / given.total())}%"),
        ("No", f"{round(100 * given['1'] / given.total())}%"),
    )


async def test_where_agreeing_is_bad_news_it_says_so(house: House) -> None:
    await _hold_round(house, 43, 32)
    rows = _grid(await _document(house), "How far people agree").rows
    assert [row[0] for row in rows if "agreeing is bad news" in row[0]] == [
        "R3 Cost keeps me from registering. (careful: agreeing is bad news)"
    ]


@pytest.mark.parametrize("ballots", [0, 4, 5, 7])
async def test_of_fewer_than_eight_ballots_no_figure_leaves_the_house(house: House, ballots: int) -> None:
    await _hold_round(house, 43, ballots)
    document = await _document(house)
    [row] = _grid(document, "Surveys and events").rows
    assert row[4:] == ("fewer than 8", "not given")
    assert [part for part in document.parts if isinstance(part, Drawing)] == []
    assert [part.caption for part in document.parts if isinstance(part, Grid)] == ["Surveys and events, by date"]


async def test_of_fewer_than_twenty_three_there_are_no_shares(house: House) -> None:
    await _hold_round(house, 22, 20)
    assert "%" not in as_markdown(await _document(house))


async def test_a_round_that_is_open_is_not_in_it(house: House) -> None:
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        draft = Survey(0, PULSE, SurveyState.OPEN, START, CLOSED_ON, bytes(32), 12)
        await work.surveys.open(draft, {})
    assert "Pulse" not in as_markdown(await _document(house))


async def test_an_event_stands_with_the_counts_that_were_recorded(house: House) -> None:
    await _hold_workshop(house)
    [recorded] = await house.select("SELECT invited, took_part FROM voice_events")
    [row] = _grid(await _document(house), "Surveys and events").rows
    assert row == ("20 January 2027", "Workshop", "Workshop", str(recorded[0]), str(recorded[1]), "30%")


async def test_points_are_counted_by_theme_and_prompt(house: House) -> None:
    await _hold_workshop(house)
    rows = await house.select("SELECT theme, prompt, count(*) FROM voice_points GROUP BY theme, prompt")
    counts = {(theme, prompt): str(count) for theme, prompt, count in rows}
    assert _grid(await _document(house), "How many points").rows == tuple(
        (theme, *(counts.get((theme, prompt), "0") for prompt in ("questions", "barriers", "good", "finding")))
        for theme in ("Visibility", "Recognition")
    )


async def test_points_stand_under_theme_and_prompt_with_how_often(house: House) -> None:
    await _hold_workshop(house)
    parts = (await _document(house)).parts
    after = parts.index(Heading("What would get in the way?", 3)) + 1
    assert parts[after] == Points(("No cover for courses (said 4 times, Workshop, 20 January 2027)",))


async def test_what_was_typed_stays_text(house: House) -> None:
    await _hold_workshop(house)
    assert "=Who \\*knows\\* us?" in as_markdown(await _document(house))


async def test_a_change_stands_with_the_state_that_its_action_has_now(house: House) -> None:
    _, good, _ = await _hold_workshop(house)
    (action,) = await house.plan(Action(0, 0, "R1", "Recognition", "Give an hour a week"))
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        await work.voice_events.lead(Led(good.id, action.id, "It is in the workload model"))
        await work.plans.record(ActionUpdate(action.id, START, Rag.GREEN))
    assert _grid(await _document(house), "What was said").rows == (
        ("Time off the job", "Recognition", "R1 Give an hour a week", "It is in the workload model", "Green"),
    )


async def test_how_many_points_led_to_something_is_said(house: House) -> None:
    first, second, _ = await _hold_workshop(house)
    (action,) = await house.plan(Action(0, 0, "R1", "Recognition", "Give an hour a week"))
    async with house.bunsen.begin() as tx:
        for point in (first, second):
            await tx.of(house.institution.id).voice_events.lead(Led(point.id, action.id))
    assert "2 of 3 points led to 1 action of the plan." in as_markdown(await _document(house))


async def test_the_days_on_which_technicians_were_told_are_named(house: House) -> None:
    point, *_ = await _hold_workshop(house)
    (action,) = await house.plan(Action(0, 0, "R1", "Recognition", "Give an hour a week"))
    lea = await house.person("lea")
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        await work.voice_events.lead(Led(point.id, action.id))
        for when in (START, START + timedelta(days=30)):
            draft = await work.you_said.draft([Line(point.id, action.id, "Said", "Done")], when, None)
            await work.you_said.approve(draft.id, lea, when)
    assert "on the list on 1 March 2027 and 31 March 2027." in as_markdown(await _document(house))


async def test_which_actions_a_question_informs_is_said(house: House) -> None:
    await _hold_round(house, 43, 32)
    rows = _grid(await _document(house), "Which actions").rows
    assert rows == (("V1 My work is seen.", "A1, A2"),)


async def _propose(house: House, survey: Survey, words: str, state: QuotationState | None) -> None:
    first, second = await house.person("ann"), await house.person("bob")
    async with house.bunsen.begin() as tx:
        quotations = tx.of(house.institution.id).quotations
        await quotations.propose(survey.id, "S5", words, first.id)
        if state is not None:
            (each,) = await quotations.of(survey.id)
            await quotations.settle(each.id, state, second.id)


async def test_a_comment_that_two_people_approved_is_quoted(house: House) -> None:
    survey = await _hold_round(house, 43, 32)
    await _propose(house, survey, "Glass 3", QuotationState.APPROVED)
    quoted = [part for part in (await _document(house)).parts if isinstance(part, Quotation)]
    assert quoted == [Quotation("Glass 3", "Sustainability, Pulse")]


@pytest.mark.parametrize("state", [None, QuotationState.DECLINED])
async def test_a_comment_that_two_people_did_not_approve_is_not_quoted(
    house: House, state: QuotationState | None
) -> None:
    survey = await _hold_round(house, 43, 32)
    await _propose(house, survey, "Glass 3", state)
    assert "Glass" not in as_markdown(await _document(house))


async def test_of_fewer_than_ten_ballots_nothing_is_quoted(house: House) -> None:
    survey = await _hold_round(house, 43, 9)
    await _propose(house, survey, "Glass 3", QuotationState.APPROVED)
    assert "Glass" not in as_markdown(await _document(house))


async def test_what_bunsen_cannot_know_is_left_to_be_written(house: House) -> None:
    parts = [part for part in (await _document(house)).parts if isinstance(part, ToBeWritten)]
    assert parts[0] == ToBeWritten(
        "the institutional lead", "When and how technicians were heard: nothing is recorded yet."
    )


async def test_once_something_is_recorded_it_is_no_gap_any_more(house: House) -> None:
    empty = to_be_written(await _document(house))
    await _hold_workshop(house)
    assert to_be_written(await _document(house)) == empty - 1


async def test_a_day_leaves_out_what_was_before_it(house: House) -> None:
    await _hold_workshop(house)
    await _hold_round(house, 43, 32)
    rows = _grid(await _document(house, since=date(2027, 2, 1)), "Surveys and events").rows
    assert [row[2] for row in rows] == ["Pulse, round 1"]


async def test_another_institution_has_no_part_in_it(house: House) -> None:
    await _hold_workshop(house)
    await _hold_round(house, 43, 32)
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("much", "Much Wenlow", "Europe/London", "ENG")
        heard = await gather(tx.of(other.id), other, START)
    assert (heard.rounds, heard.events, heard.points, heard.changes) == ((), (), (), ())


async def test_nobody_who_recorded_anything_is_named(house: House) -> None:
    await _hold_workshop(house)
    assert "Cora" not in as_markdown(await _document(house))


def _button(outcome: Outcome, label: str) -> Button:
    assert isinstance(outcome, Reply), outcome
    return next(button for button in buttons(outcome.card) if button.label == label)


async def _as_file(house: House, label: str, user: str = "lea") -> SendFile:
    offered = await house.command(user, "voice evidence")
    return await house.written(await house.press(user, _button(offered, label)))


@pytest.fixture
async def held(house: House) -> House:
    """A workshop and a survey were held, and there is a lead."""
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await _hold_workshop(house)
    await _hold_round(house, 43, 32)
    return house


async def test_the_lead_gets_it_as_a_word_file(held: House) -> None:
    file = await _as_file(held, "Word file")
    assert file.name == "technician-voice-2027-03-01.docx"
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(file.content)).paragraphs]
    assert words[0] == "Evidence of the technician voice"
    assert any("No cover for courses" in each for each in words)


async def test_the_lead_gets_it_as_a_page(held: House) -> None:
    file = await _as_file(held, "Web page")
    assert (file.name, file.media_type) == ("technician-voice-2027-03-01.html", "text/html; charset=utf-8")
    assert "No cover for courses" in file.content.decode()


async def test_the_lead_gets_it_as_markdown(held: House) -> None:
    file = await _as_file(held, "Markdown")
    assert file.name == "technician-voice-2027-03-01.md"
    assert "No cover for courses" in file.content.decode()


async def test_a_chair_gets_it_too(held: House) -> None:
    await held.person("cleo", ("Committee chair", PostKind.CHAIR))
    assert (await _as_file(held, "Markdown", "cleo")).content


@pytest.mark.parametrize("command", ["pulse", "results", "voice events"])
async def test_every_card_about_what_was_said_leads_to_it(held: House, command: str) -> None:
    offered = await held.press("lea", _button(await held.command("lea", command), "Evidence as a file"))
    assert _button(offered, "Word file")


async def test_the_results_of_a_round_lead_to_it(held: House) -> None:
    results = await held.press("lea", buttons(_card(await held.command("lea", "results")))[0])
    assert _button(results, "Evidence as a file")


async def test_a_kind_of_file_that_is_unknown_is_asked_for_again(held: House) -> None:
    assert _button(await held.press("lea", Button("x", WRITE_PRESS, "exe")), "Word file")


async def test_nobody_else_gets_it(held: House) -> None:
    await held.person("tom", ("OSD Manager", PostKind.OWNER))
    refused = await held.press("tom", Button("Word file", WRITE_PRESS, "docx"))
    assert "belongs to a post that you do not hold" in text(_card(refused))


def _card(outcome: Outcome) -> Card:
    assert isinstance(outcome, Reply), outcome
    return outcome.card
