"""Whose actions are whose: through the posts that own them."""

from collections.abc import Sequence
from datetime import date

from handlers.plans.model import Action
from handlers.work import Work


async def owned_actions(work: Work, person_id: int, day: date, *, deputies: bool) -> Sequence[Action]:
    """The actions of the current plan owned by posts that this person holds (or, with `deputies`, deputises for)."""
    plan = await work.plans.current()
    if plan is None:
        return []
    holdings = await work.people.holdings(day)
    posts = {h.post.id for h in holdings if h.person.id == person_id and (deputies or not h.deputy)}
    return await work.plans.owned_by(plan.id, posts) if posts else []
