"""What technicians said, in a review pack: what may leave the house, and nothing that tells who said it."""

from datetime import date, timedelta

import pytest

from handlers.documents import Document, Grid, Heading, Quotation
from handlers.packs.document import pack_document
from handlers.packs.gathering import gather_pack
from handlers.people.model import Person
from handlers.plans.model import Action
from handlers.voice.events.model import Method, Prompt, VoiceEvent, VoicePoint
from handlers.voice.keeping import keep_figures
from handlers.voice.model import Ballot, Instrument, Question, QuestionKind, Survey, SurveyState
from handlers.voice.quotations import QuotationState
from tests.support.house import START, House

PULSE = Instrument(
    "pulse",
    "Pulse",
    (
        Question("V1", "Visibility", "My work is seen."),
        Question("S5", "Sustainability", "Which skill would be lost?", QuestionKind.OPEN),
    ),
)
CLOSED_ON = date(2027, 2, 15)


async def _round(house: House, ballots: int, invited: int = 43) -> Survey:
    """A round of the pulse that is closed: two thirds agree."""
    cast = [Ballot("", {"V1": "4" if number % 3 else "2", "S5": f"Glass {number}"}) for number in range(ballots)]
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        people = [
            await work.people.save(Person(0, f"P{n}", f"p{n}@wenlow.example", invited=True)) for n in range(invited)
        ]
        draft = Survey(0, PULSE, SurveyState.OPEN, START - timedelta(days=30), CLOSED_ON, bytes(32), invited)
        survey = await work.surveys.open(draft, {person.id: "" for person in people})
        await keep_figures(work, survey, cast)
        await work.surveys.close(survey.id, cast, CLOSED_ON)
    return survey


async def _quote(house: House, survey: Survey, state: QuotationState | None) -> None:
    first, second = await house.person("ann"), await house.person("bob")
    async with house.bunsen.begin() as tx:
        quotations = tx.of(house.institution.id).quotations
        await quotations.propose(survey.id, "S5", "Glass 3", first.id)
        if state is not None:
            (each,) = await quotations.of(survey.id)
            await quotations.settle(each.id, state, second.id)


async def _document(house: House) -> Document:
    await house.plan(Action(0, 0, "V1", "Visibility", "Do"))
    async with house.bunsen.begin() as tx:
        pack = await gather_pack(tx.of(house.institution.id), house.institution, None, house.clock.now())
    assert pack is not None
    return pack_document(pack)


async def test_the_shares_are_those_of_the_ballots(house: House) -> None:
    survey = await _round(house, 30)
    async with house.bunsen.begin() as tx:
        cast = [ballot.answers["V1"] for ballot in await tx.of(house.institution.id).surveys.ballots(survey.id)]
    agree = round(100 * sum(answer in ("4", "5") for answer in cast) / len(cast))
    grid = next(
        p for p in (await _document(house)).parts if isinstance(p, Grid) and p.caption == "How far people agree"
    )
    assert [row[2] for row in grid.rows] == [f"{agree}%"]


@pytest.mark.parametrize("ballots", [0, 4, 7])
async def test_of_fewer_than_eight_ballots_no_figure_is_in_the_pack(house: House, ballots: int) -> None:
    await _round(house, ballots)
    parts = (await _document(house)).parts
    assert not [part for part in parts if isinstance(part, Grid) and part.caption == "How far people agree"]


async def test_what_two_people_approved_is_quoted(house: House) -> None:
    await _quote(house, await _round(house, 30), QuotationState.APPROVED)
    quoted = [part for part in (await _document(house)).parts if isinstance(part, Quotation)]
    assert quoted == [Quotation("Glass 3", "Sustainability, Pulse")]


@pytest.mark.parametrize("state", [None, QuotationState.DECLINED])
async def test_what_two_people_did_not_approve_is_not(house: House, state: QuotationState | None) -> None:
    await _quote(house, await _round(house, 30), state)
    assert "Glass" not in house.services.markdown(await _document(house))


async def test_events_stand_with_how_many_points_were_recorded(house: House) -> None:
    async with house.bunsen.begin() as tx:
        events = tx.of(house.institution.id).voice_events
        event = await events.add(
            VoiceEvent(0, Method.WORKSHOP, "Workshop", date(2027, 1, 20), START, 40, 12, by="Cora")
        )
        await events.add_points([VoicePoint(0, event.id, "Recognition", Prompt.GOOD, "Time off the job", 7)])
    document = await _document(house)
    grid = next(part for part in document.parts if isinstance(part, Grid) and part.caption.startswith("Events held"))
    assert grid.rows == (("Workshop", "20 January 2027", "1"),)
    assert "Cora" not in house.services.markdown(document)


async def test_its_headings_stand_below_that_of_the_pack(house: House) -> None:
    await _round(house, 30)
    parts = (await _document(house)).parts
    assert {part.text: part.level for part in parts if isinstance(part, Heading)}["Themes and findings"] == 2
