"""An institution's own versions of entries and values."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.knowledge.model import Change, NotOurs, Version, VersionState
from handlers.people.model import Person
from storage.tables import institutions, knowledge_versions, not_ours

_TABLE = knowledge_versions.c
_PLAIN = (
    "id",
    "subject",
    "body",
    "base",
    "reason",
    "by",
    "by_person_id",
    "proposed_at",
    "number",
    "settled_by",
    "settled_by_person_id",
    "settled_at",
    "settled_reason",
)
"""What a row of `knowledge_versions` and a `Version` call by the same name."""


class SqlKnowledge:
    """`handlers.knowledge.ports.Knowledge` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def in_use(self, subjects: Sequence[str] | None = None) -> Sequence[Version]:
        """The versions that count now, by subject: of these subjects, or all. Retired entries are among them."""
        which = _in_state(VersionState.IN_USE)
        if subjects is not None:
            which = and_(which, _TABLE.subject.in_(subjects))
        return await self._versions(which, _TABLE.subject)

    async def proposed(self) -> Sequence[Version]:
        """The versions that wait for a second person, oldest first."""
        return await self._versions(_in_state(VersionState.PROPOSED), _TABLE.id)

    async def get(self, version_id: int) -> Version | None:
        """One version."""
        found = await self._versions(_TABLE.id == version_id, _TABLE.id)
        return found[0] if found else None

    async def history(self, subject: str) -> Sequence[Version]:
        """All versions of a subject, newest first."""
        return await self._versions(_TABLE.subject == subject, _TABLE.number.desc())

    async def propose(self, version: Version) -> Version:
        """Keep a version that waits (`id`, `number` are given); one of its subject that waited before is superseded."""
        await self._supersede(version.subject, VersionState.PROPOSED)
        return await self._add(version, VersionState.PROPOSED)

    async def put(self, version: Version) -> Version:
        """Bring a version into use at once (`id`, `number` are given); the one before it is superseded."""
        await self._learn()
        await self._supersede(version.subject, VersionState.IN_USE)
        return await self._add(version, VersionState.IN_USE)

    async def settle(self, version_id: int, state: VersionState, by: Person, now: datetime, reason: str = "") -> bool:
        """Bring a proposed version into use, or decline it; False where somebody settled it before."""
        if state is VersionState.IN_USE:
            await self._learn()
        version = await self.get(version_id)
        if version is None or version.state is not VersionState.PROPOSED:
            return False
        if state is VersionState.IN_USE:
            await self._supersede(version.subject, VersionState.IN_USE)
        waiting = and_(self._mine(), _TABLE.id == version_id, _in_state(VersionState.PROPOSED))
        settled = update(knowledge_versions).where(waiting)
        settled = settled.values(state=state.value, settled_by=by.name, settled_by_person_id=by.id, settled_at=now)
        settled = settled.values(settled_reason=reason)
        return (await self._connection.execute(settled)).rowcount == 1

    async def revision(self) -> int:
        """A number that grows with whatever the engine has to learn; 0 for an institution with nothing of its own."""
        mine = select(institutions.c.knowledge_revision).where(institutions.c.id == self._institution_id)
        revision: int = (await self._connection.execute(mine)).scalar_one()
        return revision

    async def not_ours(self) -> Sequence[NotOurs]:
        """The questions of which two people say that they are not for Bunsen, oldest first."""
        return [said for said in reversed(await self.said_not_ours()) if said.agreed_on is not None]

    async def said_not_ours(self) -> Sequence[NotOurs]:
        """The same, with those that nobody has agreed to yet; newest first."""
        mine = select(not_ours).where(not_ours.c.institution_id == self._institution_id)
        rows = await self._connection.execute(mine.order_by(not_ours.c.id.desc()))
        return [NotOurs(**{each.name: getattr(row, each.name) for each in fields(NotOurs)}) for row in rows]

    async def add_not_ours(self, said: NotOurs) -> None:
        """Keep one more (its `id` is ignored)."""
        values = {name: value for name, value in asdict(said).items() if name != "id"}
        await self._connection.execute(insert(not_ours).values(institution_id=self._institution_id, **values))
        if said.agreed_on is not None:
            await self._learn()

    async def agree_not_ours(self, said_id: int, post: str, on: date) -> bool:
        """Have one count from now on; False where it is not there, or counts already."""
        waiting = update(not_ours).where(self._said(said_id), not_ours.c.agreed_on.is_(None))
        agreed = waiting.values(agreed_for=post, agreed_on=on, said_by_id=None)
        if (await self._connection.execute(agreed)).rowcount != 1:
            return False
        await self._learn()
        return True

    async def drop_not_ours(self, said_id: int) -> bool:
        """Take one back; False where it is not there."""
        if (await self._connection.execute(delete(not_ours).where(self._said(said_id)))).rowcount != 1:
            return False
        await self._learn()
        return True

    def _said(self, said_id: int) -> ColumnElement[bool]:
        return and_(not_ours.c.institution_id == self._institution_id, not_ours.c.id == said_id)

    def _mine(self) -> ColumnElement[bool]:
        return _TABLE.institution_id == self._institution_id

    async def _versions(self, which: ColumnElement[bool], order: Any) -> Sequence[Version]:
        rows = await self._connection.execute(select(knowledge_versions).where(self._mine(), which).order_by(order))
        return [_version(row) for row in rows]

    async def _supersede(self, subject: str, state: VersionState) -> None:
        earlier = and_(self._mine(), _TABLE.subject == subject, _in_state(state))
        await self._connection.execute(_put(VersionState.SUPERSEDED).where(earlier))

    async def _add(self, version: Version, state: VersionState) -> Version:
        of_subject = and_(self._mine(), _TABLE.subject == version.subject)
        last = await self._connection.execute(select(func.max(_TABLE.number)).where(of_subject))
        values = {name: getattr(version, name) for name in _PLAIN if name not in ("id", "number")}
        values |= {"number": (last.scalar() or 0) + 1, "change": version.change.value, "state": state.value}
        added = insert(knowledge_versions).values(institution_id=self._institution_id, **values)
        return _version((await self._connection.execute(added.returning(knowledge_versions))).one())

    async def _learn(self) -> None:
        """Say that there is something to learn. It also keeps others of this institution out until the end."""
        mine = update(institutions).where(institutions.c.id == self._institution_id)
        await self._connection.execute(mine.values(knowledge_revision=institutions.c.knowledge_revision + 1))


class SqlRevisions:
    """`handlers.knowledge.ports.Revisions` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> Mapping[int, int]:
        """The revision by institution id, of those that have something of their own."""
        statement = select(institutions.c.id, institutions.c.knowledge_revision)
        rows = await self._connection.execute(statement.where(institutions.c.knowledge_revision > 0))
        return {row.id: row.knowledge_revision for row in rows}


def _in_state(state: VersionState) -> ColumnElement[bool]:
    return _TABLE.state == state.value


def _put(state: VersionState) -> Update:
    return update(knowledge_versions).values(state=state.value)


def _version(row: Row[Any]) -> Version:
    values = {name: getattr(row, name) for name in _PLAIN}
    return Version(change=Change(row.change), state=VersionState(row.state), **values)
