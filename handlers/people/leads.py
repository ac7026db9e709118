"""Who leads for the institution: asked wherever something is to be said to the institutional lead."""

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.people.model import Holding, Person
from handlers.people.ports import People
from handlers.rights import PostKind


def leading(holdings: Iterable[Holding]) -> Sequence[Person]:
    """Those of these holders who are institutional lead, deputies included, each once."""
    return list({each.person.id: each.person for each in holdings if each.post.kind is PostKind.LEAD}.values())


async def leads_on(people: People, day: date) -> Sequence[Person]:
    """Whoever is institutional lead on a day, deputies included."""
    return leading(await people.holdings(day))
