"""Survey rounds, participations and ballots."""

import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter
from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.voice.model import Answers, Cast, Group, Instrument, Survey, SurveyState, Terms
from storage.tables import ballots, invitations, sealed_ballots, surveys


class SqlSurveys:
    """`handlers.voice.ports.Surveys` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def open(self, survey: Survey, invited_ids: Iterable[int]) -> Survey:
        """Store a new round (its `id` is ignored) and who is invited to it."""
        statement = insert(surveys).values(
            institution_id=self._institution_id,
            instrument=_converter().unstructure(survey.instrument),
            state=survey.state,
            opened_at=survey.opened_at,
            closes_on=survey.closes_on,
            public_key=survey.public_key,
            invited=survey.invited,
            wave=survey.wave,
            groups=_converter().unstructure(survey.groups),
            terms=_converter().unstructure(survey.terms),
            review_id=survey.review_id,
        )
        opened = _survey((await self._connection.execute(statement.returning(surveys))).one())
        rows = [
            {
                "survey_id": opened.id,
                "person_id": person_id,
                "institution_id": self._institution_id,
                "taken_part": False,
            }
            for person_id in invited_ids
        ]
        if rows:
            await self._connection.execute(insert(invitations), rows)
        return opened

    async def get(self, survey_id: int) -> Survey | None:
        """One round."""
        statement = select(surveys).where(surveys.c.institution_id == self._institution_id, surveys.c.id == survey_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return _survey(row) if row else None

    async def all(self) -> Sequence[Survey]:
        """All rounds, newest first."""
        mine = select(surveys).where(surveys.c.institution_id == self._institution_id)
        return [_survey(row) for row in await self._connection.execute(mine.order_by(surveys.c.id.desc()))]

    async def taken_part(self, survey_id: int) -> int:
        """How many have answered; never who. Of a closed round only the ballots still tell."""
        survey = await self.get(survey_id)
        if survey is not None and survey.state is SurveyState.CLOSED:
            return len(await self.ballots(survey_id))
        statement = select(func.count()).where(
            invitations.c.institution_id == self._institution_id,
            invitations.c.survey_id == survey_id,
            invitations.c.taken_part,
        )
        count: int = (await self._connection.execute(statement)).scalar_one()
        return count

    async def sealed(self, survey_id: int) -> Sequence[bytes]:
        """The sealed ballots of an open round; a ballot that is being cast now comes in before this or not at all."""
        # Locks the round, so that on PostgreSQL no ballot slips in between reading the box and closing it.
        lock = select(surveys.c.id).where(surveys.c.id == survey_id).with_for_update()
        await self._connection.execute(lock)
        statement = select(sealed_ballots.c.sealed).where(
            sealed_ballots.c.institution_id == self._institution_id, sealed_ballots.c.survey_id == survey_id
        )
        return (await self._connection.execute(statement)).scalars().all()

    async def close(self, survey_id: int, readable: Iterable[Answers], last_day: date) -> None:
        """Write the (shuffled) readable ballots under random ids, delete the sealed ones, and close the round."""
        rows = [
            {
                "id": uuid.uuid4().hex,
                "institution_id": self._institution_id,
                "survey_id": survey_id,
                "answers": json.loads(json.dumps(dict(answers), sort_keys=True)),
            }
            for answers in readable
        ]
        # By random id, so that the order of the rows on the page is not the order of anything else.
        rows.sort(key=lambda row: str(row["id"]))
        if rows:
            await self._connection.execute(insert(ballots), rows)
        await self._connection.execute(
            delete(sealed_ballots).where(
                sealed_ballots.c.institution_id == self._institution_id, sealed_ballots.c.survey_id == survey_id
            )
        )
        # Who took part is forgotten, and every row of the round is written anew at once: what a database keeps of the
        # moments of writing (PostgreSQL's xmin) no longer tells who came when.
        of_this_round = (invitations.c.institution_id == self._institution_id) & (invitations.c.survey_id == survey_id)
        await self._connection.execute(update(invitations).where(of_this_round).values(taken_part=False))
        await self._connection.execute(
            update(surveys)
            .where(surveys.c.institution_id == self._institution_id, surveys.c.id == survey_id)
            .values(state=SurveyState.CLOSED, closes_on=last_day)
        )

    async def ballots(self, survey_id: int) -> Sequence[Answers]:
        """The readable ballots of a closed round, by random id."""
        statement = (
            select(ballots.c.answers)
            .where(ballots.c.institution_id == self._institution_id, ballots.c.survey_id == survey_id)
            .order_by(ballots.c.id)
        )
        return (await self._connection.execute(statement)).scalars().all()


class SqlBallotBox:
    """`handlers.voice.ports.BallotBox` in SQL; the voter's id stays in here."""

    def __init__(self, rounds: SqlSurveys, connection: AsyncConnection, institution_id: int, person_id: int) -> None:
        self._rounds = rounds
        self._connection = connection
        self._institution_id = institution_id
        self._person_id = person_id

    async def survey(self, survey_id: int) -> Survey | None:
        """A round of this institution."""
        return await self._rounds.get(survey_id)

    async def may_vote(self, survey_id: int) -> Cast:
        """Tell what would become of a ballot now: COUNTED where it would be taken."""
        # A lock that many voters may hold at once, but not together with the closing (see `SqlSurveys.sealed`).
        lock = (
            select(surveys.c.state)
            .where(surveys.c.institution_id == self._institution_id, surveys.c.id == survey_id)
            .with_for_update(read=True)
        )
        state = (await self._connection.execute(lock)).scalar_one_or_none()
        if state != SurveyState.OPEN:
            return Cast.CLOSED
        taken_part = (
            await self._connection.execute(select(invitations.c.taken_part).where(self._mine(survey_id)))
        ).scalar_one_or_none()
        if taken_part is None:
            return Cast.NOT_INVITED
        return Cast.ALREADY if taken_part else Cast.COUNTED

    async def cast(self, survey_id: int, sealed: bytes) -> Cast:
        """Record the participation (without a time) and the sealed ballot, both or neither."""
        verdict = await self.may_vote(survey_id)
        if verdict is not Cast.COUNTED:
            return verdict
        # Only the change from "no" to "yes" lets a ballot in: of two presses at once, one changes nothing.
        change = update(invitations).where(self._mine(survey_id), ~invitations.c.taken_part).values(taken_part=True)
        if (await self._connection.execute(change)).rowcount != 1:
            return Cast.ALREADY
        await self._connection.execute(
            insert(sealed_ballots).values(
                id=uuid.uuid4().hex, institution_id=self._institution_id, survey_id=survey_id, sealed=sealed
            )
        )
        return Cast.COUNTED

    def _mine(self, survey_id: int) -> Any:
        return (
            (invitations.c.institution_id == self._institution_id)
            & (invitations.c.survey_id == survey_id)
            & (invitations.c.person_id == self._person_id)
        )


class SqlRounds:
    """`handlers.voice.ports.Rounds` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, day: date) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and survey id: open rounds whose last day lies before `day`."""
        statement = select(surveys.c.institution_id, surveys.c.id).where(
            surveys.c.state == SurveyState.OPEN, surveys.c.closes_on < day
        )
        return [(row.institution_id, row.id) for row in await self._connection.execute(statement)]

    async def is_closed(self, public_key: bytes) -> bool:
        """Tell whether the round of this key exists and is closed."""
        statement = select(surveys.c.state).where(surveys.c.public_key == public_key)
        return (await self._connection.execute(statement)).scalar_one_or_none() == SurveyState.CLOSED


@cache
def _converter() -> JsonConverter:
    return make_converter()


def _survey(row: Row[Any]) -> Survey:
    return Survey(
        id=row.id,
        instrument=_converter().structure(row.instrument, Instrument),
        state=SurveyState(row.state),
        opened_at=row.opened_at,
        closes_on=row.closes_on,
        public_key=row.public_key,
        invited=row.invited,
        wave=row.wave,
        groups=_converter().structure(row.groups, tuple[Group, ...]),
        terms=_converter().structure(row.terms, Terms),
        review_id=row.review_id,
        reminders_paused_at=row.reminders_paused_at,
        warned_at=row.warned_at,
        published_at=row.published_at,
    )
