"""Who answers for a post on a day: its holders, while they are away its deputies. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.people.hours import is_away
from handlers.people.model import Holding, Person, Post
from handlers.phrases import joined
from handlers.rights import PostKind


@dataclass(frozen=True, slots=True)
class Office:
    """A post with the people in it."""

    post: Post
    holders: tuple[Person, ...]
    deputies: tuple[Person, ...]

    def answering(self, day: date) -> tuple[Person, ...]:
        """Whom to ask: the holders who are there, else the deputies who are, else whoever comes back first."""
        for group in (self.holders, self.deputies):
            if there := tuple(person for person in group if not is_away(person, day)):
                return there
        return self.holders or self.deputies

    def stands_in(self, person_id: int, day: date) -> bool:
        """Tell whether this deputy is asked in the place of holders, who are away or not there at all."""
        asked = {person.id for person in self.answering(day)}
        return person_id in asked and all(person.id not in asked for person in self.holders)

    @property
    def held_by(self) -> str:
        """The names of its holders; empty while it has none."""
        return joined([person.name for person in self.holders])


def offices(holdings: Iterable[Holding]) -> Mapping[int, Office]:
    """Sort who holds or deputises for what by post id."""
    grouped: dict[int, list[Holding]] = defaultdict(list)
    for holding in holdings:
        grouped[holding.post.id].append(holding)
    return {post_id: _office(each) for post_id, each in grouped.items()}


def _office(holdings: Sequence[Holding]) -> Office:
    holders = {holding.person.id: holding.person for holding in holdings if not holding.deputy}
    deputies = {holding.person.id: holding.person for holding in holdings if holding.deputy}
    only = tuple(person for number, person in deputies.items() if number not in holders)
    return Office(holdings[0].post, tuple(holders.values()), only)


def committee(holdings: Iterable[Holding], day: date) -> Sequence[Person]:
    """The lead and the chairs, or whoever answers for them on a day."""
    return committee_of(offices(holdings).values(), day)


def committee_of(known: Iterable[Office], day: date) -> Sequence[Person]:
    """The same, of posts that are sorted already."""
    leading = (office for office in known if office.post.kind in (PostKind.LEAD, PostKind.CHAIR))
    return list({person.id: person for office in leading for person in office.answering(day)}.values())
