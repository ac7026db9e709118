"""One transaction, as the core sees it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handlers.answers.ports import Enquiries
from handlers.deliveries import Outbox, OutboxQueue
from handlers.people.ports import Institutions, People
from handlers.plans.ports import Plans
from handlers.reviews.ports import DueReviews, Reviews
from handlers.voice.ports import BallotBox, Rounds, Surveys


class Work(Protocol):
    """All that a transaction can reach of one institution; nothing here crosses to another."""

    @property
    def people(self) -> People:
        """People, accounts and posts."""

    @property
    def plans(self) -> Plans:
        """Plans, actions and updates."""

    @property
    def reviews(self) -> Reviews:
        """Reviews."""

    @property
    def surveys(self) -> Surveys:
        """Survey rounds, for the lead."""

    @property
    def enquiries(self) -> Enquiries:
        """Questions handed to a person."""

    @property
    def outbox(self) -> Outbox:
        """Messages to send after the transaction."""

    async def alone(self) -> None:
        """Wait until no other transaction of this institution is here, and keep others out until this one ends."""

    def ballot_box(self, person_id: int) -> BallotBox:
        """The open rounds as this person meets them."""


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


class Upkeep(Protocol):
    """Forgetting what is no longer needed, over all institutions."""

    async def forget(self, before: datetime) -> None:
        """Delete settled events, used nonces, and questions that were never passed on, all from before this moment."""


class Transaction(Protocol):
    """One transaction over all institutions: for dispatch, the scheduler and the command line."""

    @property
    def institutions(self) -> Institutions:
        """Signatories and their workspaces."""

    @property
    def inbox(self) -> Inbox:
        """Events and used nonces."""

    @property
    def queue(self) -> OutboxQueue:
        """The outbox, to send from."""

    @property
    def due_reviews(self) -> DueReviews:
        """What a tick looks for."""

    @property
    def rounds(self) -> Rounds:
        """Survey rounds that are to be closed."""

    @property
    def upkeep(self) -> Upkeep:
        """Forgetting what is no longer needed."""

    def of(self, institution_id: int) -> Work:
        """The same transaction, kept to one institution."""


Begin = Callable[[], AbstractAsyncContextManager[Transaction]]
"""Begin a transaction: committed on leaving, rolled back on an exception."""
