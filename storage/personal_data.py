"""All that is kept about one person, and how it is forgotten."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.voice.rounds import INVITATION
from storage.tables import (
    accounts,
    achievement_evidence,
    achievement_versions,
    deliveries,
    draft_versions,
    enquiries,
    evidence,
    handovers,
    headcounts,
    holdings,
    instruments,
    knowledge_versions,
    metadata,
    not_ours,
    nudge_answers,
    page_contacts,
    page_versions,
    panel_remarks,
    people,
    public_comments,
    recent_questions,
    review_minutes,
    sign_offs,
    stopped_messages,
    submission_sections,
    talent_answers,
    updates,
    uploads,
    voice_events,
    you_said,
)

Plain = str | int | bool | None

_NOT_TOLD = {("invitations", "taken_part")}
"""Whether somebody took part in a survey; see docs/anonymity.md."""
_OF_INVITATIONS = ("id", "institution_id", "key", "kind", "person_id", "ids")
"""What is told of an invitation to a survey; that one was not needed any more would tell that somebody took part."""
_OF_ANSWERS = (
    "id",
    "institution_id",
    "state",
    "answer",
    "source",
    "source_url",
    "answered_by",
    "answered_for",
    "settled_at",
)
"""What is told of a question that somebody answered; what others asked is theirs."""
_UNDER_A_NAME = (
    updates,
    evidence,
    instruments,
    review_minutes,
    voice_events,
    achievement_versions,
    achievement_evidence,
    headcounts,
    talent_answers,
    submission_sections,
    draft_versions,
    sign_offs,
    panel_remarks,
    public_comments,
)
"""What somebody said, gave or brought in for everybody: it stays, and the name `by` it goes."""
_FORGOTTEN = (accounts, deliveries, nudge_answers, recent_questions, stopped_messages, uploads)
"""What is about this person alone: chats, messages to them and which of them they stopped, what they asked just now,
answers to nudges, files."""


class SqlPersonalData:
    """`handlers.people.ports.PersonalData` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def about(self, person_id: int) -> Mapping[str, Sequence[Mapping[str, Plain]]]:
        """Every row about somebody, by table: days and moments in ISO form, files as their size."""
        found: dict[str, Sequence[Mapping[str, Plain]]] = {}
        for table in metadata.sorted_tables:
            mine = self._refers(table, person_id)
            if mine is not None and (rows := (await self._connection.execute(select(table).where(mine))).all()):
                found[table.name] = [_plainly(table, row, person_id) for row in rows]
        return found

    async def erase(self, person_id: int, name: str, last_day: date) -> None:
        """Forget who somebody was: they become `name`, without address and accounts, and leave their posts."""
        await self._leave_posts(person_id, last_day)
        for table in _FORGOTTEN:
            which = self._refers(table, person_id)
            assert which is not None  # noqa: S101 - each of these has such a column
            await self._connection.execute(delete(table).where(which))
        # The database lets `by` change and nothing else. `by_person_id` goes on pointing at the nameless person: a
        # report that nobody made would count as one that came with an import.
        for table in _UNDER_A_NAME:
            theirs = and_(table.c.institution_id == self._institution_id, table.c.by_person_id == person_id)
            await self._connection.execute(update(table).where(theirs).values(by=name))
        await self._forget_enquiries(person_id, name)
        await self._forget_versions(person_id, name)
        said = and_(not_ours.c.institution_id == self._institution_id, not_ours.c.said_by_id == person_id)
        await self._connection.execute(update(not_ours).where(said).values(said_by_id=None))
        approved = and_(you_said.c.institution_id == self._institution_id, you_said.c.approved_by_id == person_id)
        await self._connection.execute(update(you_said).where(approved).values(approved_by=name))
        await self._leave_submission(person_id, name)
        nobody = {
            "name": name,
            "email": None,
            "unit": "",
            "roll_up": "",
            "invited": False,
            "timezone": "",
            "away_until": None,
        }
        mine = and_(people.c.institution_id == self._institution_id, people.c.id == person_id)
        await self._connection.execute(update(people).where(mine).values(nobody))

    async def _leave_submission(self, person_id: int, name: str) -> None:
        """Nobody writes a section or is named on a page who is forgotten; such a page cannot be written any more."""
        given = submission_sections.c.person_id == person_id
        mine = submission_sections.c.institution_id == self._institution_id
        await self._connection.execute(delete(submission_sections).where(mine, given))
        theirs = and_(page_contacts.c.institution_id == self._institution_id, page_contacts.c.person_id == person_id)
        withdrawn = update(page_contacts).where(theirs).values(name=name, email="", state="withdrawn")
        await self._connection.execute(withdrawn)
        approved = and_(
            page_versions.c.institution_id == self._institution_id, page_versions.c.approved_by_id == person_id
        )
        await self._connection.execute(update(page_versions).where(approved).values(approved_by=name))

    async def _forget_enquiries(self, person_id: int, name: str) -> None:
        """What they asked goes; what they answered stays with those who asked, without their name."""
        mine = enquiries.c.institution_id == self._institution_id
        await self._connection.execute(delete(enquiries).where(mine, enquiries.c.asked_by_id == person_id))
        answered = update(enquiries).where(mine, enquiries.c.answered_by_id == person_id)
        await self._connection.execute(answered.values(answered_by=name))

    async def _forget_versions(self, person_id: int, name: str) -> None:
        versions = knowledge_versions.c
        mine = versions.institution_id == self._institution_id
        made = update(knowledge_versions).where(mine, versions.by_person_id == person_id)
        await self._connection.execute(made.values(by=name))
        settled = update(knowledge_versions).where(mine, versions.settled_by_person_id == person_id)
        await self._connection.execute(settled.values(settled_by=name))

    async def _leave_posts(self, person_id: int, last_day: date) -> None:
        mine = and_(holdings.c.institution_id == self._institution_id, holdings.c.person_id == person_id)
        goes_on = or_(holdings.c.ends_on.is_(None), holdings.c.ends_on > last_day)
        await self._connection.execute(delete(holdings).where(mine, holdings.c.starts_on > last_day))
        await self._connection.execute(update(holdings).where(mine, goes_on).values(ends_on=last_day))
        concerned = or_(handovers.c.from_person_id == person_id, handovers.c.to_person_id == person_id)
        offered = and_(handovers.c.institution_id == self._institution_id, concerned, handovers.c.state == "offered")
        await self._connection.execute(update(handovers).where(offered).values(state="withdrawn"))

    def _refers(self, table: Table, person_id: int) -> ColumnElement[bool] | None:
        """What picks the rows about a person; None for a table that says nothing of people."""
        if table is people:
            return and_(people.c.institution_id == self._institution_id, people.c.id == person_id)
        columns = [column for column in table.columns if any(key.column is people.c.id for key in column.foreign_keys)]
        if not columns:
            return None
        mine = or_(*(column == person_id for column in columns))
        return and_(table.c.institution_id == self._institution_id, mine)


def _plainly(table: Table, row: Row[Any], person_id: int) -> dict[str, Plain]:
    values = row._mapping
    told = [column.name for column in table.columns if (table.name, column.name) not in _NOT_TOLD]
    if table is deliveries and row.kind == INVITATION:
        told = [name for name in told if name in _OF_INVITATIONS]
    if table is enquiries and row.asked_by_id != person_id:
        told = [name for name in told if name in _OF_ANSWERS]
    if table is not_ours:
        told = [name for name in told if name != "question"]
    return {name: _plain(values[name]) for name in told}


def _plain(value: object) -> Plain:
    match value:
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return f"{len(value)} bytes"
        case str() | int() | bool() | None:
            return value
        case _:
            return str(value)
