"""A local Slack, a recording desk, and the Slack surface between them, over HTTP."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.slack.settings import SlackSettings
from bot.slack.surface import SlackSurface
from tests.support.slack_desk import RecordingDesk
from tests.support.slack_service import SlackService

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@pytest.fixture
async def slack() -> AsyncIterator[SlackService]:
    async with SlackService() as service:
        yield service


@pytest.fixture
def desk() -> RecordingDesk:
    return RecordingDesk()


@pytest.fixture
def settings(slack: SlackService) -> SlackSettings:
    return SlackSettings("xoxb-test", SECRET, api_url=slack.api_url)


@pytest.fixture
async def surface(settings: SlackSettings, desk: RecordingDesk) -> AsyncIterator[SlackSurface]:
    surface = SlackSurface(settings, desk, desk.wake)
    await surface.start()
    yield surface
    await surface.stop()


@pytest.fixture
async def client(surface: SlackSurface) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application()
    surface.add_routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def secret() -> str:
    return SECRET
