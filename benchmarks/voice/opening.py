"""Opening a survey to 10,000 people, on both databases.

One transaction writes the round, an invitation for each person, and their messages: the invitation and two reminders.
The floor is a bare bulk insert of as many rows with the same columns into the same tables, through SQLAlchemy.
"""

import asyncio
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, func, insert, select

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, sqlite
from benchmarks.voice.rounds import GROUPS, MONDAY, full, names
from bot.round_keys import FileRoundKeys
from handlers.people.model import Institution
from handlers.reviews.calendar import learn_bank_holidays
from handlers.voice.audience import audience
from handlers.voice.rounds import open_round
from storage.database import Database
from storage.tables import deliveries, invitations, people, surveys

PEOPLE = 10_000
MOST = 3.0
CLOSES = date(2027, 3, 15)


async def _measure(address: str, folder: Path) -> tuple[str, float, float]:
    """The database, the seconds of opening, and those of the floor."""
    database, keys = Database(address), FileRoundKeys(folder)
    learn_bank_holidays()
    await database.upgrade()
    async with database.begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
    await _fill(database, institution)
    await _opened(database, keys, institution)
    copies = {table: await _copy(database, table) for table in (invitations, deliveries)}
    floor = await _floor(database, copies)
    await _empty(database)
    seconds = await _opened(database, keys, institution)
    await database.close()
    return database.engine.dialect.name, seconds, floor


async def _fill(database: Database, institution: Institution) -> None:
    groups = names()
    rows = [
        {
            "institution_id": institution.id,
            "name": f"Person {number}",
            "email": f"p{number}@wenlow.example",
            "unit": "Physics",
            "roll_up": groups[number % GROUPS],
            "invited": True,
        }
        for number in range(PEOPLE)
    ]
    async with database.engine.begin() as connection:
        await connection.execute(insert(people), rows)


async def _opened(database: Database, keys: FileRoundKeys, institution: Institution) -> float:
    async with database.begin() as tx:
        asked = audience(await tx.of(institution.id).people.invited())
    began = time.perf_counter()
    async with database.begin() as tx:
        survey = await open_round(tx.of(institution.id), keys, institution, full(), asked, CLOSES, MONDAY)
    seconds = time.perf_counter() - began
    async with database.engine.connect() as connection:
        count = (await connection.execute(select(func.count()).select_from(deliveries))).scalar_one()
    if survey is None or count != 3 * PEOPLE:
        raise AssertionError(f"{count} messages for {PEOPLE} people")
    return seconds


async def _copy(database: Database, table: Table) -> list[dict[str, Any]]:
    async with database.engine.connect() as connection:
        rows = [dict(row) for row in (await connection.execute(select(table))).mappings()]
    for row in rows:
        row.pop("id", None)
    return rows


async def _floor(database: Database, copies: dict[Table, list[dict[str, Any]]]) -> float:
    async with database.engine.begin() as connection:
        for table in copies:
            await connection.execute(delete(table))
    began = time.perf_counter()
    async with database.engine.begin() as connection:
        for table, rows in copies.items():
            await connection.execute(insert(table), rows)
    return time.perf_counter() - began


async def _empty(database: Database) -> None:
    async with database.engine.begin() as connection:
        for table in (invitations, deliveries, surveys):
            await connection.execute(delete(table))


def run() -> list[Figure]:
    """Open on both databases."""
    figures = []
    for place in (sqlite, postgresql):
        with place() as address, tempfile.TemporaryDirectory() as folder:
            name, seconds, floor = asyncio.run(_measure(address, Path(folder)))
        figures.append(at_most(f"a survey opened to {PEOPLE:,} people, {name}", seconds, floor, "s", MOST))
    return figures


if __name__ == "__main__":
    show(run())
