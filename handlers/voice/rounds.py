"""Opening and closing rounds. Closing is one transaction; the key is destroyed after it."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import structlog

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import DeliveryContext, JobContext, Services
from handlers.people.model import Institution
from handlers.voice import cards
from handlers.voice.audience import Audience
from handlers.voice.keeping import keep_figures
from handlers.voice.model import Ballot, Cast, Instrument, Survey, SurveyState
from handlers.voice.ports import RoundKeys
from handlers.voice.reminders import reminder_prefix, reminders
from handlers.voice.sealing import open_and_shuffle
from handlers.work import Begin, Transaction, Work

log = structlog.get_logger(__name__)

INVITATION = "invitation"


class KeyLost(Exception):
    """The private key of a round is not there."""


async def open_round(
    work: Work,
    keys: RoundKeys,
    institution: Institution,
    instrument: Instrument,
    asked: Audience,
    closes_on: date,
    now: datetime,
) -> Survey | None:
    """Open a round for an audience and invite it, reminders included; None where it is too small.

    All that respondents are promised is fixed from here on: the questions, the groups, and from how many on what is
    shown.
    """
    if not asked.large_enough:
        return None
    earlier = [each for each in await work.surveys.all() if each.instrument.id == instrument.id]
    public_key = await keys.create()
    new = Survey(
        id=0,
        instrument=instrument,
        state=SurveyState.OPEN,
        opened_at=now,
        closes_on=closes_on,
        public_key=public_key,
        invited=len(asked.people),
        wave=1 + max((each.wave for each in earlier), default=0),
        groups=asked.groups,
    )
    survey = await work.surveys.open(new, asked.invited)
    due_at, over = institution.calendar.next_open_moment(now), institution.calendar.end_of(closes_on)
    ids = {"survey": str(survey.id)}
    await work.outbox.add(
        NewDelivery(f"{_invitation_prefix(survey.id)}{person.id}", INVITATION, person.id, ids, due_at, over)
        for person in asked.people
    )
    await work.outbox.add(reminder for person in asked.people for reminder in reminders(institution, survey, person))
    return survey


async def close_round(work: Work, keys: RoundKeys, survey: Survey, today: date) -> None:
    """Open, shuffle and write the ballots, and delete the sealed ones. Raises KeyLost, with nothing changed.

    The key is destroyed by `tidy_keys` once this transaction is committed: were it destroyed before, a crash between
    the two would lose the ballots.
    """
    private_key = await keys.private(survey.public_key)
    if private_key is None:
        raise KeyLost
    sealed = await work.surveys.sealed(survey.id)
    # In a thread: opening a large round takes long enough to be felt by everybody else on this event loop.
    ballots, unreadable = await asyncio.to_thread(open_and_shuffle, sealed, private_key)
    if unreadable:
        if not ballots:
            raise KeyLost
        log.error("survey.unreadable_ballots", survey=survey.id, count=unreadable)
    # Figures by group are reckoned now, once. A group kept beside an answer would be a name where the group is small.
    without_groups = (Ballot("", ballot.answers) for ballot in ballots)
    await work.surveys.close(survey.id, without_groups, min(today, survey.closes_on))
    await keep_figures(work, survey, ballots)
    await _forget_messages(work, survey)


async def give_up_round(work: Work, survey: Survey, today: date) -> None:
    """Close a round whose key is lost: its sealed ballots, which nobody can open any more, are deleted."""
    await work.surveys.close(survey.id, [], min(today, survey.closes_on))
    await _forget_messages(work, survey)


async def _forget_messages(work: Work, survey: Survey) -> None:
    # An invitation that was not needed any more tells that its person had taken part.
    for prefix in (_invitation_prefix(survey.id), reminder_prefix(survey.id)):
        await work.outbox.forget(prefix)


def _invitation_prefix(survey_id: int) -> str:
    return f"invitation:{survey_id}:"


async def due_rounds(tx: Transaction, now: datetime) -> Sequence[tuple[int, int]]:
    """The open rounds whose last day may be over."""
    # East of Greenwich a day ends before it does in UTC; `close_if_over` asks for the institution's own day.
    return await tx.rounds.due(now.date() + timedelta(days=1))


async def close_if_over(context: JobContext, survey_id: int) -> None:
    """Close a round whose last day is over at the institution."""
    survey = await context.work.surveys.get(survey_id)
    if survey is None or survey.state is not SurveyState.OPEN:
        return
    today = context.institution.day(context.now)
    if today > survey.closes_on:
        await close_round(context.work, context.services.round_keys, survey, today)


async def tidy_keys(begin: Begin, services: Services, _now: datetime) -> None:
    """Destroy the private keys of rounds whose closing is committed."""
    keys = services.round_keys
    kept = await keys.kept()
    if not kept:
        return
    async with begin() as tx:
        closed = [key for key in kept if await tx.rounds.is_closed(key)]
    for key in closed:
        await keys.destroy(key)


async def compose_invitation(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write the invitation; None once the round is over or the person has taken part."""
    survey = await context.work.surveys.get(int(delivery.ids["survey"]))
    if survey is None or context.today > survey.closes_on:
        return None
    if await context.work.ballot_box(context.person.id).may_vote(survey.id) is not Cast.COUNTED:
        return None
    return cards.invitation(survey)
