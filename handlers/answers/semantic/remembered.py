"""Vectors that were computed before, by the text: a phrasing is read once, however often the base is learnt anew."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from handlers.answers.semantic.encoder import BOTH, Encoder
from handlers.answers.semantic.rows import Floats

Bytes = NDArray[np.int8]
"""A vector in steps of `STEP`."""

STEP: Final = np.float32(1 / 300)
"""Of the numbers of real texts one in a hundred thousand is larger than 127 of these, and then cut off."""


def key(text: str) -> bytes:
    """What a text is remembered by."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


class RememberingReader:
    """Reads with an encoder what it has not read before; safe to use from several threads."""

    def __init__(self, encoder: Encoder, known: Mapping[bytes, Bytes]) -> None:
        self._encoder = encoder
        self._known = dict(known)

    @property
    def english(self) -> Mapping[str, int]:
        """English words and their rank."""
        return self._encoder.english

    @property
    def known(self) -> Mapping[bytes, Bytes]:
        """All that is remembered, by `key`."""
        return dict(self._known)

    def question(self, text: str) -> Floats:
        """Give a question its vector, as one row; it is not remembered."""
        # Rounded like those that are remembered, so that it makes no difference which is which.
        return _in_steps(self._encoder.vectors([text])) * STEP

    def phrasings(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> Floats:
        """Give each phrasing its vector, and remember it; `done` hears how many are finished."""
        new = list(dict.fromkeys(text for text in texts if key(text) not in self._known))
        before = len(texts) - len(new)
        read = _in_steps(self._encoder.vectors(new, lambda finished: done(before + finished)))
        self._known |= {key(text): row for text, row in zip(new, read, strict=True)}
        done(len(texts))
        return np.array([self._known[key(text)] for text in texts], np.float32).reshape(-1, BOTH) * STEP


def _in_steps(vectors: Floats) -> Bytes:
    steps: Floats = np.rint(vectors / STEP).clip(-127, 127)
    return steps.astype(np.int8)
