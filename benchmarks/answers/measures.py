"""The figures of a run: what was given, offered or left, and what confidence was worth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from handlers.answers.ranking import Decision

_BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0001)
_PRECISIONS = (0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision, and the id of the entry that would have been right (empty: none)."""

    decision: Decision
    expected: str

    @property
    def best(self) -> bool:
        """Whether the right entry came first."""
        found = self.decision.candidates
        return bool(self.expected and found) and found[0].entry.id == self.expected

    @property
    def sure(self) -> float:
        """What is said to be the chance that the first candidate is right."""
        found = self.decision.candidates
        return found[0].confidence if found else 0.0

    @property
    def given(self) -> bool:
        """Whether the right answer was given."""
        return self.decision.entry is not None and self.decision.entry.id == self.expected

    @property
    def offered(self) -> bool:
        """Whether the right answer was given, or was among those to choose from."""
        chosen = self.decision.outcome == "choose"
        return self.given or (chosen and self.expected in {c.entry.id for c in self.decision.candidates})


def report(asked: Sequence[Asked]) -> str:
    """Write down the figures of a run."""
    ours = [each for each in asked if each.expected]
    others = [each for each in asked if not each.expected]
    lines = [f"{len(ours)} questions of ours, {len(others)} that are not"]
    if ours:
        lines += [
            f"ours: right entry first {_share(ours, lambda e: e.best)}, "
            f"right answer given {_share(ours, lambda e: e.given)}, "
            f"given or among three {_share(ours, lambda e: e.offered)}, "
            f"wrong answer given {_share(ours, lambda e: e.decision.entry is not None and not e.given)}",
        ]
    if others:
        lines.append(f"not ours: left unanswered {_share(others, lambda e: e.decision.outcome == 'abstained')}")
    if ours and others:
        lines.append(f"ours against not ours, by confidence: AUROC {_auroc(_said(ours), _said(others)):.1%}")
    lines += [_coverage(asked, len(ours), precision) for precision in _PRECISIONS] if ours else []
    return "\n".join([*lines, "", "confidence   questions   said   right", *_reliability(asked)])


def _share(asked: Sequence[Asked], holds: Callable[[Asked], bool]) -> str:
    return f"{sum(holds(each) for each in asked) / len(asked):.1%}"


def _sure(asked: Sequence[Asked]) -> np.ndarray:
    return np.array([each.sure for each in asked])


def _said(asked: Sequence[Asked]) -> np.ndarray:
    return np.array([each.decision.confidence for each in asked])


def _auroc(high: np.ndarray, low: np.ndarray) -> float:
    """The chance that one of ours is surer than one that is not; ties count half."""
    difference = high[:, None] - low[None, :]
    return float((difference > 0).mean() + 0.5 * (difference == 0).mean())


def _coverage(asked: Sequence[Asked], ours: int, precision: float) -> str:
    """How many of our questions get their answer if only the surest are answered, so many of which are right."""
    by_confidence = sorted(asked, key=lambda each: -each.sure)
    right = np.cumsum([each.best for each in by_confidence])
    enough = right / np.arange(1, len(right) + 1) >= precision
    reached = right[enough].max() / ours if enough.any() else 0.0
    return f"answered at {precision:.0%} right (threshold chosen afterwards): {reached:.1%} of ours"


def _reliability(asked: Sequence[Asked]) -> list[str]:
    """What was said of the first candidate, and how often it was right; `#` is one in fifty."""
    sure, right = _sure(asked), np.array([each.best for each in asked])
    lines = []
    for low, high in pairwise(_BINS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            said, was = sure[inside].mean(), right[inside].mean()
            bar = "#" * round(50 * was)
            lines.append(f"{low:.1f} to {min(high, 1):.1f} {inside.sum():>10}   {said:.2f}   {was:.2f}  {bar}".rstrip())
    return lines
