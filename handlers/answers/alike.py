"""Which questions say nearly the same: by the nearness of what they mean."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from handlers.answers.lexical import Floats

# On the questions of benchmarks/answers this puts questions on one thing together, and leaves those alone that only
# share "technician" or "commitment" (22 Nov 2026; lower, groups begin to mix, at 0.6 most are lost).
_NEAR: Final = np.float32(0.55)
_TINY: Final = np.float32(1e-9)


def grouped(vectors: Floats, usual: Floats) -> Sequence[Sequence[int]]:
    """Put near vectors together: the places of the rows, the largest groups first, else in their order.

    `usual` is the middle of what is asked here; without it, all questions of one field are near each other. The row
    with the most neighbours begins a group and takes them with it, so that no chain of small steps joins what has
    nothing in common.
    """
    own = vectors - usual
    own /= np.maximum(_TINY, np.linalg.norm(own, axis=1, keepdims=True))
    near = own @ own.T >= _NEAR
    np.fill_diagonal(near, True)
    free = np.ones(len(vectors), bool)
    groups: list[list[int]] = []
    while free.any():
        first = int((near @ free * free).argmax())
        members = near[first] & free
        groups.append([first, *(int(place) for place in np.flatnonzero(members) if place != first)])
        free &= ~members
    return groups
