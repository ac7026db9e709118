"""What is kept about nudges besides the deliveries themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handlers.deliveries import State

STEP = "nudge"
"""The kind of delivery that a step before a review makes, and a snooze that has ended."""
DUE = "nudge-due"
"""The kind of delivery that reminds of actions' own due dates."""
KINDS = (STEP, DUE)

SNOOZE = "snooze"
"""What stands in the place of the step in a delivery that somebody has put off."""
MOST_SNOOZES = 2


@dataclass(frozen=True, slots=True)
class NudgeAnswer:
    """What somebody answered to the nudges of one review besides reporting.

    `snoozed_until` is the day on which they want to be asked again.
    """

    review_id: int
    person_id: int
    seen_at: datetime | None = None
    snoozes: int = 0
    snoozed_until: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A nudge that waits, or was settled lately."""

    key: str
    kind: str
    person_id: int
    ids: Mapping[str, str]
    state: State
    due_at: datetime
    settled_at: datetime | None = None
