"""What is kept of a question: for an hour with the person who asked it, then for a year without."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

KEPT_WITH_PERSON: Final = timedelta(hours=1)
"""How long it is known who asked a question."""


class Asked(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    CHOICE = "choose"
    ABSTAINED = "abstained"
    NOT_OURS = "not ours"
    """A matter of somebody else in the university, with a signpost."""


@dataclass(frozen=True, slots=True)
class RecentQuestion:
    """A question of the last hour, stripped; with its person, for the follow-up and for fairness.

    `thread` tells conversations apart (opaque). `topic` is the entry that was given, or that
    came nearest; it may be empty.
    """

    person_id: int
    thread: str
    question: str
    asked: Asked
    topic: str
    asked_at: datetime
    again: bool = False
    """Whether its person had asked this before within the hour: it goes with its person then, and counts once."""


@dataclass(frozen=True, slots=True)
class LoggedQuestion:
    """A question as it is kept for a year: on which day, but not by whom."""

    question: str
    asked: Asked
    topic: str
    asked_on: date


class MarkKind(StrEnum):
    """What people say of an answer by a press."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not helpful"
    FLAGGED = "flagged"
    """It seems wrong or out of date; the owner is asked to look."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody said of the answer of an entry, with a reason where they gave one; not who."""

    id: int
    topic: str
    kind: MarkKind
    reason: str
    marked_on: date
    settled_on: date | None = None
    """When the owner looked at a flag."""
