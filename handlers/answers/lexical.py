"""Texts as weighted words, pairs of words and groups of letters, folded into a short vector.

A feature weighs more the fewer phrasings have it. Each is spread over a few places of the vector, with signs, chosen by
its hash: products of two vectors stay close to the true ones (within 0.02, measured), and a base of any size takes the
same room for each text.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from handlers.answers.words import letter_groups, stem, words

Floats = NDArray[np.float32]

WIDTH: Final = 512
_SPREAD: Final = 4
_SIGN: Final = 9  # the bit after the nine that choose one of 512 places


class Lexicon:
    """Knows how rare each feature of some phrasings is, and gives texts their vectors of length one (or nought)."""

    def __init__(self, phrasings: Sequence[str]) -> None:
        seen: Counter[str] = Counter()
        for phrasing in phrasings:
            for counted in features(phrasing):
                seen.update(counted.keys())
        self._number = {feature: number for number, feature in enumerate(sorted(seen))}
        total = 1 + len(phrasings)
        self._rarity = {feature: math.log(total / (1 + n)) + 1 for feature, n in seen.items()}
        self._places, self._signs = _spread(self._number)

    def vectors(self, texts: Iterable[str]) -> Floats:
        """Give one row a text."""
        return np.array([self._vector(text) for text in texts], np.float32).reshape(-1, WIDTH)

    def _vector(self, text: str) -> Floats:
        numbers: list[int] = []
        weights: list[float] = []
        for counted in features(text):
            known = {f: (1 + math.log(n)) * self._rarity[f] for f, n in counted.items() if f in self._number}
            length = math.sqrt(2 * sum(weight * weight for weight in known.values()))
            numbers += [self._number[feature] for feature in known]
            # Words and letters count half each: the squares of the two parts add up to one.
            weights += [weight / length for weight in known.values()]
        if not numbers:
            return np.zeros(WIDTH, np.float32)
        spread = self._signs[numbers] * np.array(weights)[:, None]
        vector = np.bincount(self._places[numbers].ravel(), spread.ravel(), WIDTH)
        return vector.astype(np.float32)


def features(text: str) -> tuple[Counter[str], Counter[str]]:
    """Count words (`w:`) and pairs of them (`b:`), all without their endings, and groups of letters."""
    plain = words(text)
    stems = [stem(word) for word in plain]
    found = Counter("w:" + word for word in stems)
    found.update(f"b:{first} {second}" for first, second in pairwise(stems))
    return found, Counter(group for word in plain for group in letter_groups(word))


def _spread(features_: Iterable[str]) -> tuple[NDArray[np.intp], Floats]:
    """Choose the places and signs of features by their hashes: the same on every machine."""
    digests = b"".join(blake2b(feature.encode(), digest_size=2 * _SPREAD).digest() for feature in features_)
    chosen = np.frombuffer(digests, "<u2").reshape(-1, _SPREAD)
    signs = ((chosen >> _SIGN) & 1).astype(np.float32) * 2 - 1
    return (chosen % WIDTH).astype(np.intp), signs / np.float32(math.sqrt(_SPREAD))
