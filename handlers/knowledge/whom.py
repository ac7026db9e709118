"""Finding whom to ask: what a post's name leads to today, see `handlers.answers.whom`."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.answers.whom import Whom
from handlers.enquiries.routing import NOBODY, Way, contact_of, named, offices_called, offices_without, route
from handlers.knowledge.own import keepers_among
from handlers.people.model import Holding
from handlers.phrases import joined
from handlers.work import Work


async def whom_to_ask(work: Work, posts: Sequence[str], today: date, unit: str = "") -> Mapping[str, Whom]:
    """Whom to ask in the place of each of these posts; `unit` is that of whoever reads it, for its contact.

    It is whoever an enquiry would go to: the post, the unit's contact, a deputy, the lead, a chair.
    """
    return await whom_among(work, await work.people.holdings(today), posts, today, unit)


async def whom_among(
    work: Work, holdings: Sequence[Holding], posts: Sequence[str], today: date, unit: str = ""
) -> Mapping[str, Whom]:
    """The same, from all holdings of the day."""
    units = await work.posts.units() if unit and any(vacant(holdings, post) for post in posts) else ()
    contact = contact_of(unit, units)
    return {post: _whom(holdings, post, today, contact) for post in posts}


def _whom(holdings: Sequence[Holding], post: str, today: date, contact: int | None) -> Whom:
    empty = vacant(holdings, post)
    office = route(Way(post, contact if empty else None), holdings, NOBODY)
    return Whom(post, named(office, today) if office is not None else "", empty)


def keeping(holdings: Sequence[Holding], post: str) -> Whom:
    """Who looks after the entries of a post, and so is told of what is said about them."""
    office = route(Way(post), holdings, NOBODY)
    people = joined([person.name for person in keepers_among(holdings, post)])
    return Whom(post, f"{people} ({office.post.name})" if office is not None else "", vacant(holdings, post))


def vacant(holdings: Sequence[Holding], post: str) -> bool:
    """Whether nobody holds or deputises for the post of this name."""
    return not offices_called(post, offices_without(holdings, NOBODY))
