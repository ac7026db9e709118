"""The reader that answers are found with: the shipped network, and the vectors that are known already."""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np

from bot.answering.weights import encoder
from handlers.answers.semantic.encoder import Floats
from handlers.answers.semantic.remembered import Halves, RememberingReader


@lru_cache(maxsize=1)
def reader() -> RememberingReader:
    """The one reader of this process; it begins with the vectors of the shipped phrasings."""
    return RememberingReader(encoder(), shipped_vectors())


def shipped_vectors() -> dict[bytes, Halves]:
    """The vectors of the phrasings that come with Bunsen, by `remembered.key` (made by scripts/shipped_vectors.py)."""
    file = files("bot.answering") / "data" / "phrasings.npz"
    if not file.is_file():
        return {}
    with as_file(file) as path, np.load(path, allow_pickle=False) as read:
        return {name.tobytes(): vector for name, vector in zip(read["keys"], read["vectors"], strict=True)}


@lru_cache(maxsize=1)
def usual() -> Floats:
    """The middle of the shipped phrasings: what questions of this field have in common."""
    vectors = np.array(list(shipped_vectors().values()), np.float32)
    middle: Floats = vectors.mean(axis=0)
    return middle
