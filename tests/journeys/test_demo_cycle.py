"""A visitor of the demo imports a plan, and watches a whole cycle go by with the clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import Page, expect

from bot.demo.run import make_demo
from tests.journeys.browser_guide import BrowserGuide
from tests.journeys.story import RED
from tests.journeys.world import StandingClock
from tests.support.browser import launched

_AS_OF = "2027-02-15"
_NEXT_REVIEW = "2027-11-03"


@asynccontextmanager
async def _visit(folder: Path) -> AsyncIterator[Page]:
    """The demo as it really is, from a day that stands still until the visitor moves it."""
    demo = await make_demo(folder, keep=False, base=StandingClock())
    demo.bunsen.worker.start()
    try:
        async with TestClient(TestServer(demo.app)) as client, launched() as browser:
            for surface in demo.bunsen.surfaces:
                await surface.start()
            page = await browser.new_page()
            await page.goto(str(client.make_url("/")))
            await expect(page.locator("#panel-direct .log")).to_have_attribute("aria-busy", "false")
            yield page
            await page.close()
    finally:
        await demo.stop()


async def test_a_visitor_imports_a_plan_and_watches_a_whole_cycle(tmp_path: Path) -> None:
    async with _visit(tmp_path) as page:
        visitor = BrowserGuide(page)
        await _import_the_sample(visitor)
        await _give_what_nobody_owns(visitor)
        await _be_nudged_put_it_off_and_report(visitor)
        await _see_what_is_missing(visitor)
        await _hold_the_review(visitor)
        await _begin_the_next_cycle(visitor)


async def _import_the_sample(visitor: BrowserGuide) -> None:
    await visitor.sits("lead")
    await visitor.drops("lead", "sample-plan.xlsx", await visitor.downloads("Download a sample plan"))
    await visitor.hears("lead", "I read 15 actions in sample-plan.xlsx")
    await visitor.hears("lead", "“31 June 2027” is not a possible date")
    keys = await visitor.open_form("lead", "Import it")
    assert keys == ["into", "title", "as_of"]
    assert "as of which day" in await visitor.send_form("lead", {})
    assert await visitor.send_form("lead", {"as_of": _AS_OF}) == ""
    await visitor.hears("lead", "15 actions are new")
    await visitor.hears("lead", "25 actions are not in the file; they stay in the plan, untouched")
    await visitor.presses("lead", "Yes, import it")
    await visitor.hears("lead", "New posts, which nobody holds yet: Faculty technical managers.")


async def _give_what_nobody_owns(visitor: BrowserGuide) -> None:
    await visitor.says("lead", "queue")
    await visitor.hears("lead", "W7 Consider a technician champion in each department")
    await visitor.open_form("lead", "Assign these")
    await visitor.chooses("W7 Consider a technician champion in each department", "Technical Operations Manager")
    assert await visitor.send_form("lead", {}) == ""
    await visitor.says("owner", "my actions")
    await visitor.hears("owner", "W7 Consider a technician champion in each department")


async def _be_nudged_put_it_off_and_report(visitor: BrowserGuide) -> None:
    await visitor.until("owners are asked for their reports")
    await visitor.hears("owner", "Your report for the review on 30 April 2027")
    await visitor.open_form("owner", "Later")
    assert await visitor.send_form("owner", {"when": "monday"}) == ""
    await visitor.hears("owner", "I will ask you again on Monday 22 March 2027")
    await visitor.until("a nudge that was put off comes back")
    keys = await visitor.open_form("owner", "Report now")
    red, amber, green, *others = (key.removeprefix("rag-") for key in keys if key.startswith("rag-"))
    assert len(others) == 3, "the imported and the assigned actions are asked about too"
    colours = {f"rag-{red}": "red", f"rag-{amber}": "amber", f"rag-{green}": "green"}
    assert "Red needs an explanation" in await visitor.send_form("owner", colours)
    said = {
        f"comment-{red}": RED,
        f"learning-{red}": "Ask for the roof before the rain.",
        f"next-{amber}": "Agree it with the schools",
        f"by-{amber}": "2027-12-01",
        f"proof-{green}": "https://www.wenlow.example/technicians",
    }
    assert await visitor.send_form("owner", colours | said) == ""
    await visitor.hears("owner", "2 of your actions still wait for a report")


async def _see_what_is_missing(visitor: BrowserGuide) -> None:
    await visitor.until("deputies hear what is missing")
    await visitor.hears("chair", "Nobody has reported yet for Head of Research Policy")
    await visitor.reads_mail("Nobody has reported yet for Technical Operations Manager")
    await visitor.until("chairs and lead see what is missing")
    await visitor.hears("chair", "What is missing for the review on 30 April 2027")
    await visitor.hears("lead", "What is missing for the review on 30 April 2027")
    await visitor.presses("chair", "I will take W5")
    await visitor.hears("chair", "Kofi Brightwater takes it up")


async def _hold_the_review(visitor: BrowserGuide) -> None:
    await visitor.until("the review is held")
    await visitor.says("chair", "reviews")
    await visitor.presses("chair", "Open the review of 30 April 2027")
    await visitor.hears("chair", "Agenda of the review on 30 April 2027")
    await visitor.hears("chair", RED)
    await visitor.says("chair", "reviews")
    await visitor.presses("chair", "Close the review of 30 April 2027")
    await visitor.hears("chair", "The review of 30 April 2027 is closed")


async def _begin_the_next_cycle(visitor: BrowserGuide) -> None:
    await visitor.until("chairs and lead hear that the reviews do not go on")
    await visitor.says("lead", "reviews")
    await visitor.open_form("lead", "Set the dates")
    assert await visitor.send_form("lead", {"new-0": _NEXT_REVIEW}) == ""
    await visitor.hears("lead", "The dates are set")
    await visitor.until("owners are asked for their reports")
    await visitor.hears("owner", "Your report for the review on 3 November 2027")
