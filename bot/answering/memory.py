"""Giving memory back: what learning takes for a moment, the process should not keep for good."""

import ctypes
import sys
from typing import Final

_M_MMAP_THRESHOLD: Final = -3
_LARGE: Final = 1_048_576


def give_back_at_once() -> None:
    """Have large arrays of numbers given back to the machine as soon as nobody needs them.

    GNU's C library keeps ever larger pieces for itself otherwise: some 80 MB after learning 3,000 phrasings (measured
    on 23 November 2026, glibc 2.36). Does nothing elsewhere.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
