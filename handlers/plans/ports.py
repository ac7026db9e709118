"""What the core needs of the plan of one institution."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from handlers.plans.model import Action, ActionUpdate, Plan


class Plans(Protocol):
    """The plans of one institution, their actions and updates. Updates are only ever added."""

    async def current(self) -> Plan | None:
        """The plan that runs now."""

    async def add(self, plan: Plan) -> Plan:
        """Add a plan; its `id` is given back. It becomes the one that runs."""

    async def add_actions(self, actions: Iterable[Action]) -> Sequence[Action]:
        """Add actions (their `id` is ignored), with their newest update where they bring one."""

    async def actions(self, plan_id: int) -> Sequence[Action]:
        """All actions of a plan, in its order, each with its newest update."""

    async def action(self, action_id: int) -> Action | None:
        """One action with its newest update."""

    async def owned_by(self, plan_id: int, post_ids: Iterable[int]) -> Sequence[Action]:
        """The actions of a plan that these posts own, in its order."""

    async def record(self, update: ActionUpdate) -> None:
        """Add an update; nothing is overwritten."""

    async def history(self, action_id: int) -> Sequence[ActionUpdate]:
        """All updates of an action, oldest first."""

    async def as_of(self, plan_id: int, moment: datetime) -> Sequence[Action]:
        """All actions of a plan, each with the newest update that was there at `moment`."""
