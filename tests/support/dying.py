"""Kills a process with -9 before its n-th database statement (commits too), for every n, and looks at what is left.

Run as a program of its own: it forks, which a test worker with its threads should not. Prints one JSON line per n.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import aiosqlite  # noqa: F401 - loaded before the forks, as everything slow is
from sqlalchemy import event
from sqlalchemy.dialects.sqlite import aiosqlite as dialect  # noqa: F401

from bot.app import build, make_services
from bot.clock import MovableClock
from bot.round_keys import FileRoundKeys
from handlers.cards import Card
from handlers.feature import Services
from handlers.interactions import Conversation, MessageRef
from handlers.plans.model import Action
from handlers.reviews.calendar import Calendar
from handlers.rights import PostKind
from storage.database import Database
from tests.support.house import START, FixedClock, House, RecordingSurface, make_house

FIRST_NUDGE = datetime(2027, 4, 19, 9, 30, tzinfo=UTC)
LEASE_IS_OVER = timedelta(minutes=10)


class FileSurface(RecordingSurface):
    """Writes what it sends to a file, which outlives the process."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Append the delivery's key to the file, at once."""
        with self._file.open("a") as out:
            out.write(f"{key}\n")
        return MessageRef(to, key)


def die_before(database: Database, number: int) -> None:
    """Kill this process before the statement or commit with this number (counted from 1) reaches the database."""
    seen = 0

    def count(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine.sync_engine, "before_cursor_execute", count)
    event.listen(database.engine.sync_engine, "commit", count)


async def prepare(folder: Path) -> None:
    """One owner with two actions, and a review whose first nudge falls due."""
    database = Database(f"sqlite:///{folder / 'bunsen.db'}")
    house = await make_house(database, folder)
    await house.person("olu", ("OSD Manager", PostKind.OWNER))
    post = await house.post_id("OSD Manager")
    await house.plan(*(Action(0, 0, f"V{n}", "Visibility", "Do", owner_post_id=post) for n in range(2)))
    await house.review(date(2027, 6, 1))
    await database.close()


async def tick(services: Services, folder: Path, at: datetime, die_at: int = 0) -> None:
    """Tick once, and perhaps die on the way."""
    database = Database(f"sqlite:///{folder / 'bunsen.db'}")
    house = await again(services, database, folder)
    house.clock.move_to(at)
    if die_at:
        die_before(database, die_at)
    await house.bunsen.runner.tick()
    await database.close()


async def again(services: Services, database: Database, folder: Path) -> House:
    """Build the Bunsen of a folder once more, as after a restart."""
    clock = MovableClock(FixedClock())
    surface = FileSurface(folder / "sent")
    bunsen = build(database.begin, services, clock, lambda _desk, _wake: [surface])
    async with database.begin() as tx:
        institution = await tx.institutions.by_slug("wenlow")
    assert institution is not None
    return House(bunsen, clock, surface, institution, folder, database, services)


def in_a_child(work: Callable[[], Awaitable[None]]) -> bool:
    """Run in a forked process; tell whether it came to its end."""
    child = os.fork()
    if child == 0:
        asyncio.run(work())  # type: ignore[arg-type]
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def main(folder: Path) -> None:
    """For n = 1, 2, …: die before statement n, come back later, and say what was sent; end when nobody died."""
    seed = folder / "seed"
    seed.mkdir()
    in_a_child(partial(prepare, seed))
    # Made once, before the forks: every child would else spend most of its time on them.
    services = make_services(FileRoundKeys(folder / "keys"), None, START.date())
    Calendar("ENG", "Europe/London").is_working_day(FIRST_NUDGE.date())
    number, survived = 0, False
    while not survived:
        number += 1
        here = folder / str(number)
        shutil.copytree(seed, here)
        survived = in_a_child(partial(tick, services, here, FIRST_NUDGE, number))
        in_a_child(partial(tick, services, here, FIRST_NUDGE + LEASE_IS_OVER))
        in_a_child(partial(tick, services, here, FIRST_NUDGE + 2 * LEASE_IS_OVER))
        sent = (here / "sent").read_text().split() if (here / "sent").exists() else []
        print(json.dumps({"died_before": None if survived else number, "sent": sent}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
