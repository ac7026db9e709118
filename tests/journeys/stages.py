"""Where a story is told: the university of the demo behind a surface, with whoever leads people through it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import expect

from bot.demo.seats import demo_seats
from bot.slack.settings import SlackSettings
from bot.slack.surface import SlackSurface
from bot.teams.files import TeamsFiles
from bot.teams.offers import Offers
from bot.teams.surface import Deadlines, TeamsSurface
from bot.web.surface import WebSurface
from storage.database import Database
from tests.journeys.browser_guide import BrowserGuide
from tests.journeys.onedrive import OneDrive
from tests.journeys.slack_guide import SlackGuide, introduce
from tests.journeys.teams_guide import TeamsGuide
from tests.journeys.world import START, World, world
from tests.support.browser import launched
from tests.support.identity_service import TENANT
from tests.support.slack_person import HttpDoor, SocketDoor
from tests.support.slack_service import TEAM, SlackService
from tests.support.teams_service import teams_service

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@asynccontextmanager
async def served(world: World) -> AsyncIterator[TestClient[Any, Any]]:
    """Its HTTP front door, opened."""
    app = web.Application()
    for surface in world.bunsen.surfaces:
        surface.add_routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client


@asynccontextmanager
async def in_slack(folder: Path) -> AsyncIterator[SlackGuide]:
    """A workspace that speaks signed HTTP."""
    async with SlackService() as slack:
        introduce(slack)
        settings = SlackSettings("xoxb-test", SECRET, api_url=slack.api_url)
        async with (
            world(folder, lambda desk, wake: [SlackSurface(settings, desk, wake)], {"slack": TEAM}) as wenlow,
            served(wenlow) as client,
        ):
            yield SlackGuide(wenlow, slack, HttpDoor(client, SECRET))


@asynccontextmanager
async def in_slack_over_a_socket(folder: Path) -> AsyncIterator[SlackGuide]:
    """A workspace in Socket Mode."""
    async with SlackService() as slack:
        introduce(slack)
        settings = SlackSettings("xoxb-test", app_token="xapp-test", api_url=slack.api_url)
        async with world(folder, lambda desk, wake: [SlackSurface(settings, desk, wake)], {"slack": TEAM}) as wenlow:
            await slack.connected()
            yield SlackGuide(wenlow, slack, SocketDoor(slack))


@asynccontextmanager
async def in_teams(folder: Path) -> AsyncIterator[TeamsGuide]:
    """A tenant that sends signed activities."""
    with teams_service() as teams:
        onedrive, database = OneDrive(), Database(f"sqlite:///{folder / 'bunsen.db'}")
        offers = Offers(database.begin, lambda: START)
        # The local services share this machine with the other tests: a busy moment must not change the story.
        patient = Deadlines(60, 60)
        async with (
            world(
                folder,
                lambda desk, wake: [
                    TeamsSurface(
                        teams.identity(),
                        desk,
                        wake,
                        offers,
                        service_url=teams.chat.url,
                        deadlines=patient,
                        files=TeamsFiles(onedrive.is_here),
                    )
                ],
                {"teams": TENANT},
            ) as wenlow,
            served(wenlow) as client,
            onedrive,
        ):
            guide = TeamsGuide(wenlow, teams, str(client.make_url("/")), onedrive)
            guide.introduce()
            yield guide
        await database.close()


@asynccontextmanager
async def in_a_browser(folder: Path) -> AsyncIterator[BrowserGuide]:
    """The demo's own page."""
    clock = _LateClock()
    async with (
        launched() as browser,
        world(folder, lambda desk, wake: [WebSurface(desk, wake, demo_seats(), clock, None)], {}) as wenlow,
        served(wenlow) as client,
    ):
        clock.clock = wenlow.clock
        page = await browser.new_page()
        await page.goto(str(client.make_url("/")))
        await expect(page.locator("#panel-direct .log")).to_have_attribute("aria-busy", "false")
        yield BrowserGuide(page)
        await page.close()


class _LateClock:
    """The surface is built before the clock that it shows."""

    clock: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.clock, name)
