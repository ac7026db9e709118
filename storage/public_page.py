"""The public page: who is named on it, what it says of single actions, and its approved versions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.public_page.model import Contact, ContactState, PageVersion, PublicComment
from storage.deliveries import insert_if_new
from storage.tables import page_contacts, page_versions, public_comments


class SqlPublicPages:
    """`handlers.public_page.ports.PublicPages` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def contact(self) -> Contact | None:
        """Who was asked last to be named on it, whatever they said."""
        mine = select(page_contacts).where(page_contacts.c.institution_id == self._institution_id)
        return await self._one(mine.order_by(page_contacts.c.id.desc()).limit(1))

    async def contact_of(self, contact_id: int) -> Contact | None:
        """One who was asked once."""
        table = page_contacts
        which = and_(table.c.institution_id == self._institution_id, table.c.id == contact_id)
        return await self._one(select(table).where(which))

    async def ask(self, contact: Contact) -> Contact:
        """Keep that somebody was asked (or named themselves); its `id` is given back."""
        added = insert(page_contacts).values(
            institution_id=self._institution_id,
            person_id=contact.person_id,
            state=contact.state.value,
            name=contact.name,
            email=contact.email,
            asked_at=contact.asked_at,
            answered_at=contact.answered_at,
        )
        return _contact((await self._connection.execute(added.returning(page_contacts))).one())

    async def answer(self, contact_id: int, state: ContactState, when: datetime) -> None:
        """Record what they said."""
        which = and_(page_contacts.c.institution_id == self._institution_id, page_contacts.c.id == contact_id)
        said = update(page_contacts).where(which).values(state=state.value, answered_at=when)
        await self._connection.execute(said)

    async def comments(self) -> Mapping[int, PublicComment]:
        """What the public may read of single actions, by the action's id."""
        mine = select(public_comments).where(public_comments.c.institution_id == self._institution_id)
        return {row.action_id: _comment(row) for row in await self._connection.execute(mine)}

    async def show_comment(self, comment: PublicComment) -> None:
        """Let the public read these words, in the place of others of that action."""
        values = {
            "words": comment.words,
            "marked_at": comment.marked_at,
            "by": comment.by,
            "by_person_id": comment.by_person_id,
        }
        key = {"action_id": comment.action_id, "institution_id": self._institution_id}
        add = insert_if_new(self._connection)(public_comments).values(key | values)
        await self._connection.execute(add.on_conflict_do_update(index_elements=["action_id"], set_=values))

    async def hide_comment(self, action_id: int) -> None:
        """Let the public read nothing of an action besides what all have."""
        table = public_comments
        which = and_(table.c.institution_id == self._institution_id, table.c.action_id == action_id)
        await self._connection.execute(delete(table).where(which))

    async def versions(self) -> Sequence[PageVersion]:
        """The approved versions, oldest first."""
        mine = select(page_versions).where(page_versions.c.institution_id == self._institution_id)
        return [_version(row) for row in await self._connection.execute(mine.order_by(page_versions.c.number))]

    async def approve(self, version: PageVersion) -> PageVersion | None:
        """Keep an approved version (its `id` is ignored); None where another took its number meanwhile."""
        add = insert_if_new(self._connection)(page_versions).values(
            institution_id=self._institution_id,
            number=version.number,
            sha256=version.sha256,
            content=version.content,
            contact_id=version.contact_id,
            approved_at=version.approved_at,
            approved_by=version.approved_by,
            approved_by_id=version.approved_by_id,
        )
        new = add.on_conflict_do_nothing(index_elements=["institution_id", "number"]).returning(page_versions)
        row = (await self._connection.execute(new)).one_or_none()
        return _version(row) if row else None

    async def _one(self, wanted: Select[Any]) -> Contact | None:
        row = (await self._connection.execute(wanted)).one_or_none()
        return _contact(row) if row else None


def _contact(row: Row[Any]) -> Contact:
    state = ContactState(row.state)
    return Contact(row.id, row.person_id, state, row.name, row.email, row.asked_at, row.answered_at)


def _comment(row: Row[Any]) -> PublicComment:
    return PublicComment(row.action_id, row.words, row.marked_at, row.by, row.by_person_id)


def _version(row: Row[Any]) -> PageVersion:
    return PageVersion(
        row.id,
        row.number,
        row.sha256,
        row.content,
        row.contact_id,
        row.approved_at,
        row.approved_by,
        row.approved_by_id,
    )
