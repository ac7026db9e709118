"""What Bunsen knows before an institution lays anything of its own over it: the package's folder, or another."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from handlers.answers.elsewhere import Elsewhere
from handlers.answers.entries import Entry, as_mapping
from handlers.answers.follow_ups import ElsewhereWords
from handlers.answers.values import ValueKind


@dataclass(frozen=True)
class Base:
    """The entries by id, what belongs to somebody else, the values to be set, and those of an invented institution."""

    entries: Mapping[str, Entry]
    elsewhere: Sequence[Elsewhere] = ()
    values: Mapping[str, ValueKind] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def elsewhere_words(self) -> ElsewhereWords:
        """The words that belong to somebody else alone; reading all texts for the first time takes some 30 ms."""
        ours = (
            text
            for each in self.entries.values()
            for text in (*each.phrasings, each.title, each.answer, each.current, *each.local)
        )
        return ElsewhereWords(ours, [matter.phrasings for matter in self.elsewhere])

    def digest(self, entry_id: str) -> str:
        """What changes whenever the entry does; empty where there is none of this id."""
        entry = self.entries.get(entry_id)
        return digest(entry) if entry else ""


def digest(entry: Entry) -> str:
    """A short text that is another for every other entry, dates included; the same on every machine."""
    written = json.dumps(as_mapping(entry), sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()
