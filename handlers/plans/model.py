"""Plans, actions and their updates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from handlers.plans.rag import Rag


class PlanState(StrEnum):
    """Where a plan is in its life. One is active at a time; the next is drafted while it runs."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column of the file that a plan came from: its heading as written, and the field that it was read as.

    `field` is a name of `Action`, "rag", "comment" or "learning", or "" for what is kept in `Action.extra` only.
    """

    heading: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A 24- or 36-month action plan."""

    id: int
    title: str
    starts_on: date | None = None
    ends_on: date | None = None
    state: PlanState = PlanState.ACTIVE
    columns: tuple[PlanColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionUpdate:
    """What somebody said of an action's state: append-only.

    `override` says why a rule was set aside (green without evidence); `reading` is the measure as it is now.
    """

    action_id: int
    at: datetime
    rag: Rag
    comment: str = ""
    learning: str = ""
    next_step: str = ""
    by: str = ""
    by_person_id: int | None = None
    next_step_on: date | None = None
    reading: str = ""
    override: str = ""


class ChangeKind(StrEnum):
    """What happened to an action besides a report of its state."""

    ADDED = "added"
    EDITED = "edited"
    COMMENT = "comment"
    MOVED = "moved"
    """Its due date."""
    OWNER = "owner"
    DISPUTED = "disputed"
    """Its owner says that it is not theirs."""
    TAKEN = "taken"
    """A chair or lead takes it up before a review."""
    SPLIT = "split"
    MERGED = "merged"
    CARRIED = "carried"
    EVIDENCE = "evidence"
    DECIDED = "decided"
    """What a review decided about it."""


@dataclass(frozen=True, slots=True)
class ActionChange:
    """A change to an action that says nothing of its state: append-only. `changes` has (from, to) by field name."""

    action_id: int
    at: datetime
    kind: ChangeKind
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    comment: str = ""
    by: str = ""
    by_person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that an action was done: a link, or a copy of a file with its SHA-256 and size in bytes."""

    id: int
    action_id: int
    title: str
    added_at: datetime
    link: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    by: str = ""
    by_person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the plan, with its newest update. `owner_post_id` is None while nobody is accountable.

    `note` is what an imported plan remarked on an action that it gave no colour. `first_due_on` is the due date that it
    had first, however often it moved since. `carried` counts the plans that it was in before this one. `extra` keeps
    columns of the imported file that mean nothing to Bunsen, by heading.
    """

    id: int
    plan_id: int
    ref: str
    theme: str
    title: str
    owner_text: str = ""
    owner_post_id: int | None = None
    start_on: date | None = None
    due_on: date | None = None
    due_text: str = ""
    success_measure: str = ""
    source: str = ""
    note: str = ""
    latest: ActionUpdate | None = None
    rationale: str = ""
    benefit: str = ""
    baseline: str = ""
    target: str = ""
    resource: str = ""
    cross_reference: str = ""
    first_due_on: date | None = None
    carried: int = 0
    carried_from_id: int | None = None
    split_from_id: int | None = None
    merged_into_id: int | None = None
    disputed_by_id: int | None = None
    helper_post_ids: tuple[int, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    due_nudge_at: datetime | None = None
    """When a tick is to look at its own due date (UTC); None where there is nothing left to remind of."""

    @property
    def name(self) -> str:
        """The reference and title, as people speak of it."""
        return f"{self.ref} {self.title}".strip()

    @property
    def is_dropped(self) -> bool:
        """Tell whether it was dropped; nobody reports on it any more."""
        return self.latest is not None and self.latest.rag is Rag.DROPPED

    @property
    def is_over(self) -> bool:
        """Tell whether it was reported as completed, or dropped: nothing of it is left to do."""
        return self.latest is not None and self.latest.rag in (Rag.GREEN, Rag.DROPPED)

    @property
    def slipped_days(self) -> int:
        """By how many days its due date was moved back since the first one; 0 where it was not."""
        if self.due_on is None or self.first_due_on is None:
            return 0
        return max((self.due_on - self.first_due_on).days, 0)
