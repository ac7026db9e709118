"""What Bunsen knows before an institution lays anything of its own over it: the package's folder, or another."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handlers.answers.elsewhere import Elsewhere
from handlers.answers.entries import Entry, as_mapping
from handlers.answers.values import ValueKind


@dataclass(frozen=True, slots=True)
class Base:
    """The entries by id, what belongs to somebody else, the values to be set, and those of an invented institution."""

    entries: Mapping[str, Entry]
    elsewhere: Sequence[Elsewhere] = ()
    values: Mapping[str, ValueKind] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)

    def digest(self, entry_id: str) -> str:
        """What changes whenever the entry does; empty where there is none of this id."""
        entry = self.entries.get(entry_id)
        return digest(entry) if entry else ""


def digest(entry: Entry) -> str:
    """A short text that is another for every other entry, dates included; the same on every machine."""
    written = json.dumps(as_mapping(entry), sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()
