"""What is amiss at one institution and was said already."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.deliveries import insert_if_new
from storage.tables import alarms


class SqlAlarms:
    """`handlers.posts.ports.Alarms` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def said(self) -> Mapping[str, date]:
        """When each alarm was last said."""
        mine = select(alarms).where(alarms.c.institution_id == self._institution_id)
        return {row.key: row.said_on for row in await self._connection.execute(mine)}

    async def say(self, keys: Iterable[str], day: date) -> None:
        """Record that these are said on `day`."""
        rows = [{"institution_id": self._institution_id, "key": key, "said_on": day} for key in keys]
        if rows:
            add = insert_if_new(self._connection)(alarms)
            again = add.on_conflict_do_update(index_elements=["institution_id", "key"], set_={"said_on": day})
            await self._connection.execute(again, rows)

    async def end(self, keys: Iterable[str]) -> None:
        """Forget those that were mended; should they come back, they are new."""
        mine = (alarms.c.institution_id == self._institution_id) & alarms.c.key.in_(tuple(keys))
        await self._connection.execute(delete(alarms).where(mine))
