"""What the tests in a browser have in common: how a visitor comes in, sits down and opens a form."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from playwright.async_api import Page, expect

from handlers.cards import Table
from tests.bot.web.desk import FORM, Demo

WIDE = Table(
    "Actions by theme",
    ("Theme", "Green", "Amber", "Red", "Not due yet", "Dropped", "Not reported"),
    (("Career Development", "4", "5", "1", "2", "0", "0"), ("Evaluating Impact", "1", "1", "0", "0", "0", "0")),
)


class Visiting(Protocol):
    """Opens the demo; whatever else than `expected` the page complains about in its console fails the test."""

    def __call__(
        self, width: int = 1280, scheme: str = "light", expected: str = "nothing", *, moving: bool = False
    ) -> AbstractAsyncContextManager[tuple[Demo, Page]]: ...


async def as_tom(page: Page) -> None:
    await page.get_by_role("radio", name="Tom Okafor").check()
    await expect(page.locator("#you")).to_have_text("You are Tom Okafor, action owner.")


async def open_form(demo: Demo, page: Page) -> str:
    origin = await demo.ask_tom()
    await as_tom(page)
    await page.get_by_role("button", name="Give an update").click()
    await expect(page.get_by_role("dialog", name=FORM.title)).to_be_visible()
    return origin
