"""The reader that answers are found with: the shipped network, and what is known already of the shipped phrasings."""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np

from bot.answering.weights import encoder
from handlers.answers.kept import Arrays
from handlers.answers.semantic.encoder import WIDTH
from handlers.answers.semantic.remembered import STEP, Bytes, RememberingReader
from handlers.answers.semantic.rows import Floats


@lru_cache(maxsize=1)
def reader() -> RememberingReader:
    """The one reader of this process; it begins with the vectors of the shipped phrasings."""
    return RememberingReader(encoder(), shipped_vectors())


def shipped_vectors() -> dict[bytes, Bytes]:
    """The vectors of the phrasings that come with Bunsen, by `remembered.key` (made by scripts/shipped_vectors.py)."""
    read = _arrays("phrasings.npz")
    return {name.tobytes(): vector for name, vector in zip(read["keys"], read["vectors"], strict=True)} if read else {}


def shipped_lessons() -> tuple[bytes, Arrays]:
    """What was learnt from the entries that come with Bunsen, and the mark of what it was learnt from.

    Nothing, with a mark that fits nothing, where the file is not there.
    """
    read = _arrays("lessons.npz")
    return (read["mark"].tobytes(), read) if read else (b"", {})


@lru_cache(maxsize=1)
def usual() -> Floats:
    """The middle of what the shipped phrasings mean: what questions of this field have in common."""
    vectors = np.array(list(shipped_vectors().values()), np.float32)[:, :WIDTH] * STEP
    middle: Floats = vectors.mean(axis=0)
    return middle


def _arrays(name: str) -> Arrays:
    file = files("bot.answering") / "data" / name
    if not file.is_file():
        return {}
    with as_file(file) as path, np.load(path, allow_pickle=False) as read:
        return dict(read)
