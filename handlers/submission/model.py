"""A submission: when it is due, who writes what, who signed which draft, and what the panel wrote afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LONGEST_NOTE, LONGEST_REMARK = 500, 2_000


class SectionState(StrEnum):
    """How far a section is."""

    ASSIGNED = "assigned"
    BEGUN = "begun"
    READY = "ready"


class Role(StrEnum):
    """The two who sign, as the form asks: the institutional lead, and the leader of the institution."""

    LEAD = "lead"
    LEADER = "leader"


class RemarkKind(StrEnum):
    """What a panel's remark is."""

    PRAISE = "praise"
    SUGGESTION = "suggestion"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission. `leader_post_id` is the post of the institution's leader; `round` counts when writers are asked
    anew, because the day has moved far. `submitted_on` is None while it is being worked on.
    """

    id: int
    stage: int
    due_on: date
    leader_post_id: int | None = None
    round: int = 1
    submitted_on: date | None = None


@dataclass(frozen=True, slots=True)
class SectionWork:
    """A section of the form in somebody's hands: of a post, or of one person who holds a post."""

    section_id: str
    post_id: int | None = None
    person_id: int | None = None
    state: SectionState = SectionState.ASSIGNED
    note: str = ""
    marked_at: datetime | None = None
    by: str = ""
    by_person_id: int | None = None


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """What was put up for signature, with its SHA-256: the draft as Markdown, or a file. Its content is read apart."""

    id: int
    submission_id: int
    number: int
    sha256: str
    made_at: datetime
    name: str
    media_type: str
    by: str = ""
    by_person_id: int | None = None

    @property
    def mark(self) -> str:
        """The version as people name it: "version 2 (3f0a9c41)"."""
        return f"version {self.number} ({self.sha256[:8]})"


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature under a version: in which role, by whom, as holder of which post."""

    version_id: int
    role: Role
    post: str
    signed_at: datetime
    by: str
    by_person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What a panel wrote of a submission: the theme is empty where it is about the whole of it."""

    id: int
    stage: int
    letter_on: date
    kind: RemarkKind
    words: str
    theme: str = ""
    added_at: datetime | None = None
    by: str = ""
    by_person_id: int | None = None
    action_ids: tuple[int, ...] = ()
