"""What was heard outside surveys: an event, its points, and the actions that they led to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class Method(StrEnum):
    """How technicians were heard."""

    WORKSHOP = "workshop"
    FOCUS_GROUP = "focus group"
    AWAY_DAY = "away day"
    STAFF_SURVEY = "staff survey"
    """An analysis of the institution's own staff survey, for technicians."""
    FORUM = "forum"
    OTHER = "other"


class Prompt(StrEnum):
    """What a point answers: one of the three prompts that a workshop asks for each theme, or none of them."""

    QUESTIONS = "questions"
    BARRIERS = "barriers"
    GOOD = "good"
    FINDING = "finding"
    """Of what is no workshop."""


ASKED: Final[Mapping[Prompt, str]] = {
    Prompt.QUESTIONS: "What questions does it raise?",
    Prompt.BARRIERS: "What would get in the way?",
    Prompt.GOOD: "What would good look like?",
    Prompt.FINDING: "What else was found?",
}
"""The prompts in the words in which they are asked."""

MOST_POINTS: Final = 500
"""Of one event."""
MOST_PEOPLE: Final = 100_000
MOST_TIMES: Final = 1_000
LONGEST_TITLE, LONGEST_NOTE, LONGEST_POINT, LONGEST_DEED = 120, 2_000, 500, 400


@dataclass(frozen=True, slots=True)
class VoiceEvent:
    """One event. `invited` and `took_part` are None where nobody counted; `by` is who recorded it."""

    id: int
    method: Method
    title: str
    held_on: date
    added_at: datetime
    invited: int | None = None
    took_part: int | None = None
    note: str = ""
    by: str = ""
    by_person_id: int | None = None

    def is_like(self, other: "VoiceEvent") -> bool:
        """Tell whether both are one event, recorded twice."""
        return (self.method, self.title.casefold(), self.held_on) == (
            other.method,
            other.title.casefold(),
            other.held_on,
        )


@dataclass(frozen=True, slots=True)
class VoicePoint:
    """What was said at an event, as a paraphrase without names, and how often."""

    id: int
    event_id: int
    theme: str
    prompt: Prompt
    words: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Led:
    """A point led to an action; `did` says in a sentence what was done."""

    point_id: int
    action_id: int
    did: str = ""
