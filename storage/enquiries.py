"""Questions handed to a person."""

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.answers.ports import Enquiry
from storage.tables import enquiries


class SqlEnquiries:
    """`handlers.answers.ports.Enquiries` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def add(self, enquiry: Enquiry) -> Enquiry:
        """Keep an enquiry (its `id` is ignored)."""
        statement = insert(enquiries).values(
            institution_id=self._institution_id,
            question=enquiry.question,
            asked_by_id=enquiry.asked_by_id,
            asked_at=enquiry.asked_at,
            handed_over=enquiry.handed_over,
        )
        new_id: int = (await self._connection.execute(statement.returning(enquiries.c.id))).scalar_one()
        return Enquiry(new_id, enquiry.question, enquiry.asked_by_id, enquiry.asked_at, enquiry.handed_over)

    async def get(self, enquiry_id: int) -> Enquiry | None:
        """One enquiry."""
        statement = select(enquiries).where(
            enquiries.c.institution_id == self._institution_id, enquiries.c.id == enquiry_id
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return Enquiry(row.id, row.question, row.asked_by_id, row.asked_at, row.handed_over) if row else None

    async def hand_over(self, enquiry_id: int) -> bool:
        """Mark it as handed to a person; False where it already was."""
        statement = (
            update(enquiries)
            .where(
                enquiries.c.institution_id == self._institution_id,
                enquiries.c.id == enquiry_id,
                enquiries.c.handed_over.is_(False),
            )
            .values(handed_over=True)
        )
        return (await self._connection.execute(statement)).rowcount == 1
