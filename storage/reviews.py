"""Reviews of one institution, and the index that a tick reads."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.reviews.model import Review, SnapshotLine
from storage.tables import reviews


class SqlReviews:
    """`handlers.reviews.ports.Reviews` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def all(self) -> Sequence[Review]:
        """All reviews, by the day they are held."""
        mine = select(reviews).where(reviews.c.institution_id == self._institution_id)
        return [_review(row) for row in await self._connection.execute(mine.order_by(reviews.c.held_on))]

    async def get(self, review_id: int) -> Review | None:
        """One review, locked until the transaction ends: a tick and a closing must not undo each other."""
        statement = select(reviews).where(reviews.c.institution_id == self._institution_id, reviews.c.id == review_id)
        row = (await self._connection.execute(statement.with_for_update())).one_or_none()
        return _review(row) if row else None

    async def remove(self, review_id: int) -> None:
        """Take back a review that is still to come."""
        still_open = reviews.c.closed_at.is_(None) & (reviews.c.id == review_id)
        mine = reviews.c.institution_id == self._institution_id
        await self._connection.execute(delete(reviews).where(mine, still_open))

    async def save(self, review: Review) -> Review:
        """Add a review (`id` 0) or change it; its `id` is given back."""
        values = {
            "held_on": review.held_on,
            "papers_due_on": review.papers_due_on,
            "closed_at": review.closed_at,
            "next_nudge_at": review.next_nudge_at,
            "round": review.round,
            "snapshot": [asdict(line) for line in review.snapshot],
        }
        if review.id:
            change = (
                update(reviews)
                .where(reviews.c.institution_id == self._institution_id, reviews.c.id == review.id)
                .values(values)
            )
            return _review((await self._connection.execute(change.returning(reviews))).one())
        add = insert(reviews).values(values | {"institution_id": self._institution_id})
        return _review((await self._connection.execute(add.returning(reviews))).one())


class SqlDueReviews:
    """`handlers.reviews.ports.DueReviews` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, now: datetime) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and review id whose next nudge is due."""
        statement = (
            select(reviews.c.institution_id, reviews.c.id)
            .where(reviews.c.next_nudge_at <= now)
            .order_by(reviews.c.next_nudge_at)
        )
        return [(row.institution_id, row.id) for row in await self._connection.execute(statement)]


def _review(row: Row[Any]) -> Review:
    return Review(
        id=row.id,
        held_on=row.held_on,
        papers_due_on=row.papers_due_on,
        closed_at=row.closed_at,
        next_nudge_at=row.next_nudge_at,
        round=row.round,
        snapshot=tuple(SnapshotLine(**line) for line in row.snapshot),
    )
