"""The browser, one for the tests of a file, and a visitor's window in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.bot.web.desk import Demo, running
from tests.bot.web.visitor import Visiting
from tests.support.browser import launched


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


@pytest.fixture
def visiting(browser: Browser) -> Visiting:
    @asynccontextmanager
    async def visit(
        width: int = 1280, scheme: str = "light", expected: str = "nothing", *, moving: bool = False
    ) -> AsyncIterator[tuple[Demo, Page]]:
        complaints: list[str] = []
        async with running() as demo, await _opened(browser, width, scheme, moving) as context:
            page = await context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(demo.url)
            await expect(page.locator("#panel-direct .log")).to_have_attribute("aria-busy", "false")
            yield demo, page
        assert [text for text in complaints if expected not in text] == []

    return visit


async def _opened(browser: Browser, width: int, scheme: str, moving: bool) -> BrowserContext:
    return await browser.new_context(
        viewport={"width": width, "height": 740},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="no-preference" if moving else "reduce",
    )
