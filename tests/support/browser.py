"""A real browser for tests: finds Chromium, launches it headless, and asks whether a page can be used by everybody."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, async_playwright

_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_UNNAMED = """
() => {
  const byId = (id) => document.getElementById(id)?.textContent;
  const named = (element) => {
    const labels = [...(element.labels ?? [])].map((label) => label.textContent);
    const by = (element.getAttribute('aria-labelledby') ?? '').split(' ').map(byId);
    const own = element.matches('button, a, [role=tab]') ? [element.textContent] : [];
    return [element.getAttribute('aria-label'), ...labels, ...by, ...own].some((text) => text?.trim());
  };
  const operable = 'button, a[href], input, select, textarea, [tabindex="0"], [role=log], dialog[open]';
  return [...document.querySelectorAll(operable)]
    .filter((element) => element.checkVisibility() && !named(element))
    .map((element) => element.outerHTML.slice(0, 160));
}
"""


def chromium_path() -> str:
    """Find Chromium; without one the test is skipped, but in CI (where it must run) it fails."""
    wanted = os.environ.get("BUNSEN_TEST_CHROMIUM")
    found = wanted or next((place for place in _PLACES if os.path.exists(place)), None) or shutil.which("chromium")
    if found:
        return found
    message = "Chromium is not installed (Debian: apt-get install chromium; or set BUNSEN_TEST_CHROMIUM to its path)"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """Launch a headless Chromium."""
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


async def controls_without_name(page: Page) -> list[str]:
    """List what can be operated on the page but has no accessible name."""
    found: list[str] = await page.evaluate(_UNNAMED)
    return found


async def sideways_overflow(page: Page) -> int:
    """Measure by how many pixels the page is wider than its window."""
    width: int = await page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    return max(0, width)
