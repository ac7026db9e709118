"""Setting, moving and taking back reviews, and when their papers close."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.feature import Context, FormInput
from handlers.forms import refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome
from handlers.reviews import cards
from handlers.reviews.dates_form import Dates, dates_form, read_dates
from handlers.reviews.model import Review
from handlers.reviews.schedule import first_nudge_at, moved


async def open_dates(context: Context, _value: str) -> Outcome:
    """Open the form for the dates."""
    return OpenForm(dates_form(await _coming(context)))


async def take_dates(context: Context, form: FormInput) -> Outcome:
    """Set, move or take back the coming reviews; their papers deadlines and nudges follow."""
    # Two chairs may send at the same moment; neither must set a day that the other has just taken.
    await context.work.alone()
    calendar = context.institution.calendar
    found = read_dates(form.values, await context.work.reviews.all(), context.today, calendar)
    if found.errors:
        return FormErrors(refilled(dates_form(await _coming(context)), form.values), found.errors)
    for review_id, day in found.moved.items():
        review = await context.work.reviews.get(review_id)
        if review is None or review.closed_at is not None or review.held_on <= context.today:
            continue
        if day is None:
            await context.work.nudges.forget_answers(review_id)
            await context.work.reviews.remove(review_id)
        else:
            await _move(context, review, found)
    for key, day in found.new.items():
        new = moved(Review(0, day, day), day, calendar)
        await _save(context, replace(new, papers_due_on=found.papers.get(key, new.papers_due_on)))
    return Close(reply=cards.dates_set(await _coming(context), context.now, calendar))


async def _move(context: Context, review: Review, found: Dates) -> None:
    day = found.moved[review.id]
    assert day is not None  # noqa: S101 - those without a day were taken back
    there = moved(review, day, context.institution.calendar) if day != review.held_on else review
    papers = found.papers.get(f"review-{review.id}")
    if papers is not None and papers != review.papers_due_on:
        there = replace(there, papers_due_on=papers)
    if there == review:
        return
    if there.round != review.round:
        await context.work.nudges.forget_answers(review.id)
    await _save(context, there)


async def _save(context: Context, review: Review) -> None:
    first = first_nudge_at(review, context.institution.calendar, context.now)
    await context.work.reviews.save(replace(review, next_nudge_at=first))


async def _coming(context: Context) -> Sequence[Review]:
    reviews = await context.work.reviews.all()
    return [review for review in reviews if review.closed_at is None and review.held_on > context.today]
