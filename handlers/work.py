"""One transaction, as the core sees it."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from handlers.achievements.ports import Achievements
from handlers.assessment.ports import Assessments
from handlers.channels.ports import Channels
from handlers.deliveries import Outbox, OutboxQueue
from handlers.demand.ports import Demand, QuestionUpkeep
from handlers.enquiries.ports import Enquiries, OverdueEnquiries
from handlers.files.ports import Uploads
from handlers.knowledge.ports import Knowledge, Revisions
from handlers.nudges.ports import DueNudges, Nudges
from handlers.people.handovers import Handovers
from handlers.people.ports import AccountChecks, Accounts, Institutions, People, PersonalData
from handlers.plans.ports import Plans
from handlers.posts.ports import Alarms, Posts
from handlers.public_page.ports import PublicPages
from handlers.reviews.minutes_model import Minutes
from handlers.reviews.ports import Reviews
from handlers.status.ports import Standings, StoppedMessages
from handlers.submission.ports import Remarks, Submissions
from handlers.voice.events.ports import VoiceEvents
from handlers.voice.ports import BallotBox, Closings, Instruments, KeyFolders, Quotations, Rounds, Surveys
from handlers.voice.you_said.ports import YouSaids

T = TypeVar("T")


class Work(Protocol):
    """All that a transaction can reach of one institution; nothing here crosses to another."""

    @property
    def people(self) -> People:
        """People, accounts and posts."""

    @property
    def posts(self) -> Posts:
        """Looking after posts and units."""

    @property
    def alarms(self) -> Alarms:
        """What is amiss and was said already."""

    @property
    def accounts(self) -> Accounts:
        """Whether accounts are still there."""

    @property
    def personal_data(self) -> PersonalData:
        """All that is kept about one person."""

    @property
    def plans(self) -> Plans:
        """Plans, actions and updates."""

    @property
    def handovers(self) -> Handovers:
        """Actions and posts that are offered to somebody."""

    @property
    def reviews(self) -> Reviews:
        """Reviews."""

    @property
    def minutes(self) -> Minutes:
        """What was said and decided at reviews."""

    @property
    def standings(self) -> Standings:
        """Where the plan stands, in figures."""

    @property
    def stopped_messages(self) -> StoppedMessages:
        """Which messages somebody does not want."""

    @property
    def nudges(self) -> Nudges:
        """What is kept about nudges besides their deliveries."""

    @property
    def surveys(self) -> Surveys:
        """Survey rounds, for the lead."""

    @property
    def closings(self) -> Closings:
        """The closing of rounds."""

    @property
    def key_folders(self) -> KeyFolders:
        """Where the processes of Bunsen keep the keys of rounds; it tells nothing of institutions."""

    @property
    def quotations(self) -> Quotations:
        """What may be quoted of what was written in surveys."""

    @property
    def voice_events(self) -> VoiceEvents:
        """Workshops and the like, and what was said there."""

    @property
    def you_said(self) -> YouSaids:
        """What technicians were told of what came of their words."""

    @property
    def instruments(self) -> Instruments:
        """The institution's own surveys."""

    @property
    def enquiries(self) -> Enquiries:
        """Questions handed to a person."""

    @property
    def knowledge(self) -> Knowledge:
        """The institution's own entries and values."""

    @property
    def demand(self) -> Demand:
        """What was asked, and what people said of the answers."""

    @property
    def channels(self) -> Channels:
        """What Bunsen does in a channel."""

    @property
    def uploads(self) -> Uploads:
        """Files that were dropped, until they are used."""

    @property
    def submissions(self) -> Submissions:
        """The self-assessment's deadline, writers and signatures."""

    @property
    def remarks(self) -> Remarks:
        """What panels remarked."""

    @property
    def public_pages(self) -> PublicPages:
        """The public page."""

    @property
    def achievements(self) -> Achievements:
        """What was done for technicians."""

    @property
    def assessments(self) -> Assessments:
        """Counts of heads, and examples for recommendations."""

    @property
    def outbox(self) -> Outbox:
        """Messages to send after the transaction."""

    async def alone(self) -> None:
        """Wait until no other transaction of this institution is here, and keep others out until this one ends."""

    def ballot_box(self, person_id: int) -> BallotBox:
        """The open rounds as this person meets them."""

    async def once(self, key: str, read: Callable[[], Awaitable[T]]) -> T:
        """What `read` gives; where several deliveries are composed together, it reads for the first of them only."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event that was leased from the inbox; `outcome` is there where it was worked but not yet answered."""

    id: int
    interaction: str
    outcome: str | None
    attempts: int


class Inbox(Protocol):
    """Events that were taken but perhaps not yet worked. Interactions and outcomes are kept as text (`bot.codec`)."""

    async def add(self, key: str, interaction: str, now: datetime) -> bool:
        """Record an event; False where its key is known."""

    async def claim(self, now: datetime, limit: int, lease_seconds: float) -> list[Event]:
        """Lease events that wait or were worked but not answered, oldest first."""

    async def worked(self, event_id: int, outcome: str) -> None:
        """Keep the outcome, in the transaction that did the work."""

    async def release(self, event_id: int, when: datetime) -> None:
        """Let it be taken up again from `when` on: a pause before another try, or a lease that is renewed."""

    async def done(self, event_id: int) -> None:
        """Mark as answered; the text of the event and of the outcome is deleted."""

    async def give_up(self, event_id: int, reason: str) -> None:
        """Set aside an event that fails again and again; what was said in it is deleted."""

    async def first_use(self, key: str, now: datetime) -> bool:
        """Record the use of a press or form nonce; False where it was used before."""


class DailyRounds(Protocol):
    """When each institution is looked at next; an index that a tick reads."""

    async def due(self, now: datetime) -> Sequence[int]:
        """The institutions whose round is due, and those that never had one."""

    async def take(self, institution_id: int, now: datetime, until: datetime) -> bool:
        """Take a round that is due, until then; False where another process has it."""

    async def next_at(self, institution_id: int, when: datetime) -> None:
        """Set when to look again."""


class Upkeep(Protocol):
    """Forgetting what is no longer needed, over all institutions."""

    async def forget(self, before: datetime) -> None:
        """Delete, from before then, settled events and enquiries, used nonces, unused files, what was not passed on."""


class Transaction(Protocol):
    """One transaction over all institutions: for dispatch, the scheduler and the command line."""

    @property
    def institutions(self) -> Institutions:
        """Signatories and their workspaces."""

    @property
    def account_checks(self) -> AccountChecks:
        """Which accounts the platforms are to be asked about."""

    @property
    def inbox(self) -> Inbox:
        """Events and used nonces."""

    @property
    def queue(self) -> OutboxQueue:
        """The outbox, to send from."""

    @property
    def daily(self) -> DailyRounds:
        """When each institution is looked at next."""

    @property
    def due_nudges(self) -> DueNudges:
        """The steps and due dates that a tick looks for."""

    @property
    def rounds(self) -> Rounds:
        """Survey rounds that are to be closed."""

    @property
    def key_folders(self) -> KeyFolders:
        """Where the processes of Bunsen keep the keys of rounds."""

    @property
    def overdue_enquiries(self) -> OverdueEnquiries:
        """Questions that nobody answered in time."""

    @property
    def revisions(self) -> Revisions:
        """Whose knowledge has changed."""

    @property
    def question_upkeep(self) -> QuestionUpkeep:
        """Forgetting who asked."""

    @property
    def upkeep(self) -> Upkeep:
        """Forgetting what is no longer needed."""

    def of(self, institution_id: int) -> Work:
        """The same transaction, kept to one institution."""


Begin = Callable[[], AbstractAsyncContextManager[Transaction]]
"""Begin a transaction: committed on leaving, rolled back on an exception."""
