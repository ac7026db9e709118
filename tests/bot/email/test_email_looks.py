"""Letters in a real browser: on a phone's width, light and dark, and as a screen reader is told of them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.email.html import letter_html
from bot.email.letter import letter
from handlers.cards import Bullets, Card, Facts, Link, Table, Text
from tests.bot.email.post_office import NUDGE, PLAIN, STATUS
from tests.support.browser import launched

pytestmark = pytest.mark.asyncio(loop_scope="module")

PHONE, DESK = 360, 900
LONG = "https://www.wenlow.example/" + "technicians" * 20
ENDLESS = Card(
    LONG,
    (
        Text(LONG),
        Facts((("Page", LONG), (LONG, "Page"))),
        Bullets((LONG,)),
        Link(LONG, LONG),
        Table(LONG, ("Page", LONG), ((LONG, LONG),)),
        Table(LONG, ("Page", LONG, LONG, LONG), ((LONG, LONG, LONG, LONG),)),
    ),
)
FAINTEST = """
() => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'Canvas';
  const light = (colour) => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(probe).color);
  probe.remove();
  const says = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const contrasts = [...document.body.querySelectorAll('*')].filter(says).map((element) => {
    const ink = light(getComputedStyle(element).color);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  });
  return Math.min(...contrasts);
}
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as started:
        yield started


async def opened(browser: Browser, card: Card, width: int, *, dark: bool = False) -> Page:
    page = await browser.new_page(viewport={"width": width, "height": 700}, color_scheme="dark" if dark else "light")
    await page.set_content(letter_html(letter(card, PLAIN)))
    return page


@pytest.mark.parametrize("card", [NUDGE, STATUS, ENDLESS], ids=["nudge", "status", "endless words"])
async def test_nothing_sticks_out_on_a_phone(browser: Browser, card: Card) -> None:
    page = await opened(browser, card, PHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_every_text_stands_out_from_its_paper(browser: Browser, dark: bool) -> None:
    page = await opened(browser, STATUS, PHONE, dark=dark)
    assert await page.evaluate(FAINTEST) >= 4.5


async def test_in_the_dark_the_paper_is_dark(browser: Browser) -> None:
    page = await opened(browser, STATUS, PHONE, dark=True)
    assert await page.evaluate("getComputedStyle(document.body).color") == "rgb(255, 255, 255)"


async def test_short_words_are_not_broken(browser: Browser) -> None:
    page = await opened(browser, STATUS, PHONE)
    box = await page.get_by_role("columnheader", name="Status").bounding_box()
    assert box is not None
    assert box["height"] < 45


async def test_on_a_phone_each_number_of_a_wide_table_says_what_it_counts(browser: Browser) -> None:
    page = await opened(browser, STATUS, PHONE)
    await expect(page.get_by_role("row", name="Career Development").get_by_role("cell").first).to_have_text("Green: 4")
    await expect(page.get_by_text("Amber: 5")).to_be_visible()


async def test_on_a_desk_the_headings_say_it_once(browser: Browser) -> None:
    page = await opened(browser, STATUS, DESK)
    await expect(page.get_by_text("Green: ").first).to_be_hidden()


@pytest.mark.parametrize("width", [PHONE, DESK])
async def test_a_table_stays_a_table_for_screen_readers(browser: Browser, width: int) -> None:
    page = await opened(browser, STATUS, width)
    row = page.get_by_role("table", name="Actions by theme").get_by_role("row", name="Career Development")
    await expect(row.get_by_role("cell")).to_have_count(6)


async def test_lines_are_not_too_long_to_read_on_a_desk(browser: Browser) -> None:
    page = await opened(browser, NUDGE, DESK)
    box = await page.get_by_role("heading").bounding_box()
    assert box is not None
    assert box["width"] <= 600
