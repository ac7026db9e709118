"""Nudges: who is asked for a report before a review, and when. One message a person and step."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.actions import cards
from handlers.actions.ownership import answerable
from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import DeliveryContext, JobContext
from handlers.people.model import Holding
from handlers.plans.model import Action
from handlers.reviews.model import Review
from handlers.reviews.reporting import Cycle, current_cycle
from handlers.reviews.schedule import Step, due, last_use
from handlers.work import Transaction

KIND = "nudge"


def waiting_by_person(
    actions: Iterable[Action], holdings: Iterable[Holding], cycle: Cycle
) -> Mapping[int, Sequence[Action]]:
    """Group the actions that await a report by the people who answer for the posts that own them."""
    asked = answerable(holdings)
    waiting: dict[int, list[Action]] = defaultdict(list)
    for action in actions:
        if action.owner_post_id is not None and cycle.awaits_report(action):
            for person_id in asked.get(action.owner_post_id, ()):
                waiting[person_id].append(action)
    return waiting


def delivery_key(review: Review, step: Step, person_id: int) -> str:
    """The key under which a nudge exists once: review, round, step and person (the institution is its own column)."""
    return f"nudge:{review.id}:{review.round}:{step}:{person_id}"


async def due_reviews(tx: Transaction, now: datetime) -> Sequence[tuple[int, int]]:
    """The reviews that a tick has to look at."""
    return await tx.due_reviews.due(now)


async def plan_nudges(context: JobContext, review_id: int) -> None:
    """Write what has fallen due into the outbox, and store when the review is to be looked at again."""
    review = await context.work.reviews.get(review_id)
    if review is None or review.next_nudge_at is None or review.next_nudge_at > context.now:
        return  # another replica was here first
    calendar = context.institution.calendar
    planned = due(review, calendar, context.now)
    due_at = calendar.next_open_moment(context.now)
    if planned.step is not None and due_at < last_use(review, calendar):
        await context.work.outbox.add(await _nudges(context, review, planned.step, due_at))
    await context.work.reviews.save(replace(review, next_nudge_at=planned.next_at))


async def _nudges(context: JobContext, review: Review, step: Step, due_at: datetime) -> list[NewDelivery]:
    plan = await context.work.plans.current()
    if plan is None:
        return []
    holdings = await context.work.people.holdings(context.institution.day(context.now))
    cycle = await current_cycle(context.work, context.institution, context.now)
    waiting = waiting_by_person(await context.work.plans.actions(plan.id), holdings, cycle)
    ids = {"review": str(review.id), "step": step.value}
    return [NewDelivery(delivery_key(review, step, person), KIND, person, ids, due_at) for person in waiting]


async def compose_nudge(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write the nudge as things stand when it is sent; None once everything is reported or it is of no more use."""
    review = await context.work.reviews.get(int(delivery.ids["review"]))
    if review is None or review.closed_at is not None:
        return None
    if due(review, context.institution.calendar, context.now).step != delivery.ids["step"]:
        # It waited so long that the next step has taken its place, the papers are closed, or the review has moved.
        return None
    cycle = await current_cycle(context.work, context.institution, context.now)
    plan = await context.work.plans.current()
    actions = await context.work.plans.actions(plan.id) if plan else []
    holdings = await context.work.people.holdings(context.today)
    waiting = waiting_by_person(actions, holdings, cycle).get(context.person.id)
    return cards.nudge(review, waiting) if waiting else None
