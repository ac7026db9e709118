"""Closing a survey of 26 questions with 50,000 sealed ballots, on both databases.

Closing freezes the round, reads and opens the ballots in pieces, shuffles them, writes them readable, deletes the
sealed ones, and reckons and keeps the figures. The floor is the same reading, opening (bare PyNaCl), a bare bulk
insert of as many rows and the same deleting, in one go. Sealing is not measured: that happens one by one while a survey
is open.

Memory is the most that a process of its own takes while it does nothing else than close (its peak resident size), and
how long the event loop stood still is watched from within.
"""

import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from nacl.public import PrivateKey, SealedBox
from sqlalchemy import delete, insert, select

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import ROOT, postgresql, sqlite
from benchmarks.voice.rounds import MONDAY, full, made_up, open_to_nobody
from bot.round_keys import FileRoundKeys
from handlers.people.model import Institution
from handlers.voice.closing import close_frozen, close_round
from handlers.voice.model import Survey, SurveyState
from handlers.voice.sealing import ballot_bytes, seal
from storage.database import Database
from storage.tables import ballots, sealed_ballots, survey_figures

BALLOTS = 50_000
SECONDS = 60.0
MEGABYTES = 300.0
STANDSTILL = 0.05
_BATCH = 5_000


async def _prepare(address: str, folder: Path) -> tuple[str, float]:
    """Open a round and fill it; give the database's name, and the seconds of the floor."""
    database, keys = Database(address), FileRoundKeys(folder)
    public_key = await keys.create()
    institution, survey = await open_to_nobody(database, public_key, BALLOTS * 2)
    await _fill(database, institution, survey)
    private_key = await keys.private(public_key)
    if private_key is None:
        raise AssertionError("there is no key")
    floor = await _floor(database, institution, survey, private_key)
    await database.close()
    return database.engine.dialect.name, floor


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
            }
            for each in opened
        ]
        await connection.execute(insert(ballots), rows)
        await connection.execute(delete(sealed_ballots))
        seconds = time.perf_counter() - began
        await connection.rollback()
    return seconds


async def _close(address: str, folder: Path) -> dict[str, float]:
    """Close the round that is there: seconds, the longest standstill of the event loop, and the peak of memory."""
    database, keys = Database(address), FileRoundKeys(folder)
    async with database.begin() as tx:
        (institution,) = await tx.institutions.all()
        (survey,) = await tx.of(institution.id).surveys.all()
    gc.freeze()  # as `bunsen serve` does
    watching = asyncio.create_task(_longest_standstill())
    await asyncio.sleep(0.1)
    began = time.perf_counter()
    async with database.begin() as tx:
        state = await close_round(tx.of(institution.id), keys, survey, MONDAY, survey.closes_on)
    if state is not SurveyState.CLOSING or not await close_frozen(
        database.begin, keys, institution.id, survey.id, MONDAY
    ):
        raise AssertionError("it was not closed")
    seconds = time.perf_counter() - began
    watching.cancel()
    longest = (await asyncio.gather(watching, return_exceptions=True))[0]
    async with database.engine.connect() as connection:
        if not (await connection.execute(select(survey_figures.c.survey_id))).all():
            raise AssertionError("nothing was kept")
    await database.close()
    return {"seconds": seconds, "standstill": float(str(longest)), "megabytes": _peak_megabytes()}


def _peak_megabytes() -> float:
    # Not `ru_maxrss`: on Linux that begins with what the process had that started this one.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


async def _longest_standstill() -> None:
    """Watch until cancelled; the cancellation comes back with the longest time in which nothing else moved."""
    longest, last = 0.0, time.perf_counter()
    try:
        while True:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            longest, last = max(longest, now - last - 0.005), now
    except asyncio.CancelledError:
        raise RuntimeError(longest) from None


def _closed_apart(address: str, folder: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.voice.closing", address, folder]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def run() -> list[Figure]:
    """Close on both databases."""
    figures = []
    for place in (sqlite, postgresql):
        with place() as address, tempfile.TemporaryDirectory() as folder:
            name, floor = asyncio.run(_prepare(address, Path(folder)))
            found = _closed_apart(address, folder)
        closed = f"{BALLOTS:,} ballots closed"
        figures += [
            at_most(f"{closed}, beside {SECONDS:.0f} s, {name}", found["seconds"], SECONDS, "s", 1),
            at_most(f"{closed}, beside the bare way, {name}", found["seconds"], floor, "s", 3),
            at_most(f"{closed}, peak of memory, {name}", found["megabytes"], MEGABYTES, "MB", 1),
            at_most(f"{closed}, longest standstill, {name}", found["standstill"], STANDSTILL, "s", 1),
        ]
    return figures


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write("\n" + json.dumps(asyncio.run(_close(sys.argv[1], Path(sys.argv[2])))) + "\n")
    else:
        show(run())
