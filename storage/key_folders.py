"""In which folders the processes of Bunsen keep the keys of rounds."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import key_folders


class SqlKeyFolders:
    """`handlers.voice.ports.KeyFolders` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def report(self, process: str, folder: str, now: datetime) -> None:
        """Record where a process keeps its keys."""
        said = {"folder": folder, "seen_at": now}
        mine = update(key_folders).where(key_folders.c.process == process).values(said)
        if not (await self._connection.execute(mine)).rowcount:
            await self._connection.execute(insert(key_folders).values(process=process, **said))

    async def known(self, since: datetime) -> frozenset[str]:
        """The folders of the processes that have reported since then."""
        lately = select(key_folders.c.folder).where(key_folders.c.seen_at >= since)
        return frozenset((await self._connection.execute(lately)).scalars())

    async def forget(self, before: datetime) -> None:
        """Forget the processes that have not reported since then."""
        await self._connection.execute(delete(key_folders).where(key_folders.c.seen_at < before))
