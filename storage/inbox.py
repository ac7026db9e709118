"""The inbox of events, and the nonces of presses and forms."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.work import Event
from storage.claims import claimed, free_lease
from storage.deliveries import insert_if_new
from storage.tables import inbox, used_nonces


class SqlInbox:
    """`handlers.work.Inbox` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, key: str, interaction: str, now: datetime) -> bool:
        """Record an event; False where its key is known."""
        statement = insert_if_new(self._connection)(inbox).values(
            key=key, received_at=now, state="waiting", interaction=interaction, attempts=0
        )
        added = await self._connection.execute(statement.on_conflict_do_nothing().returning(inbox.c.id))
        return added.one_or_none() is not None

    async def claim(self, now: datetime, limit: int, lease_seconds: float) -> list[Event]:
        """Lease events that wait or were worked but not answered, oldest first."""
        free = (
            select(inbox.c.id)
            .where(
                inbox.c.state.in_(("waiting", "worked")),
                free_lease(inbox.c.leased_until, now),
            )
            .order_by(inbox.c.received_at, inbox.c.id)
            .limit(limit)
        )
        until = now + timedelta(seconds=lease_seconds)
        rows = (await self._connection.execute(claimed(inbox, free, until, attempts=inbox.c.attempts + 1))).all()
        return [
            Event(row.id, row.interaction, row.outcome, row.attempts) for row in sorted(rows, key=lambda row: row.id)
        ]

    async def worked(self, event_id: int, outcome: str) -> None:
        """Keep the outcome, in the transaction that did the work."""
        await self._set(event_id, state="worked", outcome=outcome)

    async def release(self, event_id: int, when: datetime) -> None:
        """Let it be taken up again from `when` on."""
        await self._set(event_id, leased_until=when)

    async def done(self, event_id: int) -> None:
        """Mark as answered; the text of the event and of the outcome is deleted."""
        await self._set(event_id, state="done", interaction=None, outcome=None)

    async def give_up(self, event_id: int, reason: str) -> None:
        """Set aside an event that fails again and again; what was said in it is deleted."""
        await self._set(event_id, state="failed", error=reason[:200], interaction=None, outcome=None)

    async def first_use(self, key: str, now: datetime) -> bool:
        """Record the use of a press or form nonce; False where it was used before."""
        statement = insert_if_new(self._connection)(used_nonces).values(key=key, used_at=now)
        added = await self._connection.execute(statement.on_conflict_do_nothing().returning(used_nonces.c.key))
        return added.one_or_none() is not None

    async def _set(self, event_id: int, **values: Any) -> None:
        await self._connection.execute(update(inbox).where(inbox.c.id == event_id).values(values))
