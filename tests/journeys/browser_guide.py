"""The story in a browser."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from tests.journeys.world import name_of


@dataclass
class BrowserGuide:
    """Sits in the seats, types, presses and fills in, on the page itself."""

    page: Page
    _sitting: str = ""

    async def says(self, who: str, text: str) -> None:
        """Write in the seat's own chat."""
        await self._sit(who)
        await self.page.get_by_role("textbox", name="Message to Bunsen").fill(text)
        await self.page.keyboard.press("Enter")

    async def hears(self, who: str, expected: str) -> None:
        """See this said by Bunsen in the seat's own chat."""
        await self._sit(who)
        await expect(self._answers.filter(has_text=expected).last).to_be_visible()

    async def open_form(self, who: str, label: str) -> list[str]:
        """Press the newest button of this name; a dialog opens."""
        await self.page.get_by_role("button", name=label, exact=True).last.click()
        await expect(self._dialog).to_be_visible()
        names: list[str] = await self._dialog.locator("input[name], select[name], textarea[name]").evaluate_all(
            "fields => [...new Set(fields.map(field => field.name))]"
        )
        return names

    async def send_form(self, who: str, values: Mapping[str, str]) -> str:
        """Fill in and send; with errors the dialog stays open, and where more is asked another takes its place."""
        for name, value in values.items():
            await self._fill(name, value)
        async with self.page.expect_response("**/form") as answered:
            await self._dialog.locator("button[type=submit]").click()
        answer = await (await answered.value).json()
        if answer["outcome"] == "form":
            await expect(self._dialog.locator("form[data-nonce]")).to_have_count(1)
            return await self._dialog.inner_text()
        if "errors" in answer:
            await expect(self._dialog.locator("[aria-invalid=true]").first).to_be_visible()
            return await self._dialog.inner_text()
        await expect(self._dialog).to_be_hidden()
        return ""

    async def until_owners_are_asked(self) -> None:
        """Press "To the next deadline" until the owners are asked."""
        said = self.page.locator("#clock-said")
        before = ""
        for _ in range(10):
            await self.page.get_by_role("button", name="To the next deadline").click()
            await expect(said).not_to_have_text(before)
            before = await said.inner_text()
            if "reports are asked for" in before:
                return
        raise AssertionError(f"the owners were never asked; last: {before}")

    @property
    def _answers(self) -> Locator:
        return self.page.locator("#panel-direct .log article.bunsen")

    @property
    def _dialog(self) -> Locator:
        return self.page.locator("dialog[open]")

    async def _sit(self, who: str) -> None:
        if self._sitting == who:
            return
        await self.page.get_by_role("radio", name=name_of(who)).check()
        await expect(self.page.locator("#you")).to_contain_text(name_of(who))
        await expect(self.page.locator("#panel-direct .log")).to_have_attribute("aria-busy", "false")
        self._sitting = who

    async def _fill(self, name: str, value: str) -> None:
        field = self._dialog.locator(f'[name="{name}"]')
        match await field.first.evaluate("field => field.type"):
            case "radio":
                await self._dialog.locator(f'[name="{name}"][value="{value}"]').check()
            case "select-one":
                await field.select_option(value)
            case _:
                await field.fill(value)
