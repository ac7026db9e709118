"""Reviews of one institution, and the index that a tick reads."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.reviews.model import Review, Snapshot, SnapshotLine
from handlers.reviews.sealing import fingerprint
from storage.tables import reviews

_COLUMNS = [column for column in reviews.c if column.name not in ("snapshot", "snapshot_sha256")]
"""A snapshot has a line for every action: it is read when somebody asks for it."""

_ALL = select(*_COLUMNS).where(reviews.c.institution_id == bindparam("mine"))
_ALL_IN_ORDER = _ALL.order_by(reviews.c.held_on)
_ONE_LOCKED = _ALL.where(reviews.c.id == bindparam("review")).with_for_update()


class SqlReviews:
    """`handlers.reviews.ports.Reviews` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def all(self) -> Sequence[Review]:
        """All reviews, by the day they are held."""
        rows = await self._connection.execute(_ALL_IN_ORDER, {"mine": self._institution_id})
        return [_review(row) for row in rows]

    async def get(self, review_id: int) -> Review | None:
        """One review, locked until the transaction ends: a tick and a closing must not undo each other."""
        which = {"mine": self._institution_id, "review": review_id}
        row = (await self._connection.execute(_ONE_LOCKED, which)).one_or_none()
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
            "opened_at": review.opened_at,
            "opened_by_id": review.opened_by_id,
            "closed_by_id": review.closed_by_id,
        }
        if review.id:
            change = (
                update(reviews)
                .where(reviews.c.institution_id == self._institution_id, reviews.c.id == review.id)
                .values(values)
            )
            return _review((await self._connection.execute(change.returning(*_COLUMNS))).one())
        add = insert(reviews).values(values | {"institution_id": self._institution_id, "snapshot": []})
        return _review((await self._connection.execute(add.returning(*_COLUMNS))).one())

    async def freeze(self, review_id: int, lines: Iterable[SnapshotLine]) -> None:
        """Keep what every action was when this review closed, under a seal."""
        kept = [asdict(line) for line in lines]
        sealed = {"snapshot": kept, "snapshot_sha256": fingerprint(kept)}
        await self._connection.execute(update(reviews).where(self._one(review_id)).values(sealed))

    async def frozen(self, review_id: int) -> Snapshot | None:
        """The snapshot of a review with its seal; None while it has none."""
        both = select(reviews.c.snapshot, reviews.c.snapshot_sha256).where(self._one(review_id))
        row = (await self._connection.execute(both)).one_or_none()
        if row is None or not (row.snapshot_sha256 or row.snapshot):
            return None
        return Snapshot(tuple(map(_line, row.snapshot)), row.snapshot_sha256, fingerprint(row.snapshot))

    async def snapshot(self, review_id: int) -> Sequence[SnapshotLine]:
        """What every action was when this review closed; nothing while it has not."""
        kept = (await self._connection.execute(select(reviews.c.snapshot).where(self._one(review_id)))).scalar()
        return [_line(line) for line in kept or ()]

    def _one(self, review_id: int) -> ColumnElement[bool]:
        return and_(reviews.c.institution_id == self._institution_id, reviews.c.id == review_id)


_REQUIRED: dict[str, Any] = {"action_id": 0, "ref": "", "theme": "", "title": "", "colour": ""}
_KNOWN = {field.name for field in fields(SnapshotLine)}


def _line(kept: dict[str, Any]) -> SnapshotLine:
    """A line as it was stored; its seal tells whether somebody has put anything else there."""
    return SnapshotLine(**_REQUIRED | {name: value for name, value in kept.items() if name in _KNOWN})


def _review(row: Row[Any]) -> Review:
    return Review(
        id=row.id,
        held_on=row.held_on,
        papers_due_on=row.papers_due_on,
        closed_at=row.closed_at,
        next_nudge_at=row.next_nudge_at,
        round=row.round,
        opened_at=row.opened_at,
        opened_by_id=row.opened_by_id,
        closed_by_id=row.closed_by_id,
    )
