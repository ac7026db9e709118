"""Plans, actions and updates of one institution."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.plans.model import Action, ActionUpdate, Plan
from handlers.plans.rag import Rag
from storage.tables import actions, plans, updates


class SqlPlans:
    """`handlers.plans.ports.Plans` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def current(self) -> Plan | None:
        """The plan that runs now: the one added last."""
        statement = (
            select(plans).where(plans.c.institution_id == self._institution_id).order_by(plans.c.id.desc()).limit(1)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return Plan(row.id, row.title, row.starts_on, row.ends_on) if row else None

    async def add(self, plan: Plan) -> Plan:
        """Add a plan; its `id` is given back. It becomes the one that runs."""
        statement = insert(plans).values(
            institution_id=self._institution_id, title=plan.title, starts_on=plan.starts_on, ends_on=plan.ends_on
        )
        row = (await self._connection.execute(statement.returning(plans))).one()
        return Plan(row.id, row.title, row.starts_on, row.ends_on)

    async def add_actions(self, new: Iterable[Action]) -> Sequence[Action]:
        """Add actions (their `id` is ignored), with their newest update where they bring one."""
        given = list(new)
        if not given:
            return []
        positions = select(func.count()).where(actions.c.plan_id == given[0].plan_id)
        first: int = (await self._connection.execute(positions)).scalar_one()
        added = [await self._add_action(action, first + offset) for offset, action in enumerate(given)]
        for action, source in zip(added, given, strict=True):
            if source.latest is not None:
                await self._insert_update(action.id, source.latest)
        return await self.actions(given[0].plan_id)

    async def actions(self, plan_id: int) -> Sequence[Action]:
        """All actions of a plan, in its order, each with its newest update."""
        return await self._select(actions.c.plan_id == plan_id)

    async def action(self, action_id: int) -> Action | None:
        """One action with its newest update."""
        found = await self._select(actions.c.id == action_id)
        return found[0] if found else None

    async def owned_by(self, plan_id: int, post_ids: Iterable[int]) -> Sequence[Action]:
        """The actions of a plan that these posts own, in its order."""
        owned = and_(actions.c.plan_id == plan_id, actions.c.owner_post_id.in_(tuple(post_ids)))
        return await self._select(owned)

    async def record(self, update: ActionUpdate) -> None:
        """Add an update; nothing is overwritten."""
        await self._insert_update(update.action_id, update)

    async def history(self, action_id: int) -> Sequence[ActionUpdate]:
        """All updates of an action, oldest first."""
        statement = (
            select(updates)
            .where(updates.c.institution_id == self._institution_id, updates.c.action_id == action_id)
            .order_by(updates.c.id)
        )
        return [_update(row) for row in await self._connection.execute(statement)]

    async def as_of(self, plan_id: int, moment: datetime) -> Sequence[Action]:
        """All actions of a plan, each with the newest update that was there at `moment`."""
        return await self._select(actions.c.plan_id == plan_id, updates.c.at <= moment)

    async def _add_action(self, action: Action, position: int) -> Action:
        statement = insert(actions).values(
            institution_id=self._institution_id,
            plan_id=action.plan_id,
            position=position,
            ref=action.ref,
            theme=action.theme,
            title=action.title,
            owner_text=action.owner_text,
            owner_post_id=action.owner_post_id,
            start_on=action.start_on,
            due_on=action.due_on,
            due_text=action.due_text,
            success_measure=action.success_measure,
            source=action.source,
            note=action.note,
        )
        return _action((await self._connection.execute(statement.returning(actions))).one(), None)

    async def _insert_update(self, action_id: int, update: ActionUpdate) -> None:
        await self._connection.execute(
            insert(updates).values(
                institution_id=self._institution_id,
                action_id=action_id,
                at=update.at,
                rag=update.rag,
                comment=update.comment,
                learning=update.learning,
                next_step=update.next_step,
                by=update.by,
                by_person_id=update.by_person_id,
            )
        )

    async def _select(self, which: ColumnElement[bool], *updated: ColumnElement[bool]) -> Sequence[Action]:
        mine = actions.c.institution_id == self._institution_id
        newest = (
            select(func.max(updates.c.id).label("id"))
            .join(actions, actions.c.id == updates.c.action_id)
            .where(which, mine, *updated)
            .group_by(updates.c.action_id)
        )
        found = await self._connection.execute(select(updates).where(updates.c.id.in_(newest)))
        latest = {row.action_id: _update(row) for row in found}
        rows = await self._connection.execute(
            select(actions).where(which, mine).order_by(actions.c.plan_id, actions.c.position)
        )
        return [_action(row, latest.get(row.id)) for row in rows]


def _action(row: Row[Any], latest: ActionUpdate | None) -> Action:
    return Action(
        id=row.id,
        plan_id=row.plan_id,
        ref=row.ref,
        theme=row.theme,
        title=row.title,
        owner_text=row.owner_text,
        owner_post_id=row.owner_post_id,
        start_on=row.start_on,
        due_on=row.due_on,
        due_text=row.due_text,
        success_measure=row.success_measure,
        source=row.source,
        note=row.note,
        latest=latest,
    )


def _update(row: Row[Any]) -> ActionUpdate:
    return ActionUpdate(
        action_id=row.action_id,
        at=row.at,
        rag=Rag(row.rag),
        comment=row.comment,
        learning=row.learning,
        next_step=row.next_step,
        by=row.by,
        by_person_id=row.by_person_id,
    )
