"""What nudges need of storage."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from handlers.nudges.model import NudgeAnswer, Told
from handlers.plans.brief import ActionInBrief


class Nudges(Protocol):
    """What is kept about the nudges of one institution."""

    async def actions(self) -> Sequence[ActionInBrief]:
        """The actions of the plan that runs, in its order; not those merged into another."""

    async def answers(self, review_id: int) -> Mapping[int, NudgeAnswer]:
        """What people answered to the nudges of a review, by person id."""

    async def answer(self, answer: NudgeAnswer) -> None:
        """Keep an answer, in the place of the one before."""

    async def forget_answers(self, review_id: int) -> None:
        """Forget them: a review that moved far asks anew."""

    async def told(self, since: datetime) -> Sequence[Told]:
        """The nudges that wait, and those that were settled since then, the oldest first."""

    async def taken(self, plan_id: int, since: datetime) -> Mapping[int, str]:
        """Who has taken up which action of a plan since then: names by action id, the newest counts."""

    async def due_actions(self, now: datetime) -> Mapping[int, int]:
        """The actions whose own due date is to be looked at: the id of their plan by their own."""

    async def look_at(self, when: Mapping[int, datetime | None]) -> None:
        """Set when the due dates of these actions (by id) are to be looked at next; None means never again."""

    async def look_at_review(self, review_id: int, when: datetime | None) -> None:
        """Set when the steps of a review are to be looked at next; None means never again."""

    async def look_at_all(self, now: datetime) -> None:
        """Look anew at all due dates that were not yet reminded of: the calendar has changed."""

    async def pause(self, since: datetime | None) -> None:
        """Let no nudge leave any more; with None, let them leave again."""

    async def close_on(self, days: Iterable[date]) -> None:
        """Set the days on which the institution is closed besides weekends and bank holidays."""


class DueNudges(Protocol):
    """The indexes that a tick reads, over all institutions."""

    async def reviews(self, now: datetime) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and review id whose next step is due."""

    async def actions(self, now: datetime) -> Sequence[tuple[int, int]]:
        """The institutions, twice each, in which the due date of some action is to be looked at."""
