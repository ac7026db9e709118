"""What counting questions needs of storage."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from handlers.demand.model import Asked, LoggedQuestion, Mark, MarkKind, RecentQuestion


class Demand(Protocol):
    """The questions that people of one institution asked, and what they said of the answers."""

    async def add(self, question: RecentQuestion) -> None:
        """Keep a question with its person, for now."""

    async def recent(self, person_id: int, since: datetime) -> Sequence[RecentQuestion]:
        """What somebody asked since then, oldest first."""

    async def settle_choice(self, question: RecentQuestion, asked: Asked, topic: str, *, again: bool = False) -> None:
        """Record what became of a question for which several entries were offered."""

    async def names(self) -> Sequence[str]:
        """The names of the institution's people, to be taken out of what is kept; not of those who were erased."""

    async def logged(self, since: date) -> Sequence[LoggedQuestion]:
        """What was asked since that day, without people, by day; what is still kept with its person is not in it."""

    async def mark(self, mark: Mark) -> Mark:
        """Keep what somebody said of an answer (its `id` is ignored)."""

    async def marks(self, since: date, kind: MarkKind | None = None) -> Sequence[Mark]:
        """What was said since that day, oldest first."""

    async def settle_flags(self, topic: str, on: date) -> int:
        """Mark all open flags of an entry as looked at; the number of them."""


class QuestionUpkeep(Protocol):
    """Forgetting who asked, over all institutions."""

    async def set_apart(self, before: datetime) -> int:
        """Keep what was asked before this moment without its person from now on, in no order; the number of them.

        What its person had asked before within the hour is deleted.
        """

    async def forget(self, before: date) -> None:
        """Delete what was asked, and said of answers, before this day."""
