"""What somebody drops into their chat is fetched with the bot's token, from Slack and from nowhere else."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.files import SlackFiles
from bot.slack.tokens import FixedToken
from handlers.files.ports import FileProblem
from handlers.interactions import SharedFile

TOKEN = "xoxb-scrubbed"
CONTENT = b"Action,Owner\nHold an open day,OSD Manager\n"


async def _plan(request: web.Request) -> web.Response:
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        raise web.HTTPFound("/login")
    return web.Response(body=CONTENT, content_type="text/csv")


async def _login(_request: web.Request) -> web.Response:
    return web.Response(text="<html>Sign in</html>", content_type="text/html")


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    app.router.add_get("/files/plan.csv", _plan)
    app.router.add_get("/files/page.csv", _login)
    server = TestServer(app)
    async with server:
        yield server


@pytest.fixture
async def files(server: TestServer) -> AsyncIterator[SlackFiles]:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient("xoxe-expired-over-night", base_url=str(server.make_url("/api/")), session=session)
        yield SlackFiles(client, FixedToken(TOKEN))


def _shared(url: object) -> SharedFile:
    return SharedFile("plan.csv", "text/csv", 0, {"url": str(url)})


async def test_a_file_is_fetched_with_the_token_that_is_good_now(files: SlackFiles, server: TestServer) -> None:
    assert await files.fetch(_shared(server.make_url("/files/plan.csv")), 1000) == CONTENT


async def test_a_file_that_is_too_large_is_refused(files: SlackFiles, server: TestServer) -> None:
    with pytest.raises(FileProblem, match="larger than"):
        await files.fetch(_shared(server.make_url("/files/plan.csv")), 10)


async def test_the_page_for_signing_in_is_not_taken_for_the_file(files: SlackFiles, server: TestServer) -> None:
    with pytest.raises(FileProblem, match="files:read"):
        await files.fetch(_shared(server.make_url("/files/page.csv")), 1000)


async def test_a_file_that_is_gone_is_said_to_be(files: SlackFiles, server: TestServer) -> None:
    with pytest.raises(FileProblem, match=r"plan\.csv"):
        await files.fetch(_shared(server.make_url("/files/gone.csv")), 1000)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://files.slack.com.evil.example/plan.csv",
        "https://evilslack.com/plan.csv",
        "http://files.slack.com/plan.csv",
        "https://files.slack.com:8443/plan.csv",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://[half",
    ],
)
async def test_the_token_goes_to_no_other_address(files: SlackFiles, url: str) -> None:
    with pytest.raises(FileProblem, match="does not say where"):
        await files.fetch(_shared(url), 1000)


async def test_a_slack_that_cannot_be_reached_is_said_to_be(files: SlackFiles, server: TestServer) -> None:
    url = server.make_url("/files/plan.csv")
    await server.close()
    with pytest.raises(FileProblem, match="just now"):
        await files.fetch(_shared(url), 1000)
