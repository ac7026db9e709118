"""What looking after the knowledge base needs of storage."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from handlers.knowledge.model import NotOurs, Version, VersionState
from handlers.people.model import Person


class Knowledge(Protocol):
    """An institution's own versions of entries and values."""

    async def in_use(self, subjects: Sequence[str] | None = None) -> Sequence[Version]:
        """The versions that count now, by subject: of these subjects, or all. Retired entries are among them."""

    async def proposed(self) -> Sequence[Version]:
        """The versions that wait for a second person, oldest first."""

    async def get(self, version_id: int) -> Version | None:
        """One version."""

    async def history(self, subject: str) -> Sequence[Version]:
        """All versions of a subject, newest first."""

    async def propose(self, version: Version) -> Version:
        """Keep a version that waits (`id`, `number` are given); one of its subject that waited before is superseded."""

    async def put(self, version: Version) -> Version:
        """Bring a version into use at once (`id`, `number` are given); the one before it is superseded."""

    async def settle(self, version_id: int, state: VersionState, by: Person, now: datetime, reason: str = "") -> bool:
        """Bring a proposed version into use, or decline it with a reason; False where somebody settled it before."""

    async def revision(self) -> int:
        """A number that grows with whatever the engine has to learn; 0 for an institution with nothing of its own."""

    async def not_ours(self) -> Sequence[NotOurs]:
        """The questions of which two people say that they are not for Bunsen, oldest first."""

    async def said_not_ours(self) -> Sequence[NotOurs]:
        """The same, with those that nobody has agreed to yet; newest first."""

    async def add_not_ours(self, said: NotOurs) -> None:
        """Keep one more (its `id` is ignored)."""

    async def agree_not_ours(self, said_id: int, post: str, on: date) -> bool:
        """Have one count from now on; False where it is not there, or counts already."""

    async def drop_not_ours(self, said_id: int) -> bool:
        """Take one back; False where it is not there."""


class Revisions(Protocol):
    """Over all institutions, whose knowledge has changed."""

    async def all(self) -> Mapping[int, int]:
        """The revision by institution id, of those that have something of their own."""
