"""Ballots on both databases: one a person, whatever is pressed at once, and none lost at closing."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.people.model import Institution, Person
from handlers.voice.closing import close_round
from handlers.voice.figures import Figures
from handlers.voice.keeping import figures_of, keep_figures
from handlers.voice.model import Ballot, Cast, Instrument, Question, Survey, SurveyState
from handlers.voice.sealing import new_key_pair, seal
from handlers.work import Begin
from tests.support.voice import OneKey

PRIVATE, PUBLIC = new_key_pair()
PULSE = Instrument("pulse", "Pulse", (Question("V1", "Visibility", "…"),))


@pytest.fixture
async def round_of_ten(begin: Begin) -> tuple[Institution, Survey, list[Person]]:
    async with begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        work = tx.of(institution.id)
        people = [await work.people.save(Person(0, f"P{n}", f"p{n}@wenlow.example", invited=True)) for n in range(10)]
        opened_at = datetime(2027, 3, 1, tzinfo=UTC)
        survey = await work.surveys.open(
            Survey(0, PULSE, SurveyState.OPEN, opened_at, date(2027, 3, 15), PUBLIC, 10), {p.id: "" for p in people}
        )
    return institution, survey, people


async def _cast(begin: Begin, institution: Institution, survey: Survey, person: Person) -> Cast:
    async with begin() as tx:
        return (
            await tx.of(institution.id)
            .ballot_box(person.id)
            .cast(survey.id, seal(Ballot("", {"V1": "4"}), PUBLIC, 4096))
        )


async def _close(begin: Begin, institution: Institution, survey: Survey) -> SurveyState:
    async with begin() as tx:
        work = tx.of(institution.id)
        return await close_round(work, OneKey(PRIVATE), survey, survey.opened_at, survey.closes_on)


Round = tuple[Institution, Survey, list[Person]]


async def test_two_presses_at_once_make_one_ballot(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, people = round_of_ten
    verdicts = await asyncio.gather(*(_cast(begin, institution, survey, people[0]) for _ in range(6)))
    assert sorted(verdicts) == [Cast.ALREADY] * 5 + [Cast.COUNTED]


async def test_everybody_has_one_ballot(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, people = round_of_ten
    await asyncio.gather(*(_cast(begin, institution, survey, person) for person in people))
    async with begin() as tx:
        assert await tx.of(institution.id).closings.cast(survey.id) == 10


async def test_ballots_sent_while_a_round_closes_are_counted_or_refused(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, people = round_of_ten

    verdicts = await asyncio.gather(
        *(_cast(begin, institution, survey, person) for person in people[:5]),
        _close(begin, institution, survey),
        *(_cast(begin, institution, survey, person) for person in people[5:]),
    )
    async with begin() as tx:
        readable = len(await tx.of(institution.id).surveys.ballots(survey.id))
    assert readable == verdicts.count(Cast.COUNTED)


async def test_another_institution_cannot_vote_in_a_round(begin: Begin, round_of_ten: Round) -> None:
    _, survey, people = round_of_ten
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
    assert await _cast(begin, other, survey, people[0]) is Cast.CLOSED


async def test_what_readable_ballots_come_in_says_nothing_of_who_came_first(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, _ = round_of_ten
    async with begin() as tx:
        surveys = tx.of(institution.id).surveys
        await surveys.close(survey.id, [Ballot("", {"V1": str(n)}) for n in range(50)], survey.closes_on)
        stored = [ballot.answers["V1"] for ballot in await surveys.ballots(survey.id)]
    assert stored != [str(n) for n in range(50)]


async def test_after_closing_no_transaction_number_tells_one_voter_from_another(
    begin: Begin, engine: AsyncEngine, round_of_ten: Round
) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("only PostgreSQL numbers the transactions that wrote a row")
    institution, survey, people = round_of_ten
    for person in people[:6]:
        await _cast(begin, institution, survey, person)
    await _close(begin, institution, survey)
    async with engine.connect() as connection:
        written = "SELECT xmin FROM invitations UNION ALL SELECT xmin FROM ballots"
        found = await connection.execute(text(f"SELECT count(DISTINCT xmin::text) FROM ({written}) AS rows"))
        assert found.scalar_one() == 1


async def _closed(begin: Begin, institution: Institution, survey: Survey) -> Figures:
    given = [Ballot("", {"V1": str(1 + n % 5)}) for n in range(8)]
    async with begin() as tx:
        work = tx.of(institution.id)
        await work.surveys.close(survey.id, given, survey.closes_on)
        return await keep_figures(work, survey, given)


async def test_figures_are_read_back_as_they_were_kept(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, _ = round_of_ten
    kept = await _closed(begin, institution, survey)
    async with begin() as tx:
        assert await tx.of(institution.id).surveys.figures(survey.id) == kept


async def test_another_institution_has_no_figures_of_a_round(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, _ = round_of_ten
    await _closed(begin, institution, survey)
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        assert await tx.of(other.id).surveys.figures(survey.id) is None


async def test_two_first_looks_at_an_old_round_keep_one_set_of_figures(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, _ = round_of_ten
    async with begin() as tx:
        await tx.of(institution.id).surveys.close(survey.id, [Ballot("", {"V1": "1"})] * 6, survey.closes_on)

    async def look() -> Figures:
        async with begin() as tx:
            work = tx.of(institution.id)
            found = await work.surveys.get(survey.id)
            assert found is not None
            return await figures_of(work, found)

    first, second = await asyncio.gather(look(), look())
    assert first == second


async def test_how_an_audience_changed_is_counted_by_groups(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, people = round_of_ten
    async with begin() as tx:
        surveys = tx.of(institution.id).surveys
        later = await surveys.open(survey, {person.id: "Arts" for person in people[3:]})
        assert await surveys.moves(survey.id, later.id) == {("", "Arts"): 7, ("", None): 3}


async def test_the_key_of_a_published_round_has_no_more_use(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, _ = round_of_ten
    await _closed(begin, institution, survey)
    async with begin() as tx:
        await tx.of(institution.id).surveys.publish(survey.id, survey.opened_at)
        assert await tx.rounds.is_closed(PUBLIC)


async def test_how_many_took_part_is_known_of_a_published_round(begin: Begin, round_of_ten: Round) -> None:
    institution, survey, _ = round_of_ten
    await _closed(begin, institution, survey)
    async with begin() as tx:
        surveys = tx.of(institution.id).surveys
        await surveys.publish(survey.id, survey.opened_at)
        assert await surveys.taken_part(survey.id) == 8


async def test_two_surveys_with_a_question_in_common_are_held_against_each_other(
    begin: Begin, round_of_ten: Round
) -> None:
    institution, survey, people = round_of_ten
    both = replace(PULSE, id="full", questions=(*PULSE.questions, Question("V2", "Visibility", "And this?")))
    async with begin() as tx:
        surveys = tx.of(institution.id).surveys
        other = await surveys.open(replace(survey, instrument=both), {person.id: "" for person in people})
    await _closed(begin, institution, other)
    given = [Ballot("", {"V1": str(1 + n % 5)}) for n in range(9)]
    async with begin() as tx:
        work = tx.of(institution.id)
        await work.surveys.close(survey.id, given, survey.closes_on)
        assert (await keep_figures(work, survey, given)).items[0].whole is None
