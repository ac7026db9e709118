"""Closing a survey of 26 questions with 50,000 sealed ballots, on both databases.

Closing reads and opens the ballots, shuffles them, writes them readable, deletes the sealed ones, and reckons and
keeps the figures, in one transaction. The floor is the same reading, opening (bare PyNaCl), a bare bulk insert of as
many rows and the same deleting. Sealing is not measured: that happens one by one while a survey is open.
"""

import asyncio
import json
import tempfile
import time
import uuid
from pathlib import Path

from nacl.public import PrivateKey, SealedBox
from sqlalchemy import delete, insert, select

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, sqlite
from benchmarks.voice.rounds import full, made_up, open_to_nobody
from bot.round_keys import FileRoundKeys
from handlers.people.model import Institution
from handlers.voice.model import Survey
from handlers.voice.rounds import close_round
from handlers.voice.sealing import ballot_bytes, seal
from storage.database import Database
from storage.tables import ballots, sealed_ballots, survey_figures

BALLOTS = 50_000
SECONDS = 60.0
_BATCH = 5_000


async def _measure(address: str, folder: Path) -> tuple[str, float, float]:
    """The database, the seconds of closing, and those of the floor."""
    database, keys = Database(address), FileRoundKeys(folder)
    public_key = await keys.create()
    institution, survey = await open_to_nobody(database, public_key, BALLOTS * 2)
    await _fill(database, institution, survey)
    private_key = await keys.private(public_key)
    if private_key is None:
        raise AssertionError("there is no key")
    floor = await _floor(database, institution, survey, private_key)
    began = time.perf_counter()
    async with database.begin() as tx:
        await close_round(tx.of(institution.id), keys, survey, survey.closes_on)
    seconds = time.perf_counter() - began
    async with database.engine.connect() as connection:
        if not (await connection.execute(select(survey_figures))).all():
            raise AssertionError("nothing was kept")
    await database.close()
    return database.engine.dialect.name, seconds, floor


async def _fill(database: Database, institution: Institution, survey: Survey) -> None:
    size, made = ballot_bytes(full()), made_up(BALLOTS)
    for start in range(0, BALLOTS, _BATCH):
        rows = [
            {
                "id": uuid.uuid4().hex,
                "institution_id": institution.id,
                "survey_id": survey.id,
                "sealed": seal(ballot, survey.public_key, size),
            }
            for ballot in made[start : start + _BATCH]
        ]
        async with database.engine.begin() as connection:
            await connection.execute(insert(sealed_ballots), rows)


async def _floor(database: Database, institution: Institution, survey: Survey, private_key: bytes) -> float:
    """The bare way, rolled back at its end."""
    box = SealedBox(PrivateKey(private_key))
    async with database.engine.connect() as connection:
        began = time.perf_counter()
        sealed = (await connection.execute(select(sealed_ballots.c.sealed))).scalars().all()
        opened = (box.decrypt(each) for each in sealed)
        rows = [
            {
                "id": uuid.uuid4().hex,
                "institution_id": institution.id,
                "survey_id": survey.id,
                "answers": json.loads(each[4 : 4 + int.from_bytes(each[:4], "big")])["answers"],
                "group": "",
            }
            for each in opened
        ]
        await connection.execute(insert(ballots), rows)
        await connection.execute(delete(sealed_ballots))
        seconds = time.perf_counter() - began
        await connection.rollback()
    return seconds


def run() -> list[Figure]:
    """Close on both databases."""
    figures = []
    for place in (sqlite, postgresql):
        with place() as address, tempfile.TemporaryDirectory() as folder:
            name, seconds, floor = asyncio.run(_measure(address, Path(folder)))
        figures.append(at_most(f"{BALLOTS:,} ballots closed, beside {SECONDS:.0f} s, {name}", seconds, SECONDS, "s", 1))
        figures.append(at_most(f"{BALLOTS:,} ballots closed, beside the bare way, {name}", seconds, floor, "s", 3))
    return figures


if __name__ == "__main__":
    show(run())
