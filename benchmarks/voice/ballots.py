"""A ballot of the pulse that comes in through Slack, Teams and the browser, on both databases.

Measured is the time from the request with the form to its answer, when the ballot is sealed and committed. The floor
is a bare echo of the same framework (Bolt; botbuilder's own adapter, behind an endpoint that speaks Teams' protocol;
aiohttp), which checks a request and answers it, plus one bare transaction of the very statements that Bunsen made of
the ballot, with the same values. The client is the same in both. One after the other; the median of a hundred, and of
that the best of three rounds.
"""

import asyncio
import gc
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from aiohttp import ClientSession
from sqlalchemy import event, text, update

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, slack, sqlite
from benchmarks.voice.doors import Door, Request, connector, posted, served, slack_door, teams_door, user, web_door
from bot.app import build, make_services
from bot.clock import SystemClock
from bot.imports.instruments import shipped_instruments
from bot.round_keys import FileRoundKeys
from handlers.interactions import Account
from handlers.people.model import Person, Profile
from handlers.voice.answering import ballot_form
from handlers.voice.model import Survey, SurveyState
from storage.database import Database
from storage.tables import invitations
from tests.support.faulty_slack import Conduct

VOTERS, ROUNDS = 100, 3
MOST = 1.5
_PAUSE = 0.005
"""What Bunsen says afterwards, behind the answer, is no part of it, and must not fall into the next one."""

Statements = list[tuple[str, Any]]


class _Recorder:
    """Notes the statements of each ballot, to make them again."""

    def __init__(self, database: Database) -> None:
        self.of_ballots: list[Statements] = []
        self._engine = database.engine.sync_engine
        event.listen(self._engine, "before_cursor_execute", self._note)

    def begin(self) -> None:
        """The next ballot comes."""
        self.of_ballots.append([])

    def stop(self) -> None:
        """Note no more."""
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(
        self, _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
    ) -> None:
        if self.of_ballots and not statement.startswith("BEGIN"):
            self.of_ballots[-1].append((statement, parameters))


async def _measure(
    address: str, folder: Path, make: Callable[[Database, str], Door]
) -> tuple[str, float, float, float]:
    """The database, and the best seconds that a ballot takes, an echo, and a bare transaction."""
    database, keys = Database(address), FileRoundKeys(folder)
    await database.upgrade()
    services = make_services(keys, None, datetime.now(UTC).date())
    ballots, echoes, bare = list[float](), list[float](), list[float]()
    async with AsyncExitStack() as stack:
        door = make(database, await stack.enter_async_context(served(connector)))
        bunsen = build(database.begin, services, SystemClock(), lambda desk, wake: [door.surface(desk, wake)])
        (surface,) = bunsen.surfaces
        survey = await _round(database, door, keys)
        client = await stack.enter_async_context(ClientSession())
        at = await stack.enter_async_context(served(surface.add_routes))
        echo_at = await stack.enter_async_context(served(door.echo))
        await surface.start()
        stack.push_async_callback(surface.stop)
        gc.freeze()  # as `bunsen serve` does
        recorder = _Recorder(database)
        requests = _requests(door, survey)
        for request in requests:
            recorder.begin()
            await posted(client, at, request)
            await asyncio.sleep(_PAUSE)
        recorder.stop()
        for _ in range(ROUNDS):
            await _undo(database)
            ballots.append(await _each([posted(client, at, request) for request in _requests(door, survey)]))
            await _counted(database)
            echoes.append(await _each([posted(client, echo_at, request) for request in _requests(door, survey)]))
            await _undo(database)
            bare.append(await _each([_bare(database, each) for each in recorder.of_ballots]))
            await _counted(database)
    await database.close()
    return database.engine.dialect.name, min(ballots), min(echoes), min(bare)


async def _round(database: Database, door: Door, keys: FileRoundKeys) -> Survey:
    """An open pulse, and voters who are known to the surface."""
    now = datetime.now(UTC)
    async with database.begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        await tx.institutions.link(institution.id, door.platform, door.tenant)
        work = tx.of(institution.id)
        invited = {}
        for number in range(VOTERS):
            email = f"p{number}@wenlow.example"
            person = await work.people.save(Person(0, f"P{number}", email, "Physics", "Science", True))
            await work.people.meet(Account(door.platform, door.tenant, user(number)), Profile(f"P{number}", email))
            invited[person.id] = ""
        last_day = now.date() + timedelta(days=14)
        pulse = shipped_instruments()["pulse"]
        new = Survey(0, pulse, SurveyState.OPEN, now, last_day, await keys.create(), VOTERS)
        return await work.surveys.open(new, invited)


def _requests(door: Door, survey: Survey) -> list[Request]:
    values = {question.id: "4" for question in survey.instrument.questions}
    return [door.request(number, ballot_form(survey), values, datetime.now(UTC)) for number in range(VOTERS)]


async def _each(works: Sequence[Coroutine[Any, Any, None]]) -> float:
    """The median seconds of one, each after the other."""
    seconds = []
    for work in works:
        began = time.perf_counter()
        await work
        seconds.append(time.perf_counter() - began)
        await asyncio.sleep(_PAUSE)
    return median(seconds)


async def _bare(database: Database, statements: Statements) -> None:
    async with database.engine.begin() as connection:
        for statement, parameters in statements:
            await connection.exec_driver_sql(statement, parameters)


async def _undo(database: Database) -> None:
    """Take all ballots back."""
    async with database.engine.begin() as connection:
        await connection.execute(text("DELETE FROM sealed_ballots"))
        await connection.execute(update(invitations).values(taken_part=False))


async def _counted(database: Database) -> None:
    async with database.engine.connect() as connection:
        cast = (await connection.execute(text("SELECT count(*) FROM sealed_ballots"))).scalar_one()
    if cast != VOTERS:
        raise AssertionError(f"{cast} ballots of {VOTERS} voters")


def run() -> list[Figure]:
    """Vote through each surface on both databases."""
    figures = []
    with slack(Conduct()) as workspace:
        doors: dict[str, Callable[[Database, str], Door]] = {
            "Slack": lambda *_: slack_door(workspace.url),
            "Teams": lambda database, service_url: teams_door(database.begin, SystemClock().now, service_url),
            "the browser": lambda *_: web_door(VOTERS, SystemClock().now),
        }
        for door, make in doors.items():
            for place in (sqlite, postgresql):
                with place() as address, tempfile.TemporaryDirectory() as folder:
                    name, ballot, echo, bare = asyncio.run(_measure(address, Path(folder), make))
                said = f"a ballot through {door}, {name} (echo {1e3 * echo:.2f} ms, transaction {1e3 * bare:.2f} ms)"
                figures.append(at_most(said, 1e3 * ballot, 1e3 * (echo + bare), "ms", MOST))
    return figures


if __name__ == "__main__":
    show(run())
