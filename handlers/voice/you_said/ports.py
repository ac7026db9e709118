"""What “you said, we did” needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.people.model import Person
from handlers.voice.you_said.model import Line, YouSaid


class YouSaids(Protocol):
    """What one institution told technicians of what came of their words."""

    async def all(self) -> Sequence[YouSaid]:
        """All, the newest first."""

    async def get(self, said_id: int) -> YouSaid | None:
        """One of them."""

    async def draft(self, lines: Sequence[Line], when: datetime, review_id: int | None) -> YouSaid:
        """Keep a draft; its `id` is given back."""

    async def rewrite(self, said_id: int, lines: Sequence[Line]) -> bool:
        """Put these lines into a draft; False where it is none any more."""

    async def approve(self, said_id: int, by: Person, when: datetime) -> bool:
        """Record who approved a draft; False where it is none any more."""

    async def set_aside(self, said_id: int) -> bool:
        """Lay a draft aside; False where it is none any more."""
