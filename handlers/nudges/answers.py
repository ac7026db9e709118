"""What somebody can answer to a nudge besides reporting: seen, later, and for the committee, “I will take it”."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.feature import Context, FormInput
from handlers.forms import as_id, refilled
from handlers.nudges import answer_cards, cards
from handlers.nudges.desk import Desk, read_desk
from handlers.nudges.later_form import later_form, read_later, too_late
from handlers.nudges.model import MOST_SNOOZES, NudgeAnswer
from handlers.nudges.planning import asks_about_own, new_deliveries, snoozed
from handlers.nudges.snoozing import asked_again_on, is_used_up, possible
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.people.hours import calendar_of
from handlers.plans.model import ActionChange, ChangeKind
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review
from handlers.reviews.schedule import last_use


async def read_seen(context: Context, value: str) -> Outcome:
    """Keep that somebody has seen a nudge; the card stays, and says so."""
    desk, review = await asked_about(context, value)
    if review is None:
        return Reply(answer_cards.out_of_date(), private=True)
    answer = _answer(desk, review, context.person.id)
    if answer.seen_at is None:
        await context.work.nudges.answer(replace(answer, seen_at=context.now))
        desk = await read_desk(context.work, context.institution, context.now)
    return _still(desk, context.person.id)


async def open_later(context: Context, value: str) -> Outcome:
    """Ask until when."""
    desk, review = await asked_about(context, value)
    if review is None:
        return Reply(answer_cards.out_of_date(), private=True)
    answer = _answer(desk, review, context.person.id)
    calendar, today = _here(context)
    if refusal := _cannot_wait(desk, review, answer, context):
        return refusal
    return OpenForm(later_form(review, today, calendar, MOST_SNOOZES - answer.snoozes))


async def take_later(context: Context, form: FormInput) -> Outcome:
    """Put a nudge off; never beyond the papers deadline, and twice at most."""
    # Two answers at once would else count as one.
    await context.work.alone()
    desk, review = await asked_about(context, form.context)
    if review is None:
        return Close(reply=answer_cards.out_of_date())
    answer = _answer(desk, review, context.person.id)
    if refusal := _cannot_wait(desk, review, answer, context):
        return Close(reply=refusal.card)
    calendar, today = _here(context)
    until, last_day, errors = read_later(form.values, today)
    day = asked_again_on(until, today, last_day, calendar) if until else None
    beyond = day is not None and day > review.papers_due_on
    if beyond and last_day is not None and desk.standing_in_for(context.person.id):
        return await _away_for_good(context, desk.standing_in_for(context.person.id), last_day)
    if beyond and day is not None:
        errors = too_late(day, review, answer_cards.offers(possible(review, today, calendar), today, calendar))
    if errors or day is None:
        again = later_form(review, today, calendar, MOST_SNOOZES - answer.snoozes)
        return FormErrors(refilled(again, form.values), errors)
    put_off = replace(answer, snoozes=answer.snoozes + 1, snoozed_until=day)
    await context.work.nudges.answer(put_off)
    if last_day is not None:
        await context.work.people.set_away(context.person.id, last_day)
    end = last_use(review, context.institution.calendar)
    await context.work.outbox.add([snoozed(review, put_off, calendar.morning(day), end)])
    return Close(update=answer_cards.put_off(day, last_day))


async def _away_for_good(context: Context, names: Sequence[str], last_day: date) -> Outcome:
    """Record a leave that ends after the papers close: those who stand in are asked, from now on."""
    await context.work.people.set_away(context.person.id, last_day)
    desk = await read_desk(context.work, context.institution, context.now)
    await context.work.outbox.add(new_deliveries(desk))
    return Close(update=answer_cards.deputy_asked(names, last_day))


async def show_missing(context: Context, value: str) -> Outcome:
    """Show another page of what is missing."""
    review_id, _, page = value.partition(":")
    desk, review = await asked_about(context, review_id)
    if review is None:
        return Reply(answer_cards.out_of_date(), private=True)
    return _still(desk, context.person.id, as_id(page) or 1)


async def take_up(context: Context, value: str) -> Outcome:
    """Record that somebody of the committee takes an action up.

    The others' lists were sent before, and stay as they are: whoever presses there for what is taken, or reported, is
    told so, in a list as things stand now.
    """
    # Two who press at once: the second waits here.
    await context.work.alone()
    review_id, action_id, page = [*value.split(":"), "", "", ""][:3]
    desk, review = await asked_about(context, review_id)
    missing = {action.id: action for each in desk.missing for action in each.actions}
    action = missing.get(as_id(action_id) or 0)
    if review is None or context.person.id not in desk.committee:
        return Reply(answer_cards.out_of_date(), private=True)
    if action is None:
        return _still(desk, context.person.id, as_id(page) or 1, answer_cards.REPORTED_MEANWHILE)
    if taken := desk.taken.get(action.id):
        return _still(desk, context.person.id, as_id(page) or 1, answer_cards.taken_already(action, taken))
    change = ActionChange(
        action.id, context.now, ChangeKind.TAKEN, by=context.person.name, by_person_id=context.person.id
    )
    await context.work.plans.record(change)
    return _still(await read_desk(context.work, context.institution, context.now), context.person.id, as_id(page) or 1)


async def asked_about(context: Context, value: str) -> tuple[Desk, Review | None]:
    """The desk, and the review that a button is about; None where that is over, or was never this person's matter."""
    desk = await read_desk(context.work, context.institution, context.now)
    review, person_id = desk.review, context.person.id
    if review is None or as_id(value) != review.id or desk.now >= last_use(review, context.institution.calendar):
        return desk, None
    concerned = person_id in desk.committee or person_id in desk.open or person_id in desk.deputised
    return desk, review if concerned else None


def _cannot_wait(desk: Desk, review: Review, answer: NudgeAnswer, context: Context) -> Reply | None:
    """Why this person's nudge cannot be put off; None where it can."""
    calendar, today = _here(context)
    if not desk.own.get(context.person.id):
        return Reply(answer_cards.nothing_waits(), private=True)
    if not asks_about_own(desk, context.person.id):
        return Reply(answer_cards.put_off_already(answer), private=True)
    if is_used_up(answer):
        return Reply(answer_cards.used_up(review), private=True)
    if not possible(review, today, calendar):
        return Reply(answer_cards.no_time_left(review), private=True)
    return None


def _still(desk: Desk, person_id: int, page: int = 1, news: str = "") -> Update:
    """The nudge as it stands now, in its own place, with news at its head."""
    now = cards.nudge(desk, person_id, page) or answer_cards.nothing_waits()
    return Update(answer_cards.with_news(now, news) if news else now)


def _answer(desk: Desk, review: Review, person_id: int) -> NudgeAnswer:
    return desk.answers.get(person_id, NudgeAnswer(review.id, person_id))


def _here(context: Context) -> tuple[Calendar, date]:
    calendar = calendar_of(context.institution, context.person)
    return calendar, calendar.day(context.now)
