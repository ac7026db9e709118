"""What answering needs: the questions handed to a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question that Bunsen could not answer. It is `handed_over` once the person who asked wants that."""

    id: int
    question: str
    asked_by_id: int
    asked_at: datetime
    handed_over: bool = False


class Enquiries(Protocol):
    """The enquiries of one institution."""

    async def add(self, enquiry: Enquiry) -> Enquiry:
        """Keep an enquiry (its `id` is ignored)."""

    async def get(self, enquiry_id: int) -> Enquiry | None:
        """One enquiry."""

    async def hand_over(self, enquiry_id: int) -> bool:
        """Mark it as handed to a person; False where it already was."""
