"""The one story that every surface must be able to tell."""

from collections.abc import Mapping
from typing import Protocol

from bot.demo.sample import sample_plan
from tests.journeys.world import START

PULSE = dict.fromkeys(("V1", "R1", "C1", "S1", "E1", "E3"), "4")
RED = "The roof of the workshop leaks."
CORRECTED = "Yes: we pay the application fee and the first two years."
NEXT_ON = "2027-12-01"


class Guide(Protocol):
    """Leads people through the story on one surface. `who` is technician, owner or chair."""

    async def says(self, who: str, text: str) -> None:
        """Write to Bunsen directly."""

    async def hears(self, who: str, expected: str, times: int = 1) -> None:
        """Read on until so many messages say this; the buttons of the newest are the ones that are pressed next."""

    async def open_form(self, who: str, label: str) -> list[str]:
        """Press a button of the newest message; give the keys of the fields of the form that opens."""

    async def send_form(self, who: str, values: Mapping[str, str]) -> str:
        """Fill in the form and send it; give what is wrong or still asked, or an empty text."""

    async def presses(self, who: str, label: str) -> None:
        """Press a button of the newest message that opens no form, and say yes where it asks first."""

    async def drops(self, who: str, name: str, content: bytes) -> None:
        """Send Bunsen a file."""

    async def until_owners_are_asked(self) -> None:
        """Move the clock to the first nudge."""

    async def until(self, sentence: str) -> None:
        """Move the clock from deadline to deadline until the one that this sentence speaks of."""


async def the_story(guide: Guide) -> None:
    """Ask, answer the pulse, import a plan, be nudged, report, say “not mine”, read the status, hold the review."""
    await _ask_and_answer_the_pulse(guide)
    await _import_a_plan(guide)
    await _report(guide)
    await _hold_the_review(guide)


async def _ask_and_answer_the_pulse(guide: Guide) -> None:
    await guide.says("technician", "will you pay my rsci fee?")
    await guide.hears("technician", "University of Liverpool")
    await _ask_on_and_flag(guide)

    await guide.says("technician", "pulse")
    await guide.hears("technician", "Nobody can see who said what")
    assert await guide.open_form("technician", "Answer") == list(PULSE)
    assert await guide.send_form("technician", PULSE) == ""
    await guide.hears("technician", "your ballot is sealed")


async def _ask_on_and_flag(guide: Guide) -> None:
    await guide.presses("technician", "Helpful")
    await guide.hears("technician", "Thank you, noted")
    # Alone nobody could tell what it is about.
    await guide.says("technician", "who pays the second year tho")
    await guide.hears("technician", "University of Liverpool", times=2)
    assert await guide.open_form("technician", "Is this wrong?") == ["reason"]
    assert await guide.send_form("technician", {"reason": "The fee went up."}) == ""
    await guide.hears("technician", "Thank you for telling me")


async def _correct_the_answer(guide: Guide) -> None:
    await guide.says("lead", "knowledge")
    await guide.hears("lead", "The approved answers")
    await guide.presses("lead", "List: Flagged")
    await guide.hears("lead", "Answers that somebody flagged")
    assert await guide.open_form("lead", "Open one") == ["entry"]
    assert await guide.send_form("lead", {"entry": "registration-fees-reimbursed"}) == ""
    await guide.hears("lead", "“The fee went up.”")
    assert "answer" in await guide.open_form("lead", "Edit")
    assert await guide.send_form("lead", {"answer": CORRECTED}) == ""
    await guide.hears("lead", "Proposed: Change")
    await guide.says("chair", "knowledge")
    await guide.hears("chair", "The approved answers")
    await guide.presses("chair", "What waits to be confirmed")
    await guide.hears("chair", f"New: {CORRECTED}")
    await guide.presses("chair", "Confirm")
    await guide.hears("chair", "Confirmed: Change")
    await guide.says("technician", "will you pay my rsci fee?")
    await guide.hears("technician", CORRECTED)


async def _import_a_plan(guide: Guide) -> None:
    await guide.drops("lead", "sample-plan.xlsx", sample_plan(START.date()))
    await guide.hears("lead", "I read 15 actions in sample-plan.xlsx")
    assert await guide.open_form("lead", "Import it") == ["into", "title", "as_of"]
    assert "as of which day" in await guide.send_form("lead", {})
    assert await guide.send_form("lead", {"as_of": "2027-02-15"}) == ""
    await guide.hears("lead", "15 actions are new")
    await guide.presses("lead", "Yes, import it")
    await guide.hears("lead", "New posts, which nobody holds yet: Faculty technical managers")


async def _report(guide: Guide) -> None:
    await guide.until_owners_are_asked()
    await guide.hears("lead", "Please look at: ")
    await _correct_the_answer(guide)
    await guide.hears("owner", "You own 5 actions without a report so far")
    keys = await guide.open_form("owner", "Report now")
    red, amber, green, foreign, _ = (key.removeprefix("rag-") for key in keys if key.startswith("rag-"))
    colours = {f"rag-{red}": "red", f"rag-{amber}": "amber", f"rag-{green}": "green"}
    assert "Red needs an explanation" in await guide.send_form("owner", colours)
    asked = {
        f"comment-{red}": RED,
        f"learning-{red}": "Ask for the roof before the rain.",
        f"next-{amber}": "Agree it with the schools",
        f"by-{amber}": NEXT_ON,
        f"proof-{green}": "https://www.example.ac.uk/technicians",
    }
    assert await guide.send_form("owner", colours | asked) == ""
    await guide.hears("owner", "Thank you, recorded")
    await guide.says("chair", "status")
    await guide.hears("chair", RED)
    await guide.hears("owner", "Recorded, thank you. 2 actions of yours")
    assert await guide.open_form("owner", "Not mine") == ["which", "whose"]
    assert await guide.send_form("owner", {"which": foreign, "whose": "The timetabling team"}) == ""
    await guide.until("deputies hear what is missing")
    await guide.hears("lead", "Zainab Merrydew says that an action is not theirs")


async def _hold_the_review(guide: Guide) -> None:
    await guide.until("the review is held")
    await guide.says("chair", "reviews")
    await guide.hears("chair", "Still open")
    await guide.presses("chair", "Open the review of 30 April 2027")
    await guide.hears("chair", "Agenda of the review on 30 April 2027")
    await guide.says("chair", "review")
    await guide.hears("chair", "Still open")
    await guide.presses("chair", "Close the review of 30 April 2027")
    await guide.hears("chair", "The review of 30 April 2027 is closed")
