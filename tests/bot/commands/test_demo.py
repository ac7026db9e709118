"""bunsen demo, as a process."""

import json
import socket
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

import pytest
from aiohttp import ClientSession

from storage.database import Database
from tests.bot.commands.processes import Running, ended, running

ON_A_FREE_PORT = ("demo", "--port", "0", "--no-browser")
QUESTION = "what is RSciTech?"


async def say(demo: Running, text: str) -> None:
    """Write to Bunsen as the technician, as the page does."""
    message = {"id": "key-00001", "seat": "technician", "conversation": "direct:technician", "text": text}
    async with ClientSession() as session:
        own = {"Origin": demo.url, "Content-Type": "application/json"}
        answer = await session.post(f"{demo.url}/say", data=json.dumps(message), headers=own)
        assert answer.status == 200, await answer.text()


async def chat(demo: Running) -> str:
    """All that the technician's page shows at first."""
    shown = ""
    async with ClientSession() as session, session.get(f"{demo.url}/events?seat=technician") as stream:
        async for line in stream.content:
            shown += line.decode()
            if line.startswith(b"event: ready"):
                return shown
    raise AssertionError("the stream has ended")


async def test_the_demo_serves_its_page(tmp_path: Path) -> None:
    async with running(tmp_path, *ON_A_FREE_PORT) as demo, ClientSession() as session:
        assert "Bunsen" in await (await session.get(demo.url)).text()


@pytest.mark.parametrize("signal", [SIGINT, SIGTERM])
async def test_the_demo_ends_well_when_told(tmp_path: Path, signal: Signals) -> None:
    async with running(tmp_path, *ON_A_FREE_PORT) as demo:
        assert await demo.told(signal) == 0


async def test_the_demo_ends_well_while_a_page_is_open(tmp_path: Path) -> None:
    async with (
        running(tmp_path, *ON_A_FREE_PORT) as demo,
        ClientSession() as session,
        session.get(f"{demo.url}/events?seat=lead"),
    ):
        assert await demo.told(SIGINT) == 0


async def test_the_demo_keeps_the_chat_in_its_state(tmp_path: Path) -> None:
    async with running(tmp_path, *ON_A_FREE_PORT, "--state", "kept") as demo:
        await say(demo, QUESTION)
        await demo.told(SIGINT)
    async with running(tmp_path, *ON_A_FREE_PORT, "--state", "kept") as demo:
        assert QUESTION in await chat(demo)


async def test_the_demo_keeps_its_data_in_its_state(tmp_path: Path) -> None:
    for _ in range(2):
        async with running(tmp_path, *ON_A_FREE_PORT, "--state", "kept") as demo:
            await demo.told(SIGINT)
    database = Database(f"sqlite:///{tmp_path / 'kept' / 'bunsen.db'}")
    async with database.begin() as tx:
        assert len(await tx.institutions.all()) == 1
    await database.close()


async def test_without_a_state_the_chat_is_gone(tmp_path: Path) -> None:
    async with running(tmp_path, *ON_A_FREE_PORT) as demo:
        await say(demo, QUESTION)
        await demo.told(SIGINT)
    async with running(tmp_path, *ON_A_FREE_PORT) as demo:
        assert QUESTION not in await chat(demo)


async def test_a_port_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = await ended(tmp_path, "demo", "--no-browser", "--port", str(port))
    assert (result.code, result.errors) == (
        1,
        f"Port {port} is in use already, perhaps by another Bunsen. Choose another with --port.\n",
    )


async def test_a_state_that_cannot_be_a_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = await ended(tmp_path, *ON_A_FREE_PORT, "--state", "file")
    assert (result.code, "The folder file cannot be used" in result.errors) == (1, True)
