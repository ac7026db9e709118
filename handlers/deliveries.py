"""Deliveries: outgoing messages that must not be lost or doubled, and what is needed to send them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from handlers.cards import Card
from handlers.interactions import Account, Conversation, MessageRef
from handlers.outcomes import SendFile
from handlers.pace import Paces


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A message to one person. `key` is unique within the institution; the text is composed when it is sent.

    After `useful_until` it is not sent any more, whatever its composer says.
    """

    key: str
    kind: str
    person_id: int
    ids: Mapping[str, str]
    due_at: datetime
    useful_until: datetime | None = None


class State(StrEnum):
    """What has become of a delivery."""

    WAITING = "waiting"
    SENT = "sent"
    UNNEEDED = "unneeded"
    """There was nothing left to say, it was called off, or it came too late to be of use."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """A delivery as a report shows it. `error` is the reason for where it stands, in words; empty where all is well.

    `message_id` and `conversation` are there once it was sent, so that the message can be replaced.
    """

    id: int
    key: str
    kind: str
    person_id: int
    ids: Mapping[str, str]
    state: State
    due_at: datetime
    attempts: int
    useful_until: datetime | None = None
    settled_at: datetime | None = None
    error: str = ""
    message_id: str = ""
    conversation: Conversation | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt of which nobody knows how it ended: since when, and to where."""

    at: datetime
    to: Conversation


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that was claimed for sending.

    `leased_until` is what the claim wrote: whoever marks under it must still hold it. `repeats` counts how often it was
    sent again although nobody could tell whether it had arrived.
    """

    id: int
    institution_id: int
    key: str
    kind: str
    person_id: int
    ids: Mapping[str, str]
    attempts: int
    leased_until: datetime | None = None
    useful_until: datetime | None = None
    attempt: Attempt | None = None
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Postponed:
    """What a composer answers where it is too early: nothing is sent, and it is asked again at `until` (a `Later`)."""

    until: datetime
    reason: str


class DeliveryFailed(Exception):
    """A platform did not take a message, or nobody knows whether it did.

    `permanent`: do not try again. `retry_after`: seconds to wait. `limited`: too many calls, so that everything to this
    workspace has to wait. `unknown`: it may have arrived, or a part of it. `unreachable`: nothing reaches this person
    there until they speak again.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        limited: bool = False,
        unknown: bool = False,
        unreachable: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.retry_after = retry_after
        self.limited = limited
        self.unknown = unknown
        self.unreachable = unreachable


class Outbox(Protocol):
    """The outbox of one institution: to write to, to look into, and to mend."""

    async def add(self, deliveries: Iterable[NewDelivery]) -> int:
        """Add those whose key is new; give how many were."""

    async def with_prefix(self, prefix: str) -> Sequence[DeliveryState]:
        """All deliveries whose key begins so, oldest first."""

    async def failed(self, limit: int) -> Sequence[DeliveryState]:
        """What was given up, newest first."""

    async def cancel(self, prefix: str, now: datetime, reason: str = "called off") -> int:
        """Call off what still waits under keys that begin so; give how many did. What is being sent meanwhile goes."""

    async def forget(self, prefix: str) -> None:
        """Delete all deliveries whose key begins so, whatever became of them."""

    async def send_again(self, ids: Collection[int], now: datetime) -> int:
        """Let what was given up be tried anew, from now on; give how many were.

        The person counts as reachable again: whoever asks for this has reason to think so.
        """


@dataclass(frozen=True, slots=True)
class Sent:
    """It has arrived. `note` is what a report should say besides."""

    delivery: Delivery
    message: MessageRef
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unneeded:
    """It is not sent any more."""

    delivery: Delivery
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """It is taken up again at `when`.

    `counts` is False where nothing was tried. `unsettled` keeps the attempt open: what came of it must be found out
    first.
    """

    delivery: Delivery
    when: datetime
    reason: str = ""
    counts: bool = True
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class GivenUp:
    """It is set aside for a person to look at."""

    delivery: Delivery
    reason: str


Mark = Sent | Unneeded | Later | GivenUp


class OutboxQueue(Protocol):
    """The outbox over all institutions, to send from. Claims are leases: a crash lets them run out.

    One process at a time empties the outbox of an institution (its *lane*), for a platform counts what a workspace
    gets from all of them together.
    """

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next waiting delivery that nobody has claimed falls due; None while nothing waits."""

    async def take_lanes(self, holder: str, now: datetime, lease_seconds: float) -> Sequence[int]:
        """Lease every institution that has something due and that nobody else empties; gives those, and one's own."""

    async def keep_lane(self, institution_id: int, holder: str, now: datetime, lease_seconds: float) -> bool:
        """Renew a lease; False where somebody else has it meanwhile."""

    async def leave_lane(self, institution_id: int, holder: str, paused_until: datetime | None = None) -> None:
        """Give a lane back; with `paused_until`, nobody takes it up before."""

    async def claim(self, institution_id: int, now: datetime, limit: int, lease_seconds: float) -> Sequence[Delivery]:
        """Claim due deliveries whose lease is free, oldest first."""

    async def trying(self, attempts: Sequence[tuple[Delivery, Attempt]]) -> None:
        """Record, before it is begun, that an attempt is made; of one that is still open, that it is repeated."""

    async def mark(self, marks: Sequence[Mark], now: datetime) -> None:
        """Record what came of deliveries. What another process has claimed meanwhile is left to it, unless sent."""


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


@runtime_checkable
class Paced(Protocol):
    """A messenger whose platform limits how fast it may be spoken to."""

    @property
    def paces(self) -> Paces:
        """What one workspace or tenant takes."""


@dataclass(frozen=True, slots=True)
class Found:
    """What has arrived of a delivery: its first message, and which of its parts (from 1)."""

    message: MessageRef
    parts: frozenset[int]
    of: int

    @property
    def whole(self) -> bool:
        """Whether nothing of it is missing."""
        return len(self.parts) >= self.of


class CannotSettle(DeliveryFailed):
    """The platform does not let us look at what was sent, and will not by itself; the reason says why."""


@runtime_checkable
class Settling(Protocol):
    """A messenger that can find out what came of an attempt whose answer was lost."""

    @property
    def settle_seconds(self) -> float:
        """How long after a lost answer one may look: longer than a call may take."""

    async def find(self, to: Conversation, key: str, since: datetime) -> Found | None:
        """Look for what has arrived of a delivery since then. Raises `CannotSettle` where that is not allowed."""

    async def complete(self, to: Conversation, card: Card, key: str, found: Found) -> MessageRef:
        """Send the parts of a card that are missing."""


@runtime_checkable
class Considerate(Protocol):
    """A messenger whose platform knows who does not want to be disturbed now."""

    async def quiet_until(self, accounts: Sequence[Account], now: datetime) -> Mapping[Account, datetime]:
        """Until when each of these is not to be disturbed; those who may be are left out. Never fails."""
