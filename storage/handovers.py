"""Hand-overs of one institution."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.people.handovers import Handover, HandoverState
from storage.tables import handovers

_WAITS = handovers.c.state == HandoverState.OFFERED.value


class SqlHandovers:
    """`handlers.people.handovers.Handovers` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def offer(self, handover: Handover) -> Handover:
        """Write an offer down; its `id` is given back. An offer of the same that still waits is withdrawn by it."""
        before = and_(self._mine(), _WAITS, _same(handover))
        withdrawn = {"state": HandoverState.WITHDRAWN.value, "settled_at": handover.offered_at}
        await self._connection.execute(update(handovers).where(before).values(withdrawn))
        values = asdict(handover) | {"institution_id": self._institution_id, "state": handover.state.value}
        del values["id"]
        statement = insert(handovers).values(values).returning(handovers)
        return _handover((await self._connection.execute(statement)).one())

    async def get(self, handover_id: int) -> Handover | None:
        """One hand-over, locked until the transaction ends: whoever settles it must have read it here."""
        statement = select(handovers).where(self._mine(), handovers.c.id == handover_id).with_for_update()
        row = (await self._connection.execute(statement)).one_or_none()
        return _handover(row) if row else None

    async def settle(self, handover_id: int, state: HandoverState, by_person_id: int, now: datetime) -> bool:
        """Accept, decline or withdraw an offer; False where it no longer waits."""
        values: dict[str, Any] = {"state": state.value, "settled_at": now}
        if state is not HandoverState.WITHDRAWN:
            values["to_person_id"] = by_person_id
        which = and_(self._mine(), _WAITS, handovers.c.id == handover_id)
        return (await self._connection.execute(update(handovers).where(which).values(values))).rowcount > 0

    async def offered(self) -> Sequence[Handover]:
        """All offers that wait for an answer, the oldest first."""
        return await self._select(_WAITS)

    async def of_action(self, action_id: int) -> Sequence[Handover]:
        """All hand-overs of an action, the oldest first, whatever became of them."""
        return await self._select(handovers.c.action_id == action_id)

    async def of_post(self, post_id: int) -> Sequence[Handover]:
        """All hand-overs of a post itself, the oldest first; not the actions that were offered to it."""
        return await self._select(handovers.c.action_id.is_(None), handovers.c.post_id == post_id)

    def _mine(self) -> ColumnElement[bool]:
        return handovers.c.institution_id == self._institution_id

    async def _select(self, *which: ColumnElement[bool]) -> Sequence[Handover]:
        statement = select(handovers).where(self._mine(), *which).order_by(handovers.c.id)
        return [_handover(row) for row in await self._connection.execute(statement)]


def _same(handover: Handover) -> ColumnElement[bool]:
    """What is offered: an action, to whatever post, or a post held by this person."""
    if handover.action_id is not None:
        return handovers.c.action_id == handover.action_id
    of_post = and_(handovers.c.action_id.is_(None), handovers.c.post_id == handover.post_id)
    return and_(of_post, handovers.c.from_person_id == handover.from_person_id)


def _handover(row: Row[Any]) -> Handover:
    return Handover(
        id=row.id,
        post_id=row.post_id,
        from_person_id=row.from_person_id,
        offered_at=row.offered_at,
        action_id=row.action_id,
        to_person_id=row.to_person_id,
        reason=row.reason,
        last_day=row.last_day,
        state=HandoverState(row.state),
        settled_at=row.settled_at,
    )
