"""Opening rounds, and inviting to them."""

from datetime import date, datetime

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import DeliveryContext
from handlers.people.model import Institution
from handlers.voice import cards
from handlers.voice.audience import Audience
from handlers.voice.messages import invitation_prefix, still_to_answer
from handlers.voice.model import Instrument, Survey, SurveyState
from handlers.voice.ports import RoundKeys
from handlers.voice.reminders import reminders
from handlers.work import Work

INVITATION = "invitation"


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
        NewDelivery(f"{invitation_prefix(survey.id)}{person.id}", INVITATION, person.id, ids, due_at, over)
        for person in asked.people
    )
    await work.outbox.add(reminder for person in asked.people for reminder in reminders(institution, survey, person))
    return survey


async def compose_invitation(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write the invitation; None once the round is over or the person has taken part."""
    survey = await still_to_answer(context, delivery)
    return cards.invitation(survey) if survey else None
