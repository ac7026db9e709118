"""What the status needs of storage."""

from collections.abc import Collection, Container, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from handlers.plans.brief import ActionInCount


class Shown(NamedTuple):
    """The words of an action that is shown: of itself, of the post that owns it, and of what was said of it last."""

    ref: str
    title: str
    post: str
    comment: str
    learning: str

    @property
    def name(self) -> str:
        """The reference and title, as people speak of it."""
        return f"{self.ref} {self.title}".strip()


class Standings(Protocol):
    """Where the plan of an institution stands."""

    async def counted(self, plan_id: int) -> Sequence[ActionInCount]:
        """The actions of a plan, in its order, as far as they decide where they are counted; not those merged."""

    async def held(self, day: date) -> Container[int]:
        """The posts that somebody holds or deputises for on a day."""

    async def then(self, review_id: int) -> Mapping[int, str]:
        """The colour that every action had when a review closed, by its id; nothing while it has not."""

    async def shown(self, action_ids: Collection[int]) -> Mapping[int, Shown]:
        """The words of some actions, by their ids."""


class StoppedMessages(Protocol):
    """Which messages somebody does not want, by their kind."""

    async def stop(self, person_id: int, kind: str, now: datetime) -> None:
        """Record that somebody does not want messages of this kind."""

    async def resume(self, person_id: int, kind: str) -> bool:
        """Take that back; False where nothing was stopped."""

    async def who_stopped(self, kind: str) -> Collection[int]:
        """The ids of those who do not want messages of this kind."""
