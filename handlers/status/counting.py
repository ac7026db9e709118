"""Where the plan stands: counts by theme and colour, what changed, what nobody reported. Pure."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.plans.brief import ActionInCount
from handlers.plans.model import Action
from handlers.plans.themes import OTHER, THEMES, counted_under
from handlers.reviews.model import Review, SnapshotLine
from handlers.reviews.reporting import Colour, Cycle

Counts = Mapping[Colour, int]


@dataclass(frozen=True, slots=True)
class Change:
    """An action that is another colour than at the last review. `before` is None for one added since."""

    ref: str
    theme: str
    title: str
    before: Colour | None
    now: Colour
    comment: str


@dataclass(frozen=True, slots=True)
class Status:
    """The whole status of a plan at one moment."""

    as_of: datetime
    themes: Mapping[str, Counts]
    changes: tuple[Change, ...]
    reds: tuple[Action, ...]
    not_reported: tuple[Action, ...]
    without_owner: tuple[Action, ...]
    since: Review | None

    @property
    def total(self) -> Counts:
        """Counts over all themes."""
        total: Counter[Colour] = Counter()
        for counts in self.themes.values():
            total.update(counts)
        return {colour: total[colour] for colour in Colour}


@dataclass(frozen=True, slots=True)
class Before:
    """A review that was closed, the last one as a rule, and what every action was then."""

    review: Review
    lines: Sequence[SnapshotLine]


def status(actions: Sequence[Action], held: Container[int], cycle: Cycle, last: Before | None, now: datetime) -> Status:
    """Count a plan's actions. `held` are the posts with somebody in them; changes are told since the review `last`."""
    colours = {action.id: cycle.colour(action) for action in actions}
    return Status(
        as_of=now,
        themes=by_theme(actions, colours),
        changes=changes(actions, colours, last.lines) if last else (),
        reds=tuple(action for action in actions if colours[action.id] is Colour.RED),
        not_reported=tuple(action for action in actions if colours[action.id] is Colour.NOT_REPORTED),
        without_owner=tuple(action for action in actions if is_unowned(action, held, colours[action.id])),
        since=last.review if last else None,
    )


def as_json(found: Status) -> dict[str, object]:
    """Give the status as `bunsen status --json` prints it (docs/operators.md)."""
    return {
        "as_of": found.as_of.isoformat(timespec="seconds"),
        "themes": {
            theme: {colour.value: counts[colour] for colour in Colour} for theme, counts in found.themes.items()
        },
        "changes": [
            {
                "ref": change.ref,
                "theme": change.theme,
                "title": change.title,
                "from": change.before,
                "to": change.now,
                "comment": change.comment,
            }
            for change in found.changes
        ],
    }


def is_unowned(action: Action | ActionInCount, held: Container[int], colour: Colour) -> bool:
    """Tell whether nobody answers for an action that is not over: no post owns it, or nobody is in that post."""
    over = colour in (Colour.GREEN, Colour.DROPPED)
    return not over and (action.owner_post_id is None or action.owner_post_id not in held)


def by_theme(actions: Iterable[Action | ActionInCount], colours: Mapping[int, Colour]) -> dict[str, Counts]:
    """Count actions by theme and colour: the five themes always, and "Other" where there are such actions."""
    tally = {theme: Counter[Colour]() for theme in (*THEMES, OTHER)}
    for action in actions:
        tally[counted_under(action.theme)][colours[action.id]] += 1
    return {
        theme: {colour: counts[colour] for colour in Colour}
        for theme, counts in tally.items()
        if theme in THEMES or counts
    }


def changes(
    actions: Sequence[Action], colours: Mapping[int, Colour], lines: Sequence[SnapshotLine]
) -> tuple[Change, ...]:
    """The actions that are another colour than in these lines of a snapshot."""
    before = {line.action_id: Colour(line.colour) for line in lines}
    return tuple(
        Change(
            action.ref,
            action.theme,
            action.title,
            before.get(action.id),
            colours[action.id],
            action.latest.comment if action.latest and colours[action.id] is not Colour.NOT_REPORTED else "",
        )
        for action in actions
        if before.get(action.id) is not colours[action.id]
    )
