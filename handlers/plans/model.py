"""Plans, actions and their updates."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.plans.rag import Rag


@dataclass(frozen=True, slots=True)
class Plan:
    """A 24- or 36-month action plan."""

    id: int
    title: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionUpdate:
    """One append-only record of a change to an action."""

    action_id: int
    at: datetime
    rag: Rag
    comment: str = ""
    learning: str = ""
    next_step: str = ""
    by: str = ""
    by_person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the plan, with its newest update. `owner_post_id` is None while nobody is accountable.

    `note` is what an imported plan remarked on an action that it gave no colour.
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

    @property
    def name(self) -> str:
        """The reference and title, as people speak of it."""
        return f"{self.ref} {self.title}".strip()
