"""The results of 50,000 ballots with 26 questions and 20 groups, on both databases.

Measured is what closing does with ballots that are opened: counting them by group, reckoning what may be shown, and
keeping that. The floor is one bare SQL aggregate of the same ballots, as rows with their groups in a table of its own
(Bunsen keeps no group beside a ballot): how often each answer was given to each question, by group. Measured as well
is the first look at a round that closed before figures were kept, whose ballots have to be read first, and every later
look, which reads the kept figures.
"""

import asyncio
import time
from dataclasses import replace

from sqlalchemy import JSON, Column, MetaData, String, Table, insert, text

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, sqlite
from benchmarks.voice.rounds import GROUPS, made_up, open_to_nobody
from handlers.voice.keeping import figures_of, keep_figures
from handlers.voice.sealing import new_key_pair
from storage.database import Database

BALLOTS = 50_000
MOST = 3.0
ROUNDS = 3
_COUNT = {
    "sqlite": "SELECT b.part, a.key, a.value, count(*) FROM bare b, json_each(b.answers) a GROUP BY 1, 2, 3",
    "postgresql": "SELECT b.part, a.key, a.value, count(*) FROM bare b, json_each_text(b.answers) a GROUP BY 1, 2, 3",
}
_BARE = Table("bare", MetaData(), Column("part", String(120)), Column("answers", JSON))


async def _measure(address: str) -> tuple[str, float, float, float, float]:
    """The database, and the best seconds of keeping, of the first look, of a later one, and of the floor."""
    database, made = Database(address), made_up(BALLOTS)
    institution, survey = await open_to_nobody(database, new_key_pair()[1], BALLOTS * 2)
    async with database.begin() as tx:
        await tx.of(institution.id).surveys.close(survey.id, made, survey.closes_on)
    async with database.engine.begin() as connection:
        await connection.run_sync(_BARE.create)
        await connection.execute(insert(_BARE), [{"part": each.group, "answers": dict(each.answers)} for each in made])
    name = database.engine.dialect.name
    kept, first, later, floor = list[float](), list[float](), list[float](), list[float]()
    for _ in range(ROUNDS):
        began = time.perf_counter()
        async with database.engine.connect() as connection:
            rows = (await connection.execute(text(_COUNT[name]))).all()
        floor.append(time.perf_counter() - began)
        if sum(row[3] for row in rows) < BALLOTS:
            raise AssertionError("the floor has not counted")
        await _forget(database)
        began = time.perf_counter()
        async with database.begin() as tx:
            figures = await keep_figures(tx.of(institution.id), survey, made)
        kept.append(time.perf_counter() - began)
        if len(figures.items[0].groups) < GROUPS - 1:
            raise AssertionError("there are no groups")
        await _forget(database)
        for found in (first, later):
            began = time.perf_counter()
            async with database.begin() as tx:
                work = tx.of(institution.id)
                asked = await work.surveys.get(survey.id)
                # A round from before there were groups.
                if asked is None or not (await figures_of(work, replace(asked, groups=()))).whole.ballots:
                    raise AssertionError("there are no figures")
            found.append(time.perf_counter() - began)
    await database.close()
    return name, min(kept), min(first), min(later), min(floor)


async def _forget(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("DELETE FROM survey_figures"))


def run() -> list[Figure]:
    """Look at a round on both databases."""
    figures = []
    for place in (sqlite, postgresql):
        with place() as address:
            name, kept, first, later, floor = asyncio.run(_measure(address))
        figures.append(at_most(f"results of {BALLOTS:,} ballots in {GROUPS} groups, {name}", kept, floor, "s", MOST))
        figures.append(at_most(f"results of {BALLOTS:,} ballots, first look, {name}", first, floor, "s", MOST))
        figures.append(at_most(f"results of {BALLOTS:,} ballots, kept, {name}", later, floor, "s", MOST))
    return figures


if __name__ == "__main__":
    show(run())
