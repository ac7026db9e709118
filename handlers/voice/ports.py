"""What the voice needs. The handlers that touch answers never see a person: the box knows who, and keeps it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from handlers.people.model import Person
from handlers.voice.figures import Figures
from handlers.voice.model import Ballot, Cast, Closing, Instrument, Sealed, Survey, SurveyState
from handlers.voice.quotations import Quotation, QuotationState


class BallotBox(Protocol):
    """The open rounds as one voter meets them. Who the voter is stays inside."""

    async def survey(self, survey_id: int) -> Survey | None:
        """A round of this institution."""

    async def may_vote(self, survey_id: int) -> Cast:
        """Tell what would become of a ballot now: COUNTED where it would be taken."""

    async def group(self, survey_id: int) -> str:
        """The group in which the voter's answers are counted; "" outside all groups."""

    async def names(self) -> Sequence[str]:
        """The names of everybody at the institution, for the privacy guard; they tell nothing of the voter."""

    async def cast(self, survey_id: int, sealed: bytes) -> Cast:
        """Record the participation (without a time) and the sealed ballot, both or neither."""


class Surveys(Protocol):
    """The rounds of one institution, for the lead. Ballots are readable only after closing, and without order."""

    async def open(self, survey: Survey, invited: Mapping[int, str]) -> Survey:
        """Store a new round (its `id` is ignored), and who is invited to it with the group that they are counted in."""

    async def get(self, survey_id: int) -> Survey | None:
        """One round."""

    async def all(self) -> Sequence[Survey]:
        """All rounds, newest first."""

    async def pause_reminders(self, survey_id: int, since: datetime | None) -> None:
        """Stop the reminders of a round from then on; None lets them go on."""

    async def warned(self, survey_id: int, when: datetime) -> None:
        """Record that the lead was told of a low response."""

    async def taken_part(self, survey_id: int) -> int:
        """How many have answered; never who."""

    async def close(self, survey_id: int, readable: Iterable[Ballot], last_day: date) -> int:
        """Write the (shuffled) readable ballots under random ids, delete the sealed ones, and close the round.

        Groups are not kept. Gives how many sealed ballots were deleted.
        """

    async def ballots(self, survey_id: int) -> Sequence[Ballot]:
        """The readable ballots of a closed round."""

    async def figures(self, survey_id: int) -> Figures | None:
        """What may be shown of a round, as it was kept; None where nothing was kept yet."""

    async def keep_figures(self, survey_id: int, figures: Figures) -> None:
        """Keep what may be shown of a round, once."""

    async def moves(self, earlier_id: int, survey_id: int) -> Mapping[tuple[str | None, str | None], int]:
        """Count who was asked in two rounds by their groups in the first and the second; None where not asked."""

    async def publish(self, survey_id: int, when: datetime) -> None:
        """Record that the figures of a closed round are shown to those who were asked."""

    async def asked(self, person_id: int) -> set[int]:
        """The ids of the rounds to which a person was invited."""


class Closings(Protocol):
    """The closing of one institution's rounds, step by step."""

    async def hold(self, survey_id: int) -> SurveyState | None:
        """The state of a round; until this transaction ends, nobody else changes it, and no ballot comes in."""

    async def cast(self, survey_id: int) -> int:
        """How many sealed ballots a round has."""

    async def freeze(self, survey_id: int, ballots: int, last_day: date, now: datetime) -> None:
        """Let no more ballots into an open round that is held."""

    async def progress(self, survey_id: int) -> Closing | None:
        """How far the closing of a frozen round is; None of any other."""

    async def take(self, survey_id: int, now: datetime, until: datetime) -> bool:
        """Take the opening of a frozen round until then; False where another process has it."""

    async def release(self, survey_id: int) -> None:
        """Let another try."""

    async def sealed(self, survey_id: int, after: str, most: int) -> Sequence[Sealed]:
        """So many sealed ballots whose random ids follow this one, by id; none at the end."""

    async def advance(self, survey_id: int, opened: int) -> None:
        """Record how many are opened."""


class Quotations(Protocol):
    """What somebody wants to quote of what was written in a round."""

    async def of(self, survey_id: int) -> Sequence[Quotation]:
        """All of a round, oldest first."""

    async def propose(self, survey_id: int, question: str, words: str, by: int) -> None:
        """Keep that a person (by id) would quote these words."""

    async def settle(self, quotation_id: int, state: QuotationState, by: int) -> None:
        """Record what a second person (by id) said of a proposal; one that is settled stays as it is."""


class Instruments(Protocol):
    """An institution's own surveys, besides those that come with Bunsen."""

    async def all(self) -> Sequence[Instrument]:
        """Those of the institution, by title."""

    async def save(self, instrument: Instrument, by: Person | None, now: datetime) -> bool:
        """Keep an instrument in the place of the one with its id; False where there was one."""

    async def remove(self, slug: str) -> None:
        """Forget an instrument; rounds of it keep their own copy."""


class Rounds(Protocol):
    """The rounds of all institutions, for the tick that closes them."""

    async def due(self, day: date) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and survey id: open rounds whose last day lies before `day`."""

    async def closing(self) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and survey id: rounds that are frozen, and whose ballots are to be opened."""

    async def is_closed(self, public_key: bytes) -> bool:
        """Tell whether the round of this key exists and is closed, so that its private key has no more use."""


class KeyFolders(Protocol):
    """In which folder each process of Bunsen keeps the keys of rounds, on whichever machine, as they reported it."""

    async def report(self, process: str, folder: str, now: datetime) -> None:
        """Record where a process keeps its keys (see `RoundKeys.folder_id`)."""

    async def known(self, since: datetime) -> frozenset[str]:
        """The folders of the processes that have reported since then."""

    async def forget(self, before: datetime) -> None:
        """Forget the processes that have not reported since then."""


class RoundKeys(Protocol):
    """The private keys of open rounds, kept outside the database and its backups."""

    @property
    def process(self) -> str:
        """What this process is known by: random, and new with each start."""

    async def folder_id(self) -> str:
        """What the folder is known by: the same for two processes only if both read the same keys in it.

        Raises OSError where it cannot be used.
        """

    async def create(self) -> bytes:
        """Make a key pair, keep the private key, give the public one."""

    async def private(self, public_key: bytes) -> bytes | None:
        """The private key of this public one; None where it is lost or destroyed."""

    async def destroy(self, public_key: bytes) -> None:
        """Destroy the private key; harmless where it is gone."""

    async def kept(self) -> Sequence[bytes]:
        """The public keys whose private keys are still there."""
