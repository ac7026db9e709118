"""The public page in a real browser: on a phone and wide, light and dark, and for those who hear it."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from playwright.async_api import Page as Tab

from bot.documents.public_page import as_public_page
from handlers.public_page.model import Contact, ContactState, Line, Page, PageVersion
from handlers.public_page.wording import STATUS_WORDS
from handlers.reviews.reporting import Colour
from tests.support.browser import controls_without_name, launched, sideways_overflow

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
CONTACT = Contact(1, 1, ContactState.AGREED, "Olu Okafor", "olu@wenlow.example", NOW, NOW)
VERSION = PageVersion(1, 3, "0" * 64, {}, 1, NOW, "Chad")
Scheme = Literal["light", "dark"]
_LONG = "Reviewandharmonisationofjobdescriptionsacrossallfaculties " * 2


def _line(colour: Colour, number: int) -> Line:
    return Line(f"V{number}", f"Do {_LONG}", "Technical Services Manager", "30 June 2027", colour, STATUS_WORDS[colour])


PAGE = Page(
    "University of Little Wenlow",
    "Plan 2026-2029",
    "1 August 2026 to 31 July 2029",
    "1 March 2027",
    "15 January 2027",
    "",
    (
        ("Visibility", tuple(_line(colour, number) for number, colour in enumerate(Colour))),
        ("Recognition", (_line(Colour.GREEN, 9),)),
    ),
)

_CONTRAST = """
() => {
  const channel = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const ratios = [...document.querySelectorAll('body *')].filter(own).map((element) => {
    const [a, b] = [light(parts(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    return (a + .05) / (b + .05);
  });
  return Math.min(...ratios);
}
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as running:
        yield running


async def _shown(browser: Browser, folder: Path, width: int, scheme: Scheme) -> Tab:
    file = folder / "index.html"
    file.write_text(as_public_page(PAGE, CONTACT, VERSION), encoding="utf-8")
    tab = await browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    await tab.goto(file.as_uri())
    return tab


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("width", [360, 1200])
async def test_nothing_is_wider_than_the_window(browser: Browser, tmp_path: Path, width: int) -> None:
    tab = await _shown(browser, tmp_path, width, "light")
    assert await sideways_overflow(tab) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_stands_out_from_its_ground(browser: Browser, tmp_path: Path, scheme: Scheme) -> None:
    tab = await _shown(browser, tmp_path, 1200, scheme)
    assert await tab.evaluate(_CONTRAST) >= 4.5


@pytest.mark.parametrize("width", [360, 1200])
async def test_tables_are_tables_for_screen_readers(browser: Browser, tmp_path: Path, width: int) -> None:
    tab = await _shown(browser, tmp_path, width, "light")
    row = tab.get_by_role("row").filter(has=tab.get_by_role("rowheader", name=re.compile("^V1 ")))
    assert await row.get_by_role("cell").count() == 3
    assert await tab.get_by_role("columnheader", name="Owner").count() == 2


async def test_every_table_has_a_caption_and_every_theme_a_heading(browser: Browser, tmp_path: Path) -> None:
    tab = await _shown(browser, tmp_path, 1200, "light")
    assert await tab.locator("caption").all_inner_texts() == [
        "Actions by theme and status",
        "Actions: Visibility",
        "Actions: Recognition",
    ]
    assert await tab.get_by_role("heading", level=2).all_inner_texts() == [
        "The action plan",
        "Visibility",
        "Recognition",
    ]


async def test_everything_that_can_be_used_has_a_name(browser: Browser, tmp_path: Path) -> None:
    tab = await _shown(browser, tmp_path, 360, "light")
    assert await controls_without_name(tab) == []


async def test_the_language_is_said(browser: Browser, tmp_path: Path) -> None:
    tab = await _shown(browser, tmp_path, 360, "light")
    assert await tab.locator("html").get_attribute("lang") == "en-GB"


async def test_on_paper_it_is_black_on_white_also_from_the_dark(browser: Browser, tmp_path: Path) -> None:
    tab = await _shown(browser, tmp_path, 1200, "dark")
    await tab.emulate_media(media="print", color_scheme="dark")
    colours = await tab.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; }"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


async def test_nothing_is_fetched_from_elsewhere(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(as_public_page(PAGE, CONTACT, VERSION), encoding="utf-8")
    tab = await browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    await tab.goto(file.as_uri())
    assert asked == [file.as_uri()]


async def test_there_is_no_script(browser: Browser, tmp_path: Path) -> None:
    tab = await _shown(browser, tmp_path, 360, "light")
    assert await tab.locator("script").count() == 0
