"""What a thief of a full copy of the database can match: people with readable answers, no better than by chance.

Two hundred people vote, each in a transaction of their own, in an order that is known; each writes a word that only
they write. The round is closed. Then all bytes of the database are read, freed pages, dead rows and write-ahead log
included, and every order that is in them is tried as a way to put names to words.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.people.model import Institution, Person
from handlers.voice import closing
from handlers.voice.model import Ballot, Cast, Instrument, Question, QuestionKind, Survey, SurveyState
from handlers.voice.sealing import ballot_bytes, new_key_pair, seal
from handlers.work import Begin
from storage import surveys
from tests.support.voice import OneKey

VOTERS = 200
BY_CHANCE = 9
"""Right matches among 200 that chance alone gives less than once in a million tries (Poisson, mean 1)."""
ASKED = Instrument("one", "One question", (Question("V5", "Visibility", "Say it.", QuestionKind.OPEN),))
PRIVATE, PUBLIC = new_key_pair()


def word_of(person: Person) -> str:
    """What only this person writes, with nothing of the person in it."""
    return f"word-{random.Random(person.id * 7919).getrandbits(64):016x}"


@pytest.fixture
async def voted(begin: Begin) -> tuple[Institution, Survey, list[Person]]:
    """A round in which everybody has voted; the people in the order in which they did."""
    async with begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        work = tx.of(institution.id)
        people = [
            await work.people.save(Person(0, f"P{n}", f"p{n}@wenlow.example", invited=True)) for n in range(VOTERS)
        ]
        opened_at = datetime(2027, 3, 1, tzinfo=UTC)
        new = Survey(0, ASKED, SurveyState.OPEN, opened_at, date(2027, 3, 15), PUBLIC, VOTERS)
        survey = await work.surveys.open(new, {person.id: "" for person in people})
    random.Random(20270301).shuffle(people)
    for person in people:
        sealed = seal(Ballot("", {"V5": word_of(person)}), PUBLIC, ballot_bytes(ASKED))
        async with begin() as tx:
            assert await tx.of(institution.id).ballot_box(person.id).cast(survey.id, sealed) is Cast.COUNTED
    return institution, survey, people


@pytest.fixture(params=["at once", "in pieces"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the round is closed: as a small one, or as a large one, whose ballots are opened seven at a time."""
    if request.param == "in pieces":
        monkeypatch.setattr(closing, "AT_ONCE", 10)
        monkeypatch.setattr(closing, "PIECE", 7)
        monkeypatch.setattr(surveys, "_AT_A_TIME", 11)
    return str(request.param)


async def _close(begin: Begin, institution: Institution, survey: Survey, way: str) -> None:
    keys = OneKey(PRIVATE)
    async with begin() as tx:
        work = tx.of(institution.id)
        state = await closing.close_round(work, keys, survey, survey.opened_at, survey.closes_on)
    assert (state is SurveyState.CLOSING) == (way == "in pieces")
    if way == "in pieces":
        assert await closing.close_frozen(begin, keys, institution.id, survey.id, survey.opened_at)


async def _all_bytes(engine: AsyncEngine) -> Mapping[str, bytes]:
    """Every file of the database, as a copy of the disk has them."""
    if engine.dialect.name == "sqlite":
        assert engine.url.database is not None
        file = Path(engine.url.database)
        return {path.name: path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*"))}
    async with engine.connect() as connection:
        await connection.execute(text("CHECKPOINT"))
        folder = Path((await connection.execute(text("SHOW data_directory"))).scalar_one())
        mine = await connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        base = folder / "base" / str(mine.scalar_one())
        newest = (await connection.execute(text("SELECT pg_walfile_name(pg_current_wal_lsn())"))).scalar_one()
    # Of the log the last 64 MB: the server has served other tests before, for hours on a slow machine.
    log = sorted(path for path in (folder / "pg_wal").iterdir() if path.is_file() and path.name <= newest)[-4:]
    return {path.name: path.read_bytes() for path in (*sorted(base.iterdir()), *log) if path.is_file()}


def _order_in(content: bytes, words: Sequence[str]) -> list[str]:
    """The words in the order in which they first stand in a file."""
    found = [(content.find(word.encode()), word) for word in words]
    return [word for place, word in sorted(found) if place >= 0]


def _matches(people: Sequence[Person], words: Sequence[str]) -> int:
    """How many are right where the first of these people is said to have written the first word, and so on."""
    return sum(word_of(person) == word for person, word in zip(people, words, strict=False))


async def test_before_closing_a_copy_holds_no_readable_answer(
    engine: AsyncEngine, voted: tuple[Institution, Survey, list[Person]]
) -> None:
    _, _, people = voted
    files = await _all_bytes(engine)
    assert files
    words = [word_of(person).encode() for person in people]
    assert [name for name, content in files.items() if any(word in content for word in words)] == []


async def test_after_closing_no_order_in_a_copy_puts_names_to_words(
    begin: Begin, engine: AsyncEngine, voted: tuple[Institution, Survey, list[Person]], way: str
) -> None:
    institution, survey, voters = voted
    await _close(begin, institution, survey, way)
    words = [word_of(person) for person in voters]
    orders = {
        name: order
        for name, content in (await _all_bytes(engine)).items()
        if len(order := _order_in(content, words)) > VOTERS // 2
    }
    assert orders, "the answers are nowhere: the test looks in the wrong place"
    guesses = {"voted": voters, "backwards": voters[::-1], "by id": sorted(voters, key=lambda person: person.id)}
    right = {
        (said, name): _matches(people, order) for said, people in guesses.items() for name, order in orders.items()
    }
    assert max(right.values()) <= BY_CHANCE, right


async def test_after_closing_nothing_that_the_database_says_puts_names_to_words(
    begin: Begin, engine: AsyncEngine, voted: tuple[Institution, Survey, list[Person]], way: str
) -> None:
    institution, survey, voters = voted
    await _close(begin, institution, survey, way)
    told = ["id"] if engine.dialect.name == "sqlite" else ["id", "ctid", "xmin::text::bigint, ctid"]
    told += ["rowid"] if engine.dialect.name == "sqlite" else []
    by_id = sorted(voters, key=lambda person: person.id)
    words = [word_of(person) for person in voters]
    async with engine.connect() as connection:
        for order in told:
            rows = await connection.execute(text(f"SELECT answers FROM ballots ORDER BY {order}"))
            found = [word for (answers,) in rows for word in words if word in str(answers)]
            assert len(found) == VOTERS
            for people in (voters, voters[::-1], by_id):
                assert _matches(people, found) <= BY_CHANCE, order


async def test_after_closing_a_copy_does_not_hold_the_key(
    begin: Begin, engine: AsyncEngine, voted: tuple[Institution, Survey, list[Person]], way: str
) -> None:
    institution, survey, _ = voted
    await _close(begin, institution, survey, way)
    files = await _all_bytes(engine)
    assert [name for name, content in files.items() if PRIVATE in content or PRIVATE.hex().encode() in content] == []
