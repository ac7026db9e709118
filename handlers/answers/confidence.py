"""How sure a match is, learnt from the knowledge base itself.

Some phrasings are held out, and some entries altogether; a matcher that never saw them is asked for them, and what came
of it teaches two chances: that a question is ours at all, and that the entry found is the right one. A base that is too
small to teach much relies on what is believed beforehand (`_BELONGS` and `_RIGHT`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from handlers.answers import matching
from handlers.answers.matching import Matcher, Matches, Phrasings
from handlers.answers.regression import Doubles, chance, logistic

# A constant, then the columns of `Matcher.matches`. `_RIGHT` is what the shipped entries taught. `_BELONGS` leans on
# nearness more than they do: among a handful of entries the chance of the best says nothing.
_BELONGS: Final = np.array([-3.5, 0.4, 3.5, 4.0, 3.0, 0.0, 1.0, -3.0])
_RIGHT: Final = np.array([0.2, 0.5, 0.6])
# How far the columns vary there: a factor is believed as strongly as this many observations of that spread.
_BELONGS_SPREAD: Final = np.array([1.0, 0.7, 0.2, 0.2, 0.2, 0.1, 0.8, 0.1])
_RIGHT_SPREAD: Final = np.array([1.0, 0.7, 1.6])
_FIRMNESS: Final = 20.0

_FOLDS: Final = 4
# Below this many entries, leaving a quarter of them out leaves nothing to learn from.
_FEWEST_ENTRIES: Final = 8
# Larger bases, by phrasings times classes, have enough held-out phrasings in fewer folds; more would take seconds.
_LARGE: Final = 300_000
_LARGEST: Final = 1_000_000
_QUESTIONS_AT_ONCE: Final = 512
# One question in seven is taken to be somebody else's; held-out entries are harder to tell apart than most of those.
_OUTSIDE_SHARE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Chances:
    """Of some questions, one row each: that they are ours, and of each of the best entries that it is the right one."""

    ours: Doubles
    right: Doubles


@dataclass(frozen=True, slots=True)
class Confidence:
    """Turns evidence into chances."""

    belongs: Doubles
    right: Doubles

    def chances(self, matches: Matches) -> Chances:
        """Weigh the evidence of some questions."""
        ours = chance(self.belongs[0] + matches.belongs @ self.belongs[1:])
        right = chance(self.right[0] + matches.right @ self.right[1:])
        return Chances(ours, ours[:, None] * right / np.maximum(1, right.sum(axis=1, keepdims=True)))


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What came of asking for held-out phrasings: evidence, whether each was ours, and whether the best was right."""

    belongs: Doubles
    right: Doubles
    ours: NDArray[np.bool_]
    found: NDArray[np.bool_]


def learn(phrasings: Phrasings, done: Callable[[float], None] = lambda _: None) -> Confidence:
    """Learn how sure matches are in this knowledge base; `done` hears the share that is finished."""
    if phrasings.entries < _FEWEST_ENTRIES:
        return Confidence(_BELONGS, _RIGHT)
    return fitted(held_out(phrasings, done), _BELONGS, _RIGHT)


def fitted(seen: HeldOut, belongs: Doubles, right: Doubles) -> Confidence:
    """Learn both chances, starting from what is believed beforehand."""
    ours = seen.ours.astype(np.float64)
    weights = np.where(seen.ours, (1 - _OUTSIDE_SHARE) / ours.sum(), _OUTSIDE_SHARE / max(1.0, (1 - ours).sum()))
    truth = seen.found[seen.ours].astype(np.float64)
    return Confidence(
        logistic(seen.belongs, ours, weights * len(ours), belongs, _FIRMNESS * _BELONGS_SPREAD**2 / 4),
        logistic(seen.right[seen.ours], truth, np.ones(len(truth)), right, _FIRMNESS * _RIGHT_SPREAD**2 / 4),
    )


def held_out(phrasings: Phrasings, done: Callable[[float], None] = lambda _: None) -> HeldOut:
    """Ask for phrasings that the matcher has not seen, and for entries that it does not know."""
    place = _places_within(phrasings)
    size = len(phrasings.of) * phrasings.classes
    folds = _FOLDS if size <= _LARGE else _FOLDS // 2 if size <= _LARGEST else 1
    seen = []
    for fold in range(folds):
        gone = phrasings.of % _FOLDS == (fold + 1) % _FOLDS
        asked = place % _FOLDS == fold
        matcher = Matcher(matching.learn(phrasings.without(gone | asked)), phrasings.entries)
        seen.append(_asked(matcher, phrasings, asked, gone))
        done((fold + 1) / folds)
    return HeldOut(*(np.concatenate([getattr(each, part) for each in seen]) for part in HeldOut.__slots__))


def _asked(matcher: Matcher, phrasings: Phrasings, asked: NDArray[np.bool_], gone: NDArray[np.bool_]) -> HeldOut:
    rows = np.flatnonzero(asked)
    ours = (phrasings.of[rows] < phrasings.entries) & ~gone[rows]
    parts = []
    for start in range(0, len(rows), _QUESTIONS_AT_ONCE):
        some = rows[start : start + _QUESTIONS_AT_ONCE]
        matches = matcher.matches(phrasings.vectors[some])
        parts.append((matches.belongs, matches.right[:, 0], matches.best[:, 0] == phrasings.of[some]))
    belongs, right, found = (np.concatenate(part) for part in zip(*parts, strict=True))
    return HeldOut(belongs, right, ours, found & ours)


def _places_within(phrasings: Phrasings) -> NDArray[np.intp]:
    """The number of each phrasing within its class; classes begin at different folds, so that folds are alike."""
    starts = np.searchsorted(phrasings.of, phrasings.of)
    return np.arange(len(phrasings.of)) - starts + phrasings.of
