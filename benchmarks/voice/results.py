"""The results of 50,000 ballots with 26 questions and 20 groups, on both databases.

Measured is the first look at a round whose figures were not kept: reading the ballots, reckoning what may be shown,
and keeping that. The floor is one bare SQL aggregate of the same rows: how often each answer was given to each
question, by group. Every later look reads the kept figures.
"""

import asyncio
import time

from sqlalchemy import text

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, sqlite
from benchmarks.voice.rounds import made_up, open_to_nobody
from handlers.voice.keeping import figures_of
from handlers.voice.sealing import new_key_pair
from storage.database import Database

BALLOTS = 50_000
MOST = 3.0
ROUNDS = 3
_BARE = {
    "sqlite": 'SELECT b."group", a.key, a.value, count(*) FROM ballots b, json_each(b.answers) a '
    'WHERE b.survey_id = :survey GROUP BY b."group", a.key, a.value',
    "postgresql": 'SELECT b."group", a.key, a.value, count(*) FROM ballots b, json_each_text(b.answers) a '
    'WHERE b.survey_id = :survey GROUP BY b."group", a.key, a.value',
}


async def _measure(address: str) -> tuple[str, float, float, float]:
    """The database, and the best seconds of the first look, of the floor, and of a later look."""
    database = Database(address)
    institution, survey = await open_to_nobody(database, new_key_pair()[1], BALLOTS * 2)
    async with database.begin() as tx:
        await tx.of(institution.id).surveys.close(survey.id, made_up(BALLOTS), survey.closes_on)
    name = database.engine.dialect.name
    first, floor, later = list[float](), list[float](), list[float]()
    for _ in range(ROUNDS):
        began = time.perf_counter()
        async with database.engine.connect() as connection:
            rows = (await connection.execute(text(_BARE[name]), {"survey": survey.id})).all()
        floor.append(time.perf_counter() - began)
        if sum(row[3] for row in rows) < BALLOTS:
            raise AssertionError("the floor has not counted")
        async with database.engine.begin() as connection:
            await connection.execute(text("DELETE FROM survey_figures"))
        for found in (first, later):
            began = time.perf_counter()
            async with database.begin() as tx:
                work = tx.of(institution.id)
                asked = await work.surveys.get(survey.id)
                if asked is None or not (await figures_of(work, asked)).whole.ballots:
                    raise AssertionError("there are no figures")
            found.append(time.perf_counter() - began)
    await database.close()
    return name, min(first), min(floor), min(later)


def run() -> list[Figure]:
    """Look at a round on both databases."""
    figures = []
    for place in (sqlite, postgresql):
        with place() as address:
            name, first, floor, later = asyncio.run(_measure(address))
        figures.append(at_most(f"results of {BALLOTS:,} ballots, first look, {name}", first, floor, "s", MOST))
        figures.append(at_most(f"results of {BALLOTS:,} ballots, kept, {name}", later, floor, "s", MOST))
    return figures


if __name__ == "__main__":
    show(run())
