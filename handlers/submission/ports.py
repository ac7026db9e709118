"""What the core needs of submissions and of panels' remarks."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from handlers.submission.model import DraftVersion, Remark, SectionWork, SignOff, Submission


class Submissions(Protocol):
    """The submissions of one institution."""

    async def open(self) -> Submission | None:
        """The one that is being worked on."""

    async def last_submitted(self) -> Submission | None:
        """The one that was handed in last."""

    async def save(self, submission: Submission) -> Submission:
        """Add a submission (`id` 0) or change it; its `id` is given back."""

    async def hand_in(self, submission_id: int, day: date) -> bool:
        """Record on which day it was handed in; False where it was before."""

    async def sections(self, submission_id: int) -> Sequence[SectionWork]:
        """The sections that are in somebody's hands."""

    async def assign(self, submission_id: int, work: SectionWork) -> None:
        """Put a section into somebody's hands, or write how far it is; in the place of what was there."""

    async def unassign(self, submission_id: int, section_id: str) -> None:
        """Take a section out of everybody's hands."""

    async def versions(self, submission_id: int) -> Sequence[DraftVersion]:
        """The drafts that were put up for signature, oldest first."""

    async def add_version(self, version: DraftVersion, content: bytes) -> DraftVersion:
        """Keep what is put up for signature (its `id` is ignored); its `id` is given back."""

    async def version_content(self, version_id: int) -> bytes:
        """What was put up for signature, as it was."""

    async def sign(self, sign_off: SignOff) -> bool:
        """Keep a signature; False where this version has one in that role."""

    async def sign_offs(self, submission_id: int) -> Sequence[SignOff]:
        """All signatures under versions of a submission, oldest first."""


class Remarks(Protocol):
    """What panels remarked on one institution's submissions."""

    async def all(self) -> Sequence[Remark]:
        """All remarks, the newest letter first, in the order in which they were added."""

    async def get(self, remark_id: int) -> Remark | None:
        """One remark."""

    async def save(self, remark: Remark) -> Remark:
        """Add a remark (`id` 0) or change it, with the actions that it is linked to; its `id` is given back.

        Actions that are not of this institution are left out.
        """

    async def remove(self, remark_id: int) -> None:
        """Forget a remark."""
