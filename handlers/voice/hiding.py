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
    """What was shown of one question in an earlier round: disjoint parts of its audience, each with how it answered.

    All that can be known is put together from these. `same` says whether it is the question that is asked now.
    """

    parts: Sequence[tuple[Cell, Tally]]
    same: bool = True


_NOTHING: Final = Tally(0, ())


@dataclass(frozen=True, slots=True)
class _Sum:
    """Some parts together: how many people are asked in them or now but not in both, and how many were silent."""

    changed: int
    silent: int = 0
    found: Tally = _NOTHING


@dataclass(frozen=True, slots=True)
class Wave:
    """What was shown of an earlier round that was near in time, and how its audience differs from this one's.

    `moves` counts people by their groups then and now; None where they were not asked.

    Different rounds are different answers by everybody, so no answer follows from two of them alone. But near in time
    an attacker may take it that those who answered both times said the same. Then the difference between a figure and
    one from before is made of the answers of those who are in one of the two only: of those who were asked only once,
    and of those who were silent once (docs/adr/0005).
    """

    known: Sequence[Earlier]
    moves: Mapping[tuple[str | None, str | None], int]

    def far_from(self, group: Cell, found: Tally) -> bool:
        """Whether a figure of these people, beside all that was shown before, points at no fewer than five of them."""
        asked = sum(people for (_, now), people in self.moves.items() if now in group)
        silent = max(0, asked - found.given)
        return not any(
            _points_at_few(found, silent, together, same=before.same)
            for before in self.known
            for together in self._sums(before, group)
        )

    def _sums(self, before: Earlier, group: Cell) -> Sequence[_Sum]:
        """All sums of parts of an earlier round that are nearly these people."""
        sums = [_Sum(self._people(frozenset((None,)), group)[0])]
        for part, given in before.parts:
            inside, outside = self._people(part, group)
            quiet = max(0, inside + outside - given.given)
            taken = [_Sum(each.changed + outside, each.silent + quiet, each.found + given) for each in sums]
            left = [_Sum(each.changed + inside, each.silent, each.found) for each in sums]
            sums = [each for each in (*taken, *left) if each.changed < UNANIMOUS_FROM]
        return sums

    def _people(self, then: frozenset[str | None] | Cell, now: Cell) -> tuple[int, int]:
        """How many of these groups then are in those now, and how many are not."""
        inside = sum(people for (was, is_now), people in self.moves.items() if was in then and is_now in now)
        every = sum(people for (was, _), people in self.moves.items() if was in then)
        return inside, every - inside


def _points_at_few(found: Tally, silent: int, before: _Sum, *, same: bool) -> bool:
    # Those who were asked once can be named. Where as many answered, but for a few, it looks like their doing.
    if same and 0 < before.changed < SMALLEST_GROUP and abs(found.given - before.found.given) < SMALLEST_GROUP:
        return True
    # Who was silent nobody knows, so each of them may be meant; but all of these together may still be few. Where it is
    # another question, perhaps the same in other words, only those count who were left out of one of the two.
    candidates = before.changed + silent + before.silent
    if 0 < candidates < SMALLEST_GROUP and (same or before.changed):
        return True
    return same and _all_alike(candidates, found - before.found)


def _all_alike(candidates: int, left: Tally) -> bool:
    """Whether a difference is of all candidates, few, and of one mind: then it is known of each of them."""
    if not 0 < candidates < UNANIMOUS_FROM or abs(left.opinions) != candidates:
        return False
    return (left if left.opinions > 0 else Tally(0, (), 0, left.scale) - left).unanimous
