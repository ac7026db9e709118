"""Actions in brief: a tick and the outbox read thousands, and need none of their long texts."""

from datetime import date, datetime
from typing import NamedTuple, Protocol

from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag


class UpdateInBrief(NamedTuple):
    """What of an `ActionUpdate` decides whether it still counts as a report."""

    rag: Rag
    at: datetime
    by_person_id: int | None


class ActionInBrief(NamedTuple):
    """What of an `Action` decides about reports and reminders, and names it in them."""

    id: int
    ref: str
    title: str
    owner_post_id: int | None
    start_on: date | None
    due_on: date | None
    due_text: str
    disputed_by_id: int | None
    due_nudge_at: datetime | None
    latest: UpdateInBrief | None

    @property
    def name(self) -> str:
        """The reference and title, as people speak of it."""
        return f"{self.ref} {self.title}".strip()

    @property
    def is_over(self) -> bool:
        """Tell whether it was reported as completed, or dropped."""
        return self.latest is not None and self.latest.rag in (Rag.GREEN, Rag.DROPPED)

    @property
    def merged_into_id(self) -> None:
        """Nothing: an action that was merged into another is never read in brief."""


class ActionInCount(NamedTuple):
    """What of an `Action` decides where it is counted; its words are read only where it is shown."""

    id: int
    theme: str
    owner_post_id: int | None
    start_on: date | None
    due_on: date | None
    first_due_on: date | None
    due_text: str
    latest: UpdateInBrief | None

    @property
    def is_over(self) -> bool:
        """Tell whether it was reported as completed, or dropped."""
        return self.latest is not None and self.latest.rag in (Rag.GREEN, Rag.DROPPED)

    @property
    def slipped_days(self) -> int:
        """By how many days its due date was moved back since the first one; 0 where it was not."""
        if self.due_on is None or self.first_due_on is None:
            return 0
        return max((self.due_on - self.first_due_on).days, 0)


AnyAction = Action | ActionInBrief
AnyUpdate = ActionUpdate | UpdateInBrief


class Reported(Protocol):
    """What of an action, however much of it was read, decides its colour."""

    @property
    def latest(self) -> AnyUpdate | None:
        """What was said of it last."""

    @property
    def start_on(self) -> date | None:
        """When it begins."""

    @property
    def due_text(self) -> str:
        """When it is due, as the plan says it."""
