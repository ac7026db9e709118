"""The main story, on every surface, through its real SDK and protocol."""

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
from bot.teams.surface import Deadlines, TeamsSurface
from bot.web.surface import WebSurface
from tests.journeys.browser_guide import BrowserGuide
from tests.journeys.onedrive import OneDrive
from tests.journeys.slack_guide import SlackGuide, introduce
from tests.journeys.story import the_story
from tests.journeys.teams_guide import TeamsGuide
from tests.journeys.world import World, world
from tests.support.browser import launched
from tests.support.identity_service import TENANT
from tests.support.slack_person import HttpDoor, SocketDoor
from tests.support.slack_service import TEAM, SlackService
from tests.support.teams_service import teams_service

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@asynccontextmanager
async def _served(world: World) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application()
    for surface in world.bunsen.surfaces:
        surface.add_routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_the_story_in_slack_over_signed_http(tmp_path: Path) -> None:
    async with SlackService() as slack:
        introduce(slack)
        settings = SlackSettings("xoxb-test", SECRET, api_url=slack.api_url)
        async with (
            world(tmp_path, lambda desk, wake: [SlackSurface(settings, desk, wake)], {"slack": TEAM}) as wenlow,
            _served(wenlow) as client,
        ):
            await the_story(SlackGuide(wenlow, slack, HttpDoor(client, SECRET)))


async def test_the_story_in_slack_over_socket_mode(tmp_path: Path) -> None:
    async with SlackService() as slack:
        introduce(slack)
        settings = SlackSettings("xoxb-test", app_token="xapp-test", api_url=slack.api_url)
        async with world(tmp_path, lambda desk, wake: [SlackSurface(settings, desk, wake)], {"slack": TEAM}) as wenlow:
            await slack.connected()
            await the_story(SlackGuide(wenlow, slack, SocketDoor(slack)))


async def test_the_story_in_teams_through_signed_activities(tmp_path: Path) -> None:
    with teams_service() as teams:
        onedrive = OneDrive()
        # The local services share this machine with the other tests: a busy moment must not change the story.
        patient = Deadlines(60, 60)
        async with (
            world(
                tmp_path,
                lambda desk, wake: [
                    TeamsSurface(
                        teams.identity(),
                        desk,
                        wake,
                        service_url=teams.chat.url,
                        deadlines=patient,
                        files=TeamsFiles(onedrive.is_here),
                    )
                ],
                {"teams": TENANT},
            ) as wenlow,
            _served(wenlow) as client,
            onedrive,
        ):
            guide = TeamsGuide(wenlow, teams, str(client.make_url("/")), onedrive)
            guide.introduce()
            await the_story(guide)


async def test_the_story_in_a_browser(tmp_path: Path) -> None:
    clock = _LateClock()
    async with (
        launched() as browser,
        world(tmp_path, lambda desk, wake: [WebSurface(desk, wake, demo_seats(), clock, None)], {}) as wenlow,
        _served(wenlow) as client,
    ):
        clock.clock = wenlow.clock
        page = await browser.new_page()
        await page.goto(str(client.make_url("/")))
        await expect(page.locator("#panel-direct .log")).to_have_attribute("aria-busy", "false")
        await the_story(BrowserGuide(page))
        await page.close()


class _LateClock:
    """The surface is built before the clock that it shows."""

    clock: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.clock, name)
