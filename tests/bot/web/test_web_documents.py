"""A document in the browser: a sentence first, then a message with the download, through the same live stream."""

import re

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import Browser, expect

from bot.web.surface import WebSurface
from tests.bot.web.desk import QUESTION, SEATS, TOM, TestTime
from tests.bot.web.visitor import as_tom
from tests.support.documents import PacedWriter, with_documents

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_download_comes_through_the_open_stream(browser: Browser) -> None:
    writer = PacedWriter()
    surface, desk = with_documents(lambda desk: WebSurface(desk, lambda: None, SEATS, TestTime(), None), writer)
    assert isinstance(surface, WebSurface)
    app = web.Application()
    surface.add_routes(app)
    async with TestClient(TestServer(app)) as client, await browser.new_context() as context:
        await surface.start()
        to = await surface.messenger.direct(TOM.account)
        assert to is not None
        await surface.messenger.send(to, QUESTION)
        page = await context.new_page()
        await page.goto(str(client.make_url("/")))
        await as_tom(page)
        await page.get_by_role("button", name="Give an update").click()
        await expect(page.get_by_text("I am writing the Word file")).to_be_visible()
        writer.may.set()
        async with page.expect_download() as coming:
            await page.get_by_role("link", name=re.compile("voice-evidence.docx")).click()
        download = await coming.value
        assert download.suggested_filename == "voice-evidence.docx"
        await desk.finish()
        await surface.stop()
