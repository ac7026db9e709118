"""The composition root: the one place where everything is put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.answering.learning import LiveAnswers
from bot.clock import Clock
from bot.dispatch import Dispatcher
from bot.imports.instruments import shipped_instruments
from bot.imports.knowledge import load_elsewhere, load_entries
from bot.imports.plan_files import ApartPlanFiles
from bot.inbox import InboxWorker
from bot.receiving import Receiver
from bot.surface import Desk, Surface
from handlers.deliveries import Messenger
from handlers.feature import Services
from handlers.files.ports import Files
from handlers.interactions import Platform
from handlers.people.ports import Profiles
from handlers.registry import Registry
from handlers.voice.ports import RoundKeys
from handlers.work import Begin
from scheduler.outbox import OutboxSender
from scheduler.runner import Runner

MakeSurfaces = Callable[[Desk, Callable[[], None]], Sequence[Surface]]
"""Builds the surfaces around the desk that serves them and the call that wakes the inbox worker."""


@dataclass(frozen=True, slots=True)
class Bunsen:
    """A whole Bunsen, built but not yet started."""

    begin: Begin
    dispatcher: Dispatcher
    worker: InboxWorker
    runner: Runner
    surfaces: Sequence[Surface]

    async def start(self) -> None:
        """Connect the surfaces, then begin to work and to tick."""
        for surface in self.surfaces:
            await surface.start()
        self.worker.start()
        self.runner.start()

    async def stop(self) -> None:
        """Stop in the opposite order; what was begun is taken up again at the next start."""
        await self.runner.stop()
        await self.worker.stop()
        for surface in reversed(self.surfaces):
            await surface.stop()

    async def settle(self) -> None:
        """Do now whatever waits: one tick, and the whole inbox."""
        await self.worker.drain()
        await self.runner.tick()


def build(
    begin: Begin, services: Services, clock: Clock, make_surfaces: MakeSurfaces, email: Messenger | None = None
) -> Bunsen:
    """Put a Bunsen together; `email` writes to those who are not in chat."""
    registry = Registry()
    # The surfaces bring the profiles and messengers, and need the desk that looks them up: filled in below.
    profiles: dict[Platform, Profiles] = {}
    messengers: dict[Platform, Messenger] = {}
    files: dict[Platform, Files] = {}
    services = replace(services, profiles=profiles)
    receiver = Receiver(files, messengers, services.plan_files)
    dispatcher = Dispatcher(begin, registry, services, clock, profiles, receiver)
    worker = InboxWorker(begin, dispatcher, messengers, clock)
    surfaces = make_surfaces(dispatcher, worker.wake)
    profiles.update({surface.platform: surface.profiles for surface in surfaces})
    messengers.update({surface.platform: surface.messenger for surface in surfaces})
    files.update({surface.platform: surface.files for surface in surfaces})
    if email is not None:
        messengers[Platform.EMAIL] = email
    outbox = OutboxSender(begin, services, registry.composers, messengers, profiles, clock.now)
    runner = Runner(begin, services, registry.jobs, outbox, clock.now)
    return Bunsen(begin, dispatcher, worker, runner, surfaces)


def make_services(round_keys: RoundKeys, knowledge: Path | None, today: date) -> Services:
    """Load what handlers need. Entries with problems are left out; `bunsen knowledge check` names them."""
    entries = load_entries(knowledge, today)
    return Services(
        answers=LiveAnswers(entries, load_elsewhere(knowledge)),
        entries={entry.id: entry for entry in entries},
        instruments=shipped_instruments(),
        round_keys=round_keys,
        plan_files=ApartPlanFiles(),
        commands=Registry().help,
    )
