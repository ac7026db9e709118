"""What an engine has learnt, as plain arrays by name: kept in a file, it need not be learnt again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from handlers.answers.confidence import Confidence
from handlers.answers.lexical import Lexicon, Seen
from handlers.answers.matching import Learnt
from handlers.answers.semantic.rows import Rows

Arrays = Mapping[str, NDArray[np.generic]]

_UNITS = ("units", "factors")


@dataclass(frozen=True, slots=True)
class Kept:
    """All that asking needs besides the texts themselves."""

    lexicon: Lexicon
    learnt: Learnt
    confidence: Confidence


def mark(classes: Sequence[Sequence[str]], entries: int) -> bytes:
    """What it is known by: the texts that it was learnt from, class by class, the entries first."""
    digest = blake2b(f"{entries}".encode(), digest_size=16)
    for ways in classes:
        digest.update(b"\0\0")
        for text in ways:
            digest.update(text.encode("utf-8", "replace") + b"\0")
    return digest.digest()


def as_arrays(kept: Kept) -> Arrays:
    """Write what was learnt as arrays."""
    seen, learnt = kept.lexicon.seen, kept.learnt
    plain = {field.name: getattr(learnt, field.name) for field in fields(learnt) if field.name != "units"}
    return plain | {
        "features": np.frombuffer("\n".join(seen.features).encode(), np.uint8),
        "counts": np.array(seen.counts, np.uint16),
        "phrasings": np.array(seen.phrasings),
        "units": learnt.units.bytes_,
        "factors": learnt.units.factors,
        "belongs": kept.confidence.belongs,
        "right": kept.confidence.right,
    }


def from_arrays(arrays: Arrays) -> Kept:
    """Read what `as_arrays` wrote."""
    features = arrays["features"].tobytes().decode()
    seen = Seen(features.split("\n") if features else [], arrays["counts"].tolist(), int(arrays["phrasings"]))
    plain = {field.name: arrays[field.name] for field in fields(Learnt) if field.name != "units"}
    learnt = Learnt(**plain, units=Rows(*(arrays[name] for name in _UNITS)))  # type: ignore[arg-type]
    return Kept(Lexicon(seen), learnt, Confidence(arrays["belongs"], arrays["right"]))  # type: ignore[arg-type]
