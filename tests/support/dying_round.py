"""Kills a process with -9 before its n-th database statement (commits too) of voting or closing, for every n.

Run as a program of its own: it forks, which a test worker with its threads should not. Prints one JSON line per n: what
the database holds right after the kill, and what it holds once somebody has tried again.
"""

import json
import shutil
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing as closed
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from bot.app import make_services
from bot.round_keys import FileRoundKeys
from handlers.cards import Button
from handlers.feature import JobContext, Services
from handlers.people.model import Person
from handlers.voice import closing
from handlers.voice.cards import ANSWER_PRESS
from handlers.voice.keys import tidy_keys
from handlers.voice.model import Ballot, Instrument, Question, Survey, SurveyState
from handlers.voice.sealing import ballot_bytes, seal
from storage import surveys
from storage.database import Database
from tests.support.dying import again, die_before, in_a_child
from tests.support.house import START, House, make_house, opened

ASKED = Instrument("one", "One question", (Question("V1", "Visibility", "My work is seen."),))
ROOT = Path(__file__).parents[2]
BALLOTS = 12
"""Eleven sealed before, and the one that the voter sends."""
OVER = START + timedelta(days=20)
_HELD = (
    "SELECT (SELECT state FROM surveys), (SELECT count(*) FROM sealed_ballots), (SELECT count(*) FROM ballots), "
    "(SELECT count(*) FROM invitations WHERE taken_part), (SELECT count(*) FROM survey_figures)"
)


async def prepare(keys: FileRoundKeys, folder: Path) -> None:
    """A round with eleven ballots, and one person who has not voted."""
    database = Database(f"sqlite:///{folder / 'bunsen.db'}")
    house = await make_house(database, folder)
    await house.person("tom")
    async with database.begin() as tx:
        work = tx.of(house.institution.id)
        people = [await work.people.by_email("tom@wenlow.example")]
        people += [await work.people.save(Person(0, f"P{n}", f"p{n}@wenlow.example")) for n in range(BALLOTS - 1)]
        new = Survey(0, ASKED, SurveyState.OPEN, START, date(2027, 3, 15), await keys.create(), BALLOTS)
        survey = await work.surveys.open(new, {person.id: "" for person in people if person is not None})
    for number, person in enumerate(people[1:]):
        assert person is not None
        sealed = seal(Ballot("", {"V1": str(1 + number % 5)}), survey.public_key, ballot_bytes(ASKED))
        async with database.begin() as tx:
            await tx.of(house.institution.id).ballot_box(person.id).cast(survey.id, sealed)
    await database.close()


async def vote(services: Services, folder: Path, die_at: int = 0) -> None:
    """Open the form and send it, and perhaps die on the way."""
    database, house = await _there(services, folder)
    if die_at:
        die_before(database, die_at)
    outcome = await house.press("tom", Button("Answer", ANSWER_PRESS, "1"))
    if hasattr(outcome, "form"):
        await house.submit("tom", opened(outcome), {"V1": "4"})
    await database.close()


async def close(services: Services, folder: Path, die_at: int = 0, after: timedelta = timedelta()) -> None:
    """Do what a tick does for rounds after their last day, and perhaps die on the way."""
    database, house = await _there(services, folder)
    now = OVER + after
    if die_at:
        die_before(database, die_at)
    async with database.begin() as tx:
        due = await closing.due_rounds(tx, now)
    for institution_id, survey_id in due:
        async with database.begin() as tx:
            context = JobContext(tx.of(institution_id), services, now, house.institution)
            await closing.close_if_over(context, survey_id)
    await closing.close_frozen_rounds(database.begin, services, now)
    await tidy_keys(database.begin, services, now)
    await database.close()


async def _there(services: Services, folder: Path) -> tuple[Database, House]:
    database = Database(f"sqlite:///{folder / 'bunsen.db'}")
    return database, await again(services, database, folder)


def held(folder: Path) -> list[object]:
    """What the database holds."""
    with closed(sqlite3.connect(folder / "bunsen.db")) as connection:
        return list(connection.execute(_HELD).fetchone())


def main(folder: Path, what: str) -> None:
    """For n = 1, 2, …: die before statement n, look, try again, look; end when nobody died."""
    seed = folder / "seed"
    seed.mkdir()
    keys = FileRoundKeys(seed / "keys")
    in_a_child(partial(prepare, keys, seed))
    if what == "pieces":
        closing.AT_ONCE, closing.PIECE, surveys._AT_A_TIME = 3, 4, 5  # type: ignore[misc]
    work: Callable[..., Awaitable[None]] = vote if what == "vote" else close
    retry = partial(vote) if what == "vote" else partial(close, after=closing.ONE_TRIES)
    services = make_services(keys, None, START.date())
    number, survived = 0, False
    while not survived:
        number += 1
        here = folder / str(number)
        shutil.copytree(seed, here)
        mine = replace(services, round_keys=FileRoundKeys(here / "keys"))
        survived = in_a_child(partial(work, mine, here, number))
        then = held(here)
        in_a_child(partial(retry, mine, here))
        kept = len(list((here / "keys").glob("*.key")))
        print(json.dumps({"died": not survived, "then": then, "later": held(here), "keys": kept}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
