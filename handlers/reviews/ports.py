"""What the core needs of the reviews of one institution."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.reviews.model import Review


class Reviews(Protocol):
    """The reviews of one institution."""

    async def all(self) -> Sequence[Review]:
        """All reviews, by the day they are held."""

    async def get(self, review_id: int) -> Review | None:
        """One review, locked until the transaction ends: whoever changes it must have read it here."""

    async def remove(self, review_id: int) -> None:
        """Take back a review that is still to come."""

    async def save(self, review: Review) -> Review:
        """Add a review (`id` 0) or change it; its `id` is given back."""


class DueReviews(Protocol):
    """The index that a tick reads, over all institutions."""

    async def due(self, now: datetime) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and review id whose next nudge is due."""
