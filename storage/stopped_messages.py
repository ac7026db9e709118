"""Which messages somebody does not want."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.deliveries import insert_if_new
from storage.tables import stopped_messages


class SqlStoppedMessages:
    """`handlers.status.ports.StoppedMessages` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def stop(self, person_id: int, kind: str, now: datetime) -> None:
        """Record that somebody does not want messages of this kind."""
        row = {"person_id": person_id, "kind": kind, "institution_id": self._institution_id, "stopped_at": now}
        await self._connection.execute(
            insert_if_new(self._connection)(stopped_messages).values(row).on_conflict_do_nothing()
        )

    async def resume(self, person_id: int, kind: str) -> bool:
        """Take that back; False where nothing was stopped."""
        theirs = and_(
            stopped_messages.c.institution_id == self._institution_id,
            stopped_messages.c.person_id == person_id,
            stopped_messages.c.kind == kind,
        )
        return (await self._connection.execute(delete(stopped_messages).where(theirs))).rowcount > 0

    async def who_stopped(self, kind: str) -> Collection[int]:
        """The ids of those who do not want messages of this kind."""
        mine = and_(stopped_messages.c.institution_id == self._institution_id, stopped_messages.c.kind == kind)
        rows = await self._connection.execute(select(stopped_messages.c.person_id).where(mine))
        return {row.person_id for row in rows}
