"""What has to stay hidden, so that no figure, and no difference of figures, tells what fewer than five people said.

From the whole and the groups that are shown, everybody can work out the rest: those who are in no shown group. So the
rest is held to the same rules as a group; where it breaks them, groups are hidden until it does not. All that can be
worked out is put together from shown groups and that rest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.voice.model import SMALLEST_GROUP
from handlers.voice.tallies import Tally

UNANIMOUS_FROM: Final = 10
"""Below so many people, what all of them said alike is hidden: it would be known of each of them."""

Cell = frozenset[str]
"""People by the names of their groups; "" for those in none."""


def too_telling(found: Tally, fewest: int) -> bool:
    """Whether so few answered, or so few so much alike, that it must not be known."""
    return found.opinions < fewest or (found.opinions < UNANIMOUS_FROM and found.unanimous)


def shown_groups(sizes: Mapping[str, int], everybody: Cell, fine: Callable[[Cell], bool]) -> Cell:
    """The groups that may be shown beside the whole: fine themselves, and fine what is left of the whole without them.

    `sizes` are those of the groups that come into question; the smallest is hidden first.
    """
    by_size = sorted(sizes, key=lambda name: (sizes[name], name))
    shown = [name for name in by_size if name and fine(frozenset((name,)))]
    while shown and not fine(everybody - frozenset(shown)):
        shown.pop(0)
    return frozenset(shown)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What could be known of some people in an earlier round."""

    group: Cell
    found: Tally
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Wave:
    """What could be known of one question in an earlier round, and how its audience differs from that of this one.

    `moves` counts people by their groups then and now; None where they were not asked.
    """

    known: Sequence[Earlier]
    moves: Mapping[tuple[str | None, str | None], int]

    def far_from(self, group: Cell, found: Tally, *, whole: bool) -> bool:
        """Whether a figure of these people, beside those of before, points at no fewer than five people.

        The same (or nearly the same) people were asked before: had all but a few of them answered as they did then,
        the difference would be the answers of those few.
        """
        return not any(
            self._changed(group, whole=whole) < SMALLEST_GROUP and self._near(group, before.found, found, whole=whole)
            for before in self.known
            if (before.whole and whole) or before.group == group
        )

    def _near(self, group: Cell, before: Tally, found: Tally, *, whole: bool) -> bool:
        alike = (before.opinions, before.unsure) == (found.opinions, found.unsure)
        if alike and not self._changed(group, whole=whole):
            return False
        return abs(before.opinions - found.opinions) < SMALLEST_GROUP

    def _changed(self, group: Cell, *, whole: bool) -> int:
        """How many are among these people in one of the two rounds only."""
        return sum(
            people
            for (then, now), people in self.moves.items()
            if _belongs(then, group, whole=whole) != _belongs(now, group, whole=whole)
        )


def _belongs(name: str | None, group: Cell, *, whole: bool) -> bool:
    return name is not None and (whole or name in group)
