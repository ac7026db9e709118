"""Reminders to those who have not taken part: two at most, in their working hours; and a warning to the lead.

A reminder is composed when it is sent, for those only who have not taken part then. Nobody learns for whom that was:
not the lead, and after closing not the database either (`messages.forget_messages` forgets the deliveries of a round).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery, Postponed
from handlers.feature import DeliveryContext, JobContext
from handlers.people.hours import calendar_of, opens_at
from handlers.people.leads import leads_on
from handlers.people.model import Institution, Person
from handlers.reviews.calendar import Calendar
from handlers.voice import cards
from handlers.voice.messages import reminder_prefix, still_to_answer
from handlers.voice.model import Survey, SurveyState

REMINDER: Final = "reminder"
LOW_RESPONSE: Final = "low-response"
LAST_REMINDER_BEFORE: Final = 2
"""Working days before the last day."""
WARNED_BEFORE: Final = 5
"""Working days before the last day on which the lead hears that few have answered."""
LOW_SHARE: Final = 0.3


def reminder_days(opened_on: date, closes_on: date, calendar: Calendar) -> tuple[date, ...]:
    """The days of the reminders: half-way, and two working days before the end; fewer where a round is short."""
    last = calendar.working_days_before(closes_on, LAST_REMINDER_BEFORE)
    middle = calendar.working_day_on_or_before(opened_on + (closes_on - opened_on) / 2)
    return tuple(day for day in sorted({middle, last}) if opened_on < day <= closes_on)


def reminders(institution: Institution, survey: Survey, person: Person) -> Iterator[NewDelivery]:
    """What is put into the outbox for one person when a round opens."""
    calendar = calendar_of(institution, person)
    days = reminder_days(institution.day(survey.opened_at), survey.closes_on, institution.calendar)
    over = institution.calendar.end_of(survey.closes_on)
    for number, day in enumerate(days, 1):
        due_at = calendar.next_open_moment(calendar.morning(day))
        ids = {"survey": str(survey.id)}
        yield NewDelivery(f"{reminder_prefix(survey.id)}{person.id}:{number}", REMINDER, person.id, ids, due_at, over)


async def compose_reminder(context: DeliveryContext, delivery: Delivery) -> Card | Postponed | None:
    """Write a reminder; None once the round is over or the person has taken part."""
    survey = await still_to_answer(context, delivery)
    if survey is None:
        return None
    if survey.reminders_paused_at is not None:
        tomorrow = context.institution.calendar.morning(context.today + timedelta(days=1))
        return Postponed(tomorrow, "reminders are paused")
    when = opens_at(context.institution, context.person, context.now)
    return cards.reminder(survey) if when <= context.now else Postponed(when, "outside their hours")


async def warn_of_low_response(context: JobContext) -> None:
    """Five working days before a round closes, tell the lead once where few have answered."""
    today = context.institution.day(context.now)
    for survey in await context.work.surveys.all():
        if survey.state is not SurveyState.OPEN or survey.warned_at is not None:
            continue
        if today < context.institution.calendar.working_days_before(survey.closes_on, WARNED_BEFORE):
            continue
        if not is_low(await context.work.surveys.taken_part(survey.id), survey):
            continue
        await context.work.surveys.warned(survey.id, context.now)
        over = context.institution.calendar.end_of(survey.closes_on)
        key, ids = f"{LOW_RESPONSE}:{survey.id}", {"survey": str(survey.id)}
        await context.work.outbox.add(
            NewDelivery(f"{key}:{lead.id}", LOW_RESPONSE, lead.id, ids, context.now, over)
            for lead in await leads_on(context.work.people, today)
        )


def is_low(taken_part: int, survey: Survey) -> bool:
    """Whether so few have answered that little, or nothing, could be shown."""
    return taken_part < max(survey.terms.scores_from, LOW_SHARE * survey.invited)


async def compose_low_response(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write the warning; None once enough have answered, or the round is over."""
    survey = await context.work.surveys.get(int(delivery.ids["survey"]))
    if survey is None or not survey.takes_ballots(context.today):
        return None
    taken_part = await context.work.surveys.taken_part(survey.id)
    return cards.low_response(survey, taken_part) if is_low(taken_part, survey) else None
