"""What chairs and lead hear when reviews do not go on: none is set, one stays unclosed, too long since the last."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery, State
from handlers.feature import DeliveryContext, JobContext
from handlers.nudges.answering import committee
from handlers.people.hours import here_at
from handlers.reviews import cards
from handlers.reviews.troubles import Trouble, troubles
from handlers.work import Work

ALARM = "reviews.alarm"
AGAIN_AFTER = timedelta(days=7)
"""How often it is said at most, while it lasts."""


async def _troubles(work: Work, today: date) -> Sequence[Trouble]:
    # Without a plan there is nothing to review yet.
    return troubles(await work.reviews.all(), today) if await work.plans.current() else ()


async def check_reviews(context: JobContext) -> None:
    """Tell chairs and lead what is amiss, once a week at most while it lasts."""
    # Two replicas at once must not say it on two days running.
    await context.work.alone()
    today = context.institution.day(context.now)
    if not await _troubles(context.work, today):
        return
    said = await context.work.outbox.with_prefix(f"{ALARM}:")
    if any(each.due_at > context.now - AGAIN_AFTER and each.state is not State.UNNEEDED for each in said):
        return
    holdings = await context.work.people.holdings(today)
    await context.work.outbox.add(
        NewDelivery(
            f"{ALARM}:{today.isoformat()}:{person.id}",
            ALARM,
            person.id,
            {"day": today.isoformat()},
            here_at(context.institution, person, context.now),
            context.now + AGAIN_AFTER,
        )
        for person in committee(holdings, today)
    )


async def compose_alarm(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say what is amiss when it is sent; None once it is mended, or where somebody is no longer on the committee."""
    holdings = await context.work.people.holdings(context.today)
    if context.person.id not in {person.id for person in committee(holdings, context.today)}:
        return None
    found = await _troubles(context.work, context.today)
    return cards.alarm(found, context.today) if found else None
