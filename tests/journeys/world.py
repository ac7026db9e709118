"""The fictional university of the demo, behind any surface, with a clock to move."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Bunsen, MakeSurfaces, build, make_services
from bot.clock import MovableClock
from bot.demo.data import load_people
from bot.demo.seed import find_or_seed
from bot.demo.time import DemoClock
from bot.round_keys import FileRoundKeys
from storage.database import Database

START = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)


class StandingClock:
    """Stands still, until it is moved."""

    def now(self) -> datetime:
        """The moment at which every journey begins."""
        return START


@dataclass
class World:
    """A Bunsen at work, and its clock."""

    bunsen: Bunsen
    clock: DemoClock

    async def on_to(self, sentence: str) -> None:
        """Go from deadline to deadline until the one that this sentence speaks of."""
        for _ in range(25):
            if sentence in await self.clock.forward("deadline"):
                return
        raise AssertionError(f"no deadline like “{sentence}”")


def email_of(role: str) -> str:
    """The verified e-mail address of a seat: technician, owner, chair or lead."""
    address: str = getattr(load_people().seats, role)
    return address


def name_of(role: str) -> str:
    """The name of a seat."""
    return next(person.name for person in load_people().people if person.email == email_of(role))


@asynccontextmanager
async def world(folder: Path, make_surfaces: MakeSurfaces, links: Mapping[str, str]) -> AsyncIterator[World]:
    """Build the university, link its workspaces, and let Bunsen work (but tick only when the clock is moved)."""
    database = Database(f"sqlite:///{folder / 'bunsen.db'}")
    await database.upgrade()
    clock = MovableClock(StandingClock())
    keys = FileRoundKeys(folder / "keys")
    services = make_services(keys, None, START.date())
    institution = await find_or_seed(database.begin, keys, services.instruments["pulse"], START)
    async with database.begin() as tx:
        for platform, tenant in links.items():
            await tx.institutions.link(institution.id, platform, tenant)
    bunsen = build(database.begin, services, clock, make_surfaces)
    time = DemoClock(database.begin, institution, clock, None)
    time.when_moved(bunsen.settle)
    for surface in bunsen.surfaces:
        await surface.start()
    bunsen.worker.start()
    bunsen.watcher.start()
    try:
        yield World(bunsen, time)
    finally:
        await bunsen.stop()
        await database.close()
