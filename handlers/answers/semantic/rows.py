"""A matrix in bytes, each row with its own factor: a quarter of the memory, and hardly less exact."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_TINY: Final = np.float32(1e-12)
# So many rows are made numbers again at once: they stay in the processor's own memory.
_AT_ONCE: Final = 128


@dataclass(frozen=True, slots=True)
class Rows:
    """A matrix in bytes: each row is `bytes_` times its own factor."""

    bytes_: NDArray[np.int8]
    factors: Floats

    def floats(self) -> Floats:
        """The matrix as numbers again."""
        return self.bytes_.astype(np.float32) * self.factors[:, None]

    def at(self, rows: NDArray[np.intp]) -> Floats:
        """Some of its rows as numbers."""
        found: Floats = self.bytes_[rows].astype(np.float32) * self.factors[rows][..., None]
        return found

    def products(self, vectors: Floats) -> Floats:
        """The product of each vector with each row: one row a vector, one column a row of the matrix."""
        found = np.empty((len(vectors), len(self.bytes_)), np.float32)
        for start in range(0, len(self.bytes_), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            np.matmul(vectors, self.bytes_[some].astype(np.float32).T, out=found[:, some])
        found *= self.factors
        return found


def rows_of(matrix: Floats) -> Rows:
    """Round a matrix to bytes, row by row."""
    factors = np.maximum(np.abs(matrix).max(axis=1), _TINY) / np.float32(127)
    return Rows(np.rint(matrix / factors[:, None]).astype(np.int8), factors.astype(np.float32))
