"""Who is asked, and in which declared groups, or on which of two sides, their answers are counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from handlers.voice.model import Group, Side

FEWEST_INVITED = 10
"""A round with a smaller audience is not opened, nor a comparison with fewer on one of its sides (features.md B30)."""
SIDE_NAMES: Final = {Side.LEADERS: "Lead and chairs", Side.TECHNICIANS: "Technicians"}


@dataclass(frozen=True, slots=True)
class Audience:
    """The people who are asked. In a comparison, `leading` are the ids of those who are on the side of the lead.

    A comparison is counted by its two sides and not by groups of units as well: from two divisions of the same people
    more could be worked out than from either.
    """

    people: tuple[Person, ...]
    leading: frozenset[int] | None = None

    @property
    def large_enough(self) -> bool:
        """Whether a round may be opened to them."""
        if self.leading is not None:
            return all(group.invited >= FEWEST_INVITED for group in self.groups)
        return len(self.people) >= FEWEST_INVITED

    @property
    def groups(self) -> tuple[Group, ...]:
        """The declared groups that they are in; none where all are in one, which says no more than the whole."""
        if self.leading is not None:
            ahead = sum(person.id in self.leading for person in self.people)
            counted = {Side.LEADERS: ahead, Side.TECHNICIANS: len(self.people) - ahead}
            return tuple(Group(SIDE_NAMES[side], people, side) for side, people in counted.items())
        counts = Counter(person.roll_up for person in self.people if person.roll_up)
        if len(counts) + (sum(counts.values()) < len(self.people)) < 2:
            return ()
        return tuple(Group(name, counts[name]) for name in sorted(counts, key=str.casefold))

    @property
    def invited(self) -> dict[int, str]:
        """Each person's id, and the group in which their answers are counted."""
        if self.leading is not None:
            return {person.id: SIDE_NAMES[self._side(person)] for person in self.people}
        names = {group.name for group in self.groups}
        return {person.id: person.roll_up if person.roll_up in names else "" for person in self.people}

    def _side(self, person: Person) -> Side:
        return Side.LEADERS if person.id in (self.leading or ()) else Side.TECHNICIANS


def audience(everybody: Sequence[Person], groups: Sequence[str] = ()) -> Audience:
    """The people of these groups, or everybody who was imported where none is named."""
    return Audience(tuple(person for person in everybody if not groups or person.roll_up in groups))


def two_sides(asked: Audience, holdings: Sequence[Holding]) -> Audience:
    """The same people and, as a side of their own, whoever holds a post of lead or chair, imported or not."""
    ahead = {each.person.id: each.person for each in holdings if each.post.kind in (PostKind.LEAD, PostKind.CHAIR)}
    everybody = {person.id: person for person in asked.people} | ahead
    return Audience(tuple(everybody.values()), frozenset(ahead))


def declared(everybody: Sequence[Person]) -> list[str]:
    """The names of all groups that the list of people declares."""
    return sorted({person.roll_up for person in everybody if person.roll_up}, key=str.casefold)
