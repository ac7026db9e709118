"""What enquiries need of storage."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.enquiries.model import Enquiry, EnquiryState


class Enquiries(Protocol):
    """The enquiries of one institution."""

    async def add(self, enquiry: Enquiry) -> Enquiry:
        """Keep an enquiry (its `id` is ignored)."""

    async def get(self, enquiry_id: int) -> Enquiry | None:
        """One enquiry."""

    async def open(self) -> Sequence[Enquiry]:
        """Those that wait for an answer, oldest first."""

    async def asked_by(self, person_id: int) -> Sequence[Enquiry]:
        """What somebody handed over, whatever became of it, newest first."""

    async def save(self, enquiry: Enquiry, was: EnquiryState) -> bool:
        """Write an enquiry that is in the state `was`; False where somebody changed that before."""


class OverdueEnquiries(Protocol):
    """Over all institutions, the enquiries that nobody answered in time."""

    async def due(self, now: datetime) -> Sequence[tuple[int, int]]:
        """(institution id, enquiry id) of those that are open and whose `next_step_at` has come, the oldest first."""
