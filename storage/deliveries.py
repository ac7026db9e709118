"""The outbox: written with the business transaction, claimed by lease, marked after sending."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.deliveries import Delivery, NewDelivery
from storage.tables import deliveries


def insert_if_new(connection: AsyncConnection) -> Any:
    """The database's INSERT that knows ON CONFLICT."""
    return postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert


def free_lease(leased_until: Column[datetime], now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What makes a row free to claim: no lease, one that ran out, or one taken by a clock that was far ahead."""
    return leased_until.is_(None), leased_until <= now, leased_until > now + timedelta(days=1)


class SqlOutbox:
    """`handlers.deliveries.Outbox` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def add(self, new: Iterable[NewDelivery]) -> int:
        """Add those whose key is new; give how many were."""
        rows = [
            {
                "institution_id": self._institution_id,
                "key": delivery.key,
                "kind": delivery.kind,
                "person_id": delivery.person_id,
                "ids": dict(delivery.ids),
                "state": "waiting",
                "due_at": delivery.due_at,
                "attempts": 0,
            }
            for delivery in new
        ]
        if not rows:
            return 0
        statement = insert_if_new(self._connection)(deliveries).on_conflict_do_nothing().returning(deliveries.c.id)
        return len((await self._connection.execute(statement, rows)).all())


class SqlOutboxQueue:
    """`handlers.deliveries.OutboxQueue` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, now: datetime, limit: int, lease_seconds: float) -> Sequence[Delivery]:
        """Claim due deliveries whose lease is free, oldest first."""
        free = (
            select(deliveries.c.id)
            .where(
                deliveries.c.state == "waiting",
                deliveries.c.due_at <= now,
                or_(*free_lease(deliveries.c.leased_until, now)),
            )
            .order_by(deliveries.c.due_at, deliveries.c.id)
            .limit(limit)
            # Dropped by SQLite, where BEGIN IMMEDIATE already keeps other writers out.
            .with_for_update(skip_locked=True)
        )
        claim = (
            update(deliveries)
            .where(deliveries.c.id.in_(free.scalar_subquery()))
            .values(leased_until=now + timedelta(seconds=lease_seconds), attempts=deliveries.c.attempts + 1)
            .returning(deliveries)
        )
        rows = (await self._connection.execute(claim)).all()
        return [
            Delivery(row.id, row.institution_id, row.key, row.kind, row.person_id, row.ids, row.attempts)
            for row in sorted(rows, key=lambda row: (row.due_at, row.id))
        ]

    async def mark_sent(self, delivery_id: int, now: datetime, message_id: str) -> None:
        """Record that it was sent."""
        await self._settle(delivery_id, state="sent", settled_at=now, message_id=message_id)

    async def mark_unneeded(self, delivery_id: int, now: datetime) -> None:
        """Record that there was nothing left to say."""
        await self._settle(delivery_id, state="unneeded", settled_at=now)

    async def retry_at(self, delivery_id: int, when: datetime, reason: str) -> None:
        """Release it until `when`."""
        await self._settle(delivery_id, due_at=when, leased_until=None, error=reason[:500])

    async def give_up(self, delivery_id: int, now: datetime, reason: str) -> None:
        """Set it aside for a person to look at."""
        await self._settle(delivery_id, state="failed", settled_at=now, error=reason[:500])

    async def _settle(self, delivery_id: int, **values: Any) -> None:
        await self._connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(values))
