"""What the core needs of the plans of one institution."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from handlers.plans.model import Action, ActionChange, ActionUpdate, Evidence, Plan


class Plans(Protocol):
    """The plans of one institution, their actions and updates. Updates and changes are only ever added."""

    async def current(self) -> Plan | None:
        """The plan that runs now: the active one."""

    async def all(self) -> Sequence[Plan]:
        """All plans, the oldest first."""

    async def get(self, plan_id: int) -> Plan | None:
        """One plan."""

    async def add(self, plan: Plan) -> Plan:
        """Add a plan; its `id` is given back. An active one closes the one that was active before."""

    async def save(self, plan: Plan) -> None:
        """Change a plan's title, dates, columns and state; one that becomes active closes the one before."""

    async def add_actions(self, actions: Iterable[Action]) -> Sequence[Action]:
        """Add actions (their `id` is ignored), with their newest update where they bring one.

        Gives all actions of their plan.
        """

    async def add_action(self, action: Action) -> Action:
        """Add one action at the end of its plan; gives it with its id."""

    async def change(self, action: Action) -> None:
        """Write what an action is now, except its updates; what changed is recorded by the caller."""

    async def actions(self, plan_id: int) -> Sequence[Action]:
        """All actions of a plan, in its order, each with its newest update; not those merged into another."""

    async def action(self, action_id: int) -> Action | None:
        """One action with its newest update."""

    async def owned_by(self, plan_id: int, post_ids: Iterable[int]) -> Sequence[Action]:
        """The actions of a plan that these posts own, in its order; not those merged into another."""

    async def record(self, update: ActionUpdate | ActionChange) -> None:
        """Add an update or a change; nothing is overwritten."""

    async def history(self, action_id: int) -> Sequence[ActionUpdate | ActionChange]:
        """All updates and changes of an action, oldest first."""

    async def versions(self, action_ids: Iterable[int]) -> Mapping[int, int]:
        """How long the history of each action is: whoever finds it longer knows that something has changed."""

    async def related(self, action_id: int) -> Sequence[Action]:
        """The actions that were split from this one or merged into it, the oldest first."""

    async def updates_since(self, plan_id: int, since: datetime) -> Sequence[ActionUpdate | ActionChange]:
        """All updates and changes of a plan's actions from `since` on, oldest first."""

    async def as_of(self, plan_id: int, moment: datetime) -> Sequence[Action]:
        """All actions of a plan, each with the newest update that was there at `moment`."""

    async def readings(self, plan_id: int) -> Mapping[int, ActionUpdate]:
        """The newest update of each action that gives a reading of its measure, by action id."""

    async def add_evidence(self, evidence: Evidence, content: bytes = b"") -> Evidence:
        """Keep a piece of evidence, with the copy of a file where there is one; its `id` is given back."""

    async def evidence(self, action_id: int) -> Sequence[Evidence]:
        """What shows that an action was done, oldest first, without the copies."""

    async def evidence_of_plan(self, plan_id: int) -> Sequence[Evidence]:
        """What shows that the actions of a plan were done, all of it, oldest first, without the copies."""

    async def evidence_copy(self, evidence_id: int) -> tuple[Evidence, bytes] | None:
        """A piece of evidence with its copy."""

    async def evidence_counts(self, plan_id: int) -> Mapping[int, int]:
        """How many pieces of evidence each action of a plan has, by action id; those without any are left out."""

    async def size_of_copies(self) -> int:
        """How many bytes the copies of this institution take."""
