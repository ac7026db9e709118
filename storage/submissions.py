"""Submissions: their writers, the drafts that were put up for signature, and the signatures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.submission.model import DraftVersion, Role, SectionState, SectionWork, SignOff, Submission
from storage.deliveries import insert_if_new
from storage.tables import draft_versions, sign_offs, submission_sections, submissions


class SqlSubmissions:
    """`handlers.submission.ports.Submissions` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def open(self) -> Submission | None:
        """The one that is being worked on."""
        wanted = select(submissions).where(self._mine(submissions), submissions.c.submitted_on.is_(None))
        return await self._one(wanted)

    async def last_submitted(self) -> Submission | None:
        """The one that was handed in last."""
        handed_in = select(submissions).where(self._mine(submissions), submissions.c.submitted_on.is_not(None))
        return await self._one(handed_in.order_by(submissions.c.submitted_on.desc(), submissions.c.id.desc()).limit(1))

    async def save(self, submission: Submission) -> Submission:
        """Add a submission (`id` 0) or change it; its `id` is given back."""
        values = {
            "stage": submission.stage,
            "due_on": submission.due_on,
            "leader_post_id": submission.leader_post_id,
            "round": submission.round,
        }
        if not submission.id:
            added = insert(submissions).values(**values, institution_id=self._institution_id)
            return _submission((await self._connection.execute(added.returning(submissions))).one())
        which = and_(self._mine(submissions), submissions.c.id == submission.id)
        changed = update(submissions).where(which).values(values).returning(submissions)
        return _submission((await self._connection.execute(changed)).one())

    async def hand_in(self, submission_id: int, day: date) -> bool:
        """Record on which day it was handed in; False where it was before."""
        which = and_(self._mine(submissions), submissions.c.id == submission_id, submissions.c.submitted_on.is_(None))
        return (await self._connection.execute(update(submissions).where(which).values(submitted_on=day))).rowcount == 1

    async def sections(self, submission_id: int) -> Sequence[SectionWork]:
        """The sections that are in somebody's hands."""
        table = submission_sections
        rows = select(table).where(self._mine(table), table.c.submission_id == submission_id)
        return [_section(row) for row in await self._connection.execute(rows.order_by(table.c.section_id))]

    async def assign(self, submission_id: int, work: SectionWork) -> None:
        """Put a section into somebody's hands, or write how far it is; in the place of what was there."""
        values = {
            "post_id": work.post_id,
            "person_id": work.person_id,
            "state": work.state.value,
            "note": work.note,
            "marked_at": work.marked_at,
            "by": work.by,
            "by_person_id": work.by_person_id,
        }
        key = {"submission_id": submission_id, "section_id": work.section_id, "institution_id": self._institution_id}
        add = insert_if_new(self._connection)(submission_sections).values(key | values)
        again = add.on_conflict_do_update(index_elements=["submission_id", "section_id"], set_=values)
        await self._connection.execute(again)

    async def unassign(self, submission_id: int, section_id: str) -> None:
        """Take a section out of everybody's hands."""
        table = submission_sections
        which = and_(self._mine(table), table.c.submission_id == submission_id, table.c.section_id == section_id)
        await self._connection.execute(delete(table).where(which))

    async def versions(self, submission_id: int) -> Sequence[DraftVersion]:
        """The drafts that were put up for signature, oldest first."""
        table = draft_versions
        rows = select(*_without_text()).where(self._mine(table), table.c.submission_id == submission_id)
        return [_version(row) for row in await self._connection.execute(rows.order_by(table.c.number))]

    async def add_version(self, version: DraftVersion, content: bytes) -> DraftVersion:
        """Keep what is put up for signature (its `id` is ignored); its `id` is given back."""
        added = insert(draft_versions).values(
            institution_id=self._institution_id,
            submission_id=version.submission_id,
            number=version.number,
            sha256=version.sha256,
            name=version.name,
            media_type=version.media_type,
            content=content,
            made_at=version.made_at,
            by=version.by,
            by_person_id=version.by_person_id,
        )
        return _version((await self._connection.execute(added.returning(*_without_text()))).one())

    async def version_content(self, version_id: int) -> bytes:
        """What was put up for signature, as it was."""
        which = and_(self._mine(draft_versions), draft_versions.c.id == version_id)
        return bytes((await self._connection.execute(select(draft_versions.c.content).where(which))).scalar_one())

    async def sign(self, sign_off: SignOff) -> bool:
        """Keep a signature; False where this version has one in that role."""
        add = insert_if_new(self._connection)(sign_offs).values(
            institution_id=self._institution_id,
            version_id=sign_off.version_id,
            role=sign_off.role.value,
            post=sign_off.post,
            signed_at=sign_off.signed_at,
            by=sign_off.by,
            by_person_id=sign_off.by_person_id,
        )
        new = add.on_conflict_do_nothing(index_elements=["version_id", "role"])
        return (await self._connection.execute(new)).rowcount == 1

    async def sign_offs(self, submission_id: int) -> Sequence[SignOff]:
        """All signatures under versions of a submission, oldest first."""
        rows = (
            select(sign_offs)
            .join(draft_versions, draft_versions.c.id == sign_offs.c.version_id)
            .where(self._mine(sign_offs), draft_versions.c.submission_id == submission_id)
            .order_by(sign_offs.c.id)
        )
        return [_sign_off(row) for row in await self._connection.execute(rows)]

    async def _one(self, wanted: Select[Any]) -> Submission | None:
        row = (await self._connection.execute(wanted)).one_or_none()
        return _submission(row) if row else None

    def _mine(self, table: Table) -> ColumnElement[bool]:
        return table.c.institution_id == self._institution_id


def _without_text() -> list[ColumnElement[Any]]:
    return [column for column in draft_versions.c if column.name != "content"]


def _submission(row: Row[Any]) -> Submission:
    return Submission(row.id, row.stage, row.due_on, row.leader_post_id, row.round, row.submitted_on)


def _section(row: Row[Any]) -> SectionWork:
    return SectionWork(
        row.section_id,
        row.post_id,
        row.person_id,
        SectionState(row.state),
        row.note,
        row.marked_at,
        row.by,
        row.by_person_id,
    )


def _version(row: Row[Any]) -> DraftVersion:
    return DraftVersion(
        row.id,
        row.submission_id,
        row.number,
        row.sha256,
        row.made_at,
        row.name,
        row.media_type,
        row.by,
        row.by_person_id,
    )


def _sign_off(row: Row[Any]) -> SignOff:
    return SignOff(row.version_id, Role(row.role), row.post, row.signed_at, row.by, row.by_person_id)
