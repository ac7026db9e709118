"""The composition root: the one place where everything is put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.answering.learning import LiveAnswers
from bot.answering.watching import Watcher
from bot.clock import Clock
from bot.dispatch import Dispatcher
from bot.documents.apart import Scribe
from bot.documents.markdown import as_markdown
from bot.imports.guides import shipped_guides
from bot.imports.instruments import shipped_instruments
from bot.imports.knowledge import load_base
from bot.imports.plan_files import ApartPlanFiles
from bot.inbox import InboxWorker
from bot.receiving import Receiver
from bot.sharing import SharingDesk
from bot.surface import Desk, Surface
from bot.writing_out import WritingDesk
from handlers.answers.entries import in_force
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
    watcher: Watcher
    desk: WritingDesk
    scribe: Scribe

    async def start(self) -> None:
        """Connect the surfaces, then begin to work and to tick."""
        for surface in self.surfaces:
            await surface.start()
        self.worker.start()
        self.runner.start()
        self.watcher.start()

    async def stop(self) -> None:
        """Stop in the opposite order; what was begun is taken up again at the next start."""
        await self.watcher.stop()
        await self.runner.stop()
        await self.worker.stop()
        await self.desk.finish()
        for surface in reversed(self.surfaces):
            await surface.stop()
        self.scribe.close()

    async def settle(self) -> None:
        """Do now whatever waits: the whole inbox, what is to be learnt, and one tick."""
        await self.worker.drain()
        await self.watcher.look()
        await self.runner.tick()


def build(
    begin: Begin,
    services: Services,
    clock: Clock,
    make_surfaces: MakeSurfaces,
    email: Messenger | None = None,
    template: Path | None = None,
) -> Bunsen:
    """Put a Bunsen together; `email` writes to those who are not in chat, `template` lends Word files its styles."""
    registry = Registry()
    # The surfaces bring the profiles and messengers, and need the desk that looks them up: filled in below.
    profiles: dict[Platform, Profiles] = {}
    messengers: dict[Platform, Messenger] = {}
    files: dict[Platform, Files] = {}
    services = replace(services, profiles=profiles, email=email is not None)
    receiver = Receiver(files, messengers, services.plan_files)
    assert isinstance(services.answers, LiveAnswers)  # noqa: S101 - handlers only ask it; here it is also taught
    watcher = Watcher(begin, services.knowledge, services.answers)
    dispatcher = Dispatcher(begin, registry, services, clock, profiles, receiver, watcher.wake)
    worker = InboxWorker(begin, dispatcher, messengers, clock)
    scribe = Scribe(template)
    desk = WritingDesk(SharingDesk(dispatcher, messengers), scribe, messengers)
    surfaces = make_surfaces(desk, worker.wake)
    profiles.update({surface.platform: surface.profiles for surface in surfaces})
    messengers.update({surface.platform: surface.messenger for surface in surfaces})
    files.update({surface.platform: surface.files for surface in surfaces})
    if email is not None:
        messengers[Platform.EMAIL] = email
    outbox = OutboxSender(begin, services, registry.composers, messengers, profiles, clock.now)
    runner = Runner(begin, services, registry.jobs, outbox, clock.now)
    return Bunsen(begin, dispatcher, worker, runner, surfaces, watcher, desk, scribe)


def make_services(round_keys: RoundKeys, knowledge: Path | None, today: date) -> Services:
    """Load what handlers need. Entries with problems are left out; `bunsen knowledge check` names them."""
    base = load_base(knowledge)
    return Services(
        answers=LiveAnswers(in_force(base.entries.values(), today), base.elsewhere),
        knowledge=base,
        guides=shipped_guides(),
        instruments=shipped_instruments(),
        round_keys=round_keys,
        plan_files=ApartPlanFiles(),
        markdown=as_markdown,
        commands=Registry().help,
    )
