"""Reviews: setting their dates, closing them."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.feature import Command, Context, Feature, FormInput, FormRoute, Press
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.reviews import cards
from handlers.reviews.dates_form import FORM, dates_form, read_dates
from handlers.reviews.model import Review
from handlers.reviews.reporting import cycle_of
from handlers.reviews.schedule import first_nudge_at, moved, next_review
from handlers.rights import Right
from handlers.status.counting import snapshot


async def show_reviews(context: Context, _rest: str) -> Reply:
    """Show the coming and the last review."""
    reviews = await context.work.reviews.all()
    held = [review for review in reviews if review.closed_at is None and review.held_on <= context.today]
    coming = next_review(reviews, context.today)
    return Reply(cards.overview(reviews, held[0] if held else None, coming), private=True)


async def open_dates(context: Context, _value: str) -> Outcome:
    """Open the form for the dates."""
    return OpenForm(dates_form(await _coming(context)))


async def take_dates(context: Context, form: FormInput) -> Outcome:
    """Set, move or take back the coming reviews; their papers deadlines and nudges follow."""
    # Two chairs may send at the same moment; neither must set a day that the other has just taken.
    await context.work.alone()
    dates = read_dates(form.values, await context.work.reviews.all(), context.today, context.institution.calendar)
    if dates.errors:
        return FormErrors(refilled(dates_form(await _coming(context)), form.values), dates.errors)
    for review_id, day in dates.moved.items():
        review = await context.work.reviews.get(review_id)
        if review is None or review.closed_at is not None or review.held_on <= context.today:
            continue
        if day is None:
            await context.work.reviews.remove(review_id)
        elif day != review.held_on:
            await _save(context, moved(review, day, context.institution.calendar))
    for day in dates.new:
        await _save(context, moved(Review(0, day, day), day, context.institution.calendar))
    return Close(reply=cards.dates_set(await _coming(context), context.now, context.institution.calendar))


async def _save(context: Context, review: Review) -> None:
    first = first_nudge_at(review, context.institution.calendar, context.now)
    await context.work.reviews.save(replace(review, next_nudge_at=first))


async def close_review(context: Context, value: str) -> Outcome:
    """Close a review and freeze what every action is."""
    review_id = as_id(value)
    review = await context.work.reviews.get(review_id) if review_id is not None else None
    if review is None or review.closed_at is not None or review.held_on > context.today:
        return Reply(cards.cannot_close(review), private=True)
    plan = await context.work.plans.current()
    actions = await context.work.plans.actions(plan.id) if plan else []
    reviews = await context.work.reviews.all()
    # The cycle of this review, not of the day on which somebody gets round to closing it.
    cycle = cycle_of(review, reviews, context.institution.calendar, context.today)
    closed = replace(review, closed_at=context.now, next_nudge_at=None, snapshot=snapshot(actions, cycle))
    return Update(cards.closed(await context.work.reviews.save(closed)))


async def _coming(context: Context) -> Sequence[Review]:
    reviews = await context.work.reviews.all()
    return [review for review in reviews if review.closed_at is None and review.held_on > context.today]


FEATURE = Feature(
    "reviews",
    commands=(
        Command(
            "reviews",
            "show the reviews of the plan, set their dates, close one",
            show_reviews,
            Right.COMMITTEE,
            ("review", "next review"),
        ),
    ),
    presses=(
        Press(cards.DATES_PRESS, open_dates, Right.COMMITTEE),
        Press(cards.CLOSE_PRESS, close_review, Right.COMMITTEE),
    ),
    forms=(FormRoute(FORM, take_dates, Right.COMMITTEE),),
)
