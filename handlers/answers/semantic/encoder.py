"""The network all-MiniLM-L6-v2 in plain numpy: six layers of attention, their mean, at length one.

Beside it stands the mean after the fourth layer, which is nearer to the words and to what the authors did not train
away: the two together find the entry more often than either. Texts of one length are worked on together, so that
nothing has to be filled up or masked.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from handlers.answers.semantic.rows import Floats, Rows
from handlers.answers.semantic.wordpiece import WordPieces

WIDTH: Final = 384
BOTH: Final = 2 * WIDTH
LAYERS: Final = 6
_EARLIER: Final = 4
_HEADS: Final = 12
_HEAD_WIDTH: Final = WIDTH // _HEADS
_TINY: Final = np.float32(1e-12)
# So many pieces of text are in work together: more is no faster, and takes memory.
_PIECES_AT_ONCE: Final = 1_024


@dataclass(frozen=True, slots=True)
class _Layer:
    """The matrices of one layer, turned so that a row of text is multiplied from the left."""

    joint: Floats
    joint_bias: Floats
    out: Floats
    out_bias: Floats
    out_norm: tuple[Floats, Floats]
    wide: Floats
    wide_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    narrow_norm: tuple[Floats, Floats]


class Encoder:
    """Gives texts their vectors. Built from `matrices` in bytes and `vectors` of biases and norms, by short names.

    `usual` is what texts have in common after the earlier layer: it is most of them there, and tells nothing apart.
    """

    def __init__(
        self,
        vocabulary: Sequence[str],
        matrices: Mapping[str, Rows],
        vectors: Mapping[str, Floats],
        usual: Floats | None = None,
    ) -> None:
        self._usual = np.zeros(WIDTH, np.float32) if usual is None else usual
        self._pieces = WordPieces(vocabulary)
        self._english = {word: rank for rank, word in enumerate(vocabulary) if word.isalpha()}
        # The words stay in bytes: a text needs a handful of their thirty thousand rows.
        self._words = matrices["words"]
        self._places = matrices["places"].floats() + vectors["kind"]
        self._norm = (vectors["norm.weight"], vectors["norm.bias"])
        self._layers = [_layer(matrices, vectors, f"{number}.") for number in range(LAYERS)]

    @property
    def english(self) -> Mapping[str, int]:
        """The whole words that the network knows, with their rank: the commonest come first in its vocabulary."""
        return self._english

    def vectors(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> Floats:
        """Give one row a text, what it means (at length one) and then its earlier state, `BOTH` numbers together.

        `done` hears how many are finished.
        """
        cut = [self._pieces.numbers(text) for text in texts]
        of_length: defaultdict[int, list[int]] = defaultdict(list)
        for index, numbers in enumerate(cut):
            of_length[len(numbers)].append(index)
        result = np.zeros((len(texts), BOTH), np.float32)
        finished = 0
        for length, indices in sorted(of_length.items()):
            step = max(1, _PIECES_AT_ONCE // length)
            for start in range(0, len(indices), step):
                batch = indices[start : start + step]
                result[batch] = self._encode(np.array([cut[index] for index in batch], np.intp))
                finished += len(batch)
                done(finished)
        return result

    def _encode(self, numbers: NDArray[np.intp]) -> Floats:
        texts, length = numbers.shape
        state = self._words.at(numbers) + self._places[:length]
        state = _normed(state.reshape(texts * length, WIDTH), self._norm)
        earlier = self._usual
        for number, layer in enumerate(self._layers, 1):
            state = _through(layer, state, texts, length)
            if number == _EARLIER:
                earlier = _mean(state, texts) - self._usual
        return np.hstack([_mean(state, texts), earlier])


def _mean(state: Floats, texts: int) -> Floats:
    """The mean over each text, at length one."""
    mean: Floats = state.reshape(texts, -1, WIDTH).mean(axis=1)
    mean /= np.linalg.norm(mean, axis=1, keepdims=True)
    return mean


def _layer(matrices: Mapping[str, Rows], vectors: Mapping[str, Floats], at: str) -> _Layer:
    parts = ("query", "key", "value")
    # Attention divides by the square root of a head's width; done here once, it costs nothing.
    scale = [np.float32(1 / math.sqrt(_HEAD_WIDTH)), np.float32(1), np.float32(1)]
    joint = [matrices[at + part].floats() * s for part, s in zip(parts, scale, strict=True)]
    bias = [vectors[at + part] * s for part, s in zip(parts, scale, strict=True)]
    return _Layer(
        joint=_turned(np.concatenate(joint)),
        joint_bias=np.concatenate(bias),
        out=_turned(matrices[at + "out"].floats()),
        out_bias=vectors[at + "out"],
        out_norm=(vectors[at + "out.norm.weight"], vectors[at + "out.norm.bias"]),
        wide=_turned(matrices[at + "wide"].floats()),
        wide_bias=vectors[at + "wide"],
        narrow=_turned(matrices[at + "narrow"].floats()),
        narrow_bias=vectors[at + "narrow"],
        narrow_norm=(vectors[at + "narrow.norm.weight"], vectors[at + "narrow.norm.bias"]),
    )


def _turned(matrix: Floats) -> Floats:
    return np.ascontiguousarray(matrix.T)


def _through(layer: _Layer, state: Floats, texts: int, length: int) -> Floats:
    joint = (state @ layer.joint + layer.joint_bias).reshape(texts, length, 3, _HEADS, _HEAD_WIDTH)
    query, key, value = (joint[:, :, part].transpose(0, 2, 1, 3) for part in range(3))
    weights = query @ key.transpose(0, 1, 3, 2)
    weights -= weights.max(axis=-1, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=-1, keepdims=True)
    seen = (weights @ value).transpose(0, 2, 1, 3).reshape(texts * length, WIDTH)
    state = _normed(state + seen @ layer.out + layer.out_bias, layer.out_norm)
    wide = _gelu(state @ layer.wide + layer.wide_bias)
    return _normed(state + wide @ layer.narrow + layer.narrow_bias, layer.narrow_norm)


def _normed(state: Floats, norm: tuple[Floats, Floats]) -> Floats:
    centred: Floats = state - state.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred) / np.float32(WIDTH) + _TINY
    centred *= (1 / np.sqrt(spread))[:, None]
    centred *= norm[0]
    centred += norm[1]
    return centred


def _gelu(x: Floats) -> Floats:
    """x times the share of a normal distribution below x, by formula 7.1.26 of Abramowitz and Stegun (error < 2e-7)."""
    size = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * size)
    tail = t * np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(factor)
        tail *= t
    np.square(size, out=size)
    np.negative(size, out=size)
    tail *= np.exp(size, out=size)
    tail *= np.float32(0.5) * x
    found: Floats = np.where(x >= 0, x - tail, tail)
    return found
