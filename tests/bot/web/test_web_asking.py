"""Before something is lost for good, the page asks; and whoever says nothing has not agreed."""

import pytest
from playwright.async_api import Locator, Page, expect

from bot.web.seats import place
from handlers.cards import Button, Buttons, ButtonStyle, Card
from handlers.interactions import MessageRef, Pressed
from handlers.outcomes import Reply
from tests.bot.web.desk import TOM, Demo
from tests.bot.web.visitor import Visiting, as_tom, open_form
from tests.support.browser import controls_without_name, sideways_overflow

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENTENCE = "Nobody can answer any more, and this cannot be undone."
CLOSE = Button("Close it now", "voice.close", "3", ButtonStyle.DANGER, confirm=SENTENCE)
ROUND = Card("The technician voice", (Buttons((CLOSE,)),))


async def pressed_to_close(demo: Demo, page: Page) -> str:
    demo.desk.outcomes["voice.close"] = Reply(Card("The survey is closed"))
    origin = await demo.ask_tom(ROUND)
    await as_tom(page)
    await button(page).click()
    await expect(question(page)).to_be_visible()
    return origin


def button(page: Page) -> Locator:
    return page.locator("article").get_by_role("button", name="Close it now")


def question(page: Page) -> Locator:
    return page.get_by_role("alertdialog", name="Close it now?")


def leaving(page: Page) -> Locator:
    return page.get_by_role("alertdialog", name="Close without sending?")


def presses(demo: Demo) -> list[str]:
    return [came.deed.press for came in demo.desk.came if isinstance(came.deed, Pressed)]


async def test_what_cannot_be_undone_is_asked_first(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await pressed_to_close(demo, page)
        await expect(question(page)).to_have_accessible_description(SENTENCE)
        assert presses(demo) == []


async def test_whoever_agrees_has_pressed(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await pressed_to_close(demo, page)
        await question(page).get_by_role("button", name="Close it now").click()
        await expect(page.get_by_role("heading", name="The survey is closed")).to_be_visible()
        assert presses(demo) == ["voice.close"]


async def test_not_now_is_where_the_focus_stands(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await pressed_to_close(demo, page)
        await expect(question(page).get_by_role("button", name="Not now")).to_be_focused()


@pytest.mark.parametrize("way", ["Escape", "Enter"])
async def test_whoever_does_not_agree_sends_nothing_and_is_back_at_the_button(visiting: Visiting, way: str) -> None:
    async with visiting() as (demo, page):
        await pressed_to_close(demo, page)
        await page.keyboard.press(way)  # Enter presses “Not now”.
        await expect(question(page)).to_be_hidden()
        await expect(button(page)).to_be_focused()
        assert presses(demo) == []


async def test_an_agreement_does_not_hold_for_the_next_time(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await pressed_to_close(demo, page)
        await question(page).get_by_role("button", name="Close it now").click()
        await expect(page.get_by_role("heading", name="The survey is closed")).to_be_visible()
        await button(page).click()
        await page.keyboard.press("Escape")
        await expect(question(page)).to_be_hidden()
        assert presses(demo) == ["voice.close"]


async def test_the_focus_finds_a_button_that_was_drawn_anew_meanwhile(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        origin = await pressed_to_close(demo, page)
        await demo.surface.messenger.update(MessageRef(place(TOM.direct), origin), Card("Two more days", ROUND.body))
        await expect(page.get_by_text("Two more days")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(button(page)).to_be_focused()


async def test_the_question_fits_a_phone_and_names_its_buttons(visiting: Visiting) -> None:
    async with visiting(320) as (demo, page):
        await pressed_to_close(demo, page)
        await expect(question(page).get_by_role("button", name="Close it now")).to_be_in_viewport()
        assert (await sideways_overflow(page), await controls_without_name(page)) == (0, [])


async def typed_in_a_form(demo: Demo, page: Page) -> Locator:
    await open_form(demo, page)
    comment = page.get_by_role("textbox", name="What happened since?")
    await comment.fill("A long story")
    return comment


@pytest.mark.parametrize("way", ["Escape", "Cancel"])
async def test_what_was_typed_is_not_lost_without_asking(visiting: Visiting, way: str) -> None:
    async with visiting() as (demo, page):
        comment = await typed_in_a_form(demo, page)
        if way == "Escape":
            await page.keyboard.press("Escape")
        else:
            await page.get_by_role("button", name="Cancel").click()
        await expect(leaving(page)).to_have_accessible_description("What you typed is lost.")
        await leaving(page).get_by_role("button", name="Keep writing").click()
        await expect(leaving(page)).to_be_hidden()
        await expect(comment).to_have_value("A long story")


async def test_what_was_chosen_is_not_lost_without_asking_either(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await open_form(demo, page)
        await page.get_by_label("Status").select_option("amber")
        await page.keyboard.press("Escape")
        await expect(leaving(page)).to_be_visible()


async def test_escape_as_often_as_one_likes_loses_nothing(visiting: Visiting) -> None:
    """Left to itself, Chromium lets a page refuse the first Escape only."""
    async with visiting() as (demo, page):
        comment = await typed_in_a_form(demo, page)
        for _ in range(3):
            await page.keyboard.press("Escape")
            await expect(leaving(page)).to_be_visible()
            await page.keyboard.press("Escape")
            await expect(leaving(page)).to_be_hidden()
        await expect(comment).to_have_value("A long story")
        await expect(comment).to_be_focused()


async def test_a_form_that_the_browser_closed_by_itself_is_back(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        comment = await typed_in_a_form(demo, page)
        await page.locator("#dialog").evaluate("dialog => dialog.close()")
        await leaving(page).get_by_role("button", name="Keep writing").click()
        await expect(comment).to_have_value("A long story")
        await expect(comment).to_be_focused()


async def test_whoever_agrees_to_lose_it_is_back_at_the_button(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await typed_in_a_form(demo, page)
        await page.keyboard.press("Escape")
        await leaving(page).get_by_role("button", name="Close without sending").click()
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(page.get_by_role("button", name="Give an update")).to_be_focused()


async def test_a_form_that_was_emptied_again_closes_at_once(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        comment = await typed_in_a_form(demo, page)
        await comment.fill("")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()
