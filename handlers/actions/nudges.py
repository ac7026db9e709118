"""Nudges: who is asked for a report before a review, and when. One message a person and step."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.actions import cards
from handlers.actions.ownership import owned_actions
from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import DeliveryContext, Services
from handlers.people.model import Holding, Institution
from handlers.plans.model import Action
from handlers.reviews.model import Review
from handlers.reviews.reporting import Cycle, calendar_of, current_cycle
from handlers.reviews.schedule import Step, due, last_use
from handlers.work import Begin, Work

KIND = "nudge"


def waiting_by_person(
    actions: Iterable[Action], holdings: Iterable[Holding], cycle: Cycle
) -> Mapping[int, Sequence[Action]]:
    """Group the actions that await a report by the people who hold the posts that own them."""
    holders: dict[int, list[int]] = defaultdict(list)
    for holding in holdings:
        if not holding.deputy:
            holders[holding.post.id].append(holding.person.id)
    waiting: dict[int, list[Action]] = defaultdict(list)
    for action in actions:
        if action.owner_post_id is not None and cycle.awaits_report(action):
            for person_id in holders[action.owner_post_id]:
                waiting[person_id].append(action)
    return waiting


def delivery_key(review_id: int, step: Step, person_id: int) -> str:
    """The key under which a nudge exists once: review, step and person (the institution is a column of its own)."""
    return f"nudge:{review_id}:{step}:{person_id}"


async def plan_nudges(begin: Begin, services: Services, now: datetime) -> None:
    """Write what has fallen due into the outbox, and store when each review is to be looked at again."""
    async with begin() as tx:
        pairs = await tx.due_reviews.due(now)
    for institution_id, review_id in pairs:
        # One transaction a review: a fault in one institution holds up nobody else.
        async with begin() as tx:
            institution = await tx.institutions.get(institution_id)
            if institution is not None:
                await _plan_review(tx.of(institution_id), institution, review_id, now)


async def _plan_review(work: Work, institution: Institution, review_id: int, now: datetime) -> None:
    review = await work.reviews.get(review_id)
    if review is None or review.next_nudge_at is None or review.next_nudge_at > now:
        return  # another replica was here first
    calendar = calendar_of(institution)
    planned = due(review, calendar, now)
    if planned.step is not None:
        due_at = calendar.next_open_moment(now)
        if due_at < last_use(review, calendar):
            await work.outbox.add(await _nudges(work, institution, review, planned.step, now, due_at))
    await work.reviews.save(replace(review, next_nudge_at=planned.next_at))


async def _nudges(
    work: Work, institution: Institution, review: Review, step: Step, now: datetime, due_at: datetime
) -> list[NewDelivery]:
    plan = await work.plans.current()
    if plan is None:
        return []
    holdings = await work.people.holdings(institution.day(now))
    cycle = await current_cycle(work, institution, now)
    waiting = waiting_by_person(await work.plans.actions(plan.id), holdings, cycle)
    return [
        NewDelivery(delivery_key(review.id, step, person_id), KIND, person_id, {"review": str(review.id)}, due_at)
        for person_id in waiting
    ]


async def compose_nudge(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write the nudge as things stand when it is sent; None once everything is reported or it is of no more use."""
    review = await context.work.reviews.get(int(delivery.ids["review"]))
    if review is None or review.closed_at is not None:
        return None
    if context.now >= last_use(review, calendar_of(context.institution)):
        return None
    cycle = await current_cycle(context.work, context.institution, context.now)
    owned = await owned_actions(context.work, context.person.id, context.today, deputies=False)
    waiting = [action for action in owned if cycle.awaits_report(action)]
    return cards.nudge(review, waiting) if waiting else None
