"""Deliveries: outgoing messages that must not be lost or doubled, and what is needed to send them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handlers.cards import Card
from handlers.interactions import Account, Conversation, MessageRef
from handlers.outcomes import SendFile


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A message to one person. `key` is unique within the institution; the text is composed when it is sent."""

    key: str
    kind: str
    person_id: int
    ids: Mapping[str, str]
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that was claimed for sending."""

    id: int
    institution_id: int
    key: str
    kind: str
    person_id: int
    ids: Mapping[str, str]
    attempts: int


class DeliveryFailed(Exception):
    """A platform did not take a message. `permanent` means: do not try again; `retry_after` is in seconds."""

    def __init__(self, reason: str, *, permanent: bool = False, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.retry_after = retry_after


class Outbox(Protocol):
    """The outbox of one institution, to write to."""

    async def add(self, deliveries: Iterable[NewDelivery]) -> int:
        """Add those whose key is new; give how many were."""


class OutboxQueue(Protocol):
    """The outbox over all institutions, to send from. A claim is a lease: a crash lets it run out."""

    async def claim(self, now: datetime, limit: int, lease_seconds: float) -> Sequence[Delivery]:
        """Claim due deliveries whose lease is free, oldest first."""

    async def mark_sent(self, delivery_id: int, now: datetime, message_id: str) -> None:
        """Record that it was sent."""

    async def mark_unneeded(self, delivery_id: int, now: datetime) -> None:
        """Record that there was nothing left to say."""

    async def retry_at(self, delivery_id: int, when: datetime, reason: str) -> None:
        """Release it until `when`."""

    async def give_up(self, delivery_id: int, now: datetime, reason: str) -> None:
        """Set it aside for a person to look at."""


class Messenger(Protocol):
    """The two verbs that every platform has (and a file). They raise `DeliveryFailed` and nothing else."""

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Send a card; `key` names the delivery, so that a platform can recognise it."""

    async def update(self, message: MessageRef, card: Card) -> None:
        """Put this card in the place of one sent before."""

    async def send_file(self, to: Conversation, file: SendFile) -> None:
        """Send a file."""

    async def direct(self, account: Account, seen_in: Conversation | None = None) -> Conversation | None:
        """Open (or find) the direct conversation with an account; None where the platform cannot.

        `seen_in` is where the account has just spoken: Teams knows people best as members of a conversation.
        """
