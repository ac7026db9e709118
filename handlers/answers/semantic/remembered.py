"""Vectors that were computed before, by the text: a phrasing is read once, however often the base is learnt anew."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from handlers.answers.semantic.encoder import WIDTH, Encoder, Floats

Halves = NDArray[np.float16]


def key(text: str) -> bytes:
    """What a text is remembered by."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


class RememberingReader:
    """Reads with an encoder what it has not read before; safe to use from several threads."""

    def __init__(self, encoder: Encoder, known: Mapping[bytes, Halves]) -> None:
        self._encoder = encoder
        self._known = dict(known)

    @property
    def english(self) -> Mapping[str, int]:
        """English words and their rank."""
        return self._encoder.english

    @property
    def known(self) -> Mapping[bytes, Halves]:
        """All that is remembered, by `key`."""
        return dict(self._known)

    def question(self, text: str) -> Floats:
        """Give a question its vector, as one row; it is not remembered."""
        return _rounded(self._encoder.vectors([text]))

    def phrasings(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> Floats:
        """Give each phrasing its vector, and remember it; `done` hears how many are finished."""
        new = list(dict.fromkeys(text for text in texts if key(text) not in self._known))
        before = len(texts) - len(new)
        read = _rounded(self._encoder.vectors(new, lambda finished: done(before + finished)))
        self._known |= {key(text): row.astype(np.float16) for text, row in zip(new, read, strict=True)}
        done(len(texts))
        return np.array([self._known[key(text)] for text in texts], np.float32).reshape(-1, WIDTH)


def _rounded(vectors: Floats) -> Floats:
    """Round alike, whether a vector was remembered or not: what is kept has half the digits."""
    return vectors.astype(np.float16).astype(np.float32)
