"""Softmax regression by L-BFGS, kernel ridge regression by Cholesky, logistic regression by Newton's method."""

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_LOOSENESS: Final = np.float32(1 / 50)
_MOST_STEPS: Final = 40
_MEMORY: Final = 5
_HALVINGS: Final = 12
_GOOD_ENOUGH: Final = 3e-4
# Past so many numbers in one table of texts by classes, steps would take minutes and memory: see `softmax`.
_LARGEST_TABLE: Final = 12_000_000
_SHARPNESS: Final = np.float32(25)
BLOCK: Final = 256


def softmax(texts: Floats, classes: NDArray[np.intp], count: int) -> Floats:
    """Learn which class each row is of: a matrix that a row is multiplied with to give the logits of `count` classes.

    The rows must be centred, as no constant is learnt. A base of thousands of entries gets the middle of each class
    instead: learning more would take minutes, and bases of that size were not measured.
    """
    middles = np.zeros((count, texts.shape[1]), np.float32)
    np.add.at(middles, classes, texts)
    middles /= np.maximum(1, np.bincount(classes, minlength=count))[:, None].astype(np.float32)
    if len(texts) * count > _LARGEST_TABLE:
        return np.ascontiguousarray(middles.T) * _SHARPNESS
    return _Search(texts, classes, count).best()


@dataclass(slots=True)
class _Point:
    weights: Floats
    logits: Floats
    loss: float
    slope: Floats


class _Search:
    """Walks downhill from nought, along directions that the last few steps have taught."""

    def __init__(self, texts: Floats, classes: NDArray[np.intp], count: int) -> None:
        self._texts = texts
        self._at = (np.arange(len(texts)), classes)
        self._count = count

    def best(self) -> Floats:
        """Walk until it is hardly downhill any more."""
        rows, width = self._texts.shape
        weights = np.zeros((width, self._count), np.float32)
        point = self._point(weights, np.zeros((rows, self._count), np.float32))
        past: deque[tuple[Floats, Floats, float]] = deque(maxlen=_MEMORY)
        for _ in range(_MOST_STEPS):
            further = self._step(point, _direction(point.slope, past))
            moved, turned = further.weights - point.weights, further.slope - point.slope
            curve = _dot(moved, turned)
            if curve > 1e-10:
                past.append((moved, turned, 1 / curve))
            gained = point.loss - further.loss
            point = further
            if gained < _GOOD_ENOUGH * max(1.0, abs(point.loss)):
                break
        return point.weights

    def _step(self, point: _Point, direction: Floats) -> _Point:
        logits = self._texts @ direction
        steepness = _dot(point.slope, direction)
        length = np.float32(1)
        for _ in range(_HALVINGS):
            weights = point.weights + length * direction
            moved = point.logits + length * logits
            loss, chances = self._loss(weights, moved)
            if loss <= point.loss + 1e-4 * float(length) * steepness:
                break
            length *= np.float32(0.5)
        return _Point(weights, moved, loss, self._slope(weights, chances))

    def _point(self, weights: Floats, logits: Floats) -> _Point:
        loss, chances = self._loss(weights, logits)
        return _Point(weights, logits, loss, self._slope(weights, chances))

    def _loss(self, weights: Floats, logits: Floats) -> tuple[float, Floats]:
        shifted = logits - logits.max(axis=1, keepdims=True)
        own = shifted[self._at]
        chances = np.exp(shifted, out=shifted)
        sums = chances.sum(axis=1, keepdims=True)
        chances /= sums
        loss = float((np.log(sums[:, 0]) - own).sum(dtype=np.float64)) + 0.5 * float(_LOOSENESS) * _dot(
            weights, weights
        )
        return loss, chances

    def _slope(self, weights: Floats, chances: Floats) -> Floats:
        """The gradient; `chances` is used up."""
        chances[self._at] -= 1
        slope: Floats = self._texts.T @ chances + _LOOSENESS * weights
        return slope


def _direction(slope: Floats, past: "deque[tuple[Floats, Floats, float]]") -> Floats:
    """The two loops of L-BFGS (Nocedal and Wright, algorithm 7.4)."""
    direction = -slope
    if not past:
        return direction * np.float32(0.5 / max(1e-9, float(np.abs(slope).max())))
    shares = []
    for moved, turned, scale in reversed(past):
        share = scale * _dot(moved, direction)
        shares.append(share)
        direction -= np.float32(share) * turned
    _, turned, scale = past[-1]
    direction *= np.float32(1 / (scale * _dot(turned, turned)))
    for (moved, turned, scale), share in zip(past, reversed(shares), strict=True):
        direction += np.float32(share - scale * _dot(turned, direction)) * moved
    return direction


def _dot(one: Floats, other: Floats) -> float:
    return float(np.vdot(one, other))


def ridge(columns: list[Floats], targets: Floats, doubt: float) -> Floats:
    """Solve `(kernel + doubt) weights = targets` for a symmetric kernel, by Cholesky's method.

    `columns` are the kernel's lower half, `BLOCK` columns each, from the diagonal down; they are used up, as a second
    table of their size is not wanted.
    """
    weights = targets.astype(np.float32)
    for number, column in enumerate(columns):
        start, size = number * BLOCK, column.shape[1]
        for earlier, before in enumerate(columns[:number]):
            part = before[start - earlier * BLOCK :]
            column -= part @ part[:size].T
        column[np.diag_indices(size)] += np.float32(doubt)
        column[:size] = np.linalg.cholesky(column[:size])
        column[size:] = np.linalg.solve(column[:size], column[size:].T).T
        own = slice(start, start + size)
        weights[own] = np.linalg.solve(column[:size], weights[own])
        weights[start + size :] -= column[size:] @ weights[own]
    for number, column in reversed(list(enumerate(columns))):
        start, size = number * BLOCK, column.shape[1]
        own = slice(start, start + size)
        weights[own] -= column[size:].T @ weights[start + size :]
        weights[own] = np.linalg.solve(column[:size].T, weights[own])
    return weights


def logistic(rows: Doubles, truth: Doubles, weights: Doubles, expected: Doubles, firmness: Doubles) -> Doubles:
    """Learn a constant and one factor a column, so that the logistic of their sum is the chance of `truth`.

    `expected` is what is believed beforehand, and is the outcome where there are no rows; `firmness` says how strongly,
    in observations.
    """
    known = np.hstack([np.ones((len(rows), 1)), rows])
    factors = expected.copy()
    for _ in range(50):
        chances = chance(known @ factors)
        slope = known.T @ (weights * (chances - truth)) + firmness * (factors - expected)
        curve = (known * (weights * chances * (1 - chances))[:, None]).T @ known + np.diag(firmness)
        step = np.linalg.solve(curve, slope)
        factors = factors - step / max(1.0, float(np.abs(step).max()))
        if float(np.abs(step).max()) < 1e-6:
            break
    return factors


def chance(evidence: Doubles) -> Doubles:
    """The logistic function, safe for any size of evidence."""
    return 0.5 * (1 + np.tanh(0.5 * evidence))


def log_chances(logits: Floats) -> Floats:
    """The logarithms of the softmax of each row."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result
