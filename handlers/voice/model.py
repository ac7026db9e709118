"""Surveys of the technician voice: instruments, rounds and ballots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

Answers = Mapping[str, str]
"""One ballot's answers: question id to what was given; skipped questions are absent.

A scale gives "1" to "5" or "unsure"; a choice and yes/no the number of the option, from "0"; several choices and a rank
the numbers in order, joined by commas; a matrix has one answer for each row, under `id.row`; an open one the text.
"""

SMALLEST_GROUP: Final = 5
"""What fewer people than this said is never shown, and nobody can lower it."""
FEWEST_FOR_COMMENTS: Final = 10
"""Ballots; of fewer, what was written is never shown."""


class QuestionKind(StrEnum):
    """How a question is answered (features.md B17)."""

    SCALE = "scale"
    """Five steps from "strongly disagree" to "strongly agree", and "not sure"."""
    CHOICE = "choice"
    MULTI = "multi"
    RANK = "rank"
    YES_NO = "yes-no"
    """Its options, in this order, are yes, no, and perhaps a third ("not wanted")."""
    OPEN = "open"
    MATRIX = "matrix"
    """Several `rows`, each answered on the scale."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `wording` is our own; `actions` are the references of actions that it informs.

    `reverse` says that agreeing is bad news. `options` are read in their order.
    """

    id: str
    theme: str
    wording: str
    kind: QuestionKind = QuestionKind.SCALE
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    reverse: bool = False
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of questions; `source` says whose it is, where it is not the institution's own."""

    id: str
    title: str
    questions: tuple[Question, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one person answered, and the declared group in which it is counted; "" outside all groups."""

    group: str
    answers: Answers


class SurveyState(StrEnum):
    """Where a round stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSING = "closing"
    """No ballot comes in any more; those that came are being opened."""
    CLOSED = "closed"
    PUBLISHED = "published"
    """Its figures were shown to those who were asked."""


class Side(StrEnum):
    """On which of the two sides a group is in a round that compares them."""

    NONE = ""
    LEADERS = "leaders"
    """Lead and chairs, as they were when the round opened."""
    TECHNICIANS = "technicians"


@dataclass(frozen=True, slots=True)
class Group:
    """A declared group of units in which answers are counted together, or a side, and how many of it are invited."""

    name: str
    invited: int
    side: Side = Side.NONE


@dataclass(frozen=True, slots=True)
class Terms:
    """From how many on what is shown; fixed when a round opens, and never lower than these."""

    scores_from: int = SMALLEST_GROUP
    """Ballots, for figures of a question."""
    comments_from: int = FEWEST_FOR_COMMENTS
    """Ballots, for what was written."""
    rate_from: int = SMALLEST_GROUP
    """Invited people, for the share that took part."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One round of an instrument. While it is open, ballots are sealed to `public_key` (X25519, 32 bytes).

    `wave` counts the rounds of this instrument at this institution. `groups` are all that results are shown by.
    """

    id: int
    instrument: Instrument
    state: SurveyState
    opened_at: datetime
    closes_on: date
    public_key: bytes
    invited: int
    wave: int = 1
    groups: tuple[Group, ...] = ()
    terms: Terms = field(default_factory=Terms)
    review_id: int | None = None
    reminders_paused_at: datetime | None = None
    warned_at: datetime | None = None
    """When the lead was warned of a low response."""
    published_at: datetime | None = None

    @property
    def compares(self) -> bool:
        """Whether its answers are counted by two sides: lead and chairs, and technicians."""
        return any(group.side is not Side.NONE for group in self.groups)

    def takes_ballots(self, today: date) -> bool:
        """Whether it is open and not over: the tick that closes it may be late, its last day is over all the same."""
        return self.state is SurveyState.OPEN and today <= self.closes_on


@dataclass(frozen=True, slots=True)
class Closing:
    """How far the closing of a round is: how many of its sealed ballots are opened."""

    since: datetime
    ballots: int
    opened: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed ballot under its random id."""

    id: str
    content: bytes


class Cast(StrEnum):
    """What became of a ballot."""

    COUNTED = "counted"
    ALREADY = "already"
    CLOSED = "closed"
    NOT_INVITED = "not invited"
