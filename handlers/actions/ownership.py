"""Whose actions are whose: through the posts that own them or help with them."""

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


async def actions_in_hand(work: Work, person_id: int, day: date) -> Sequence[Action]:
    """The actions of the current plan that this person's posts own, and then those that they help with."""
    plan = await work.plans.current()
    posts = {holding.post.id for holding in await work.people.holdings(day, person_id)}
    if plan is None or not posts:
        return []
    actions = await work.plans.actions(plan.id)
    owned = [action for action in actions if action.owner_post_id in posts]
    helped = [action for action in actions if action.owner_post_id not in posts and posts & {*action.helper_post_ids}]
    return [*owned, *helped]
