"""What somebody drops into their chat in Teams is fetched from their OneDrive, and from nowhere else."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.teams.files import TeamsFiles, on_sharepoint
from handlers.files.ports import FileProblem
from handlers.interactions import SharedFile

CONTENT = b"Action,Owner\nHold an open day,OSD Manager\n"


async def _plan(_request: web.Request) -> web.Response:
    return web.Response(body=CONTENT)


async def _elsewhere(_request: web.Request) -> web.Response:
    raise web.HTTPFound("http://169.254.169.254/")


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    app.router.add_get("/plan.csv", _plan)
    app.router.add_get("/elsewhere.csv", _elsewhere)
    server = TestServer(app)
    async with server:
        yield server


def _shared(url: object) -> SharedFile:
    return SharedFile("plan.csv", "", 0, {"url": str(url)})


@pytest.fixture
def files(server: TestServer) -> TeamsFiles:
    return TeamsFiles(lambda url: url.startswith(str(server.make_url("/"))))


async def test_a_file_is_fetched(files: TeamsFiles, server: TestServer) -> None:
    assert await files.fetch(_shared(server.make_url("/plan.csv")), 1000) == CONTENT


async def test_a_file_that_is_too_large_is_refused(files: TeamsFiles, server: TestServer) -> None:
    with pytest.raises(FileProblem, match="larger than"):
        await files.fetch(_shared(server.make_url("/plan.csv")), 10)


@pytest.mark.parametrize("name", ["gone.csv", "elsewhere.csv"])
async def test_a_file_that_cannot_be_had_is_to_be_sent_again(files: TeamsFiles, server: TestServer, name: str) -> None:
    with pytest.raises(FileProblem, match="once more"):
        await files.fetch(_shared(server.make_url(f"/{name}")), 1000)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://wenlow-my.sharepoint.com/plan.csv",
        "https://sharepoint.com.evil.example/plan.csv",
        "https://evilsharepoint.com/plan.csv",
        "http://127.0.0.1/plan.csv",
        "https://[half",
    ],
)
async def test_no_other_address_is_asked(url: str) -> None:
    with pytest.raises(FileProblem, match="does not say where"):
        await TeamsFiles().fetch(_shared(url), 1000)


def test_the_senders_onedrive_is_asked() -> None:
    assert on_sharepoint("https://wenlow-my.sharepoint.com/personal/ada/_layouts/15/download.aspx?tempauth=x")
