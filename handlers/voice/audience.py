"""Who is asked, and in which declared groups their answers are counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.people.model import Person
from handlers.voice.model import Group

FEWEST_INVITED = 10
"""A round with a smaller audience is not opened."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The people who are asked."""

    people: tuple[Person, ...]

    @property
    def large_enough(self) -> bool:
        """Whether a round may be opened to them."""
        return len(self.people) >= FEWEST_INVITED

    @property
    def groups(self) -> tuple[Group, ...]:
        """The declared groups that they are in; none where all are in one, which says no more than the whole."""
        counts = Counter(person.roll_up for person in self.people if person.roll_up)
        if len(counts) + (sum(counts.values()) < len(self.people)) < 2:
            return ()
        return tuple(Group(name, counts[name]) for name in sorted(counts, key=str.casefold))

    @property
    def invited(self) -> dict[int, str]:
        """Each person's id, and the group in which their answers are counted."""
        names = {group.name for group in self.groups}
        return {person.id: person.roll_up if person.roll_up in names else "" for person in self.people}


def audience(everybody: Sequence[Person], groups: Sequence[str] = ()) -> Audience:
    """The people of these groups, or everybody who was imported where none is named."""
    return Audience(tuple(person for person in everybody if not groups or person.roll_up in groups))


def declared(everybody: Sequence[Person]) -> list[str]:
    """The names of all groups that the list of people declares."""
    return sorted({person.roll_up for person in everybody if person.roll_up}, key=str.casefold)
