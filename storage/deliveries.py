"""The outbox of one institution: written with the business transaction, looked into, mended."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, bindparam, delete, func, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.deliveries import DeliveryState, NewDelivery, State
from storage.conversations import conversation_from_json
from storage.given import given_rows
from storage.tables import accounts, deliveries
from storage.types import UtcDateTime

# Written out, not bound: a database looks into a partial index only where it can see its condition.
WAITING = text("deliveries.state = 'waiting'")
FAILED = text("deliveries.state = 'failed'")


def insert_if_new(connection: AsyncConnection) -> Any:
    """The database's INSERT that knows ON CONFLICT."""
    return _insert(connection.dialect.name)


def _insert(dialect: str) -> Any:
    return postgresql_insert if dialect == "postgresql" else sqlite_insert


@cache
def _adding(dialect: str) -> Any:
    given = given_rows(dialect)
    row = {
        "institution_id": bindparam("b_mine", type_=Integer),
        "key": given["key"].as_string(),
        "kind": given["kind"].as_string(),
        "person_id": given["person"].as_integer(),
        "ids": given["ids"],
        "state": literal(State.WAITING.value),
        "due_at": bindparam("b_due", type_=UtcDateTime),
        "useful_until": bindparam("b_until", type_=UtcDateTime),
        "attempts": literal(0),
    }
    # SQLite cannot tell an ON CONFLICT from a join's ON behind a SELECT without a condition.
    rows = select(*row.values()).where(given.is_not(None))
    return _insert(dialect)(deliveries).from_select(list(row), rows).on_conflict_do_nothing().returning(deliveries.c.id)


class SqlOutbox:
    """`handlers.deliveries.Outbox` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._mine = deliveries.c.institution_id == institution_id
        self._institution_id = institution_id

    async def add(self, new: Iterable[NewDelivery]) -> int:
        """Add those whose key is new; give how many were."""
        alike: dict[tuple[datetime, datetime | None], list[dict[str, Any]]] = defaultdict(list)
        for each in new:
            row = {"key": each.key, "kind": each.kind, "person": each.person_id, "ids": dict(each.ids)}
            alike[(each.due_at, each.useful_until)].append(row)
        statement, added = _adding(self._connection.dialect.name), 0
        for (due_at, until), rows in alike.items():
            values = {"b_rows": rows, "b_mine": self._institution_id, "b_due": due_at, "b_until": until}
            added += len((await self._connection.execute(statement, values)).all())
        return added

    async def with_prefix(self, prefix: str) -> Sequence[DeliveryState]:
        """All deliveries whose key begins so, oldest first."""
        found = (
            select(deliveries).where(self._mine, _begins_with(prefix)).order_by(deliveries.c.due_at, deliveries.c.id)
        )
        return [_state(row) for row in await self._connection.execute(found)]

    async def failed(self, limit: int) -> Sequence[DeliveryState]:
        """What was given up, newest first."""
        found = select(deliveries).where(self._mine, FAILED).order_by(deliveries.c.settled_at.desc(), deliveries.c.id)
        return [_state(row) for row in await self._connection.execute(found.limit(limit))]

    async def cancel(self, prefix: str, now: datetime, reason: str = "called off") -> int:
        """Call off what still waits under keys that begin so; give how many did. What is being sent meanwhile goes."""
        # An attempt whose end is open may have arrived: it is settled first, by whoever sends.
        change = update(deliveries).where(self._mine, WAITING, deliveries.c.attempted_at.is_(None))
        values = {"state": State.UNNEEDED, "settled_at": now, "error": reason[:500], "leased_until": None}
        return (await self._connection.execute(change.where(_begins_with(prefix)).values(values))).rowcount

    async def forget(self, prefix: str) -> None:
        """Delete all deliveries whose key begins so, whatever became of them."""
        mine = deliveries.c.institution_id == self._institution_id
        await self._connection.execute(delete(deliveries).where(mine, _begins_with(prefix)))

    async def send_again(self, ids: Collection[int], now: datetime) -> int:
        """Let what was given up be tried anew, from now on; give how many were."""
        change = (
            update(deliveries)
            .where(self._mine, FAILED, deliveries.c.id.in_(tuple(ids)))
            .values(
                state=State.WAITING, due_at=now, attempts=0, repeats=0, leased_until=None, settled_at=None, error=None
            )
            .returning(deliveries.c.person_id)
        )
        people = [row.person_id for row in await self._connection.execute(change)]
        reached = accounts.c.institution_id == self._institution_id
        await self._connection.execute(
            update(accounts).where(reached, accounts.c.person_id.in_(people)).values(unreachable_at=None)
        )
        return len(people)


def _begins_with(prefix: str) -> Any:
    # Not LIKE: in SQLite it does not tell capitals from small letters.
    return func.substr(deliveries.c.key, 1, len(prefix)) == prefix


def _state(row: Row[Any]) -> DeliveryState:
    state = State(row.state)
    return DeliveryState(
        id=row.id,
        key=row.key,
        kind=row.kind,
        person_id=row.person_id,
        ids=row.ids,
        state=state,
        due_at=row.due_at,
        attempts=row.attempts,
        useful_until=row.useful_until,
        settled_at=row.settled_at,
        error=row.error or "",
        message_id=row.message_id or "",
        conversation=conversation_from_json(row.attempted_to) if state is State.SENT else None,
    )
