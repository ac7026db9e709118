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
    """Taken back by the person who asked; the question itself is deleted with it."""


class Step(StrEnum):
    """Who has been asked by now; each step adds people to those of the step before."""

    POST = "post"
    """The holders of the post, or the deputies while those are away."""
    DEPUTIES = "deputies"
    LEAD = "lead"


class Helped(StrEnum):
    """What the person who asked says of the answer."""

    UNSAID = ""
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question that Bunsen could not answer, with the post that it was handed to; while `KEPT`, that would help.

    `topic` is the entry that came nearest, empty where none did. `handings` counts how often it was handed to somebody:
    when it was passed on, to another post, and when the answer did not help; `handed_over_at` is the last time.
    `next_step_at` is when more people are asked, None where nobody is left. `note` is what was said beside the question
    at the last handing. `answered_for` is the name of the post for which `answered_by` answered, as it was then.
    """

    id: int
    question: str
    asked_by_id: int
    asked_at: datetime
    state: EnquiryState = EnquiryState.KEPT
    topic: str = ""
    post_id: int | None = None
    handings: int = 0
    handed_over_at: datetime | None = None
    step: Step = Step.POST
    next_step_at: datetime | None = None
    note: str = ""
    answer: str = ""
    source: str = ""
    source_url: str = ""
    answered_by: str = ""
    answered_by_id: int | None = None
    answered_for: str = ""
    settled_at: datetime | None = None
    helped: Helped = Helped.UNSAID
