"""How much of a plan was understood: field by field, against what is known about it."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.plan_reading.truth import Truth
from handlers.cells import key
from handlers.plans.reading import ActionDraft

FIELDS = ("theme", "title", "owner", "owners", "start", "due", "due_text", "success", "rag", "comment", "learning")
_ALIKE = 0.6


@dataclass(slots=True)
class Score:
    """Fields that were read right, of all that are filled or were filled wrongly; and actions missed and made up."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    total: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    actions: int = 0
    missed: int = 0
    false: int = 0

    def add(self, other: "Score") -> None:
        """Take in another score."""
        for name in FIELDS:
            self.right[name] += other.right[name]
            self.total[name] += other.total[name]
        self.actions += other.actions
        self.missed += other.missed
        self.false += other.false

    def count(self, name: str, right: bool) -> None:
        """Count one field."""
        self.total[name] += 1
        self.right[name] += right

    def share(self, name: str = "") -> float:
        """Give the share of one field, or of all, that was read right; 1 where there is nothing to read."""
        names = (name,) if name else FIELDS
        total = sum(self.total[each] for each in names)
        return sum(self.right[each] for each in names) / total if total else 1.0


def score(truths: Sequence[Truth], actions: Sequence[ActionDraft]) -> Score:
    """Compare a reading with what is known."""
    result = Score(actions=len(truths))
    left = list(actions)
    for truth in truths:
        found = _match(truth, left)
        if found is None:
            result.missed += 1
            _count_missed(result, truth)
        else:
            left.remove(found)
            _compare(result, truth, found)
    result.false = len(left)
    return result


def _match(truth: Truth, actions: Sequence[ActionDraft]) -> ActionDraft | None:
    wanted = key(truth.title)
    exact = next((each for each in actions if key(each.title) == wanted), None)
    if exact is not None or not actions:
        return exact
    best = max(actions, key=lambda each: _alike(wanted, key(each.title)))
    return best if _alike(wanted, key(best.title)) >= _ALIKE else None


def _alike(one: str, other: str) -> float:
    if one and other and (one in other or other in one) and min(len(one), len(other)) * 2 >= max(len(one), len(other)):
        return 0.9
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _pairs(truth: Truth, action: ActionDraft | None) -> Iterable[tuple[str, object, object]]:
    yield "theme", truth.theme, action.theme if action else ""
    yield "title", key(truth.title), key(action.title) if action else ""
    yield "owner", key(truth.owner_text), key(action.owner_text) if action else ""
    yield "owners", tuple(map(key, truth.owners)), tuple(map(key, action.owners)) if action else ()
    yield "start", truth.start, action.start if action else None
    yield "due", truth.due, action.due if action else None
    yield "due_text", key(truth.due_text), key(action.due_text) if action else ""
    yield "success", key(truth.success_measure), key(action.success_measure) if action else ""
    yield "rag", truth.rag, (action.rag.value if action and action.rag else None)
    yield "learning", key(truth.learning), key(action.learning) if action else ""


def _compare(result: Score, truth: Truth, action: ActionDraft) -> None:
    for name, expected, got in _pairs(truth, action):
        if expected or got:
            result.count(name, expected == got)
    if truth.comment:
        result.count("comment", key(truth.comment) in key(action.comment))


def _count_missed(result: Score, truth: Truth) -> None:
    for name, expected, _ in _pairs(truth, None):
        if expected:
            result.count(name, False)
    if truth.comment:
        result.count("comment", False)
