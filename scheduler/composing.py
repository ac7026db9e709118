"""From what was claimed to what can be sent: composed as things stand now, in few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cards import Card
from handlers.deliveries import Attempt, Delivery, DeliveryFailed, Found, GivenUp, Later, Mark, Postponed, Unneeded
from handlers.feature import DeliveryContext
from handlers.interactions import Account, Conversation
from handlers.people.hours import opens_at
from handlers.people.model import Institution, KnownAccount, Person
from handlers.work import Transaction, Work
from scheduler.backoff import after_failure
from scheduler.means import Means
from scheduler.read_once import read_once

TOO_LATE = "too late to be of use"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery, whom it is for, and their accounts, the one they spoke from last first.

    `begin_by` (monotonic) is until when it may be sent under this claim; `found` is what has arrived of it already;
    `note` is what a report should say once it was sent.
    """

    delivery: Delivery
    institution: Institution
    person: Person
    accounts: Sequence[KnownAccount]
    begin_by: float
    found: Found | None = None
    note: str = ""

    @property
    def open(self) -> bool:
        """Whether something of it may have arrived."""
        return self.delivery.attempt is not None


@dataclass(frozen=True, slots=True)
class Homeless:
    """A delivery with its card, of which nobody knows yet where it goes."""

    claimed: Claimed
    card: Card


@dataclass(frozen=True, slots=True)
class Ready:
    """A delivery with its card and the conversation it goes to, its attempt written down."""

    claimed: Claimed
    card: Card
    account: Account
    to: Conversation
    written_at: datetime

    @property
    def delivery(self) -> Delivery:
        """The delivery."""
        return self.claimed.delivery


def not_now(means: Means, claimed: Claimed) -> Mark | None:
    """Why this is not to be sent at this moment; None where it may go."""
    now = means.now()
    until = claimed.delivery.useful_until
    if until is not None and now >= until:
        return Unneeded(claimed.delivery, TOO_LATE)
    opens = opens_at(claimed.institution, claimed.person, now)
    if opens > now:
        # A run may go on until after hours; nobody is disturbed at night.
        return Later(claimed.delivery, opens, "waiting for working hours", counts=False, unsettled=claimed.open)
    return None


def known_place(means: Means, claimed: Claimed) -> tuple[Account, Conversation] | None:
    """Where a message can go without asking the platform first: where a part of it is, or where they spoke last."""
    attempt = claimed.delivery.attempt
    for known in claimed.accounts:
        if known.direct is None or known.account.platform not in means.messengers:
            continue
        if claimed.found is not None and attempt is not None:
            if known.direct.id == attempt.to.id:
                return known.account, attempt.to
        elif reachable(known):
            return known.account, known.direct
    return None


def reachable(known: KnownAccount) -> bool:
    """Whether messages get through to this account, as far as is known."""
    return not (known.gone or known.unreachable)


async def compose(means: Means, batch: Sequence[Claimed]) -> list[Ready | Homeless]:
    """Compose a batch of one institution, and record the attempts on those whose place is known.

    What is not to be sent is marked, and left out. A card that cannot be made spoils only itself.
    """
    try:
        return await _together(means, batch)
    except Exception as error:  # noqa: BLE001 - one message that cannot be made must not hold up all others
        if len(batch) == 1:
            failure = DeliveryFailed(f"it could not be composed ({type(error).__name__})")
            mark = after_failure(batch[0].delivery, failure, means.now(), None, means.dice, means.timing.first_pause)
            means.marks.put(mark if isinstance(mark, GivenUp) else replace(mark, unsettled=batch[0].open))
            return []
    return [composed for claimed in batch for composed in await compose(means, [claimed])]


async def begin_attempt(means: Means, ready: Ready) -> None:
    """Record an attempt whose place was found out only now."""
    async with means.begin() as tx:
        await _record(tx, means, [ready])


async def _together(means: Means, batch: Sequence[Claimed]) -> list[Ready | Homeless]:
    marks: list[Mark] = []
    made: list[Ready | Homeless] = []
    async with means.begin() as tx:
        work = read_once(tx.of(batch[0].institution.id))
        for claimed in batch:
            match await _written(means, work, claimed):
                case Card() as card if (place := known_place(means, claimed)) is not None:
                    made.append(Ready(claimed, card, *place, means.now()))
                case Card() as card:
                    made.append(Homeless(claimed, card))
                case mark:
                    marks.append(mark)
        await _record(tx, means, [each for each in made if isinstance(each, Ready)])
    for mark in marks:
        means.marks.put(mark)
    return made


async def _written(means: Means, work: Work, claimed: Claimed) -> Card | Mark:
    """The card, where there is something to say and now is the time; else what becomes of the delivery."""
    delivery, composer = claimed.delivery, means.composers.get(claimed.delivery.kind)
    if composer is None:
        return Unneeded(delivery)
    context = DeliveryContext(work, means.services, means.now(), claimed.institution, claimed.person)
    match await composer(context, delivery):
        case None:
            return Unneeded(delivery)
        case Postponed(until=until, reason=reason):
            return Later(delivery, until, reason, counts=False, unsettled=claimed.open)
        case Card() as card:
            return not_now(means, claimed) or card


async def _record(tx: Transaction, means: Means, ready: Sequence[Ready]) -> None:
    """Write down that attempts begin, and where; an open one to the same place keeps its beginning."""
    now = means.now()
    attempts: list[tuple[Delivery, Attempt]] = []
    for each in ready:
        before = each.delivery.attempt
        since = before.at if before is not None and before.to.id == each.to.id else now
        attempts.append((each.delivery, Attempt(since, each.to)))
    await tx.queue.trying(attempts)
