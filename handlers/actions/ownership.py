"""Whose actions are whose: through the posts that own them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from handlers.people.model import Holding
from handlers.plans.model import Action
from handlers.work import Work


async def owned_actions(work: Work, person_id: int, day: date) -> Sequence[Action]:
    """The actions of the current plan owned by posts that this person holds or deputises for."""
    plan = await work.plans.current()
    holdings = await work.people.holdings(day, person_id)
    if plan is None or not holdings:
        return []
    return await work.plans.owned_by(plan.id, {holding.post.id for holding in holdings})


def answerable(holdings: Iterable[Holding]) -> Mapping[int, Sequence[int]]:
    """Who is asked about the actions of each post: its holders or, while it has none, its deputies."""
    holders: dict[int, list[int]] = {}
    deputies: dict[int, list[int]] = {}
    for holding in holdings:
        kind = deputies if holding.deputy else holders
        kind.setdefault(holding.post.id, []).append(holding.person.id)
    return deputies | holders
