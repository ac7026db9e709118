"""The minutes of a review: what was said, what was decided, who does what by when. Lines are only ever added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from handlers.plans.rag import Rag


class Item(StrEnum):
    """What a line is about: an item of the agenda, in its order."""

    PRESENT = "present"
    """Which posts were there."""
    CHANGES = "changes"
    REDS = "reds"
    NOT_REPORTED = "not reported"
    DUE = "due"
    SLIPPED = "slipped"
    NO_OWNER = "no owner"
    PLAN = "plan"
    VOICE = "voice"
    SCAN = "scan"
    OTHER = "other"


ITEM_WORDS = {
    Item.PRESENT: "Who was there",
    Item.CHANGES: "What has changed",
    Item.REDS: "Reds, and why",
    Item.NOT_REPORTED: "Not reported",
    Item.DUE: "What is due next",
    Item.SLIPPED: "Later than first planned",
    Item.NO_OWNER: "Nobody answers for",
    Item.PLAN: "The plan itself",
    Item.VOICE: "What technicians said",
    Item.SCAN: "Horizon scan",
    Item.OTHER: "Any other business",
}


@dataclass(frozen=True, slots=True)
class MinuteLine:
    """One line. `who` is the post that does `task`, as it was called then; `rag` what the action was decided to be.

    `posts` has those that were there, in the line that says so. `corrects_id` is the line that this one puts right.
    """

    id: int
    review_id: int
    item: Item
    at: datetime
    action_id: int | None = None
    said: str = ""
    decision: str = ""
    task: str = ""
    who_post_id: int | None = None
    who: str = ""
    due_on: date | None = None
    rag: Rag | None = None
    posts: tuple[str, ...] = ()
    corrects_id: int | None = None
    by: str = ""
    by_person_id: int | None = None


def numbered(lines: Sequence[MinuteLine]) -> Sequence[tuple[int, MinuteLine]]:
    """The lines about something, counted from 1 in the order in which they were written; who was there is none."""
    return list(enumerate((line for line in lines if line.item is not Item.PRESENT), 1))


def present(lines: Sequence[MinuteLine]) -> tuple[str, ...]:
    """The posts that were there: the newest list of them holds."""
    lists = [line.posts for line in lines if line.item is Item.PRESENT]
    return lists[-1] if lists else ()


class Minutes(Protocol):
    """The minutes of the reviews of one institution."""

    async def add(self, line: MinuteLine) -> MinuteLine:
        """Add a line (its `id` is ignored); gives it with its id."""

    async def get(self, line_id: int) -> MinuteLine | None:
        """One line."""

    async def of(self, review_id: int) -> Sequence[MinuteLine]:
        """All lines of a review, in the order in which they were written."""
