"""A review itself: opened with an agenda, closed with a snapshot."""

from dataclasses import replace

from handlers.feature import Context
from handlers.forms import as_id
from handlers.outcomes import Outcome, Reply, Update
from handlers.plans.checking.building import check_current
from handlers.reviews import cards
from handlers.reviews.agenda import Agenda, agenda
from handlers.reviews.agenda_card import agenda_card
from handlers.reviews.freezing import lines_now
from handlers.reviews.model import Review
from handlers.reviews.reporting import cycle_of
from handlers.reviews.schedule import Step, next_review, step_at
from handlers.rights import Right
from handlers.status.counting import status
from handlers.status.digest import announce
from handlers.status.feature import before


async def open_review(context: Context, value: str) -> Outcome:
    """Open a review once its papers are in, and show its agenda; of one that is open already, show it again."""
    review = await _found(context, value)
    if review is None or review.closed_at is not None or review.papers_due_on > context.today:
        return Reply(cards.cannot_open(review), private=True)
    if review.opened_at is None:
        opened = replace(review, opened_at=context.now, opened_by_id=context.person.id)
        review = await context.work.reviews.save(opened)
    gathered = await _agenda(context, review)
    return Reply(agenda_card(gathered, context.institution) if gathered else cards.no_plan(), private=True)


async def _agenda(context: Context, review: Review) -> Agenda | None:
    work, calendar = context.work, context.institution.calendar
    plan = await work.plans.current()
    if plan is None:
        return None
    reviews = await work.reviews.all()
    actions = await work.plans.actions(plan.id)
    held = {holding.post.id for holding in await work.people.holdings(context.today)}
    last = await before(work)
    # The cycle of this review, not of the day on which somebody gets round to opening it.
    counted = status(actions, held, cycle_of(review, reviews, calendar, context.today), last, context.now)
    coming = next_review([each for each in reviews if each.held_on > review.held_on], context.today)
    taken = await work.nudges.taken(plan.id, step_at(Step.OWNERS_28, review, calendar))
    found = agenda(review, coming, actions, counted, last, taken, context.today)
    checked = await check_current(work, context.institution, context.now) if Right.LEAD in context.rights else None
    return replace(found, findings=len(checked.findings) if checked else None)


async def close_review(context: Context, value: str) -> Outcome:
    """Close a review and freeze what every action is."""
    review = await _found(context, value)
    if review is None or review.closed_at is not None or review.held_on > context.today:
        return Reply(cards.cannot_close(review), private=True)
    plan = await context.work.plans.current()
    actions = await context.work.plans.actions(plan.id) if plan else []
    reviews = await context.work.reviews.all()
    # The cycle of this review, not of the day on which somebody gets round to closing it.
    cycle = cycle_of(review, reviews, context.institution.calendar, context.today)
    lines = await lines_now(context.work, context.institution, actions, cycle, context.now)
    closed = replace(
        review,
        opened_at=review.opened_at or context.now,
        closed_at=context.now,
        closed_by_id=context.person.id,
        next_nudge_at=None,
    )
    await context.work.reviews.freeze(review.id, lines)
    await announce(context.work, context.institution, closed, context.now)
    return Update(cards.closed(await context.work.reviews.save(closed), lines))


async def _found(context: Context, value: str) -> Review | None:
    review_id = as_id(value)
    return await context.work.reviews.get(review_id) if review_id is not None else None
