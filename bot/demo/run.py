"""`bunsen demo`: everything in one process, on SQLite, in a browser on this machine."""

import asyncio
import logging
import tempfile
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import typer
from aiohttp import web

from bot.app import Bunsen, build, make_services
from bot.clock import Clock, SystemClock
from bot.demo.mail import DemoMail
from bot.demo.sample import PATH as SAMPLE
from bot.demo.sample import fetch_sample
from bot.demo.seats import demo_seats
from bot.demo.seed import find_or_seed
from bot.demo.time import DemoClock, movable_clock
from bot.logs import configure_logs
from bot.only_server import AnotherServer, only_server
from bot.round_keys import FileRoundKeys
from bot.running import PortTaken, listen, stop_signal
from bot.surface import Desk, Surface
from bot.web.surface import WebSurface
from storage.database import Database

HOST = "127.0.0.1"
DATABASE = "bunsen.db"


class DemoRefused(Exception):
    """The demo cannot run; the message says why and what to do."""


class Demo:
    """A demo that is built: the whole product around its own database."""

    def __init__(self, bunsen: Bunsen, clock: DemoClock, database: Database, surface: WebSurface) -> None:
        self.bunsen = bunsen
        self.clock = clock
        self.database = database
        self.app = web.Application()
        surface.add_routes(self.app)
        self.app.router.add_get(SAMPLE, self._sample)

    async def stop(self) -> None:
        """Stop and let go of everything."""
        await self.bunsen.stop()
        await self.database.close()

    async def _sample(self, _request: web.Request) -> web.Response:
        return await fetch_sample(self.clock.now().date())


async def make_demo(folder: Path, *, keep: bool, base: Clock | None = None) -> Demo:
    """Build the demo in a folder; with `keep` the chat and the clock are kept there too, besides the database.

    Its clock goes ahead of `base`, which is the computer's own unless another is given.
    """
    database = Database(f"sqlite:///{folder / DATABASE}")
    await database.upgrade()
    begin = database.begin
    clock = movable_clock(folder if keep else None, base or SystemClock())
    keys = FileRoundKeys(folder / "keys")
    services = make_services(keys, None, clock.now().date())
    institution = await find_or_seed(begin, keys, services.instruments["pulse"], clock.now())
    demo_clock = DemoClock(begin, institution, clock, folder if keep else None)
    made: list[WebSurface] = []

    def surfaces(desk: Desk, wake: Callable[[], None]) -> Sequence[Surface]:
        made.append(WebSurface(desk, wake, demo_seats(), demo_clock, folder if keep else None))
        return [made[0]]

    mail = DemoMail()
    bunsen = build(begin, services, clock, surfaces, mail)
    mail.deliver_to(made[0].mailbox)
    demo_clock.when_moved(bunsen.settle)
    return Demo(bunsen, demo_clock, database, made[0])


async def run_demo(port: int, state: Path | None, *, open_browser: bool) -> None:
    """Run the demo until Ctrl-C."""
    configure_logs("console", logging.WARNING)
    stop = stop_signal()
    async with AsyncExitStack() as stack:
        folder = _folder(state, stack)
        try:
            stack.enter_context(only_server(folder / DATABASE))
        except AnotherServer as another:
            raise DemoRefused(f"{another} Or name another folder with --state.") from None
        demo = await make_demo(folder, keep=state is not None)
        stack.push_async_callback(demo.stop)
        try:
            runner, port = await listen(demo.app, HOST, port)
        except PortTaken as taken:
            raise DemoRefused(str(taken)) from None
        stack.push_async_callback(runner.cleanup)
        url = f"http://{HOST}:{port}/"
        kept = f"kept in {state}" if state else "gone when you stop; keep it with --state DIR"
        typer.echo(
            f"Bunsen is at {url}\nEverything is fictional and stays on this computer ({kept}). Stop with Ctrl-C."
        )
        await demo.bunsen.start()
        if open_browser:
            await asyncio.to_thread(webbrowser.open, url)
        await stop.wait()
        typer.echo("\nStopping. Goodbye.")


def _folder(state: Path | None, stack: AsyncExitStack) -> Path:
    if state is None:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bunsen-demo-")))
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DemoRefused(f"The folder {state} cannot be used ({error.strerror}). Name another with --state.") from None
    return state
