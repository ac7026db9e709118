"""On a phone: tables that hide nothing, tabs on one line; and replies that come into view."""

import pytest
from playwright.async_api import Locator, Page, Route, expect

from bot.web.seats import CHANNEL, place
from handlers.cards import Button, Buttons, Card, Table, Text
from handlers.outcomes import Reply
from tests.bot.web.desk import ASHA, MAIR, TOM, Demo
from tests.bot.web.visitor import WIDE, Visiting, as_tom

pytestmark = pytest.mark.asyncio(loop_scope="module")

PLAN = Table(
    "All actions of the plan",
    ("Action", "Status", "Owner", "Due"),
    (("V1 Update the web page", "Red", "Head of Technical Services and Facilities", ""),),
)
STACKED = """- table "Actions by theme":
  - caption: Actions by theme
  - rowgroup:
    - row "Theme Green Amber Red Not due yet Dropped Not reported":
      - columnheader "Theme"
      - columnheader "Green"
      - columnheader "Amber"
      - columnheader "Red"
      - columnheader "Not due yet"
      - columnheader "Dropped"
      - columnheader "Not reported"
  - rowgroup:
    - row /Career Development/:
      - rowheader "Career Development"
      - cell "4"
      - cell "5"
      - cell "1"
      - cell "2"
      - cell "0"
      - cell "0"
    - row /Evaluating Impact/:
      - rowheader "Evaluating Impact"
"""


async def showing(demo: Demo, page: Page, table: Table) -> Locator:
    await demo.surface.messenger.send(place(ASHA.direct), Card("Status", (table,)))
    box = page.get_by_role("region", name=table.caption)
    await expect(box).to_be_visible()
    return box


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 560])
@pytest.mark.parametrize("table", [WIDE, PLAN], ids=["numbers", "texts"])
async def test_a_table_hides_nothing_sideways(visiting: Visiting, width: int, scheme: str, table: Table) -> None:
    async with visiting(width, scheme) as (demo, page):
        box = await showing(demo, page, table)
        edge = await box.evaluate("box => box.getBoundingClientRect().right")
        rights = await box.locator("td").evaluate_all("all => all.map(td => td.getBoundingClientRect().right)")
        assert await box.evaluate("box => box.scrollWidth <= box.clientWidth")
        assert max(rights) <= edge


async def test_each_value_stands_beside_its_heading(visiting: Visiting) -> None:
    async with visiting(360) as (demo, page):
        box = await showing(demo, page, WIDE)
        headings = "all => all.slice(0, 3).map(td => getComputedStyle(td, '::before').content)"
        said = await box.locator("td").evaluate_all(headings)
        assert [text.split("/")[0].strip() for text in said] == ['"Green"', '"Amber"', '"Red"']


@pytest.mark.parametrize("width", [360, 1280])
async def test_a_table_stays_one_for_screen_readers(visiting: Visiting, width: int) -> None:
    async with visiting(width) as (demo, page):
        box = await showing(demo, page, WIDE)
        await expect(box).to_match_aria_snapshot(STACKED)


async def test_a_wide_window_shows_a_table_as_one(visiting: Visiting) -> None:
    async with visiting(1280) as (demo, page):
        box = await showing(demo, page, WIDE)
        tops = (
            await box.locator("tbody tr")
            .first.locator("th, td")
            .evaluate_all("all => all.map(cell => cell.getBoundingClientRect().top)")
        )
        assert len(set(tops)) == 1
        await expect(box.get_by_role("columnheader", name="Not reported")).to_be_in_viewport()


async def test_the_tabs_stay_on_one_line_with_their_badges(visiting: Visiting) -> None:
    async with visiting(360) as (demo, page):
        plain = await page.get_by_role("tablist").evaluate("tabs => tabs.offsetHeight")
        await page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")  # Nobody looks: all is new.
        for number in range(12):
            await demo.surface.messenger.send(place(ASHA.direct), Card(f"Direct {number}"))
            await demo.say("hello", MAIR, CHANNEL, f"key-{number:05}")
        await expect(page.get_by_role("tab", name="Chat with Bunsen 12 new")).to_be_visible()
        await expect(page.get_by_role("tab", name="# technicians 12 new")).to_be_in_viewport(ratio=1)
        assert await page.get_by_role("tablist").evaluate("tabs => tabs.offsetHeight") == plain


LONG = Card("Long", tuple(Text(f"Paragraph {number}") for number in range(60)))
ASKING = Card("What now?", (Buttons((Button("Tell me", "tell"),)),))


async def pressed_far_up(demo: Demo, page: Page) -> None:
    """Press a button that stands above a long message; the reply lands below it."""
    demo.desk.outcomes["tell"] = Reply(Card("Here you are"))
    await demo.ask_tom(ASKING)
    await demo.ask_tom(LONG)
    await as_tom(page)
    button = page.get_by_role("button", name="Tell me")
    await button.scroll_into_view_if_needed()
    await button.click()


@pytest.mark.parametrize("moving", [True, False])
async def test_the_reply_to_a_press_comes_into_view(visiting: Visiting, moving: bool) -> None:
    async with visiting(360, moving=moving) as (demo, page):
        await pressed_far_up(demo, page)
        await expect(page.get_by_role("heading", name="Here you are")).to_be_in_viewport()
        await expect(page.get_by_role("button", name="Tell me")).to_be_focused()


async def test_whoever_scrolls_on_meanwhile_is_left_where_they_are(visiting: Visiting) -> None:
    async with visiting(360) as (demo, page):
        held: list[Route] = []
        await page.route("**/press", lambda route: held.append(route))
        await pressed_far_up(demo, page)
        await page.locator("#panel-direct .log").hover()
        await page.mouse.wheel(0, 200)
        paragraph = page.get_by_text("Paragraph 5", exact=True)
        await expect(paragraph).to_be_in_viewport()
        await held[0].continue_()
        await expect(page.get_by_role("heading", name="Here you are")).to_be_attached()
        await expect(page.get_by_role("button", name="Tell me")).not_to_have_attribute("aria-busy", "true")
        await expect(paragraph).to_be_in_viewport()


async def test_a_message_that_nobody_asked_for_leaves_the_reader_alone(visiting: Visiting) -> None:
    async with visiting(360) as (demo, page):
        await demo.ask_tom(ASKING)
        await demo.ask_tom(LONG)
        await as_tom(page)
        button = page.get_by_role("button", name="Tell me")
        await button.scroll_into_view_if_needed()
        await demo.surface.messenger.send(place(TOM.direct), Card("By the way"))
        await expect(page.get_by_role("heading", name="By the way")).to_be_attached()
        await expect(button).to_be_in_viewport()


async def test_the_reply_to_a_form_comes_into_view_too(visiting: Visiting) -> None:
    async with visiting(360) as (demo, page):
        await demo.ask_tom()
        await demo.ask_tom(LONG)
        await as_tom(page)
        await page.get_by_role("button", name="Give an update").click()
        await page.get_by_role("textbox", name="What happened since?").fill("Held on 4 October")
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(page.locator("article.bunsen").first).to_be_focused()  # Its button is gone.
        await expect(page.get_by_role("heading", name="Thank you")).to_be_in_viewport()
