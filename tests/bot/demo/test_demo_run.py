"""The demo as a whole: its sample, its e-mail, and one at a time on a folder."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.demo.run import Demo, make_demo
from tests.journeys.world import StandingClock


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    demo = await make_demo(tmp_path, keep=False, base=StandingClock())
    yield demo
    await demo.stop()


@pytest.fixture
async def client(demo: Demo) -> AsyncIterator[TestClient[Any, Any]]:
    async with TestClient(TestServer(demo.app)) as client:
        for surface in demo.bunsen.surfaces:
            await surface.start()
        yield client


async def test_the_sample_plan_is_a_workbook(client: TestClient[Any, Any]) -> None:
    answer = await client.get("/sample-plan.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sample-plan.xlsx"'
    assert (await answer.read()).startswith(b"PK")


async def test_the_sample_plan_is_not_for_other_pages(client: TestClient[Any, Any]) -> None:
    answer = await client.get("/sample-plan.xlsx", headers={"Origin": "https://elsewhere.example"})
    assert answer.status == 403


async def test_only_the_leads_seat_is_offered_the_sample(client: TestClient[Any, Any]) -> None:
    page = await (await client.get("/")).text()
    assert page.count('data-path="/sample-plan.xlsx"') == 1
    assert 'value="lead"' in page[: page.index('data-path="/sample-plan.xlsx"')].rpartition("<input")[2]


async def _mail(client: TestClient[Any, Any]) -> list[str]:
    """All e-mails, as a seat sees them."""
    read = ""
    async with client.get("/events?seat=technician") as stream, asyncio.timeout(20):
        while "event: ready" not in read:
            read += (await stream.content.readline()).decode()
    return [line for line in read.splitlines() if '"conversation": "mail"' in line]


async def test_whoever_has_no_seat_gets_e_mail(demo: Demo, client: TestClient[Any, Any]) -> None:
    await demo.clock.forward("day")
    mails = await _mail(client)
    assert any("jun.copperfinch@wenlow.example" in mail for mail in mails)
    assert not any("ottoline.fennwick@wenlow.example" in mail for mail in mails)


async def test_an_e_mail_has_no_buttons_and_says_why_it_came(demo: Demo, client: TestClient[Any, Any]) -> None:
    await demo.clock.forward("day")
    mails = await _mail(client)
    assert mails
    assert all("data-press" not in mail and "it cannot reach you in chat" in mail for mail in mails)


async def test_nobody_can_write_into_the_e_mails(client: TestClient[Any, Any]) -> None:
    said = {"id": "key-00001", "seat": "lead", "conversation": "mail", "text": "Hello"}
    own = {"Origin": str(client.make_url("/")).rstrip("/")}
    answer = await client.post("/say", json=said, headers=own)
    assert (answer.status, (await answer.json())["error"]) == (
        400,
        "These e-mails can be read, but not answered: nobody sits at the other end.",
    )


async def test_a_second_demo_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    first = await _started(tmp_path)
    try:
        await _until(first, "Bunsen is at")
        second = await _started(tmp_path)
        _, complaint = await second.communicate()
        assert second.returncode == 1
        assert "already runs" in complaint.decode()
        assert "--state" in complaint.decode()
        assert "Traceback" not in complaint.decode()
    finally:
        first.terminate()
        await first.wait()


async def _started(folder: Path) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", "bot", "demo", "--port", "0", "--no-browser", "--state", str(folder))
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)


async def _until(process: asyncio.subprocess.Process, text: str) -> None:
    assert process.stdout is not None
    async with asyncio.timeout(60):
        while text not in (await process.stdout.readline()).decode():
            pass
