"""Whose actions are whose: through the posts that own them."""

from collections.abc import Sequence
from datetime import date

from handlers.plans.model import Action
from handlers.work import Work


async def owned_actions(work: Work, person_id: int, day: date) -> Sequence[Action]:
    """The actions of the current plan owned by posts that this person holds or deputises for."""
    plan = await work.plans.current()
    holdings = await work.people.holdings(day, person_id)
    if plan is None or not holdings:
        return []
    return await work.plans.owned_by(plan.id, {holding.post.id for holding in holdings})
