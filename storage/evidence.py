"""What shows that actions were done, with copies of files."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.plans.model import Evidence
from storage.tables import achievement_evidence, actions, evidence

_WITHOUT_COPY = [column for column in evidence.c if column.name != "content"]


class SqlEvidence:
    """The evidence of one institution."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def add(self, new: Evidence, content: bytes) -> Evidence:
        """Keep a piece of evidence; its `id` is given back."""
        statement = insert(evidence).values(
            institution_id=self._institution_id,
            action_id=new.action_id,
            title=new.title,
            link=new.link,
            media_type=new.media_type,
            size=new.size,
            sha256=new.sha256,
            content=content or None,
            added_at=new.added_at,
            by=new.by,
            by_person_id=new.by_person_id,
        )
        return _evidence((await self._connection.execute(statement.returning(*_WITHOUT_COPY))).one())

    async def of_action(self, action_id: int) -> Sequence[Evidence]:
        """All of one action, oldest first, without the copies."""
        mine = (evidence.c.institution_id == self._institution_id) & (evidence.c.action_id == action_id)
        rows = await self._connection.execute(select(*_WITHOUT_COPY).where(mine).order_by(evidence.c.id))
        return [_evidence(row) for row in rows]

    async def copy(self, evidence_id: int) -> tuple[Evidence, bytes] | None:
        """One piece with its copy; empty where only a link is kept."""
        mine = (evidence.c.institution_id == self._institution_id) & (evidence.c.id == evidence_id)
        row = (await self._connection.execute(select(evidence).where(mine))).one_or_none()
        return (_evidence(row), bytes(row.content or b"")) if row else None

    async def of_plan(self, plan_id: int) -> Sequence[Evidence]:
        """All of a plan's actions, oldest first, without the copies."""
        mine = (evidence.c.institution_id == self._institution_id) & (actions.c.plan_id == plan_id)
        statement = select(*_WITHOUT_COPY).join(actions, actions.c.id == evidence.c.action_id).where(mine)
        return [_evidence(row) for row in await self._connection.execute(statement.order_by(evidence.c.id))]

    async def counts(self, plan_id: int) -> Mapping[int, int]:
        """How many pieces each action of a plan has, by action id."""
        statement = (
            select(evidence.c.action_id, func.count())
            .join(actions, actions.c.id == evidence.c.action_id)
            .where(evidence.c.institution_id == self._institution_id, actions.c.plan_id == plan_id)
            .group_by(evidence.c.action_id)
        )
        return {row[0]: row[1] for row in await self._connection.execute(statement)}

    async def size(self) -> int:
        """How many bytes all copies take, those of achievements too."""
        return await self._size_in(evidence) + await self._size_in(achievement_evidence)

    async def _size_in(self, table: Table) -> int:
        copies = (table.c.institution_id == self._institution_id) & table.c.content.is_not(None)
        total: int = (
            await self._connection.execute(select(func.coalesce(func.sum(table.c.size), 0)).where(copies))
        ).scalar_one()
        return int(total)


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(
        id=row.id,
        action_id=row.action_id,
        title=row.title,
        added_at=row.added_at,
        link=row.link,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        by=row.by,
        by_person_id=row.by_person_id,
    )
