"""The page in a real browser: what a visitor sees and does, by mouse, by keyboard, on a phone and in the dark."""

import pytest
from playwright.async_api import expect

from bot.web.seats import CHANNEL, place
from handlers.cards import Card, Table, Text
from handlers.interactions import MessageRef, Said
from handlers.outcomes import Reply, Update
from tests.bot.web.desk import ASHA, FORM, QUESTION, TOM, text_file
from tests.bot.web.visitor import WIDE, Visiting, as_tom, open_form
from tests.support.browser import controls_without_name, sideways_overflow

WIDER = Table("Actions by theme", tuple(f"Heading{number}" for number in range(30)), (("x",) * 30,))
LONG = "https://example.org/" + "averylongaddress" * 12


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_question_is_asked_and_answered(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await page.get_by_role("textbox", name="Message to Bunsen").fill("will you pay?")
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator("#panel-direct .mine")).to_contain_text("will you pay?")
        await demo.surface.messenger.send(place(ASHA.direct), Card("Yes, we pay it"))
        await expect(page.get_by_role("heading", name="Yes, we pay it")).to_be_visible()


async def test_what_was_sent_leaves_the_composer(visiting: Visiting) -> None:
    async with visiting() as (_, page):
        field = page.get_by_role("textbox")
        await field.fill("hello")
        await field.press("Enter")
        await expect(field).to_have_value("")
        await expect(field).to_be_focused()


async def test_what_could_not_be_sent_stays_in_the_composer(visiting: Visiting) -> None:
    async with visiting() as (_, page):
        field = page.get_by_role("textbox")
        await page.route("**/say", lambda route: route.fulfill(status=200, json={"error": "Too long."}))
        await field.fill("hello")
        await field.press("Enter")
        await expect(page.locator("#refused")).to_have_text("Too long.")
        await expect(field).to_have_value("hello")


async def test_shift_and_enter_begin_a_line(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        field = page.get_by_role("textbox")
        await field.press("Shift+Enter")
        await expect(field).to_have_value("\n")
        assert not [came for came in demo.desk.came if isinstance(came.deed, Said)]


async def test_a_suggestion_in_the_channel_is_addressed_to_bunsen(visiting: Visiting) -> None:
    async with visiting() as (_, page):
        await page.get_by_role("tab", name="technicians").click()
        await page.get_by_role("button", name="will you pay my rsci fee?").click()
        await expect(page.locator("#panel-channel .mine")).to_contain_text("@bunsen will you pay my rsci fee?")


async def test_an_answer_stands_below_its_question(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await demo.say("@bunsen hello", conversation=CHANNEL)
        await demo.say("something else", conversation=CHANNEL, key="key-00002")
        await page.get_by_role("tab", name="technicians").click()
        await demo.surface.messenger.send(place(CHANNEL, "key-00001"), Card("Hello to you"))
        first = page.locator("#panel-channel .entry").first
        await expect(first.get_by_role("group", name="Answers")).to_contain_text("Hello to you")


async def test_a_pressed_card_is_replaced_and_keeps_the_focus(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await demo.ask_tom()
        demo.desk.outcomes["update.open"] = Update(Card("Noted, thank you"))
        await as_tom(page)
        await page.get_by_role("button", name="Give an update").press("Enter")
        await expect(page.get_by_role("heading", name="Noted, thank you")).to_be_visible()
        await expect(page.locator("article.bunsen")).to_be_focused()


async def test_a_wrong_field_is_marked_named_and_focused(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await open_form(demo, page)
        await page.get_by_label("Status").select_option("amber")
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        comment = page.get_by_role("textbox", name="What happened since?")
        await expect(comment).to_be_focused()
        await expect(comment).to_have_accessible_description("Please say in a sentence what happened.")
        await expect(comment).to_have_attribute("aria-invalid", "true")


async def test_a_wrong_form_says_so_first_and_keeps_what_was_typed(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await open_form(demo, page)
        await page.get_by_label("Status").select_option("amber")
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        await expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("marked answers")
        await expect(page.get_by_label("Status")).to_have_value("amber")


async def test_a_text_that_is_too_long_is_not_cut(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await open_form(demo, page)
        comment = page.get_by_role("textbox", name="What happened since?")
        await comment.fill("x" * 51)
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        await expect(comment).to_have_accessible_description("This has room for 50 characters; there are 51.")
        await expect(comment).to_have_value("x" * 51)


async def test_a_form_is_filled_in_and_sent_by_keyboard_alone(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await demo.ask_tom()
        await page.get_by_role("radio", name="Asha Verma").focus()
        await page.keyboard.press("ArrowDown")
        await page.get_by_role("button", name="Give an update").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name=FORM.title)).to_be_focused()
        await page.keyboard.press("Tab")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Tab")
        await page.keyboard.type("Held on 4 October")
        while not await page.get_by_role("radio", name="No answer").evaluate("(e) => e === document.activeElement"):
            await page.keyboard.press("Tab")
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(page.get_by_role("heading", name="Your update is in")).to_be_visible()
        values = demo.desk.came[-1].deed.values  # type: ignore[union-attr]
        assert values == {"rag": "green", "comment": "Held on 4 October", "done": "", "ease": "3"}


async def test_escape_closes_a_form_and_gives_the_focus_back(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await open_form(demo, page)
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(page.get_by_role("button", name="Give an update")).to_be_focused()


async def test_cancel_sends_nothing(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await open_form(demo, page)
        came = len(demo.desk.came)
        await page.get_by_role("button", name="Cancel").click()
        await expect(page.get_by_role("dialog")).to_be_hidden()
        assert len(demo.desk.came) == came


async def test_the_focus_comes_back_to_a_card_that_was_drawn_anew(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        origin = await open_form(demo, page)
        await demo.surface.messenger.update(MessageRef(place(TOM.direct), origin), QUESTION)
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("button", name="Give an update")).to_be_focused()


async def test_a_visitor_sees_that_somebody_else_has_got_something(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await demo.ask_tom()
        await expect(page.locator(".seat", has_text="Tom Okafor").locator(".badge")).to_have_text("1 new")


async def test_what_is_read_is_no_longer_new(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await demo.ask_tom()
        await as_tom(page)
        await expect(page.get_by_role("button", name="Give an update")).to_be_visible()
        await expect(page.locator(".seat .badge:visible")).to_have_count(0)


async def test_conversations_are_changed_by_arrow_keys(visiting: Visiting) -> None:
    async with visiting() as (_, page):
        await page.get_by_role("tab", name="Chat with Bunsen").focus()
        await page.keyboard.press("ArrowRight")
        await expect(page.get_by_role("tab", name="technicians")).to_be_focused()
        await expect(page.locator("#panel-channel")).to_be_visible()


async def test_the_seat_is_kept_over_a_reload(visiting: Visiting) -> None:
    async with visiting() as (_, page):
        await as_tom(page)
        await page.reload()
        await expect(page.locator("#you")).to_contain_text("Tom Okafor")


async def test_the_clock_goes_forward(visiting: Visiting) -> None:
    async with visiting() as (_, page):
        await page.get_by_role("button", name="A week on").click()
        await expect(page.locator("#clock")).to_have_text("Monday 30 November 2026, 09:30")
        await expect(page.locator("#clock-said")).to_have_text("It is now Monday 30 November 2026, 09:30.")


async def test_a_file_is_downloaded(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await demo.surface.messenger.send_file(place(ASHA.direct), text_file())
        async with page.expect_download() as started:
            await page.get_by_role("link", name="Download").click()
        assert (await (await started.value).path()).read_bytes() == b"all green"


async def test_what_people_write_runs_nothing(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
        demo.desk.outcomes["evil"] = Reply(Card(evil, (Text(evil),)), private=True)
        await demo.say(evil)
        await demo.say("/bunsen evil", key="key-00002")
        await expect(page.get_by_role("heading", name=evil)).to_be_visible()
        assert await page.title() == "Bunsen demo"


async def test_a_demo_that_stopped_is_said_to_have(visiting: Visiting) -> None:
    async with visiting(expected="ERR_FAILED") as (demo, page):
        await page.route("**/events*", lambda route: route.abort())
        await demo.surface.stop()
        await expect(page.locator("#offline")).to_contain_text("start it again")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_takes_the_scheme_that_is_wished(visiting: Visiting, scheme: str) -> None:
    async with visiting(scheme=scheme) as (_, page):
        ground = await page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert (sum(int(part) for part in ground[4:-1].split(",")) < 380) == (scheme == "dark")


@pytest.mark.parametrize("width", [320, 360, 821, 1280])
async def test_nothing_is_wider_than_the_window(visiting: Visiting, width: int) -> None:
    async with visiting(width) as (demo, page):
        await demo.ask_tom(Card("Status " + LONG, (WIDE, Text(LONG))))
        await demo.say("@bunsen " + LONG, TOM, CHANNEL)
        await demo.surface.messenger.send(place(CHANNEL, "key-00001"), Card("Status", (WIDE,)))
        await as_tom(page)
        for tab in ("Chat with Bunsen", "technicians"):
            await page.get_by_role("tab", name=tab).click()
            await expect(page.get_by_role("region", name="Actions by theme").locator("visible=true")).to_be_visible()
            assert await sideways_overflow(page) == 0
            inside = "() => [...document.querySelectorAll('.log')].every((log) => log.scrollWidth <= log.clientWidth)"
            assert await page.evaluate(inside)


async def test_a_wide_table_scrolls_by_keyboard_in_its_own_box(visiting: Visiting) -> None:
    async with visiting() as (demo, page):
        await demo.surface.messenger.send(place(ASHA.direct), Card("Status", (WIDER,)))
        box = page.get_by_role("region", name="Actions by theme")
        await box.focus()
        await expect(box).to_be_focused()
        assert await box.evaluate("(element) => element.scrollWidth > element.clientWidth")


async def test_a_form_fits_a_phone(visiting: Visiting) -> None:
    async with visiting(360) as (demo, page):
        await open_form(demo, page)
        dialog = page.get_by_role("dialog")
        assert await dialog.evaluate("(element) => element.scrollWidth <= element.clientWidth")
        await dialog.get_by_role("button", name="Send").scroll_into_view_if_needed()
        await expect(dialog.get_by_role("button", name="Send")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1280])
async def test_every_control_has_a_name(visiting: Visiting, width: int) -> None:
    async with visiting(width) as (demo, page):
        await demo.surface.messenger.send(place(TOM.direct), Card("Status", (WIDE,)))
        await open_form(demo, page)
        assert await controls_without_name(page) == []


async def test_nothing_is_fetched_from_elsewhere(visiting: Visiting) -> None:
    asked: list[str] = []
    async with visiting() as (demo, page):
        page.on("request", lambda request: asked.append(request.url))
        await page.reload()
        await expect(page.locator("#panel-direct .log")).to_have_attribute("aria-busy", "false")
        assert asked
        assert [url for url in asked if not url.startswith(demo.url)] == []
