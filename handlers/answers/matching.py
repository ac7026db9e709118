"""How well a question matches each entry: what was learnt from the phrasings, and what it says of a question."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from handlers.answers.regression import log_chances, softmax

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]

BEST: Final = 3
_TINY: Final = np.float32(1e-9)
# What lies outside counts as soon as it is nearly as near as the entry.
_NEARLY: Final = np.float32(0.1)


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


class Matcher:
    """Learns from phrasings once, and is read only from then on."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._entries = phrasings.entries
        self._middle = phrasings.vectors.mean(axis=0)
        self._weights = softmax(phrasings.vectors - self._middle, phrasings.of, phrasings.classes)
        self._units = phrasings.vectors / _lengths(phrasings.vectors)
        present, self._starts = np.unique(phrasings.of, return_index=True)
        self._present: Numbers = present.astype(np.intp)
        self._known_entries = int((present < phrasings.entries).sum())
        centres = np.add.reduceat(phrasings.vectors, self._starts, axis=0)
        self._centres = centres / _lengths(centres)

    def matches(self, questions: Floats) -> Matches:
        """Find the best entries of each question, and gather the evidence.

        `belongs`: the chance of the best entry among the entries (log), nearness to its middle, nearness to its nearest
        phrasing, the share of the entries against all that is known (log), and by how much something outside is nearer.
        `right`: that chance of the entry (log), its lead over the best other (in logits), nearness to its middle and to
        its nearest phrasing.
        """
        ours = self._known_entries
        logits = (questions - self._middle) @ self._weights[:, self._present]
        units = questions / _lengths(questions)
        middles = units @ self._centres.T
        nearest = np.maximum.reduceat(units @ self._units.T, self._starts, axis=1)
        chances = log_chances(logits[:, :ours])
        # Equal chances keep the order of the entries, so that the same question always gets the same answer.
        order = np.argsort(-logits[:, :ours], axis=1, kind="stable")[:, : BEST + 1]
        best = order[:, :BEST]
        right: NDArray[np.float64] = np.stack(
            [
                _at(chances, best),
                _leads(_at(logits, order), best.shape[1]),
                _at(middles, best),
                _at(nearest, best),
            ],
            axis=-1,
        ).astype(np.float64)
        share, nearer, outside = self._against_outside(logits, nearest, right[:, 0, 3])
        belongs = np.column_stack([right[:, 0, [0, 2, 3]], share, nearer])
        return Matches(self._present[best], belongs, right, outside)

    def _against_outside(
        self, logits: Floats, nearest: Floats, own: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], Numbers]:
        ours = self._known_entries
        if ours == len(self._present):
            nothing = np.zeros(len(logits))
            return nothing, nothing, np.full(len(logits), -1, np.intp)
        share = np.log(np.exp(log_chances(logits))[:, :ours].sum(axis=1) + _TINY)
        nearer = np.maximum(0, nearest[:, ours:].max(axis=1) - own + _NEARLY)
        outside = self._present[ours:][logits[:, ours:].argmax(axis=1)]
        return share.astype(np.float64), nearer.astype(np.float64), outside


def _at(table: NDArray[np.floating], columns: Numbers) -> NDArray[np.floating]:
    found: NDArray[np.floating] = np.take_along_axis(table, columns, axis=1)
    return found


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
