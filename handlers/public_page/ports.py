"""What the core needs for the public page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from handlers.public_page.model import Contact, ContactState, PageVersion, PublicComment


class PublicPages(Protocol):
    """The public page of one institution."""

    async def contact(self) -> Contact | None:
        """Who was asked last to be named on it, whatever they said."""

    async def contact_of(self, contact_id: int) -> Contact | None:
        """One who was asked once."""

    async def ask(self, contact: Contact) -> Contact:
        """Keep that somebody was asked (or named themselves); its `id` is given back."""

    async def answer(self, contact_id: int, state: ContactState, when: datetime) -> None:
        """Record what they said."""

    async def comments(self) -> Mapping[int, PublicComment]:
        """What the public may read of single actions, by the action's id."""

    async def show_comment(self, comment: PublicComment) -> None:
        """Let the public read these words, in the place of others of that action."""

    async def hide_comment(self, action_id: int) -> None:
        """Let the public read nothing of an action besides what all have."""

    async def versions(self) -> Sequence[PageVersion]:
        """The approved versions, oldest first."""

    async def approve(self, version: PageVersion) -> PageVersion | None:
        """Keep an approved version (its `id` is ignored); None where another took its number meanwhile."""
