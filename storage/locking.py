"""One at a time, within an institution."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import institutions


async def lock_institution(connection: AsyncConnection, institution_id: int) -> None:
    """Wait until no other transaction holds this institution, and hold it until this one ends.

    For the few things that must not happen twice and that no unique key catches. On SQLite there is only one writer.
    """
    row = select(institutions.c.id).where(institutions.c.id == institution_id)
    await connection.execute(row.with_for_update())
