"""The closing of rounds, step by step."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.voice.model import Closing, Sealed, SurveyState
from storage.tables import closings, sealed_ballots, surveys


class SqlClosings:
    """`handlers.voice.ports.Closings` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def hold(self, survey_id: int) -> SurveyState | None:
        """The state of a round, which nobody else changes, and into which no ballot comes, until this one ends."""
        # NO KEY UPDATE on PostgreSQL: it waits for the voters, who share a lock (see `SqlBallotBox.may_vote`), and they
        # for it, but it holds up nobody who only writes a row that names the round.
        mine = (surveys.c.institution_id == self._institution_id) & (surveys.c.id == survey_id)
        lock = select(surveys.c.state).where(mine).with_for_update(key_share=True)
        state = (await self._connection.execute(lock)).scalar_one_or_none()
        return None if state is None else SurveyState(state)

    async def cast(self, survey_id: int) -> int:
        """How many sealed ballots a round has."""
        statement = select(func.count()).where(*self._of(sealed_ballots, survey_id))
        count: int = (await self._connection.execute(statement)).scalar_one()
        return count

    async def freeze(self, survey_id: int, ballots: int, last_day: date, now: datetime) -> None:
        """Let no more ballots into an open round that is held."""
        mine = (surveys.c.institution_id == self._institution_id) & (surveys.c.id == survey_id)
        frozen = update(surveys).where(mine).values(state=SurveyState.CLOSING, closes_on=last_day)
        await self._connection.execute(frozen)
        row = {"survey_id": survey_id, "institution_id": self._institution_id, "since": now, "ballots": ballots}
        await self._connection.execute(insert(closings).values(row))

    async def progress(self, survey_id: int) -> Closing | None:
        """How far the closing of a frozen round is; None of any other."""
        columns = (closings.c.since, closings.c.ballots, closings.c.opened)
        row = (await self._connection.execute(select(*columns).where(*self._of(closings, survey_id)))).one_or_none()
        return Closing(row.since, row.ballots, row.opened) if row else None

    async def take(self, survey_id: int, now: datetime, until: datetime) -> bool:
        """Take the opening of a frozen round until then; False where another process has it."""
        free = or_(closings.c.taken_until.is_(None), closings.c.taken_until <= now)
        taken = update(closings).where(*self._of(closings, survey_id), free).values(taken_until=until, opened=0)
        return (await self._connection.execute(taken)).rowcount == 1

    async def release(self, survey_id: int) -> None:
        """Let another try."""
        free = update(closings).where(*self._of(closings, survey_id)).values(taken_until=None)
        await self._connection.execute(free)

    async def sealed(self, survey_id: int, after: str, most: int) -> Sequence[Sealed]:
        """So many sealed ballots whose random ids follow this one, by id; none at the end."""
        statement = (
            select(sealed_ballots.c.id, sealed_ballots.c.sealed)
            .where(*self._of(sealed_ballots, survey_id), sealed_ballots.c.id > after)
            .order_by(sealed_ballots.c.id)
            .limit(most)
        )
        return [Sealed(row.id, row.sealed) for row in await self._connection.execute(statement)]

    async def advance(self, survey_id: int, opened: int) -> None:
        """Record how many are opened."""
        await self._connection.execute(update(closings).where(*self._of(closings, survey_id)).values(opened=opened))

    def _of(self, table: Table, survey_id: int) -> tuple[Any, Any]:
        return table.c.institution_id == self._institution_id, table.c.survey_id == survey_id
