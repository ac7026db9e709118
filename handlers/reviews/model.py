"""Reviews: the meetings that go through the plan, usually two a year."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SnapshotLine:
    """What one action was when a review closed: all that a review pack tells of it. Days are ISO dates, or empty.

    `owner` is the post that answered for it, `owner_text` whom the plan names; `vacant` tells that there was no such
    post or nobody in it. `rag` is what was last said, whenever that was; `evidence` counts what shows that it was done.
    Where not `is_full`, only the first five are known: reviews that were closed before 23 November 2026 kept no more.
    """

    action_id: int
    ref: str
    theme: str
    title: str
    colour: str
    is_full: bool = False
    owner: str = ""
    owner_text: str = ""
    vacant: bool = False
    due_on: str = ""
    due_text: str = ""
    first_due_on: str = ""
    rag: str = ""
    reported_on: str = ""
    comment: str = ""
    learning: str = ""
    next_step: str = ""
    next_step_on: str = ""
    reading: str = ""
    resource: str = ""
    evidence: int = 0

    @property
    def name(self) -> str:
        """The reference and title, as people speak of it."""
        return f"{self.ref} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What every action was when a review closed. `seal` was written then, `found` is the fingerprint of what is there
    now (`handlers.reviews.sealing`).
    """

    lines: tuple[SnapshotLine, ...]
    seal: str
    found: str

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was changed since."""
        return self.seal == self.found


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
