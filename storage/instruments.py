"""An institution's own surveys."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.people.model import Person
from handlers.voice.checking import as_mapping, parse_instrument
from handlers.voice.model import Instrument
from storage.tables import instruments


class SqlInstruments:
    """`handlers.voice.ports.Instruments` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def all(self) -> Sequence[Instrument]:
        """Those of the institution, by title."""
        mine = select(instruments.c.body).where(instruments.c.institution_id == self._institution_id)
        bodies = (await self._connection.execute(mine)).scalars().all()
        read = [each for body in bodies if isinstance(each := parse_instrument(body), Instrument)]
        return sorted(read, key=lambda each: (each.title.casefold(), each.id))

    async def save(self, instrument: Instrument, by: Person | None, now: datetime) -> bool:
        """Keep an instrument in the place of the one with its id; False where there was one."""
        body = as_mapping(instrument)
        changed = update(instruments).where(self._mine(instrument.id)).values(body=body)
        if (await self._connection.execute(changed)).rowcount:
            return False
        added = insert(instruments).values(
            institution_id=self._institution_id,
            slug=instrument.id,
            body=body,
            by=by.name if by else "an import",
            by_person_id=by.id if by else None,
            added_at=now,
        )
        await self._connection.execute(added)
        return True

    async def remove(self, slug: str) -> None:
        """Forget an instrument; rounds of it keep their own copy."""
        await self._connection.execute(delete(instruments).where(self._mine(slug)))

    def _mine(self, slug: str) -> ColumnElement[bool]:
        return and_(instruments.c.institution_id == self._institution_id, instruments.c.slug == slug)
