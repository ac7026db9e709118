"""One transaction, and the repositories that live in it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from handlers.voice.ports import BallotBox
from handlers.work import Begin, Transaction, Work
from storage.accounts import SqlAccountChecks, SqlAccounts
from storage.achievements import SqlAchievements
from storage.alarms import SqlAlarms
from storage.assessments import SqlAssessments
from storage.channels import SqlChannels
from storage.closings import SqlClosings
from storage.daily import SqlDailyRounds
from storage.deliveries import SqlOutbox
from storage.demand import SqlDemand, SqlQuestionUpkeep
from storage.enquiries import SqlEnquiries, SqlOverdueEnquiries
from storage.handovers import SqlHandovers
from storage.inbox import SqlInbox
from storage.institutions import SqlInstitutions
from storage.instruments import SqlInstruments
from storage.key_folders import SqlKeyFolders
from storage.knowledge import SqlKnowledge, SqlRevisions
from storage.locking import lock_institution
from storage.minutes import SqlMinutes
from storage.nudges import SqlDueNudges, SqlNudges
from storage.people import SqlPeople
from storage.personal_data import SqlPersonalData
from storage.plans import SqlPlans
from storage.posts import SqlPosts
from storage.public_page import SqlPublicPages
from storage.queue import SqlOutboxQueue
from storage.quotations import SqlQuotations
from storage.remarks import SqlRemarks
from storage.reviews import SqlReviews
from storage.standings import SqlStandings
from storage.stopped_messages import SqlStoppedMessages
from storage.submissions import SqlSubmissions
from storage.surveys import SqlBallotBox, SqlRounds, SqlSurveys
from storage.upkeep import SqlUpkeep
from storage.uploads import SqlUploads
from storage.voice_events import SqlVoiceEvents
from storage.you_said import SqlYouSaids

T = TypeVar("T")


class SqlWork:
    """All that a transaction can reach of one institution."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id
        self.people = SqlPeople(connection, institution_id)
        self.posts = SqlPosts(connection, institution_id)
        self.alarms = SqlAlarms(connection, institution_id)
        self.accounts = SqlAccounts(connection, institution_id)
        self.personal_data = SqlPersonalData(connection, institution_id)
        self.plans = SqlPlans(connection, institution_id)
        self.handovers = SqlHandovers(connection, institution_id)
        self.reviews = SqlReviews(connection, institution_id)
        self.standings = SqlStandings(connection, institution_id)
        self.stopped_messages = SqlStoppedMessages(connection, institution_id)
        self.minutes = SqlMinutes(connection, institution_id)
        self.nudges = SqlNudges(connection, institution_id)
        self.surveys = SqlSurveys(connection, institution_id)
        self.closings = SqlClosings(connection, institution_id)
        self.key_folders = SqlKeyFolders(connection)
        self.quotations = SqlQuotations(connection, institution_id)
        self.voice_events = SqlVoiceEvents(connection, institution_id)
        self.you_said = SqlYouSaids(connection, institution_id)
        self.instruments = SqlInstruments(connection, institution_id)
        self.enquiries = SqlEnquiries(connection, institution_id)
        self.knowledge = SqlKnowledge(connection, institution_id)
        self.demand = SqlDemand(connection, institution_id)
        self.channels = SqlChannels(connection, institution_id)
        self.uploads = SqlUploads(connection, institution_id)
        self.submissions = SqlSubmissions(connection, institution_id)
        self.remarks = SqlRemarks(connection, institution_id)
        self.public_pages = SqlPublicPages(connection, institution_id)
        self.achievements = SqlAchievements(connection, institution_id)
        self.assessments = SqlAssessments(connection, institution_id)
        self.outbox = SqlOutbox(connection, institution_id)

    async def alone(self) -> None:
        """Wait until no other transaction of this institution is here, and keep others out until this one ends."""
        await lock_institution(self._connection, self._institution_id)

    def ballot_box(self, person_id: int) -> BallotBox:
        """The open rounds as this person meets them."""
        return SqlBallotBox(self._connection, self._institution_id, person_id)

    async def once(self, key: str, read: Callable[[], Awaitable[T]]) -> T:
        """What `read` gives."""
        return await read()


class SqlTransaction:
    """One transaction over all institutions."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.institutions = SqlInstitutions(connection)
        self.account_checks = SqlAccountChecks(connection)
        self.inbox = SqlInbox(connection)
        self.queue = SqlOutboxQueue(connection)
        self.daily = SqlDailyRounds(connection)
        self.due_nudges = SqlDueNudges(connection)
        self.rounds = SqlRounds(connection)
        self.key_folders = SqlKeyFolders(connection)
        self.overdue_enquiries = SqlOverdueEnquiries(connection)
        self.revisions = SqlRevisions(connection)
        self.question_upkeep = SqlQuestionUpkeep(connection)
        self.upkeep = SqlUpkeep(connection)

    def of(self, institution_id: int) -> Work:
        """The same transaction, kept to one institution."""
        return SqlWork(self._connection, institution_id)


def transactions(engine: AsyncEngine) -> Begin:
    """Give the function that begins a transaction on this engine."""
    # SQLite has one writer, and who finds it taken sleeps up to a tenth of a second before looking again. In one
    # process they stand in a line instead, so that the next begins at once and nobody is passed over.
    turn: AbstractAsyncContextManager[object] = asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @asynccontextmanager
    async def begin() -> AsyncIterator[Transaction]:
        async with turn, engine.begin() as connection:
            yield SqlTransaction(connection)

    return begin
