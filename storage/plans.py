"""Plans and actions of one institution."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, delete, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.nudges.due_dates import first_look_at
from handlers.plans.model import Action, ActionChange, ActionUpdate, Evidence, Plan, PlanColumn, PlanState
from storage.action_history import as_update, insert_updates, read_history
from storage.evidence import SqlEvidence
from storage.tables import action_posts, actions, plans, updates
from storage.types import UtcDateTime

_ACTIVE = plans.c.state == PlanState.ACTIVE.value

_COLUMNS = (
    "plan_id",
    "ref",
    "theme",
    "title",
    "owner_text",
    "owner_post_id",
    "start_on",
    "due_on",
    "due_text",
    "success_measure",
    "source",
    "note",
    "rationale",
    "benefit",
    "baseline",
    "target",
    "resource",
    "cross_reference",
    "first_due_on",
    "carried",
    "carried_from_id",
    "split_from_id",
    "merged_into_id",
    "disputed_by_id",
    "due_nudge_at",
)
"""What a row of `actions` and an `Action` call by the same name."""
_SELECTED = [actions.c[name] for name in ("id", *_COLUMNS, "extra")]


class SqlPlans:
    """`handlers.plans.ports.Plans` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id
        self._evidence = SqlEvidence(connection, institution_id)

    async def current(self) -> Plan | None:
        """The plan that runs now: the active one."""
        found = await self._plans(_ACTIVE)
        return found[0] if found else None

    async def all(self) -> Sequence[Plan]:
        """All plans, the oldest first."""
        return await self._plans()

    async def get(self, plan_id: int) -> Plan | None:
        """One plan."""
        found = await self._plans(plans.c.id == plan_id)
        return found[0] if found else None

    async def add(self, plan: Plan) -> Plan:
        """Add a plan; its `id` is given back. An active one closes the one that was active before."""
        if plan.state is PlanState.ACTIVE:
            await self._close_active(except_id=0)
        statement = insert(plans).values(_plan_values(plan) | {"institution_id": self._institution_id})
        return _plan((await self._connection.execute(statement.returning(plans))).one())

    async def save(self, plan: Plan) -> None:
        """Change a plan's title, dates, columns and state; one that becomes active closes the one before."""
        if plan.state is PlanState.ACTIVE:
            await self._close_active(except_id=plan.id)
        mine = (plans.c.institution_id == self._institution_id) & (plans.c.id == plan.id)
        await self._connection.execute(update(plans).where(mine).values(_plan_values(plan)))

    async def add_actions(self, new: Iterable[Action]) -> Sequence[Action]:
        """Add actions (their `id` is ignored), with their newest update where they bring one."""
        given = list(new)
        if not given:
            return []
        first = await self._next_position(given[0].plan_id)
        rows = [self._row(action, first + offset) for offset, action in enumerate(given)]
        statement = insert(actions).returning(actions.c.id, sort_by_parameter_order=True)
        ids = [row.id for row in await self._connection.execute(statement, rows)]
        brought = [
            replace(action.latest, action_id=action_id)
            for action_id, action in zip(ids, given, strict=True)
            if action.latest is not None
        ]
        await insert_updates(self._connection, self._institution_id, brought)
        for action_id, action in zip(ids, given, strict=True):
            await self._add_helping_posts(action_id, action.helper_post_ids)
        return await self.actions(given[0].plan_id)

    async def add_action(self, action: Action) -> Action:
        """Add one action at the end of its plan; gives it with its id."""
        row = self._row(action, await self._next_position(action.plan_id))
        statement = insert(actions).values(row).returning(actions.c.id)
        action_id: int = (await self._connection.execute(statement)).scalar_one()
        await self._add_helping_posts(action_id, action.helper_post_ids)
        if action.latest is not None:
            await self.record(replace(action.latest, action_id=action_id))
        added = await self.action(action_id)
        assert added is not None  # noqa: S101 - the row was just written
        return added

    async def change(self, action: Action) -> None:
        """Write what an action is now, except its updates; what changed is recorded by the caller."""
        mine = (actions.c.institution_id == self._institution_id) & (actions.c.id == action.id)
        # Whoever changes a date need not think of its reminder.
        anew = actions.c.due_on.is_distinct_from(action.due_on)
        first, given = (literal(at, UtcDateTime) for at in (first_look_at(action.due_on), action.due_nudge_at))
        look = case((anew, first), else_=given)
        values = _action_values(action) | {"due_nudge_at": look}
        await self._connection.execute(update(actions).where(mine).values(values))
        await self._set_helping_posts(action.id, action.helper_post_ids)

    async def actions(self, plan_id: int) -> Sequence[Action]:
        """All actions of a plan, in its order, each with its newest update; not those merged into another."""
        return await self._select(and_(actions.c.plan_id == plan_id, actions.c.merged_into_id.is_(None)))

    async def action(self, action_id: int) -> Action | None:
        """One action with its newest update."""
        found = await self._select(actions.c.id == action_id)
        return found[0] if found else None

    async def owned_by(self, plan_id: int, post_ids: Iterable[int]) -> Sequence[Action]:
        """The actions of a plan that these posts own, in its order; not those merged into another."""
        owned = actions.c.owner_post_id.in_(tuple(post_ids))
        return await self._select(and_(actions.c.plan_id == plan_id, owned, actions.c.merged_into_id.is_(None)))

    async def record(self, update: ActionUpdate | ActionChange) -> None:
        """Add an update or a change; nothing is overwritten."""
        await insert_updates(self._connection, self._institution_id, [update])

    async def history(self, action_id: int) -> Sequence[ActionUpdate | ActionChange]:
        """All updates and changes of an action, oldest first."""
        return await read_history(self._connection, self._institution_id, updates.c.action_id == action_id)

    async def versions(self, action_ids: Iterable[int]) -> Mapping[int, int]:
        """How long the history of each action is: whoever finds it longer knows that something has changed."""
        wanted = tuple(action_ids)
        mine = and_(updates.c.institution_id == self._institution_id, updates.c.action_id.in_(wanted))
        counts = select(updates.c.action_id, func.count()).where(mine).group_by(updates.c.action_id)
        found = {row[0]: row[1] for row in await self._connection.execute(counts)}
        return {action_id: found.get(action_id, 0) for action_id in wanted}

    async def related(self, action_id: int) -> Sequence[Action]:
        """The actions that were split from this one or merged into it, the oldest first."""
        return await self._select(or_(actions.c.split_from_id == action_id, actions.c.merged_into_id == action_id))

    async def updates_since(self, plan_id: int, since: datetime) -> Sequence[ActionUpdate | ActionChange]:
        """All updates and changes of a plan's actions from `since` on, oldest first."""
        of_plan = updates.c.action_id.in_(select(actions.c.id).where(actions.c.plan_id == plan_id))
        return await read_history(self._connection, self._institution_id, and_(of_plan, updates.c.at >= since))

    async def as_of(self, plan_id: int, moment: datetime) -> Sequence[Action]:
        """All actions of a plan, each with the newest update that was there at `moment`."""
        return await self._select(actions.c.plan_id == plan_id, updates.c.at <= moment)

    async def readings(self, plan_id: int) -> Mapping[int, ActionUpdate]:
        """The newest update of each action of a plan that gives a reading of its measure, by action id."""
        mine = and_(actions.c.institution_id == self._institution_id, actions.c.plan_id == plan_id)
        newest = (
            select(func.max(updates.c.id))
            .join(actions, actions.c.id == updates.c.action_id)
            .where(mine, updates.c.rag.is_not(None), updates.c.reading != "")
            .group_by(updates.c.action_id)
        )
        found = await self._connection.execute(select(updates).where(updates.c.id.in_(newest)))
        return {row.action_id: as_update(row) for row in found}

    async def add_evidence(self, evidence: Evidence, content: bytes = b"") -> Evidence:
        """Keep a piece of evidence, with the copy of a file where there is one; its `id` is given back."""
        return await self._evidence.add(evidence, content)

    async def evidence(self, action_id: int) -> Sequence[Evidence]:
        """What shows that an action was done, oldest first, without the copies."""
        return await self._evidence.of_action(action_id)

    async def evidence_of_plan(self, plan_id: int) -> Sequence[Evidence]:
        """What shows that the actions of a plan were done, oldest first, without the copies."""
        return await self._evidence.of_plan(plan_id)

    async def evidence_copy(self, evidence_id: int) -> tuple[Evidence, bytes] | None:
        """A piece of evidence with its copy."""
        return await self._evidence.copy(evidence_id)

    async def evidence_counts(self, plan_id: int) -> Mapping[int, int]:
        """How many pieces of evidence each action of a plan has, by action id."""
        return await self._evidence.counts(plan_id)

    async def size_of_copies(self) -> int:
        """How many bytes the copies of this institution take."""
        return await self._evidence.size()

    async def _plans(self, *which: ColumnElement[bool]) -> Sequence[Plan]:
        mine = select(plans).where(plans.c.institution_id == self._institution_id, *which).order_by(plans.c.id)
        return [_plan(row) for row in await self._connection.execute(mine)]

    async def _close_active(self, except_id: int) -> None:
        mine = (plans.c.institution_id == self._institution_id) & _ACTIVE & (plans.c.id != except_id)
        await self._connection.execute(update(plans).where(mine).values(state=PlanState.CLOSED.value))

    async def _next_position(self, plan_id: int) -> int:
        mine = and_(actions.c.institution_id == self._institution_id, actions.c.plan_id == plan_id)
        last = select(func.coalesce(func.max(actions.c.position) + 1, 0)).where(mine)
        position: int = (await self._connection.execute(last)).scalar_one()
        return position

    def _row(self, action: Action, position: int) -> dict[str, Any]:
        place = {"institution_id": self._institution_id, "position": position}
        # The date that it comes with is the first one, unless it is told otherwise.
        first = {"first_due_on": action.first_due_on or action.due_on, "due_nudge_at": first_look_at(action.due_on)}
        return _action_values(action) | place | first

    async def _set_helping_posts(self, action_id: int, post_ids: Iterable[int]) -> None:
        wanted = set(post_ids)
        mine = and_(action_posts.c.institution_id == self._institution_id, action_posts.c.action_id == action_id)
        found = select(action_posts.c.post_id).where(mine)
        there = {row.post_id for row in await self._connection.execute(found)}
        if gone := there - wanted:
            await self._connection.execute(delete(action_posts).where(mine, action_posts.c.post_id.in_(gone)))
        await self._add_helping_posts(action_id, wanted - there)

    async def _add_helping_posts(self, action_id: int, post_ids: Iterable[int]) -> None:
        row = {"institution_id": self._institution_id, "action_id": action_id}
        if rows := [row | {"post_id": post_id} for post_id in post_ids]:
            await self._connection.execute(insert(action_posts), rows)

    async def _select(self, which: ColumnElement[bool], *updated: ColumnElement[bool]) -> Sequence[Action]:
        mine = and_(actions.c.institution_id == self._institution_id, which)
        newest = (
            select(func.max(updates.c.id).label("id"))
            .join(actions, actions.c.id == updates.c.action_id)
            .where(mine, updates.c.rag.is_not(None), *updated)
            .group_by(updates.c.action_id)
        )
        found = await self._connection.execute(select(updates).where(updates.c.id.in_(newest)))
        latest = {row.action_id: as_update(row) for row in found}
        helping = select(action_posts).join(actions, actions.c.id == action_posts.c.action_id).where(mine)
        helpers: dict[int, list[int]] = {}
        for row in await self._connection.execute(helping.order_by(action_posts.c.post_id)):
            helpers.setdefault(row.action_id, []).append(row.post_id)
        rows = await self._connection.execute(
            select(*_SELECTED).where(mine).order_by(actions.c.plan_id, actions.c.position)
        )
        return [_action(row, latest.get(row.id), tuple(helpers.get(row.id, ()))) for row in rows]


def _plan_values(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "state": plan.state.value,
        "columns": [asdict(column) for column in plan.columns],
    }


def _plan(row: Row[Any]) -> Plan:
    columns = tuple(PlanColumn(**column) for column in row.columns)
    return Plan(row.id, row.title, row.starts_on, row.ends_on, PlanState(row.state), columns)


def _action_values(action: Action) -> dict[str, Any]:
    return {name: getattr(action, name) for name in _COLUMNS} | {"extra": dict(action.extra)}


def _action(row: Row[Any], latest: ActionUpdate | None, helpers: tuple[int, ...]) -> Action:
    return Action(**row._mapping, latest=latest, helper_post_ids=helpers)
