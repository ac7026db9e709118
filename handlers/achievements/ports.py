"""What achievements need."""

from collections.abc import Sequence
from typing import Protocol

from handlers.achievements.model import Achievement, AchievementProof


class Achievements(Protocol):
    """The achievements of one institution. Versions are only ever added."""

    async def all(self) -> Sequence[Achievement]:
        """The newest version of each, those done last first; of every state."""

    async def get(self, achievement_id: int) -> Achievement | None:
        """The newest version of one."""

    async def history(self, achievement_id: int) -> Sequence[Achievement]:
        """All versions of one, the oldest first."""

    async def add(self, achievement: Achievement) -> Achievement:
        """Record a new one, with the actions of this institution among those it names; its `id` is given back."""

    async def change(self, achievement: Achievement) -> Achievement | None:
        """Add a version to the one with this `id`; None where there is none."""

    async def forget_testimonial(self, achievement_id: int) -> None:
        """Take somebody's words out of all versions: whoever agreed to be quoted may think better of it."""

    async def add_proof(self, proof: AchievementProof, content: bytes = b"") -> AchievementProof:
        """Keep what shows an achievement; its `id` is given back."""

    async def proofs(self) -> Sequence[AchievementProof]:
        """What shows achievements, all of them, oldest first, without the copies."""

    async def proof_copy(self, proof_id: int) -> tuple[AchievementProof, bytes] | None:
        """One piece with its copy."""
