"""What goes into a review pack. All figures in it are counted from the lines of a review, frozen or as things stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.people.model import Institution
from handlers.plans.checking.check import Checked
from handlers.plans.themes import OTHER, THEMES, counted_under
from handlers.reviews.minutes_model import MinuteLine
from handlers.reviews.model import Review, SnapshotLine
from handlers.reviews.reporting import Colour
from handlers.status.counting import Counts
from handlers.submission.taken_up import Taken
from handlers.voice.heard import Heard


@dataclass(frozen=True, slots=True)
class Past:
    """A review that is closed, and what every action was then."""

    review: Review
    lines: tuple[SnapshotLine, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """An action that is another colour than at the review before. `before` is None for one that was added since."""

    line: SnapshotLine
    before: Colour | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the agenda of a review that is still to be closed asks: of which actions, and why.

    `due` are those due by the day `due_by`, `disputed` those whose owners say that they are not theirs, `scan` those
    worth a question at the horizon scan.
    """

    due: tuple[SnapshotLine, ...]
    due_by: date
    disputed: tuple[SnapshotLine, ...]
    scan: tuple[tuple[SnapshotLine, str], ...]
    taken: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Pack:
    """All of a review pack. `seal` is that of the frozen snapshot, empty where the pack shows things as they stand.

    `past` are the reviews that were closed before, the oldest first. `asked`, `checked` and `heard` are there only for
    a review that is still to be closed: they are of the day on which they are asked for.
    """

    institution: Institution
    plan_title: str
    review: Review | None
    as_of: date
    lines: tuple[SnapshotLine, ...]
    for_posts: tuple[str, ...]
    seal: str = ""
    past: tuple[Past, ...] = ()
    minutes: tuple[MinuteLine, ...] = ()
    asked: Asked | None = None
    checked: Checked | None = None
    heard: Heard | None = None
    remarked: tuple[Taken, ...] = ()
    """What panels remarked on earlier submissions, and what of the plan takes it up."""

    @property
    def is_frozen(self) -> bool:
        """Tell whether it is of a review that is closed."""
        return bool(self.seal)

    @property
    def is_full(self) -> bool:
        """Tell whether owners, dates and words are known beside the colours."""
        return all(line.is_full for line in self.lines)

    @property
    def before(self) -> Past | None:
        """The review before this one."""
        return self.past[-1] if self.past else None

    def of(self, colour: Colour) -> tuple[SnapshotLine, ...]:
        """The actions of one colour, in the plan's order."""
        return tuple(line for line in self.lines if line.colour == colour)

    @property
    def without_owner(self) -> tuple[SnapshotLine, ...]:
        """The actions that are not over and that nobody answers for."""
        over = (Colour.GREEN, Colour.DROPPED)
        return tuple(line for line in self.lines if line.is_full and line.vacant and line.colour not in over)

    @property
    def slipped(self) -> tuple[tuple[SnapshotLine, int], ...]:
        """The actions that are not over and are due later than first planned, by how many days; the most first."""
        late = [(line, days) for line in self.lines if (days := slipped_days(line)) and not is_over(line)]
        return tuple(sorted(late, key=lambda pair: -pair[1]))

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The actions that are another colour than at the review before; none where there was no review."""
        if self.before is None:
            return ()
        was = {line.action_id: Colour(line.colour) for line in self.before.lines}
        turns = (Turn(line, was.get(line.action_id)) for line in self.lines)
        return tuple(turn for turn in turns if turn.before is None or turn.before != turn.line.colour)


def slipped_days(line: SnapshotLine) -> int:
    """By how many days an action is due later than first planned; 0 where it is not."""
    if not line.due_on or not line.first_due_on:
        return 0
    return max((date.fromisoformat(line.due_on) - date.fromisoformat(line.first_due_on)).days, 0)


def is_over(line: SnapshotLine) -> bool:
    """Tell whether it was last reported as completed, or dropped; what is "not reported" since is over all the same."""
    return line.rag in ("green", "dropped")


def counts(lines: Sequence[SnapshotLine]) -> Counts:
    """How many actions are of each colour."""
    found = Counter(line.colour for line in lines)
    return {colour: found[colour.value] for colour in Colour}


def themes(lines: Sequence[SnapshotLine]) -> Mapping[str, Counts]:
    """How many are of each colour, by theme: the five always, and "Other" where there are such actions."""
    tally = {theme: Counter[str]() for theme in (*THEMES, OTHER)}
    for line in lines:
        tally[counted_under(line.theme)][line.colour] += 1
    return {
        theme: {colour: found[colour.value] for colour in Colour}
        for theme, found in tally.items()
        if theme in THEMES or found
    }
