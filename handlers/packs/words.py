"""How a review pack says days, posts and colours."""

from datetime import date

from handlers.dates import spoken
from handlers.reviews.model import SnapshotLine
from handlers.reviews.reporting import Colour
from handlers.wording import COLOUR_WORDS

NOTHING = "\u2013"


def day(iso: str) -> str:
    """An ISO day as people read it; a dash where there is none."""
    return spoken(date.fromisoformat(iso)) if iso else NOTHING


def due(line: SnapshotLine) -> str:
    """When an action is due: its day, or the plan's own words."""
    return day(line.due_on) if line.due_on else line.due_text or NOTHING


def owner(line: SnapshotLine) -> str:
    """The post that answers for an action, and whether anybody is in it."""
    if not line.owner:
        return f"no post (the plan says “{line.owner_text}”)" if line.owner_text else "no post"
    return f"{line.owner} (vacant)" if line.vacant else line.owner


def colour(line: SnapshotLine) -> str:
    """What an action is shown as, in a word."""
    return COLOUR_WORDS[Colour(line.colour)]


def last_said(line: SnapshotLine) -> str:
    """What was last said of an action, and when."""
    if not line.reported_on:
        return "never reported on"
    return f"{COLOUR_WORDS[Colour(line.rag)].lower()}, on {day(line.reported_on)}"
