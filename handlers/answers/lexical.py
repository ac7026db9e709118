"""Texts as weighted words, pairs of words and groups of letters, folded into a short vector.

A feature weighs more the fewer phrasings have it. Each is spread over a few places of the vector, with signs, chosen by
its hash: products of two vectors stay close to the true ones (within 0.02, measured), and a base of any size takes the
same room for each text.
"""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from handlers.answers.words import letter_groups, stem, words

Floats = NDArray[np.float32]
Counted = tuple[Counter[str], Counter[str]]

WIDTH: Final = 512
_SPREAD: Final = 4
# Of so many texts at once the features are laid out: of thousands they would take 60 MB.
_AT_ONCE: Final = 256
_SIGN: Final = 9  # the bit after the nine that choose one of 512 places


@dataclass(frozen=True, slots=True)
class Seen:
    """In how many of so many phrasings each feature was seen, in the order of the alphabet."""

    features: Sequence[str]
    counts: Sequence[int]
    phrasings: int


class Lexicon:
    """Knows how rare each feature of some phrasings is, and gives texts their vectors of length one (or nought)."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self._number = {feature: number for number, feature in enumerate(seen.features)}
        self._rarity = np.log((1 + seen.phrasings) / (1 + np.array(seen.counts, np.float64))) + 1
        self._places, self._signs = _spread(seen.features)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Give one row a text."""
        vectors = np.empty((len(texts), WIDTH), np.float32)
        for start in range(0, len(texts), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            vectors[some] = self._weighed(_found(texts[some], self._number.get))
        return vectors

    def _weighed(self, found: "Found") -> Floats:
        """Give one row a text to what was found in some texts."""
        # Words and letters count half each: the squares of the two parts add up to one.
        half = 2 * found.rows + found.letters
        weights = (1 + np.log(found.times)) * self._rarity[found.numbers]
        weights /= np.sqrt(2 * np.bincount(half, weights * weights)[half])
        spread = self._signs[found.numbers] * weights[:, None]
        places = found.rows[:, None] * WIDTH + self._places[found.numbers]
        vectors = np.bincount(places.ravel(), spread.ravel(), found.texts * WIDTH)
        return vectors.reshape(found.texts, WIDTH).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Found:
    """The known features of some texts: of which text, its number, how many times, and whether it is of letters."""

    texts: int
    rows: NDArray[np.intp]
    numbers: NDArray[np.intp]
    times: NDArray[np.intp]
    letters: NDArray[np.intp]


def learnt(phrasings: Sequence[str]) -> Lexicon:
    """Learn the features of some phrasings."""
    seen: Counter[str] = Counter()
    for phrasing in phrasings:
        for part in features(phrasing):
            seen.update(part.keys())
    known = sorted(seen)
    return Lexicon(Seen(known, [seen[feature] for feature in known], len(phrasings)))


def _found(texts: Sequence[str], number_of: Callable[[str], int | None]) -> Found:
    flat = array("q")
    for row, text in enumerate(texts):
        for letters, part in enumerate(features(text)):
            for feature, times in part.items():
                number = number_of(feature)
                if number is not None:
                    flat.extend((row, number, times, letters))
    columns = np.frombuffer(flat, np.int64).reshape(-1, 4).T.astype(np.intp)
    return Found(len(texts), *columns)


def features(text: str) -> Counted:
    """Count words (`w:`) and pairs of them (`b:`), all without their endings, and groups of letters."""
    plain = words(text)
    stems = [stem(word) for word in plain]
    found = Counter("w:" + word for word in stems)
    found.update(f"b:{first} {second}" for first, second in pairwise(stems))
    return found, Counter(group for word in plain for group in letter_groups(word))


def _spread(features_: Iterable[str]) -> tuple[NDArray[np.int16], Floats]:
    """Choose the places and signs of features by their hashes: the same on every machine."""
    digests = b"".join(blake2b(feature.encode(), digest_size=2 * _SPREAD).digest() for feature in features_)
    chosen = np.frombuffer(digests, "<u2").reshape(-1, _SPREAD)
    signs = ((chosen >> _SIGN) & 1).astype(np.float32) * 2 - 1
    return (chosen % WIDTH).astype(np.int16), signs / np.float32(math.sqrt(_SPREAD))
