"""Who would be asked next, about what, and how they are reached. Nothing is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.nudges.desk import Desk, lay_out, read_desk, read_facts
from handlers.nudges.planning import Planned, delivery_key, plan
from handlers.people.model import Institution, KnownAccount, Person
from handlers.people.reach import last_resort
from handlers.reviews.model import Review
from handlers.reviews.schedule import Audience, due
from handlers.work import Work


class Channel(StrEnum):
    """How somebody would be reached, as far as is known beforehand."""

    CHAT = "chat"
    EMAIL = "e-mail"
    """Looked up in chat by their address when it is sent, and written to by e-mail where nobody is found."""
    IF_FOUND = "chat, if found by address"
    """Looked up in chat likewise; where nobody is found, nothing reaches them."""
    NOBODY = "not reachable"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One message that would go out: to whom, about how many actions, and how."""

    planned: Planned
    actions: int
    channel: Channel


@dataclass(frozen=True, slots=True)
class Preview:
    """The next messages before a review. `at` is when their step falls due, in UTC; `review` is None where none is set.

    `recipients` leaves out whom the step has reached already; `away` are those whose leave outlasts its use, and
    `unanswered` how many of the missing actions belong to nobody.
    """

    review: Review | None
    at: datetime | None = None
    recipients: tuple[Recipient, ...] = ()
    away: tuple[Recipient, ...] = ()
    unanswered: int = 0
    waiting: int = 0
    without_mail: int = 0
    """How many of the recipients would get e-mail, were there a mail server."""

    @property
    def by_channel(self) -> Mapping[Channel, int]:
        """How many are reached in which way."""
        return Counter(each.channel for each in self.recipients)


async def preview(work: Work, institution: Institution, now: datetime, *, email: bool) -> Preview:
    """What the step that holds would still send now; once it has reached everybody, what the next one would send.

    `email` says whether there is a mail server for those who are not in chat.
    """
    desk = await read_desk(work, institution, now)
    if desk.review is None:
        return Preview(None)
    if _still_to_ask(desk):
        return await _of(work, desk, now, email=email)
    at = due(desk.review, institution.calendar, now).next_at
    if at is None:
        return Preview(desk.review)
    # Whoever is away or in a post on that day, and what counts as reported then.
    return await _of(work, lay_out(await read_facts(work, institution, at), at), at, email=email)


def _still_to_ask(desk: Desk) -> Sequence[Planned]:
    known = {told.key for theirs in desk.told.values() for told in theirs}
    review = desk.review
    return [p for p in plan(desk) if review and delivery_key(review, p.step, p.person.id) not in known]


async def _of(work: Work, desk: Desk, at: datetime, *, email: bool) -> Preview:
    planned = _still_to_ask(desk)
    accounts = await work.accounts.of([each.person.id for each in planned])
    recipients = [
        Recipient(each, _count(desk, each), channel(each.person, accounts.get(each.person.id, ()), email=email))
        for each in planned
    ]
    in_time = tuple(each for each in recipients if each.planned.in_time)
    return Preview(
        review=desk.review,
        at=at,
        recipients=in_time,
        away=tuple(each for each in recipients if not each.planned.in_time),
        unanswered=sum(len(each.actions) for each in desk.missing if each.office is None),
        waiting=sum(len(each.actions) for each in desk.missing),
        without_mail=0 if email else sum(_wants_mail(each) for each in in_time),
    )


def _wants_mail(each: Recipient) -> bool:
    return each.channel is not Channel.CHAT and last_resort(each.planned.person) is not None


def _count(desk: Desk, planned: Planned) -> int:
    """How many actions a message would be about."""
    person_id = planned.person.id
    match planned.step.audience:
        case Audience.OWNERS:
            return len(desk.own.get(person_id, ()))
        case Audience.DEPUTIES:
            return sum(len(each.actions) for each in desk.deputised.get(person_id, ()))
        case Audience.COMMITTEE:
            return sum(len(each.actions) for each in desk.missing)


def channel(person: Person, accounts: Sequence[KnownAccount], *, email: bool) -> Channel:
    """How this person would be reached; `email` says whether there is a mail server."""
    if any(not (known.gone or known.unreachable) for known in accounts):
        return Channel.CHAT
    if email and last_resort(person):
        return Channel.EMAIL
    return Channel.IF_FOUND if person.email and not accounts else Channel.NOBODY
