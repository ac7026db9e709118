"""Counts of heads, and examples for recommendations."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.assessment.model import Headcount, HeadcountRow, TalentAnswer
from storage.tables import headcounts, talent_answers


class SqlAssessments:
    """`handlers.assessment.ports.Assessments` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def headcounts(self) -> Sequence[Headcount]:
        """All counts, by the day of counting; of one day, the one brought in last comes last."""
        mine = select(headcounts).where(headcounts.c.institution_id == self._institution_id)
        rows = await self._connection.execute(mine.order_by(headcounts.c.counted_on, headcounts.c.id))
        return [_headcount(row) for row in rows]

    async def add_headcount(self, headcount: Headcount) -> Headcount:
        """Keep a count; its `id` is given back."""
        values = {
            "institution_id": self._institution_id,
            "counted_on": headcount.counted_on,
            "columns": list(headcount.columns),
            "rows": [
                {"unit": row.unit, "group": row.group, "numbers": _written(row.numbers)} for row in headcount.rows
            ],
            "totals": _written(headcount.totals) if headcount.totals is not None else None,
            "stated": {column: str(number) for column, number in headcount.stated.items()},
            "source": headcount.source,
            "sha256": headcount.sha256,
            "at": headcount.at,
            "by": headcount.by,
            "by_person_id": headcount.by_person_id,
        }
        added = insert(headcounts).values(values).returning(headcounts.c.id)
        new_id: int = (await self._connection.execute(added)).scalar_one()
        return replace(headcount, id=new_id)

    async def talent(self) -> Sequence[TalentAnswer]:
        """The newest answer to each recommendation, in the order in which they were first answered."""
        mine = select(talent_answers).where(talent_answers.c.institution_id == self._institution_id)
        newest: dict[str, TalentAnswer] = {}
        for row in await self._connection.execute(mine.order_by(talent_answers.c.id)):
            newest[row.recommendation] = TalentAnswer(
                row.recommendation, row.at, row.wording, row.source, row.example, row.by, row.by_person_id
            )
        return list(newest.values())

    async def add_talent(self, answer: TalentAnswer) -> None:
        """Keep an answer; the one before it no longer holds."""
        values = {
            "institution_id": self._institution_id,
            "recommendation": answer.recommendation,
            "wording": answer.wording,
            "source": answer.source,
            "example": answer.example,
            "at": answer.at,
            "by": answer.by,
            "by_person_id": answer.by_person_id,
        }
        await self._connection.execute(insert(talent_answers).values(values))


def _written(numbers: Sequence[Decimal | None]) -> list[str | None]:
    # As text: what was written as 12.50 is given back as 12.50, and no binary fraction comes near it.
    return [None if number is None else str(number) for number in numbers]


def _read(numbers: Sequence[str | None]) -> tuple[Decimal | None, ...]:
    return tuple(None if number is None else Decimal(number) for number in numbers)


def _headcount(row: Row[Any]) -> Headcount:
    return Headcount(
        id=row.id,
        counted_on=row.counted_on,
        columns=tuple(row.columns),
        rows=tuple(HeadcountRow(each["unit"], _read(each["numbers"]), each["group"]) for each in row.rows),
        at=row.at,
        totals=_read(row.totals) if row.totals is not None else None,
        stated={column: Decimal(number) for column, number in row.stated.items()},
        source=row.source,
        sha256=row.sha256,
        by=row.by,
        by_person_id=row.by_person_id,
    )
