"""Files that wait for a word on what they are for."""

from functools import cache
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter
from sqlalchemy import Row, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.files.model import Upload
from handlers.plans.reading import PlanDraft
from storage.tables import uploads

MOST_OF_ONE = 20
"""Files of one person that wait: nobody can fill the disk for everybody by dropping one file after another."""
_WITHOUT_CONTENT = [column for column in uploads.c if column.name != "content"]


class SqlUploads:
    """`handlers.files.ports.Uploads` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def add(self, upload: Upload, content: bytes) -> Upload:
        """Keep a file for a few days; its `id` is given back. Of one person's the newest `MOST_OF_ONE` are kept."""
        await self._make_room(upload.person_id)
        statement = insert(uploads).values(
            institution_id=self._institution_id,
            person_id=upload.person_id,
            name=upload.name,
            media_type=upload.media_type,
            sha256=upload.sha256,
            content=content,
            draft=_converter().dumps(upload.draft) if upload.draft is not None else None,
            received_at=upload.received_at,
        )
        return _upload((await self._connection.execute(statement.returning(*_WITHOUT_CONTENT))).one())

    async def _make_room(self, person_id: int) -> None:
        mine = (uploads.c.institution_id == self._institution_id) & (uploads.c.person_id == person_id)
        newest = select(uploads.c.id).where(mine).order_by(uploads.c.id.desc()).limit(MOST_OF_ONE - 1)
        kept = [row.id for row in await self._connection.execute(newest)]
        await self._connection.execute(delete(uploads).where(mine, uploads.c.id.not_in(kept)))

    async def get(self, upload_id: int, person_id: int) -> Upload | None:
        """One file, if this person dropped it."""
        mine = (uploads.c.institution_id == self._institution_id) & (uploads.c.person_id == person_id)
        statement = select(*_WITHOUT_CONTENT).where(mine, uploads.c.id == upload_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return _upload(row) if row else None

    async def content(self, upload_id: int) -> bytes:
        """What is in it."""
        mine = (uploads.c.institution_id == self._institution_id) & (uploads.c.id == upload_id)
        return bytes((await self._connection.execute(select(uploads.c.content).where(mine))).scalar_one())

    async def remove(self, upload_id: int) -> None:
        """Forget a file that was used."""
        mine = (uploads.c.institution_id == self._institution_id) & (uploads.c.id == upload_id)
        await self._connection.execute(delete(uploads).where(mine))


@cache
def _converter() -> JsonConverter:
    converter = make_converter()
    # A draft holds drafts; cattrs meets that type as its name only.
    converter.register_structure_hook_func(
        lambda kind: kind == PlanDraft.__name__, lambda value, _kind: converter.structure(value, PlanDraft)
    )
    return converter


def _upload(row: Row[Any]) -> Upload:
    draft = _converter().loads(row.draft, PlanDraft) if row.draft is not None else None
    return Upload(row.id, row.person_id, row.name, row.media_type, row.sha256, row.received_at, draft)
