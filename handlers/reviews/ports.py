"""What the core needs of the reviews of one institution."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from handlers.reviews.model import Review, Snapshot, SnapshotLine


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

    async def freeze(self, review_id: int, lines: Iterable[SnapshotLine]) -> None:
        """Keep what every action was when this review closed, under a seal."""

    async def frozen(self, review_id: int) -> Snapshot | None:
        """The snapshot of a review with its seal; None while it has none."""

    async def snapshot(self, review_id: int) -> Sequence[SnapshotLine]:
        """What every action was when this review closed; nothing while it has not."""
