"""The one story that every surface must be able to tell."""

from collections.abc import Mapping
from typing import Protocol

PULSE = dict.fromkeys(("V1", "R1", "C1", "S1", "E1", "E3"), "4")
RED = "The roof of the workshop leaks."
NEXT_ON = "2027-12-01"


class Guide(Protocol):
    """Leads people through the story on one surface. `who` is technician, owner or chair."""

    async def says(self, who: str, text: str) -> None:
        """Write to Bunsen directly."""

    async def hears(self, who: str, expected: str) -> None:
        """Read on until a message says this; its buttons are the ones that are pressed next."""

    async def open_form(self, who: str, label: str) -> list[str]:
        """Press a button of the newest message; give the keys of the fields of the form that opens."""

    async def send_form(self, who: str, values: Mapping[str, str]) -> str:
        """Fill in the form and send it; give what is wrong or still asked, or an empty text."""

    async def until_owners_are_asked(self) -> None:
        """Move the clock to the first nudge."""


async def the_story(guide: Guide) -> None:
    """Ask, answer the pulse, be nudged, report red, amber and green, and read the status."""
    await guide.says("technician", "will you pay my rsci fee?")
    await guide.hears("technician", "University of Liverpool")

    await guide.says("technician", "pulse")
    await guide.hears("technician", "Nobody can see who said what")
    assert await guide.open_form("technician", "Answer") == list(PULSE)
    assert await guide.send_form("technician", PULSE) == ""
    await guide.hears("technician", "your ballot is sealed")

    await guide.until_owners_are_asked()
    await guide.hears("owner", "You own 3 actions without a report so far")
    keys = await guide.open_form("owner", "Report now")
    red, amber, green = (key.removeprefix("rag-") for key in keys if key.startswith("rag-"))
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
