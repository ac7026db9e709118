"""Files dropped into the browser's chat."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from aiohttp import ClientResponse
from playwright.async_api import expect

from bot.web.files import WebFiles
from handlers.files.model import MOST_BYTES
from handlers.files.ports import FileProblem
from handlers.interactions import Dropped, SharedFile
from tests.bot.web.desk import ASHA, Demo, running
from tests.bot.web.visitor import Visiting, as_tom

pytestmark = pytest.mark.asyncio(loop_scope="module")

CONTENT = b"Action\nHold an open day\n"


async def _drop(demo: Demo, told: Mapping[str, str] | None = None, content: bytes = CONTENT) -> ClientResponse:
    given = {"id": "key-file01", "seat": ASHA.id, "conversation": ASHA.direct, "name": "plan.csv", "type": "text/csv"}
    headers = {"Origin": demo.url.rstrip("/")}
    return await demo.client.post("/drop", params=given | dict(told or {}), data=BytesIO(content), headers=headers)


async def test_a_dropped_file_comes_to_the_desk_and_can_be_fetched() -> None:
    async with running() as demo:
        assert (await _drop(demo)).status == 200
        (came,) = demo.desk.waiting
        assert isinstance(came.deed, Dropped)
        (file,) = came.deed.files
        assert (file.name, file.size) == ("plan.csv", len(CONTENT))
        assert await demo.surface.files.fetch(file, MOST_BYTES) == CONTENT


async def test_a_file_that_is_sent_twice_comes_once() -> None:
    async with running() as demo:
        for _ in range(2):
            await _drop(demo)
        assert len(demo.desk.came) == 1


async def test_a_file_that_is_too_large_is_refused_with_the_limit() -> None:
    async with running() as demo:
        answer = await _drop(demo, content=bytes(MOST_BYTES + 1))
        assert answer.status == 413
        assert "larger than 10 MB" in (await answer.json())["error"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"conversation": "channel"}, "not into the channel"),
        ({"name": "  "}, "has no name"),
        ({"seat": "nobody"}, "no seat"),
        ({"id": "x"}, "8 to 80"),
    ],
)
async def test_what_is_wrong_with_a_file_is_said(told: dict[str, str], said: str) -> None:
    async with running() as demo:
        answer = await _drop(demo, told)
        assert said in (await answer.json())["error"]
        assert demo.desk.came == []


async def test_a_file_of_before_a_restart_is_to_be_sent_again() -> None:
    with pytest.raises(FileProblem, match="send it again"):
        await WebFiles().fetch(SharedFile("plan.csv", reference={"message": "key-file01"}), 10)


async def test_only_the_newest_files_are_kept_in_memory() -> None:
    files = WebFiles()
    for number in range(11):
        files.keep(f"m{number}", b"x")
    with pytest.raises(FileProblem):
        await files.fetch(SharedFile("first", reference={"message": "m0"}), 10)
    assert await files.fetch(SharedFile("last", reference={"message": "m10"}), 10) == b"x"


async def test_a_visitor_sends_a_file_with_the_button(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await as_tom(page)
        await page.get_by_label("File for Bunsen").set_input_files(
            {"name": "plan.csv", "mimeType": "text/csv", "buffer": CONTENT}
        )
        await expect(page.get_by_text("Sent the file plan.csv")).to_be_visible()
        assert isinstance(demo.desk.waiting[-1].deed, Dropped)


async def test_in_the_channel_there_is_no_button_for_files(visiting: Visiting) -> None:
    async with visiting() as (_demo, page):
        await page.get_by_role("tab", name="# technicians").click()
        await expect(page.get_by_text("File", exact=True)).to_be_hidden()
