"""bunsen serve, as a process, with a local Slack behind it."""

import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGTERM, Signals

import pytest
from aiohttp import ClientSession

from handlers.interactions import Platform
from storage.database import Database
from tests.bot.commands.processes import Ended, Running, ended, running
from tests.support.slack_requests import payload, post_event
from tests.support.slack_service import TEAM, SlackService

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
DIRECT = "D0SAM"
ON_A_FREE_PORT = ("serve", "--port", "0")


@dataclass
class Place:
    """A folder with a database in it, and a local Slack."""

    folder: Path
    slack: SlackService

    def serving(self, **settings: str) -> AbstractAsyncContextManager[Running]:
        """Run `bunsen serve` for Slack by HTTP."""
        mine = {
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.slack.api_url,
            "BUNSEN_DATABASE_URL": f"sqlite:///{self.folder / 'bunsen.db'}",
        }
        return running(self.folder, *ON_A_FREE_PORT, **mine, **settings)

    def let_leases_run_out(self) -> None:
        """Let the half minute pass for which a process that dies keeps others from its events."""
        with closing(sqlite3.connect(self.folder / "bunsen.db")) as connection, connection:
            connection.execute("UPDATE inbox SET leased_until = NULL")

    async def answered(self, times: int = 1) -> list[str]:
        """Wait for so many answers in the direct chat, and give them."""
        await self.slack.wait_for(lambda: len(self.slack.shown(DIRECT)) >= times, f"answer {times}")
        return [message["text"] for message in self.slack.shown(DIRECT)]


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    database = Database(f"sqlite:///{tmp_path / 'bunsen.db'}")
    await database.upgrade()
    async with database.begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        await tx.institutions.link(institution.id, Platform.SLACK, TEAM)
    await database.close()
    async with SlackService() as slack:
        slack.add_user("U0SAM")
        yield Place(tmp_path, slack)


async def ask(server: Running) -> None:
    """Bring a direct message, as Slack does."""
    async with ClientSession(server.url) as session:
        answer = await post_event(session, payload("message_im"), SECRET)
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_it_tells_how_it_is(place: Place, path: str) -> None:
    async with place.serving() as server, ClientSession(server.url) as session:
        assert (await session.get(path)).status == 200


async def test_it_measures_what_waits(place: Place) -> None:
    async with place.serving() as server, ClientSession(server.url) as session:
        assert "bunsen_inbox_waiting 0.0" in await (await session.get("/metrics")).text()


async def test_it_serves_no_browser_chat(place: Place) -> None:
    async with place.serving() as server, ClientSession(server.url) as session:
        assert (await session.get("/")).status == 404


async def test_a_direct_message_is_answered(place: Place) -> None:
    async with place.serving() as server:
        await ask(server)
        (answer,) = await place.answered()
    assert "RSciTech" in answer


@pytest.mark.parametrize("signal", [SIGTERM, SIGINT])
async def test_it_ends_well_when_told(place: Place, signal: Signals) -> None:
    async with place.serving() as server:
        assert await server.told(signal) == 0


async def test_it_starts_and_waits_while_slack_is_away(place: Place) -> None:
    place.slack.fail("auth.test", status=503, times=1000)
    async with place.serving() as server, ClientSession(server.url) as session:
        assert (await session.get("/readyz")).status == 503


async def test_killed_between_acceptance_and_answer_it_answers_after_the_restart(place: Place) -> None:
    place.slack.fail("chat.postMessage", "internal_error")
    async with place.serving() as server:
        await ask(server)
        await place.slack.called("chat.postMessage")
        await server.told(SIGKILL)
    place.let_leases_run_out()
    async with place.serving():
        (answer,) = await place.answered()
    assert "RSciTech" in answer


async def test_an_event_that_slack_sends_again_after_the_restart_is_answered_once(place: Place) -> None:
    async with place.serving() as server:
        await ask(server)
        await place.answered()
        await server.told(SIGKILL)
    async with place.serving() as server:
        await ask(server)
        await server.told(SIGTERM)
    assert len(await place.answered()) == 1


async def test_teams_can_be_served_to_local_tools_without_an_application_id(tmp_path: Path) -> None:
    async with (
        running(tmp_path, *ON_A_FREE_PORT, BUNSEN_TEAMS_DEV_NO_AUTH="1") as server,
        ClientSession(server.url) as session,
    ):
        assert (await session.get("/healthz")).status == 200


# --- refusals ---

SLACK = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": SECRET}


async def refused(folder: Path, *options: str, **settings: str) -> Ended:
    result = await ended(folder, "serve", *options, **settings)
    assert (result.code, result.said) == (1, ""), result
    return result


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "Neither Slack nor Teams is configured"),
        ({"MicrosoftAppPassword": "secret-value"}, "MicrosoftAppId"),
        ({"SLACK_BOT_TOKEN": "secret-value", "SLACK_SIGNING_SECRET": "x"}, "it must start with xoxb-"),
        ({"SLACK_BOT_TOKEN": "xoxb-secret-value"}, "SLACK_SIGNING_SECRET is missing"),
        ({**SLACK, "BUNSEN_LOG_FORMAT": "secret-value"}, "BUNSEN_LOG_FORMAT"),
        ({**SLACK, "BUNSEN_TEAMS_DEV_NO_AUTH": "secret-value"}, "BUNSEN_TEAMS_DEV_NO_AUTH"),
        ({**SLACK, "BUNSEN_KNOWLEDGE": "nowhere"}, "bunsen knowledge check nowhere"),
        ({**SLACK, "BUNSEN_DATABASE_URL": "postgresql://u:secret-value@127.0.0.1:1/x"}, "cannot be used"),
        ({**SLACK, "SLACK_API_URL": "slack"}, "SLACK_API_URL is not a web address"),
    ],
)
async def test_what_cannot_work_is_refused_in_words(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    assert said in (await refused(tmp_path, **settings)).errors


async def test_a_refusal_repeats_no_secret(tmp_path: Path) -> None:
    settings = {"SLACK_BOT_TOKEN": "secret-value", "SLACK_SIGNING_SECRET": "x"}
    assert "secret-value" not in (await refused(tmp_path, **settings)).errors


async def test_a_refusal_leaves_no_database_behind(tmp_path: Path) -> None:
    await refused(tmp_path)
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240


async def test_a_token_that_slack_refuses_is_named(place: Place) -> None:
    place.slack.fail("auth.test", "invalid_auth")
    settings = {**SLACK, "SLACK_API_URL": place.slack.api_url}
    assert "Slack does not accept SLACK_BOT_TOKEN" in (await refused(place.folder, "--port", "0", **settings)).errors


async def test_a_port_in_use_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"Port {port} is in use already" in (await refused(tmp_path, "--port", port, **SLACK)).errors


async def test_a_second_server_on_one_sqlite_file_is_refused(place: Place) -> None:
    settings = {**SLACK, "SLACK_API_URL": place.slack.api_url}
    async with place.serving() as first:
        result = await refused(place.folder, "--port", "0", **settings)
    assert f"Another Bunsen server (process {first.process.pid}) already runs on" in result.errors


async def test_a_command_beside_a_running_server_works(place: Place) -> None:
    async with place.serving():
        result = await ended(place.folder, "institution", "list")
    assert (result.code, "wenlow" in result.said) == (0, True)


async def test_an_address_of_another_computer_is_refused(tmp_path: Path) -> None:
    result = await refused(tmp_path, "--host", "192.0.2.1", "--port", "0", **SLACK)
    assert "This computer has no address “192.0.2.1”" in result.errors


async def test_a_template_that_cannot_be_used_is_said_before_anybody_asks_for_a_document(tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("not a Word file")
    result = await refused(tmp_path, BUNSEN_DOCUMENT_TEMPLATE="own.docx", **SLACK)
    assert "own.docx cannot be used as a template" in result.errors
