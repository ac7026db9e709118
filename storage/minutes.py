"""The minutes of the reviews of one institution."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.plans.rag import Rag
from handlers.reviews.minutes_model import Item, MinuteLine
from storage.tables import review_minutes


class SqlMinutes:
    """`handlers.reviews.minutes_model.Minutes` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def add(self, line: MinuteLine) -> MinuteLine:
        """Add a line (its `id` is ignored); gives it with its id."""
        statement = insert(review_minutes).values(
            institution_id=self._institution_id,
            review_id=line.review_id,
            item=line.item.value,
            action_id=line.action_id,
            said=line.said,
            decision=line.decision,
            task=line.task,
            who_post_id=line.who_post_id,
            who=line.who,
            due_on=line.due_on,
            rag=line.rag.value if line.rag else "",
            posts=list(line.posts),
            corrects_id=line.corrects_id,
            at=line.at,
            by=line.by,
            by_person_id=line.by_person_id,
        )
        return _line((await self._connection.execute(statement.returning(review_minutes))).one())

    async def get(self, line_id: int) -> MinuteLine | None:
        """One line."""
        found = await self._select(review_minutes.c.id == line_id)
        return found[0] if found else None

    async def of(self, review_id: int) -> Sequence[MinuteLine]:
        """All lines of a review, in the order in which they were written."""
        return await self._select(review_minutes.c.review_id == review_id)

    async def _select(self, which: ColumnElement[bool]) -> Sequence[MinuteLine]:
        mine = and_(review_minutes.c.institution_id == self._institution_id, which)
        rows = await self._connection.execute(select(review_minutes).where(mine).order_by(review_minutes.c.id))
        return [_line(row) for row in rows]


def _line(row: Row[Any]) -> MinuteLine:
    return MinuteLine(
        id=row.id,
        review_id=row.review_id,
        item=Item(row.item),
        at=row.at,
        action_id=row.action_id,
        said=row.said,
        decision=row.decision,
        task=row.task,
        who_post_id=row.who_post_id,
        who=row.who,
        due_on=row.due_on,
        rag=Rag(row.rag) if row.rag else None,
        posts=tuple(row.posts),
        corrects_id=row.corrects_id,
        by=row.by,
        by_person_id=row.by_person_id,
    )
