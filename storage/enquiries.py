"""Questions handed to a person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.enquiries.model import Enquiry, EnquiryState, Helped, Step
from storage.tables import enquiries

_PLAIN = (
    "question",
    "asked_by_id",
    "asked_at",
    "topic",
    "post_id",
    "handings",
    "handed_over_at",
    "next_step_at",
    "note",
    "answer",
    "source",
    "source_url",
    "answered_by",
    "answered_by_id",
    "answered_for",
    "settled_at",
)
"""What a row of `enquiries` and an `Enquiry` call by the same name."""
_OPEN = enquiries.c.state == EnquiryState.OPEN.value


class SqlEnquiries:
    """`handlers.enquiries.ports.Enquiries` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def add(self, enquiry: Enquiry) -> Enquiry:
        """Keep an enquiry (its `id` is ignored)."""
        statement = insert(enquiries).values(institution_id=self._institution_id, **_values(enquiry))
        return _enquiry((await self._connection.execute(statement.returning(enquiries))).one())

    async def get(self, enquiry_id: int) -> Enquiry | None:
        """One enquiry."""
        row = (await self._connection.execute(select(enquiries).where(self._mine(enquiry_id)))).one_or_none()
        return _enquiry(row) if row else None

    async def open(self) -> Sequence[Enquiry]:
        """Those that wait for an answer, oldest first."""
        waiting = select(enquiries).where(enquiries.c.institution_id == self._institution_id, _OPEN)
        rows = await self._connection.execute(waiting.order_by(enquiries.c.handed_over_at, enquiries.c.id))
        return [_enquiry(row) for row in rows]

    async def asked_by(self, person_id: int) -> Sequence[Enquiry]:
        """What somebody handed over, whatever became of it, newest first."""
        theirs = select(enquiries).where(
            enquiries.c.institution_id == self._institution_id,
            enquiries.c.asked_by_id == person_id,
            enquiries.c.state != EnquiryState.KEPT.value,
        )
        rows = await self._connection.execute(theirs.order_by(enquiries.c.handed_over_at.desc(), enquiries.c.id.desc()))
        return [_enquiry(row) for row in rows]

    async def save(self, enquiry: Enquiry, was: EnquiryState) -> bool:
        """Write an enquiry that is in the state `was`; False where somebody changed that before."""
        unchanged = and_(self._mine(enquiry.id), enquiries.c.state == was.value)
        statement = update(enquiries).where(unchanged).values(_values(enquiry))
        return (await self._connection.execute(statement)).rowcount == 1

    def _mine(self, enquiry_id: int) -> ColumnElement[bool]:
        return and_(enquiries.c.institution_id == self._institution_id, enquiries.c.id == enquiry_id)


class SqlOverdueEnquiries:
    """`handlers.enquiries.ports.OverdueEnquiries` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, now: datetime) -> Sequence[tuple[int, int]]:
        """(institution id, enquiry id) of those that are open and whose `next_step_at` has come, the oldest first."""
        late = _OPEN & (enquiries.c.next_step_at <= now)
        statement = select(enquiries.c.institution_id, enquiries.c.id).where(late).order_by(enquiries.c.next_step_at)
        return [(row.institution_id, row.id) for row in await self._connection.execute(statement)]


def _values(enquiry: Enquiry) -> dict[str, Any]:
    chosen = {"state": enquiry.state.value, "step": enquiry.step.value, "helped": enquiry.helped.value}
    return chosen | {name: getattr(enquiry, name) for name in _PLAIN}


def _enquiry(row: Row[Any]) -> Enquiry:
    values = {name: getattr(row, name) for name in _PLAIN}
    return Enquiry(id=row.id, state=EnquiryState(row.state), step=Step(row.step), helped=Helped(row.helped), **values)
