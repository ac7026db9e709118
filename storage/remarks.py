"""What panels remarked, and the actions that it is linked to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, and_, delete, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.submission.model import Remark, RemarkKind
from storage.tables import actions, panel_remarks, remark_actions


class SqlRemarks:
    """`handlers.submission.ports.Remarks` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def all(self) -> Sequence[Remark]:
        """All remarks, the newest letter first, in the order in which they were added."""
        mine = select(panel_remarks).where(panel_remarks.c.institution_id == self._institution_id)
        rows = await self._connection.execute(mine.order_by(panel_remarks.c.letter_on.desc(), panel_remarks.c.id))
        linked = await self._linked()
        return [_remark(row, linked) for row in rows]

    async def get(self, remark_id: int) -> Remark | None:
        """One remark."""
        return next((each for each in await self.all() if each.id == remark_id), None)

    async def save(self, remark: Remark) -> Remark:
        """Add a remark (`id` 0) or change it, with the actions that it is linked to; its `id` is given back."""
        values = {
            "stage": remark.stage,
            "letter_on": remark.letter_on,
            "kind": remark.kind.value,
            "theme": remark.theme,
            "words": remark.words,
        }
        if remark.id:
            which = and_(panel_remarks.c.institution_id == self._institution_id, panel_remarks.c.id == remark.id)
            changed = update(panel_remarks).where(which).values(values).returning(panel_remarks.c.id)
            remark_id = (await self._connection.execute(changed)).scalar_one()
        else:
            made = {"added_at": remark.added_at, "by": remark.by, "by_person_id": remark.by_person_id}
            added = insert(panel_remarks).values(**values, **made, institution_id=self._institution_id)
            remark_id = (await self._connection.execute(added.returning(panel_remarks.c.id))).scalar_one()
        await self._link(remark_id, remark.action_ids)
        kept = await self.get(remark_id)
        assert kept is not None  # noqa: S101 - it was written just now
        return kept

    async def remove(self, remark_id: int) -> None:
        """Forget a remark."""
        await self._unlink(remark_id)
        which = and_(panel_remarks.c.institution_id == self._institution_id, panel_remarks.c.id == remark_id)
        await self._connection.execute(delete(panel_remarks).where(which))

    async def _link(self, remark_id: int, action_ids: Sequence[int]) -> None:
        await self._unlink(remark_id)
        ours = select(
            literal(remark_id).label("remark_id"),
            actions.c.id.label("action_id"),
            literal(self._institution_id).label("institution_id"),
        ).where(actions.c.institution_id == self._institution_id, actions.c.id.in_(action_ids))
        names = ["remark_id", "action_id", "institution_id"]
        await self._connection.execute(insert(remark_actions).from_select(names, ours))

    async def _unlink(self, remark_id: int) -> None:
        table = remark_actions
        which = and_(table.c.institution_id == self._institution_id, table.c.remark_id == remark_id)
        await self._connection.execute(delete(table).where(which))

    async def _linked(self) -> Mapping[int, Sequence[int]]:
        table = remark_actions
        mine = select(table).where(table.c.institution_id == self._institution_id).order_by(table.c.action_id)
        found: defaultdict[int, list[int]] = defaultdict(list)
        for row in await self._connection.execute(mine):
            found[row.remark_id].append(row.action_id)
        return found


def _remark(row: Row[Any], linked: Mapping[int, Sequence[int]]) -> Remark:
    return Remark(
        row.id,
        row.stage,
        row.letter_on,
        RemarkKind(row.kind),
        row.words,
        row.theme,
        row.added_at,
        row.by,
        row.by_person_id,
        tuple(linked.get(row.id, ())),
    )
