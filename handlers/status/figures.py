"""The figures of a status: which actions each number stands for. Pure.

`counting.py` has the same figures with all the words of the actions, for documents; the colour of an action, whether
somebody answers for it and under which theme it counts are decided in one place for both.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from handlers.plans.brief import ActionInCount
from handlers.plans.themes import counted_under
from handlers.reviews.model import Review
from handlers.reviews.reporting import Colour, Cycle
from handlers.status.counting import Counts, by_theme, is_unowned

SOON = timedelta(days=60)
"""What is due within this is told as coming."""


class Behind(StrEnum):
    """What can stand behind a number: besides the six colours."""

    ALL = "all"
    LATER = "later"
    """Than first planned."""
    SOON = "soon"
    OVERDUE = "overdue"
    UNOWNED = "unowned"
    CHANGED = "changed"


class Earlier(NamedTuple):
    """A closed review, and the colour that every action had then, by its id."""

    review: Review
    colours: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """An action that is another colour than at an earlier review; `before` is None for one added since."""

    action: ActionInCount
    before: Colour | None
    now: Colour


@dataclass(frozen=True, slots=True)
class Figures:
    """Where a plan, or a part of it, stands at one moment. `newest` is when a theme was last reported on."""

    as_of: datetime
    actions: tuple[ActionInCount, ...]
    colours: Mapping[int, Colour]
    themes: Mapping[str, Counts]
    newest: Mapping[str, datetime]
    changes: tuple[Moved, ...]
    since: Review | None
    later: tuple[ActionInCount, ...]
    soon: tuple[ActionInCount, ...]
    overdue: tuple[ActionInCount, ...]
    unowned: tuple[ActionInCount, ...]

    @property
    def total(self) -> Counts:
        """Counts over all themes."""
        total = Counter(self.colours.values())
        return {colour: total[colour] for colour in Colour}

    @property
    def last_said(self) -> datetime | None:
        """When anything was last reported."""
        return max(self.newest.values(), default=None)

    def of(self, colour: Colour) -> tuple[ActionInCount, ...]:
        """The actions of a colour, in the order of the plan."""
        return tuple(action for action in self.actions if self.colours[action.id] is colour)

    def behind(self, which: Colour | Behind) -> tuple[ActionInCount, ...]:
        """The actions that a number stands for."""
        if isinstance(which, Colour):
            return self.of(which)
        groups = {
            Behind.ALL: self.actions,
            Behind.LATER: self.later,
            Behind.SOON: self.soon,
            Behind.OVERDUE: self.overdue,
            Behind.UNOWNED: self.unowned,
            Behind.CHANGED: tuple(moved.action for moved in self.changes),
        }
        return groups[which]


def figures(
    actions: Sequence[ActionInCount], held: Container[int], cycle: Cycle, earlier: Earlier | None, now: datetime
) -> Figures:
    """Count actions. `held` are the posts with somebody in them; changes are told since an earlier review."""
    colours = {action.id: cycle.colour(action) for action in actions}
    open_ones = [action for action in actions if not action.is_over]
    return Figures(
        as_of=now,
        actions=tuple(actions),
        colours=colours,
        themes=by_theme(actions, colours),
        newest=_newest(actions),
        changes=_changes(actions, colours, earlier),
        since=earlier.review if earlier else None,
        later=tuple(sorted((each for each in open_ones if each.slipped_days), key=lambda each: -each.slipped_days)),
        soon=_due(open_ones, cycle.today, cycle.today + SOON),
        overdue=_due(open_ones, date.min, cycle.today - timedelta(days=1)),
        unowned=tuple(each for each in actions if is_unowned(each, held, colours[each.id])),
    )


def _changes(
    actions: Iterable[ActionInCount], colours: Mapping[int, Colour], earlier: Earlier | None
) -> tuple[Moved, ...]:
    if earlier is None:
        return ()
    then = {number: Colour(colour) for number, colour in earlier.colours.items()}
    moved = (Moved(action, then.get(action.id), colours[action.id]) for action in actions)
    return tuple(each for each in moved if each.before is not each.now)


def _newest(actions: Iterable[ActionInCount]) -> dict[str, datetime]:
    newest: dict[str, datetime] = {}
    for action in actions:
        if action.latest is not None:
            theme = counted_under(action.theme)
            newest[theme] = max(newest.get(theme, action.latest.at), action.latest.at)
    return newest


def _due(actions: Iterable[ActionInCount], first: date, last: date) -> tuple[ActionInCount, ...]:
    due = (each for each in actions if each.due_on is not None and first <= each.due_on <= last)
    return tuple(sorted(due, key=lambda each: each.due_on or last))
