"""When each institution is looked at next."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import institutions
from storage.types import UtcDateTime

_NEXT = institutions.c.next_round_at
_NOW = bindparam("now", type_=UtcDateTime)


class SqlDailyRounds:
    """`handlers.work.DailyRounds` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, now: datetime) -> Sequence[int]:
        """The institutions whose round is due, and those that never had one."""
        rows = await self._connection.execute(_WHOSE_IS_DUE, {"now": now})
        return [row.id for row in rows]

    async def take(self, institution_id: int, now: datetime, until: datetime) -> bool:
        """Take a round that is due, until then; False where another process has it."""
        mine = update(institutions).where(institutions.c.id == institution_id, _due(now))
        return (await self._connection.execute(mine.values(next_round_at=until))).rowcount > 0

    async def next_at(self, institution_id: int, when: datetime) -> None:
        """Set when to look again."""
        mine = update(institutions).where(institutions.c.id == institution_id)
        await self._connection.execute(mine.values(next_round_at=when))


def _due(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(_NEXT.is_(None), now >= _NEXT)


_WHOSE_IS_DUE = select(institutions.c.id).where(_due(_NOW)).order_by(_NEXT)
