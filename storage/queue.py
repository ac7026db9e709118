"""The outbox over all institutions, as the sender sees it: lanes, claims, attempts, marks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.deliveries import Attempt, Delivery, GivenUp, Later, Mark, Sent, State, Unneeded
from storage.claims import TOO_FAR, claimed, free_lease
from storage.conversations import conversation_from_json, conversation_to_json
from storage.deliveries import WAITING, insert_if_new
from storage.given import given_rows
from storage.tables import deliveries, institutions, lanes

_GIVEN = [column for column in deliveries.c if column.name not in ("state", "settled_at", "message_id", "error")]
"""What of a delivery its sender needs."""


class SqlOutboxQueue:
    """`handlers.deliveries.OutboxQueue` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next waiting delivery that nobody has claimed falls due; None while nothing waits."""
        waiting = select(deliveries.c.due_at).where(WAITING, free_lease(deliveries.c.leased_until, now))
        found = await self._connection.execute(waiting.order_by(deliveries.c.due_at).limit(1))
        due: datetime | None = found.scalar_one_or_none()
        return due

    async def take_lanes(self, holder: str, now: datetime, lease_seconds: float) -> Sequence[int]:
        """Lease every institution that has something due and that nobody else empties; gives those, and one's own."""
        something = exists().where(
            deliveries.c.institution_id == institutions.c.id,
            WAITING,
            deliveries.c.due_at <= now,
            free_lease(deliveries.c.leased_until, now),
        )
        found = await self._connection.execute(select(institutions.c.id).where(something))
        due = [row.id for row in found]
        if not due:
            return []
        await self._add_lanes(due)
        paused = lanes.c.paused_until
        free = (
            select(lanes.c.institution_id)
            .where(lanes.c.institution_id.in_(due))
            .where(or_(lanes.c.holder == holder, free_lease(lanes.c.leased_until, now)))
            .where(or_(paused.is_(None), paused <= now, paused > now + TOO_FAR))
        )
        until = now + timedelta(seconds=lease_seconds)
        rows = await self._connection.execute(claimed(lanes, free, until, holder=holder, paused_until=None))
        return sorted(row.institution_id for row in rows)

    async def keep_lane(self, institution_id: int, holder: str, now: datetime, lease_seconds: float) -> bool:
        """Renew a lease; False where somebody else has it meanwhile."""
        mine = (lanes.c.institution_id == institution_id) & (lanes.c.holder == holder)
        change = update(lanes).where(mine).values(leased_until=now + timedelta(seconds=lease_seconds))
        return (await self._connection.execute(change)).rowcount > 0

    async def leave_lane(self, institution_id: int, holder: str, paused_until: datetime | None = None) -> None:
        """Give a lane back; with `paused_until`, nobody takes it up before."""
        mine = (lanes.c.institution_id == institution_id) & (lanes.c.holder == holder)
        values = {"leased_until": None, "paused_until": paused_until}
        await self._connection.execute(update(lanes).where(mine).values(values))

    async def claim(self, institution_id: int, now: datetime, limit: int, lease_seconds: float) -> Sequence[Delivery]:
        """Claim due deliveries whose lease is free, oldest first."""
        free = (
            select(deliveries.c.id)
            .where(
                deliveries.c.institution_id == institution_id,
                WAITING,
                deliveries.c.due_at <= now,
                free_lease(deliveries.c.leased_until, now),
            )
            .order_by(deliveries.c.due_at, deliveries.c.id)
            .limit(limit)
        )
        until = now + timedelta(seconds=lease_seconds)
        rows = (
            await self._connection.execute(
                claimed(deliveries, free, until, give=_GIVEN, attempts=deliveries.c.attempts + 1)
            )
        ).all()
        return [_delivery(row) for row in sorted(rows, key=lambda row: (row.due_at, row.id))]

    async def trying(self, attempts: Sequence[tuple[Delivery, Attempt]]) -> None:
        """Record, before it is begun, that an attempt is made; of one that is still open, that it is repeated."""
        alike: dict[tuple[datetime | None, datetime], list[dict[str, Any]]] = defaultdict(list)
        for delivery, attempt in attempts:
            row = {"id": delivery.id, "to": conversation_to_json(attempt.to), "repeats": delivery.repeats}
            alike[(delivery.leased_until, attempt.at)].append(row)
        change = _trying(self._connection.dialect.name)
        for (lease, at), rows in alike.items():
            await self._connection.execute(change, {"b_rows": rows, "b_lease": lease, "b_at": at})

    async def mark(self, marks: Sequence[Mark], now: datetime) -> None:
        """Record what came of deliveries. What another process has claimed meanwhile is left to it, unless sent."""
        await self._sent([mark for mark in marks if isinstance(mark, Sent)], now)
        ended = [mark for mark in marks if isinstance(mark, Unneeded | GivenUp)]
        await self._many(_ENDED, [_ended(mark, now) for mark in ended])
        later = [mark for mark in marks if isinstance(mark, Later)]
        await self._many(_LATER, [_later(mark) for mark in later if mark.unsettled])
        await self._many(_ANEW, [_later(mark) for mark in later if not mark.unsettled])

    async def _sent(self, marks: Sequence[Sent], now: datetime) -> None:
        if not marks:
            return
        change = _marking_sent(self._connection.dialect.name)
        await self._connection.execute(change, {"b_rows": [_sent(mark) for mark in marks], "b_now": now})

    async def _many(self, change: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            # In one order always: two processes that change the same rows must not wait for each other.
            await self._connection.execute(change, sorted(rows, key=lambda row: row["b_id"]))

    async def _add_lanes(self, institution_ids: Sequence[int]) -> None:
        rows = [{"institution_id": institution_id, "holder": ""} for institution_id in institution_ids]
        await self._connection.execute(insert_if_new(self._connection)(lanes).on_conflict_do_nothing(), rows)


@cache
def _trying(dialect: str) -> Any:
    given = given_rows(dialect)
    return (
        update(deliveries)
        .where(deliveries.c.id == given["id"].as_integer(), WAITING)
        .where(deliveries.c.leased_until == bindparam("b_lease"))
        .values(attempted_at=bindparam("b_at"), attempted_to=given["to"], repeats=given["repeats"].as_integer())
    )


@cache
def _marking_sent(dialect: str) -> Any:
    given = given_rows(dialect)
    return (
        update(deliveries)
        .where(deliveries.c.id == given["id"].as_integer(), WAITING)
        .values(
            state=State.SENT.value,
            settled_at=bindparam("b_now"),
            message_id=given["message"].as_string(),
            attempted_to=given["to"],
            error=given["note"].as_string(),
            leased_until=None,
        )
    )


def _claimed_row() -> Any:
    claimed_one = update(deliveries).where(deliveries.c.id == bindparam("b_id"), WAITING)
    return claimed_one.where(deliveries.c.leased_until == bindparam("b_lease"))


_ENDED = _claimed_row().values(
    state=bindparam("b_state"), settled_at=bindparam("b_now"), error=bindparam("b_reason"), leased_until=None
)
_LATER = _claimed_row().values(
    due_at=bindparam("b_when"),
    attempts=deliveries.c.attempts - bindparam("b_back"),
    error=bindparam("b_reason"),
    leased_until=None,
)
_ANEW = _LATER.values(attempted_at=None, attempted_to=None)


def _sent(mark: Sent) -> dict[str, Any]:
    to = conversation_to_json(mark.message.conversation)
    note = mark.note[:500] or None
    return {"id": mark.delivery.id, "message": mark.message.id[:200] or None, "to": to, "note": note}


def _ended(mark: Unneeded | GivenUp, now: datetime) -> dict[str, Any]:
    state = State.UNNEEDED if isinstance(mark, Unneeded) else State.FAILED
    reason = mark.reason[:500] or None
    return {"b_id": mark.delivery.id, "b_lease": mark.delivery.leased_until, "b_now": now, "b_state": state.value,
            "b_reason": reason}  # fmt: skip


def _later(mark: Later) -> dict[str, Any]:
    reason, back = mark.reason[:500] or None, 0 if mark.counts else 1
    return {"b_id": mark.delivery.id, "b_lease": mark.delivery.leased_until, "b_when": mark.when, "b_back": back,
            "b_reason": reason}  # fmt: skip


def _delivery(row: Row[Any]) -> Delivery:
    to = conversation_from_json(row.attempted_to)
    return Delivery(
        id=row.id,
        institution_id=row.institution_id,
        key=row.key,
        kind=row.kind,
        person_id=row.person_id,
        ids=row.ids,
        attempts=row.attempts,
        leased_until=row.leased_until,
        useful_until=row.useful_until,
        attempt=Attempt(row.attempted_at, to) if row.attempted_at is not None and to is not None else None,
        repeats=row.repeats,
    )
