"""What is kept of questions, on both databases."""

from datetime import UTC, date, datetime, timedelta

from handlers.demand.model import Asked, Mark, MarkKind, RecentQuestion
from handlers.people.model import Person
from tests.support.house import House

NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _question(person: Person, text: str, ago: timedelta = timedelta()) -> RecentQuestion:
    return RecentQuestion(person.id, "thread", text, Asked.ANSWERED, "fees", NOW - ago)


async def test_only_questions_of_that_person_since_then_are_recent(house: House) -> None:
    tina, ed = await house.person("tina"), await house.person("ed")
    async with house.bunsen.begin() as tx:
        demand = tx.of(house.institution.id).demand
        for question in (_question(tina, "old", 2 * HOUR), _question(ed, "other"), _question(tina, "new")):
            await demand.add(question)
        assert [each.question for each in await demand.recent(tina.id, NOW - HOUR)] == ["new"]


async def test_what_is_set_apart_has_no_person_and_no_order(house: House) -> None:
    tina = await house.person("tina")
    async with house.bunsen.begin() as tx:
        for number in range(30):
            await tx.of(house.institution.id).demand.add(_question(tina, f"q{number:02}", 2 * HOUR))
    async with house.bunsen.begin() as tx:
        assert await tx.question_upkeep.set_apart(NOW - HOUR) == 30
    columns = await house.select("SELECT * FROM questions")
    assert {len(row) for row in columns} == {6}
    kept = [str(row[0]) for row in await house.select("SELECT question FROM questions")]
    assert sorted(kept) == [f"q{number:02}" for number in range(30)]
    assert kept != sorted(kept)


async def test_a_choice_is_settled_once(house: House) -> None:
    tina = await house.person("tina")
    offered = RecentQuestion(tina.id, "thread", "kiln", Asked.CHOICE, "small", NOW)
    async with house.bunsen.begin() as tx:
        demand = tx.of(house.institution.id).demand
        await demand.add(offered)
        await demand.settle_choice(offered, Asked.ANSWERED, "large")
        await demand.settle_choice(offered, Asked.ABSTAINED, "small")
        (found,) = await demand.recent(tina.id, NOW - HOUR)
    assert (found.asked, found.topic) == (Asked.ANSWERED, "large")


async def test_names_are_those_of_this_institution(house: House) -> None:
    await house.person("tina")
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        await tx.of(other.id).people.save(Person(0, "Olga", "olga@other.example", "", ""))
        assert list(await tx.of(house.institution.id).demand.names()) == ["Tina"]


async def test_whoever_was_erased_has_no_name_to_take_out(house: House) -> None:
    """“Former colleague” are words of many questions."""
    tina = await house.person("tina")
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        await work.personal_data.erase(tina.id, "Former colleague", NOW.date())
        assert list(await work.demand.names()) == []


async def test_an_open_flag_outlives_the_year(house: House) -> None:
    async with house.bunsen.begin() as tx:
        demand = tx.of(house.institution.id).demand
        for kind in (MarkKind.FLAGGED, MarkKind.HELPFUL):
            await demand.mark(Mark(0, "fees", kind, "", date(2026, 1, 1)))
        await tx.question_upkeep.forget(date(2027, 1, 1))
        assert [mark.kind for mark in await demand.marks(date(2025, 1, 1))] == [MarkKind.FLAGGED]


async def test_a_persons_recent_questions_are_in_their_export_and_go_when_they_are_erased(house: House) -> None:
    tina = await house.person("tina")
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        await work.demand.add(_question(tina, "will you pay my fee"))
        about = await work.personal_data.about(tina.id)
        assert "will you pay my fee" in repr(about)
        await work.personal_data.erase(tina.id, "Former colleague", NOW.date())
    assert await house.select("SELECT count(*) FROM recent_questions") == [(0,)]
