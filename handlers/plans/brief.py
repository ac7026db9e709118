"""Actions in brief: a tick and the outbox read thousands, and need none of their long texts."""

from datetime import date, datetime
from typing import NamedTuple

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


AnyAction = Action | ActionInBrief
AnyUpdate = ActionUpdate | UpdateInBrief
