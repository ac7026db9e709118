"""Opening and closing rounds. Closing is one transaction; the key is destroyed after it."""

import asyncio
from datetime import date, datetime, timedelta

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import DeliveryContext, Services
from handlers.people.model import Institution
from handlers.reviews.reporting import calendar_of
from handlers.voice import cards
from handlers.voice.model import Cast, Instrument, Survey, SurveyState
from handlers.voice.ports import RoundKeys
from handlers.voice.sealing import open_and_shuffle
from handlers.work import Begin, Work

INVITATION = "invitation"
FEWEST_INVITED = 10
"""A round with a smaller audience is not opened (features B7)."""


class KeyLost(Exception):
    """The private key of a round is not there."""


async def open_round(
    work: Work, keys: RoundKeys, institution: Institution, instrument: Instrument, closes_on: date, now: datetime
) -> Survey | None:
    """Open a round for everybody who was imported, and invite them; None where they are too few."""
    invited = await work.people.invited()
    if len(invited) < FEWEST_INVITED:
        return None
    public_key = await keys.create()
    survey = await work.surveys.open(
        Survey(0, instrument, SurveyState.OPEN, now, closes_on, public_key, len(invited)),
        [person.id for person in invited],
    )
    due_at = calendar_of(institution).next_open_moment(now)
    await work.outbox.add(
        NewDelivery(f"invitation:{survey.id}:{person.id}", INVITATION, person.id, {"survey": str(survey.id)}, due_at)
        for person in invited
    )
    return survey


async def close_round(work: Work, keys: RoundKeys, survey: Survey) -> None:
    """Open, shuffle and write the ballots, and delete the sealed ones. Raises KeyLost, with nothing changed.

    The key is destroyed by `tidy_keys` once this transaction is committed: were it destroyed before, a crash between
    the two would lose the ballots.
    """
    private_key = await keys.private(survey.public_key)
    if private_key is None:
        raise KeyLost
    sealed = await work.surveys.sealed(survey.id)
    # Opening thousands of ballots takes seconds; other people are not kept waiting for it.
    ballots = await asyncio.to_thread(open_and_shuffle, sealed, private_key)
    await work.surveys.close(survey.id, ballots)


async def close_due_rounds(begin: Begin, services: Services, now: datetime) -> None:
    """Close the rounds whose last day is over where they are held, and destroy keys that have no more use."""
    async with begin() as tx:
        # East of Greenwich a day ends before it does in UTC; the institution's own day is asked below.
        due = await tx.rounds.due(now.date() + timedelta(days=1))
    for institution_id, survey_id in due:
        await _close_if_over(begin, services, institution_id, survey_id, now)
    await tidy_keys(begin, services.round_keys)


async def _close_if_over(begin: Begin, services: Services, institution_id: int, survey_id: int, now: datetime) -> None:
    async with begin() as tx:
        institution = await tx.institutions.get(institution_id)
        work = tx.of(institution_id)
        survey = await work.surveys.get(survey_id)
        if institution is None or survey is None or survey.state is not SurveyState.OPEN:
            return
        if institution.day(now) > survey.closes_on and await services.round_keys.private(survey.public_key):
            await close_round(work, services.round_keys, survey)


async def tidy_keys(begin: Begin, keys: RoundKeys) -> None:
    """Destroy the private keys of rounds whose closing is committed; every tick does so."""
    kept = await keys.kept()
    if not kept:
        return
    async with begin() as tx:
        closed = [key for key in kept if await tx.rounds.is_closed(key)]
    for key in closed:
        await keys.destroy(key)


async def compose_invitation(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write the invitation; None once the round is closed or the person has taken part."""
    survey = await context.work.surveys.get(int(delivery.ids["survey"]))
    if survey is None or await context.work.ballot_box(context.person.id).may_vote(survey.id) is not Cast.COUNTED:
        return None
    return cards.invitation(survey)
