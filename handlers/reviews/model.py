"""Reviews: the meetings that go through the plan, usually two a year."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SnapshotLine:
    """What one action was when a review closed."""

    action_id: int
    ref: str
    theme: str
    title: str
    colour: str


@dataclass(frozen=True, slots=True)
class Review:
    """One review. Nudges count back from `papers_due_on`; `next_nudge_at` (UTC) is what a tick looks for.

    `round` counts how often owners are asked from the beginning: a review that is moved far asks anew. What every
    action was when it closed is read apart (`Reviews.snapshot`): it is large, and seldom wanted.
    """

    id: int
    held_on: date
    papers_due_on: date
    closed_at: datetime | None = None
    next_nudge_at: datetime | None = None
    round: int = 1
    opened_at: datetime | None = None
    opened_by_id: int | None = None
    closed_by_id: int | None = None
