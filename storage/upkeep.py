"""Forgetting what is no longer needed."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import enquiries, inbox, uploads, used_nonces


class SqlUpkeep:
    """`handlers.work.Upkeep` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def forget(self, before: datetime) -> None:
        """Delete, from before then, settled events and enquiries, used nonces, unused files, what was not passed on."""
        settled = inbox.c.state.in_(("done", "failed")) & (inbox.c.received_at < before)
        kept_to_oneself = (enquiries.c.state == "kept") & (enquiries.c.asked_at < before)
        dealt_with = enquiries.c.settled_at < before
        await self._connection.execute(delete(inbox).where(settled))
        await self._connection.execute(delete(used_nonces).where(used_nonces.c.used_at < before))
        await self._connection.execute(delete(enquiries).where(kept_to_oneself | dealt_with))
        await self._connection.execute(delete(uploads).where(uploads.c.received_at < before))
