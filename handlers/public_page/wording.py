"""The words of the public page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from handlers.public_page.model import Line, Page
from handlers.reviews.reporting import Colour

STATUS_WORDS: Final[Mapping[Colour, str]] = {
    Colour.GREEN: "Green: completed",
    Colour.AMBER: "Amber: in progress",
    Colour.RED: "Red: still to be carried out",
    Colour.NOT_DUE: "Not due yet",
    Colour.DROPPED: "Dropped",
    Colour.NOT_REPORTED: "Not reported on lately",
}
"""A colour never stands alone."""
NO_OWNER: Final = "Not given to a post yet"


def signatory_line(page: Page) -> str:
    """That the institution has signed, in a sentence."""
    return f"{page.institution} is a signatory of the Technician Commitment."


def review_line(page: Page) -> str:
    """When the plan was last gone through, and when it will be again."""
    last = (
        f"The plan was last reviewed on {page.reviewed_on}." if page.reviewed_on else "The plan was not reviewed yet."
    )
    return f"{last} The next review is on {page.next_review}." if page.next_review else last


def counts(lines: Sequence[Line]) -> Mapping[Colour, int]:
    """How many actions are of each status, in the order of the statuses; those without any are left out."""
    found = Counter(Colour(line.colour) for line in lines)
    return {colour: found[colour] for colour in Colour if found[colour]}
