"""Reviews: setting their dates, closing them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.feature import Command, Context, Feature, FormInput, FormRoute, Press
from handlers.forms import refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.reviews import cards
from handlers.reviews.dates_form import FORM, dates_form, read_dates
from handlers.reviews.model import Review
from handlers.reviews.reporting import calendar_of, current_cycle
from handlers.reviews.schedule import first_nudge_at, next_review, papers_due_on
from handlers.rights import Right
from handlers.status.counting import snapshot


async def show_reviews(context: Context, _rest: str) -> Reply:
    """Show the coming and the last review."""
    reviews = await context.work.reviews.all()
    held = [review for review in reviews if review.closed_at is None and review.held_on <= context.today]
    coming = next_review([review for review in reviews if review not in held], context.today)
    return Reply(cards.overview(reviews, held[0] if held else None, coming), private=True)


async def open_dates(context: Context, _value: str) -> Outcome:
    """Open the form for the dates."""
    return OpenForm(dates_form(await _coming(context)))


async def take_dates(context: Context, form: FormInput) -> Outcome:
    """Set or move the coming reviews; their papers deadline and nudges follow."""
    reviews = await context.work.reviews.all()
    coming = await _coming(context)
    moving = [review for review in coming if str(review.id) in form.context.split(",")]
    taken = [review.held_on for review in reviews if review not in moving]
    days, errors = read_dates(form.values, taken, context.today)
    if errors:
        return FormErrors(refilled(dates_form(coming), form.values), errors)
    planned = [*moving, *(Review(0, day, day) for day in days[len(moving) :])]
    saved = [await _set(context, review, day) for review, day in zip(planned, sorted(days), strict=False)]
    return Close(reply=cards.dates_set(saved))


async def _set(context: Context, review: Review, day: date) -> Review:
    calendar = calendar_of(context.institution)
    moved = replace(review, held_on=day, papers_due_on=papers_due_on(day, calendar))
    return await context.work.reviews.save(replace(moved, next_nudge_at=first_nudge_at(moved, calendar, context.now)))


async def close_review(context: Context, value: str) -> Outcome:
    """Close a review and freeze what every action is."""
    review = await context.work.reviews.get(int(value)) if value.isdigit() else None
    if review is None or review.closed_at is not None or review.held_on > context.today:
        return Reply(cards.cannot_close(review), private=True)
    plan = await context.work.plans.current()
    actions = await context.work.plans.actions(plan.id) if plan else []
    cycle = await current_cycle(context.work, context.institution, context.now)
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
