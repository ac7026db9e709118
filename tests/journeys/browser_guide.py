"""The story in a browser."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.journeys.world import name_of

_MOST_DEADLINES = 25


@dataclass
class BrowserGuide:
    """Sits in the seats, types, presses and fills in, on the page itself."""

    page: Page
    _sitting: str = ""

    async def says(self, who: str, text: str) -> None:
        """Write in the seat's own chat."""
        await self.sits(who)
        await self.page.get_by_role("textbox", name="Message to Bunsen").fill(text)
        await self.page.keyboard.press("Enter")

    async def hears(self, who: str, expected: str, times: int = 1) -> None:
        """See this said by Bunsen in so many messages of the seat's own chat."""
        await self.sits(who)
        await expect(self._answers.filter(has_text=expected).nth(times - 1)).to_be_visible()
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

    async def presses(self, who: str, label: str) -> None:
        """Press the newest button of this name, and say yes where it asks first."""
        await self.sits(who)
        button = self.page.get_by_role("button", name=label, exact=True).last
        asks = await button.get_attribute("data-confirm")
        async with self.page.expect_response("**/press"):
            await button.click()
            if asks:
                await self.page.locator("#question[open] [data-answer=yes]").click()

    async def drops(self, who: str, name: str, content: bytes) -> None:
        """Send a file in the seat's own chat."""
        await self.sits(who)
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
        await self.page.get_by_label("File for Bunsen").set_input_files(file)

    async def until_owners_are_asked(self) -> None:
        """Press "To the next deadline" until the owners are asked."""
        await self.until("owners are asked")

    async def until(self, sentence: str) -> None:
        """Press "To the next deadline" until the clock says this."""
        said = self.page.locator("#clock-said")
        heard = ""
        for _ in range(_MOST_DEADLINES):
            async with self.page.expect_response("**/clock") as answered:
                await self.page.get_by_role("button", name="To the next deadline").click()
            heard = str((await (await answered.value).json())["said"])
            await expect(said).to_have_text(heard)
            if sentence in heard:
                return
        raise AssertionError(f"never “{sentence}”; last: {heard}")

    async def gets_file(self, who: str, name: str) -> bytes:
        """Follow the link to the file in the seat's own chat."""
        await self.sits(who)
        async with self.page.expect_download() as download:
            await self._answers.get_by_role("link", name=name).last.click()
        return await asyncio.to_thread((await (await download.value).path()).read_bytes)

    async def downloads(self, label: str) -> bytes:
        """Follow a link to a file; give what is in it."""
        async with self.page.expect_download() as download:
            await self.page.get_by_role("link", name=label).click()
        return await asyncio.to_thread((await (await download.value).path()).read_bytes)

    async def chooses(self, section: str, option: str) -> None:
        """Choose an option in one section of the open form."""
        part = self._dialog.locator("fieldset", has=self.page.locator("legend", has_text=section))
        await part.locator("select").select_option(label=option)

    async def reads_mail(self, expected: str) -> None:
        """Look at the e-mails that went out; one of them says this."""
        await self.page.get_by_role("tab", name="E-mail").click()
        await expect(self.page.locator("#panel-mail article", has_text=expected).first).to_be_visible()
        await self.page.get_by_role("tab", name="Chat with Bunsen").click()

    @property
    def _answers(self) -> Locator:
        return self.page.locator("#panel-direct .log article.bunsen")

    @property
    def _dialog(self) -> Locator:
        return self.page.locator("dialog[open]")

    async def sits(self, who: str) -> None:
        """Sit down in a seat."""
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
