"""What technicians were told of what came of their words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.people.model import Person
from handlers.voice.you_said.model import Line, SaidState, YouSaid
from storage.tables import you_said


class SqlYouSaids:
    """`handlers.voice.you_said.ports.YouSaids` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def all(self) -> Sequence[YouSaid]:
        """All, the newest first."""
        mine = select(you_said).where(you_said.c.institution_id == self._institution_id)
        return [_said(row) for row in await self._connection.execute(mine.order_by(you_said.c.id.desc()))]

    async def get(self, said_id: int) -> YouSaid | None:
        """One of them."""
        mine = (you_said.c.institution_id == self._institution_id) & (you_said.c.id == said_id)
        row = (await self._connection.execute(select(you_said).where(mine))).one_or_none()
        return _said(row) if row else None

    async def draft(self, lines: Sequence[Line], when: datetime, review_id: int | None) -> YouSaid:
        """Keep a draft; its `id` is given back."""
        statement = insert(you_said).values(
            institution_id=self._institution_id,
            review_id=review_id,
            body=_body(lines),
            state=SaidState.DRAFT,
            drafted_at=when,
        )
        return _said((await self._connection.execute(statement.returning(you_said))).one())

    async def rewrite(self, said_id: int, lines: Sequence[Line]) -> bool:
        """Put these lines into a draft; False where it is none any more."""
        return await self._settle(said_id, body=_body(lines))

    async def approve(self, said_id: int, by: Person, when: datetime) -> bool:
        """Record who approved a draft; False where it is none any more."""
        return await self._settle(
            said_id, state=SaidState.APPROVED, approved_by=by.name, approved_by_id=by.id, approved_at=when
        )

    async def set_aside(self, said_id: int) -> bool:
        """Lay a draft aside; False where it is none any more."""
        return await self._settle(said_id, state=SaidState.SET_ASIDE)

    async def _settle(self, said_id: int, **values: Any) -> bool:
        draft = (
            (you_said.c.institution_id == self._institution_id)
            & (you_said.c.id == said_id)
            & (you_said.c.state == SaidState.DRAFT)
        )
        return (await self._connection.execute(update(you_said).where(draft).values(values))).rowcount == 1


def _body(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [{"point": line.point_id, "action": line.action_id, "said": line.said, "did": line.did} for line in lines]


def _said(row: Row[Any]) -> YouSaid:
    lines = tuple(Line(each["point"], each["action"], each["said"], each["did"]) for each in row.body)
    return YouSaid(
        row.id,
        lines,
        SaidState(row.state),
        row.drafted_at,
        row.review_id,
        row.approved_by,
        row.approved_by_id,
        row.approved_at,
    )
