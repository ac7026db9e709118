"""The shipped network, read from the package (see data/NOTICE; made by scripts/convert_weights.py)."""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np

from bot.answering.memory import give_back_at_once
from handlers.answers.semantic.encoder import Encoder
from handlers.answers.semantic.rows import Floats, Rows


def vocabulary() -> list[str]:
    """The pieces of words that the network knows, in the order of their numbers."""
    return (files("bot.answering") / "data" / "vocabulary.txt").read_text("utf-8").rstrip("\n").split("\n")


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Build the network, once in a process: it takes a tenth of a second, and 60 MB."""
    give_back_at_once()
    data = files("bot.answering") / "data"
    with as_file(data / "usual.npy") as path:
        usual = np.load(path, allow_pickle=False)
    return built(usual)


def built(usual: Floats | None) -> Encoder:
    """Build the network; `usual` is what all texts have in common half-way (made by scripts/shipped_vectors.py)."""
    with as_file(files("bot.answering") / "data" / "minilm.npz") as path, np.load(path, allow_pickle=False) as read:
        vectors = {name[1:]: read[name] for name in read.files if name.startswith("=")}
        matrices = {name: Rows(read[name], read[f"{name}.factors"]) for name in read.files if f"{name}.factors" in read}
    return Encoder(vocabulary(), matrices, vectors, usual)
