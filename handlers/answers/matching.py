"""How well a question matches each entry: what was learnt from the phrasings, and what it says of a question."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from handlers.answers.regression import BLOCK, log_chances, ridge, softmax
from handlers.answers.semantic.rows import Floats, Rows, rows_of

Numbers = NDArray[np.intp]

BEST: Final = 3
_TINY: Final = np.float32(1e-9)
# What lies outside counts as soon as it is nearly as near as the entry.
_NEARLY: Final = np.float32(0.1)
# How fast the pull of a phrasing fades with distance, and how little of each single phrasing is believed.
_FADING: Final = np.float32(4)
_DOUBT: Final = 0.3
# A difference of one in pull counts as much as this difference in logits.
_PULL: Final = np.float32(6)
# Solving for more phrasings would take minutes: there each class pulls as its nearest phrasing does.
_MOST_PULLING: Final = 5_000
_USUAL_BREADTH: Final = np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Phrasings:
    """The rows that are learnt from: the vector of each phrasing, and the class that it belongs to.

    Classes below `entries` are entries; the others, up to `classes`, are what lies outside. Rows come in the order of
    their classes.
    """

    vectors: Floats
    of: Numbers
    entries: int
    classes: int

    def without(self, held_out: NDArray[np.bool_]) -> "Phrasings":
        """The same without some of the rows; classes may be left empty."""
        return Phrasings(self.vectors[~held_out], self.of[~held_out], self.entries, self.classes)


@dataclass(frozen=True, slots=True)
class Matches:
    """What is known of some questions, one row each: their best entries, and the evidence for them.

    `belongs` speaks for the question being one of ours at all, `right` (a layer for each of the best) for that entry
    being the one that is meant. The columns are explained in `Matcher.matches`. `outside` is the nearest class outside.
    """

    best: Numbers
    belongs: NDArray[np.float64]
    right: NDArray[np.float64]
    outside: Numbers


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a matcher has learnt: all that it needs for asking.

    `present` are the classes that have phrasings, each from its row in `starts` on. The columns of `weights` and of
    `pulls` are theirs; `pulls` has no rows where there are too many phrasings.
    """

    middle: Floats
    weights: Floats
    units: Rows
    present: Numbers
    starts: Numbers
    centres: Floats
    breadth: Floats
    pulls: Floats


def learn(phrasings: Phrasings) -> Learnt:
    """Learn how to tell the classes apart. The phrasings themselves are not needed any more afterwards."""
    present, starts = np.unique(phrasings.of, return_index=True)
    middle: Floats = phrasings.vectors.mean(axis=0)
    weights = softmax(phrasings.vectors - middle, phrasings.of, phrasings.classes)[:, present]
    sums: Floats = np.add.reduceat(phrasings.vectors, starts, axis=0)
    units: Floats = phrasings.vectors / _lengths(phrasings.vectors)
    in_bytes, breadth, columns = rows_of(units), _breadth(phrasings, units, sums, starts), _kernel(units)
    del units  # the equations are large enough without it
    return Learnt(
        middle=middle,
        weights=np.ascontiguousarray(weights),
        units=in_bytes,
        present=present.astype(np.intp),
        starts=starts.astype(np.intp),
        centres=sums / _lengths(sums),
        breadth=breadth,
        pulls=_pulls(columns, phrasings.of, present),
    )


def _kernel(units: Floats) -> list[Floats]:
    """How strongly each phrasing is felt at each other, as `ridge` takes it; nothing where there are too many."""
    if len(units) > _MOST_PULLING:
        return []
    return [_faded(units[at:] @ units[at : at + BLOCK].T) for at in range(0, len(units), BLOCK)]


def _pulls(kernel: list[Floats], of: Numbers, present: Numbers) -> Floats:
    """Kernel ridge regression: how much each phrasing pulls towards each class. The kernel is used up.

    Where no phrasing is near nothing pulls. The softmax knows no such place: it takes sides everywhere.
    """
    if not kernel:
        return np.zeros((0, len(present)), np.float32)
    own: Floats = (of[:, None] == present[None, :]).astype(np.float32)
    return ridge(kernel, own, _DOUBT)


def _breadth(phrasings: Phrasings, units: Floats, sums: Floats, starts: NDArray[np.intp]) -> Floats:
    """How near the phrasings of each class are to the middle of its others, on average.

    Whoever asks for an entry that is asked for in many ways is not expected to come near any of them.
    """
    sizes = np.diff([*starts, len(phrasings.of)])
    others: Floats = np.repeat(sums, sizes, axis=0)
    others -= phrasings.vectors
    near: Floats = np.einsum("ij,ij->i", others, units) / _lengths(others)[:, 0]
    breadth: Floats = (np.add.reduceat(near, starts) / sizes).astype(np.float32)
    several = sizes > 1
    breadth[~several] = breadth[several].mean() if several.any() else _USUAL_BREADTH
    return breadth


class Matcher:
    """Finds what a question matches, by what was learnt."""

    def __init__(self, learnt: Learnt, entries: int) -> None:
        self._learnt = learnt
        self._known_entries = int((learnt.present < entries).sum())

    def matches(self, questions: Floats) -> Matches:
        """Find the best entries of each question, and gather the evidence.

        `belongs`: the chance of the best entry among the entries (log), nearness to its middle, nearness to its nearest
        phrasing, its pull, how near its own phrasings are to each other, the share of the entries against all that is
        known (log), and by how much something outside is nearer. `right`: that chance of the entry (log), and its lead
        over the best other (in logits, with the pull).
        """
        learnt, ours = self._learnt, self._known_entries
        centred: Floats = questions - learnt.middle
        logits: Floats = centred @ learnt.weights
        units: Floats = questions / _lengths(questions)
        middles = units @ learnt.centres.T
        near = learnt.units.products(units)
        nearest: Floats = np.maximum.reduceat(near, learnt.starts, axis=1)
        pull = _faded(near) @ learnt.pulls if len(learnt.pulls) else _faded(nearest.copy())
        chances = log_chances(logits[:, :ours])
        ranked = logits[:, :ours] + _PULL * pull[:, :ours]
        # Equal chances keep the order of the entries, so that the same question always gets the same answer.
        order = np.argsort(-ranked, axis=1, kind="stable")[:, : BEST + 1]
        best = order[:, :BEST]
        right = np.stack([_at(chances, best), _leads(_at(ranked, order), best.shape[1])], axis=-1)
        first = best[:, :1]
        own = np.hstack([_at(table, first) for table in (chances, middles, nearest, pull)])
        share, nearer, outside = self._against_outside(logits, nearest, own[:, 2])
        belongs = np.column_stack([own, learnt.breadth[first[:, 0]], share, nearer])
        return Matches(learnt.present[best], belongs.astype(np.float64), right.astype(np.float64), outside)

    def _against_outside(self, logits: Floats, nearest: Floats, own: Floats) -> tuple[Floats, Floats, Numbers]:
        ours = self._known_entries
        if ours == len(self._learnt.present):
            nothing = np.zeros(len(logits), np.float32)
            return nothing, nothing, np.full(len(logits), -1, np.intp)
        share = np.log(np.exp(log_chances(logits))[:, :ours].sum(axis=1) + _TINY)
        nearer = np.maximum(0, nearest[:, ours:].max(axis=1) - own + _NEARLY)
        outside = self._learnt.present[ours:][logits[:, ours:].argmax(axis=1)]
        return share, nearer, outside


def _at(table: NDArray[np.floating], columns: Numbers) -> NDArray[np.floating]:
    found: NDArray[np.floating] = np.take_along_axis(table, columns, axis=1)
    return found


def _faded(near: Floats) -> Floats:
    """How strongly what lies so near is felt, from 1 down to nearly nothing. `near` is used up."""
    near -= 1
    near *= _FADING
    return np.exp(near, out=near)


def _leads(logits: Floats, wanted: int) -> Floats:
    """How far each of the best is ahead of the best of the others; a base of one entry has no other."""
    if logits.shape[1] == 1:
        return np.full((len(logits), wanted), 5, np.float32)
    leads = logits[:, :wanted] - logits[:, :1]
    leads[:, 0] = logits[:, 0] - logits[:, 1]
    return leads


def _lengths(vectors: Floats) -> Floats:
    found: Floats = np.maximum(_TINY, np.linalg.norm(vectors, axis=1, keepdims=True))
    return found
