"""Enquiries: questions that Bunsen handed to a person, until they are answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EnquiryState(StrEnum):
    """Where an enquiry stands."""

    KEPT = "kept"
    """Asked, without an answer; the person who asked has not said yet whether to pass it on."""
    OPEN = "open"
    """Handed over, and not answered yet."""
    ANSWERED = "answered"
    NOT_OURS = "not ours"
    """Somebody else's matter; the answer says whose."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question that Bunsen could not answer; from `OPEN` on `post_id` is the post that it was handed to.

    `topic` is the entry that came nearest, empty where none did. `overdue_at` is when it goes to the deputy too.
    """

    id: int
    question: str
    asked_by_id: int
    asked_at: datetime
    state: EnquiryState = EnquiryState.KEPT
    topic: str = ""
    post_id: int | None = None
    handed_over_at: datetime | None = None
    overdue_at: datetime | None = None
    escalated_at: datetime | None = None
    answer: str = ""
    answered_by: str = ""
    answered_by_id: int | None = None
    answered_at: datetime | None = None
