"""What the self-assessment needs besides the plan."""

from collections.abc import Sequence
from typing import Protocol

from handlers.assessment.model import Headcount, TalentAnswer


class Assessments(Protocol):
    """Counts of heads and examples for recommendations, of one institution; they are only ever added."""

    async def headcounts(self) -> Sequence[Headcount]:
        """All counts, by the day of counting; of one day, the one brought in last comes last."""

    async def add_headcount(self, headcount: Headcount) -> Headcount:
        """Keep a count; its `id` is given back."""

    async def talent(self) -> Sequence[TalentAnswer]:
        """The newest answer to each recommendation, in the order in which they were first answered."""

    async def add_talent(self, answer: TalentAnswer) -> None:
        """Keep an answer; the one before it no longer holds."""
