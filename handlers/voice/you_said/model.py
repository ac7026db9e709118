"""What came of what technicians said, as a draft and as it was sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MOST_LINES: Final = 12
"""As many as are read in a chat, and fit into a form."""


class SaidState(StrEnum):
    """Where it stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, and what was done; it came from a point that led to an action (their ids)."""

    point_id: int
    action_id: int
    said: str
    did: str


@dataclass(frozen=True, slots=True)
class YouSaid:
    """What came of what was said, drafted after a review (its id; None where it was asked for in between)."""

    id: int
    lines: tuple[Line, ...]
    state: SaidState
    drafted_at: datetime
    review_id: int | None = None
    approved_by: str = ""
    approved_by_id: int | None = None
    approved_at: datetime | None = None
