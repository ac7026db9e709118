"""The questions that people asked, and what they said of the answers."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.demand.model import Asked, LoggedQuestion, Mark, MarkKind, RecentQuestion
from storage.tables import accounts, marks, people, questions, recent_questions


class SqlDemand:
    """`handlers.demand.ports.Demand` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def add(self, question: RecentQuestion) -> None:
        """Keep a question with its person, for now."""
        statement = insert(recent_questions).values(
            institution_id=self._institution_id,
            person_id=question.person_id,
            thread=question.thread,
            question=question.question,
            asked=question.asked.value,
            topic=question.topic,
            asked_at=question.asked_at,
            again=question.again,
        )
        await self._connection.execute(statement)

    async def recent(self, person_id: int, since: datetime) -> Sequence[RecentQuestion]:
        """What somebody asked since then, oldest first."""
        theirs = select(recent_questions).where(
            recent_questions.c.institution_id == self._institution_id,
            recent_questions.c.person_id == person_id,
            recent_questions.c.asked_at >= since,
        )
        rows = await self._connection.execute(theirs.order_by(recent_questions.c.asked_at, recent_questions.c.id))
        return [
            RecentQuestion(
                row.person_id, row.thread, row.question, Asked(row.asked), row.topic, row.asked_at, row.again
            )
            for row in rows
        ]

    async def settle_choice(self, question: RecentQuestion, asked: Asked, topic: str, *, again: bool = False) -> None:
        """Record what became of a question for which several entries were offered."""
        meant = update(recent_questions).where(
            recent_questions.c.institution_id == self._institution_id,
            recent_questions.c.person_id == question.person_id,
            recent_questions.c.thread == question.thread,
            recent_questions.c.asked_at == question.asked_at,
            recent_questions.c.asked == Asked.CHOICE.value,
        )
        await self._connection.execute(meant.values(asked=asked.value, topic=topic, again=again))

    async def names(self) -> Sequence[str]:
        """The names of the institution's people, to be taken out of what is kept; not of those who were erased."""
        known = people.c.email.is_not(None) | exists().where(accounts.c.person_id == people.c.id)
        mine = select(people.c.name).where(people.c.institution_id == self._institution_id, people.c.name != "", known)
        return (await self._connection.execute(mine)).scalars().all()

    async def logged(self, since: date) -> Sequence[LoggedQuestion]:
        """What was asked since that day, without people, by day; what is still kept with its person is not in it."""
        mine = select(questions).where(
            questions.c.institution_id == self._institution_id, questions.c.asked_on >= since
        )
        rows = await self._connection.execute(mine.order_by(questions.c.asked_on, questions.c.id))
        return [LoggedQuestion(row.question, Asked(row.asked), row.topic, row.asked_on) for row in rows]

    async def mark(self, mark: Mark) -> Mark:
        """Keep what somebody said of an answer (its `id` is ignored)."""
        statement = insert(marks).values(
            institution_id=self._institution_id,
            topic=mark.topic,
            kind=mark.kind.value,
            reason=mark.reason,
            marked_on=mark.marked_on,
            settled_on=mark.settled_on,
        )
        return _mark((await self._connection.execute(statement.returning(marks))).one())

    async def marks(self, since: date, kind: MarkKind | None = None) -> Sequence[Mark]:
        """What was said since that day, oldest first."""
        mine = select(marks).where(marks.c.institution_id == self._institution_id, marks.c.marked_on >= since)
        if kind is not None:
            mine = mine.where(marks.c.kind == kind.value)
        return [_mark(row) for row in await self._connection.execute(mine.order_by(marks.c.marked_on, marks.c.id))]

    async def settle_flags(self, topic: str, on: date) -> int:
        """Mark all open flags of an entry as looked at; the number of them."""
        open_ones = update(marks).where(
            marks.c.institution_id == self._institution_id,
            marks.c.topic == topic,
            marks.c.kind == MarkKind.FLAGGED.value,
            marks.c.settled_on.is_(None),
        )
        return (await self._connection.execute(open_ones.values(settled_on=on))).rowcount


class SqlQuestionUpkeep:
    """`handlers.demand.ports.QuestionUpkeep` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def set_apart(self, before: datetime) -> int:
        """Keep what was asked before this moment without its person from now on, in no order; the number of them.

        What its person had asked before within the hour is deleted.
        """
        taken = delete(recent_questions).where(recent_questions.c.asked_at < before).returning(recent_questions)
        rows = (await self._connection.execute(taken)).all()
        apart = [
            {
                "id": secrets.token_hex(16),
                "institution_id": row.institution_id,
                "question": row.question,
                "asked": row.asked,
                "topic": row.topic,
                "asked_on": row.asked_at.date(),
            }
            for row in rows
            # Kept apart from the first, and on the same day, it would tell that two questions are one person's.
            if not row.again
        ]
        if apart:
            # Ordered by a random id: neither the order of rows nor of writing tells who asked.
            await self._connection.execute(insert(questions), sorted(apart, key=lambda row: str(row["id"])))
        return len(apart)

    async def forget(self, before: date) -> None:
        """Delete what was asked, and said of answers, before this day."""
        await self._connection.execute(delete(questions).where(questions.c.asked_on < before))
        settled = (marks.c.kind != MarkKind.FLAGGED.value) | marks.c.settled_on.is_not(None)
        await self._connection.execute(delete(marks).where(marks.c.marked_on < before, settled))


def _mark(row: Row[Any]) -> Mark:
    return Mark(row.id, row.topic, MarkKind(row.kind), row.reason, row.marked_on, row.settled_on)
