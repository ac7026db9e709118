"""Survey rounds, participations and ballots."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter
from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.voice.figures import Figures
from handlers.voice.model import Ballot, Cast, Group, Instrument, Survey, SurveyState, Terms
from storage.tables import ballots, closings, invitations, people, sealed_ballots, survey_figures, surveys
from storage.written_json import written_aside

_AT_A_TIME = 250
"""Rows that are prepared in one go: that takes milliseconds, in which nothing else moves."""


class SqlSurveys:
    """`handlers.voice.ports.Surveys` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def open(self, survey: Survey, invited: Mapping[int, str]) -> Survey:
        """Store a new round (its `id` is ignored), and who is invited to it with the group that they are counted in."""
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
                "group": group,
            }
            for person_id, group in invited.items()
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

    async def pause_reminders(self, survey_id: int, since: datetime | None) -> None:
        """Stop the reminders of a round from then on; None lets them go on."""
        await self._set(survey_id, reminders_paused_at=since)

    async def warned(self, survey_id: int, when: datetime) -> None:
        """Record that the lead was told of a low response."""
        await self._set(survey_id, warned_at=when)

    async def _set(self, survey_id: int, **values: Any) -> None:
        mine = (surveys.c.institution_id == self._institution_id) & (surveys.c.id == survey_id)
        await self._connection.execute(update(surveys).where(mine).values(values))

    async def taken_part(self, survey_id: int) -> int:
        """How many have answered; never who. Of a closed round only the ballots still tell."""
        survey = await self.get(survey_id)
        if survey is not None and survey.state in _OVER_STATES:
            of_it = (ballots.c.institution_id == self._institution_id) & (ballots.c.survey_id == survey_id)
            cast: int = (await self._connection.execute(select(func.count()).where(of_it))).scalar_one()
            return cast
        statement = select(func.count()).where(
            invitations.c.institution_id == self._institution_id,
            invitations.c.survey_id == survey_id,
            invitations.c.taken_part,
        )
        count: int = (await self._connection.execute(statement)).scalar_one()
        return count

    async def close(self, survey_id: int, readable: Iterable[Ballot], last_day: date) -> int:
        """Write the (shuffled) readable ballots under random ids, delete the sealed ones, and close the round."""
        waiting = iter(readable)
        while some := list(islice(waiting, _AT_A_TIME)):
            await self._connection.execute(insert(ballots), self._rows(survey_id, some))
        mine = (sealed_ballots.c.institution_id == self._institution_id) & (sealed_ballots.c.survey_id == survey_id)
        deleted: int = (await self._connection.execute(delete(sealed_ballots).where(mine))).rowcount
        # Who took part is forgotten, and every row of the round is written anew at once: what a database keeps of the
        # moments of writing (PostgreSQL's xmin) no longer tells who came when.
        of_this_round = (invitations.c.institution_id == self._institution_id) & (invitations.c.survey_id == survey_id)
        await self._connection.execute(update(invitations).where(of_this_round).values(taken_part=False))
        over = (closings.c.institution_id == self._institution_id) & (closings.c.survey_id == survey_id)
        await self._connection.execute(delete(closings).where(over))
        await self._set(survey_id, state=SurveyState.CLOSED, closes_on=last_day)
        return deleted

    def _rows(self, survey_id: int, some: Sequence[Ballot]) -> list[dict[str, Any]]:
        rows = [
            {
                "id": uuid.uuid4().hex,
                "institution_id": self._institution_id,
                "survey_id": survey_id,
                "answers": dict(sorted(ballot.answers.items())),
            }
            for ballot in some
        ]
        # By random id, so that the order of the rows on a page is not the order of anything else.
        return sorted(rows, key=lambda row: str(row["id"]))

    async def ballots(self, survey_id: int) -> Sequence[Ballot]:
        """The readable ballots of a closed round, by random id; their groups were not kept."""
        statement = (
            select(ballots.c.answers)
            .where(ballots.c.institution_id == self._institution_id, ballots.c.survey_id == survey_id)
            .order_by(ballots.c.id)
        )
        return [Ballot("", row.answers) for row in await self._connection.execute(statement)]

    async def figures(self, survey_id: int) -> Figures | None:
        """What may be shown of a round, as it was kept; None where nothing was kept yet."""
        mine = survey_figures.c.institution_id == self._institution_id
        statement = select(survey_figures.c.figures).where(mine, survey_figures.c.survey_id == survey_id)
        kept = (await self._connection.execute(statement)).scalar_one_or_none()
        return None if kept is None else _converter().structure(kept, Figures)

    async def keep_figures(self, survey_id: int, figures: Figures) -> None:
        """Keep what may be shown of a round, once."""
        # What people wrote is part of it, and may be megabytes.
        kept = await written_aside(_converter().unstructure(figures))
        row = {"survey_id": survey_id, "institution_id": self._institution_id, "figures": kept}
        await self._connection.execute(insert(survey_figures).values(row))

    async def moves(self, earlier_id: int, survey_id: int) -> Mapping[tuple[str | None, str | None], int]:
        """Count who was asked in two rounds by their groups in the first and the second; None where not asked."""
        then, now = await self._asked_in_first(earlier_id, survey_id), await self._asked_in_first(survey_id, earlier_id)
        newly = {(None, group): people for (group, before), people in now.items() if before is None}
        return then | newly

    async def _asked_in_first(self, survey_id: int, other_id: int) -> dict[tuple[str | None, str | None], int]:
        """Count who was asked in the first of two rounds, by their groups there and in the other."""
        first, second = invitations.alias("first"), invitations.alias("second")
        in_both = (second.c.person_id == first.c.person_id) & (second.c.survey_id == other_id)
        counted = (
            select(first.c.group, second.c.group.label("other"), func.count().label("people"))
            .select_from(first.outerjoin(second, in_both))
            .where(first.c.institution_id == self._institution_id, first.c.survey_id == survey_id)
            .group_by(first.c.group, second.c.group)
        )
        return {(row.group, row.other): row.people for row in await self._connection.execute(counted)}

    async def publish(self, survey_id: int, when: datetime) -> None:
        """Record that the figures of a closed round are shown to those who were asked."""
        await self._set(survey_id, state=SurveyState.PUBLISHED, published_at=when)

    async def asked(self, person_id: int) -> set[int]:
        """The ids of the rounds to which a person was invited."""
        mine = (invitations.c.institution_id == self._institution_id) & (invitations.c.person_id == person_id)
        return set((await self._connection.execute(select(invitations.c.survey_id).where(mine))).scalars())


# Put together once, as everybody's ballot needs them.
_MINE = (
    (invitations.c.institution_id == bindparam("institution"))
    & (invitations.c.survey_id == bindparam("survey"))
    & (invitations.c.person_id == bindparam("person"))
)
_THERE = (surveys.c.institution_id == bindparam("institution")) & (surveys.c.id == bindparam("survey"))
_PAPER = select(surveys, select(invitations.c.group).where(_MINE).scalar_subquery().label("voter_group")).where(_THERE)
# A lock that many voters may hold at once, but not together with the closing (see `SqlClosings.hold`).
_STATE = select(surveys.c.state).where(_THERE).with_for_update(read=True)
_TAKEN_PART = select(invitations.c.taken_part).where(_MINE)
_TAKE_PART = update(invitations).where(_MINE, ~invitations.c.taken_part).values(taken_part=True)
_SEAL = insert(sealed_ballots)


class SqlBallotBox:
    """`handlers.voice.ports.BallotBox` in SQL; the voter's id stays in here."""

    def __init__(self, connection: AsyncConnection, institution_id: int, person_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id
        self._person_id = person_id
        self._groups: dict[int, str] = {}

    async def survey(self, survey_id: int) -> Survey | None:
        """A round of this institution."""
        row = (await self._connection.execute(_PAPER, self._mine(survey_id))).one_or_none()
        if row is None:
            return None
        self._groups[survey_id] = row.voter_group or ""
        return _survey(row)

    async def may_vote(self, survey_id: int) -> Cast:
        """Tell what would become of a ballot now: COUNTED where it would be taken."""
        if not await self._is_open(survey_id):
            return Cast.CLOSED
        return await self._verdict(survey_id)

    async def group(self, survey_id: int) -> str:
        """The group in which the voter's answers are counted; "" outside all groups."""
        if survey_id not in self._groups:
            await self.survey(survey_id)
        return self._groups.get(survey_id, "")

    async def names(self) -> Sequence[str]:
        """The names of everybody at the institution; they tell nothing of the voter."""
        mine = people.c.institution_id == self._institution_id
        return (await self._connection.execute(select(people.c.name).where(mine))).scalars().all()

    async def cast(self, survey_id: int, sealed: bytes) -> Cast:
        """Record the participation (without a time) and the sealed ballot, both or neither."""
        if not await self._is_open(survey_id):
            return Cast.CLOSED
        # Only the change from "no" to "yes" lets a ballot in: of two presses at once, one changes nothing.
        if (await self._connection.execute(_TAKE_PART, self._mine(survey_id))).rowcount != 1:
            return await self._verdict(survey_id)
        row = {"institution_id": self._institution_id, "survey_id": survey_id, "sealed": sealed}
        await self._connection.execute(_SEAL, {"id": uuid.uuid4().hex, **row})
        return Cast.COUNTED

    async def _is_open(self, survey_id: int) -> bool:
        where = {"institution": self._institution_id, "survey": survey_id}
        return (await self._connection.execute(_STATE, where)).scalar_one_or_none() == SurveyState.OPEN

    async def _verdict(self, survey_id: int) -> Cast:
        taken_part = (await self._connection.execute(_TAKEN_PART, self._mine(survey_id))).scalar_one_or_none()
        if taken_part is None:
            return Cast.NOT_INVITED
        return Cast.ALREADY if taken_part else Cast.COUNTED

    def _mine(self, survey_id: int) -> dict[str, int]:
        return {"institution": self._institution_id, "survey": survey_id, "person": self._person_id}


# Put together once: every tick asks.
_OVER = select(surveys.c.institution_id, surveys.c.id).where(
    surveys.c.state == SurveyState.OPEN, surveys.c.closes_on < bindparam("day")
)

_FROZEN = select(surveys.c.institution_id, surveys.c.id).where(surveys.c.state == SurveyState.CLOSING)


class SqlRounds:
    """`handlers.voice.ports.Rounds` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, day: date) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and survey id: open rounds whose last day lies before `day`."""
        return [(row.institution_id, row.id) for row in await self._connection.execute(_OVER, {"day": day})]

    async def closing(self) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and survey id: rounds that are frozen, and whose ballots are to be opened."""
        return [(row.institution_id, row.id) for row in await self._connection.execute(_FROZEN)]

    async def is_closed(self, public_key: bytes) -> bool:
        """Tell whether the round of this key exists and is closed."""
        statement = select(surveys.c.state).where(surveys.c.public_key == public_key)
        return (await self._connection.execute(statement)).scalar_one_or_none() in _OVER_STATES


_OVER_STATES = (SurveyState.CLOSED, SurveyState.PUBLISHED)


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
