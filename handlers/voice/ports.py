"""What the voice needs. The handlers that touch answers never see a person: the box knows who, and keeps it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from handlers.voice.model import Answers, Cast, Survey


class BallotBox(Protocol):
    """The open rounds as one voter meets them. Who the voter is stays inside."""

    async def survey(self, survey_id: int) -> Survey | None:
        """A round of this institution."""

    async def may_vote(self, survey_id: int) -> Cast:
        """Tell what would become of a ballot now: COUNTED where it would be taken."""

    async def cast(self, survey_id: int, sealed: bytes) -> Cast:
        """Record the participation (without a time) and the sealed ballot, both or neither."""


class Surveys(Protocol):
    """The rounds of one institution, for the lead. Ballots are readable only after closing, and without order."""

    async def open(self, survey: Survey, invited_ids: Iterable[int]) -> Survey:
        """Store a new round (its `id` is ignored) and who is invited to it."""

    async def get(self, survey_id: int) -> Survey | None:
        """One round."""

    async def all(self) -> Sequence[Survey]:
        """All rounds, newest first."""

    async def taken_part(self, survey_id: int) -> int:
        """How many have answered; never who."""

    async def sealed(self, survey_id: int) -> Sequence[bytes]:
        """The sealed ballots of an open round."""

    async def close(self, survey_id: int, ballots: Iterable[Answers], last_day: date) -> None:
        """Write the (shuffled) readable ballots under random ids, delete the sealed ones, and close the round."""

    async def ballots(self, survey_id: int) -> Sequence[Answers]:
        """The readable ballots of a closed round."""


class Rounds(Protocol):
    """The rounds of all institutions, for the tick that closes them."""

    async def due(self, day: date) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and survey id: open rounds whose last day lies before `day`."""

    async def is_closed(self, public_key: bytes) -> bool:
        """Tell whether the round of this key exists and is closed, so that its private key has no more use."""


class RoundKeys(Protocol):
    """The private keys of open rounds, kept outside the database and its backups."""

    async def create(self) -> bytes:
        """Make a key pair, keep the private key, give the public one."""

    async def private(self, public_key: bytes) -> bytes | None:
        """The private key of this public one; None where it is lost or destroyed."""

    async def destroy(self, public_key: bytes) -> None:
        """Destroy the private key; harmless where it is gone."""

    async def kept(self) -> Sequence[bytes]:
        """The public keys whose private keys are still there."""
