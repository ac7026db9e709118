"""Bringing entries and values in from a folder: what is new, what is changed, what stays; then all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.answers.checking import faults
from handlers.answers.entries import Entry, Problem
from handlers.knowledge import difference
from handlers.knowledge.base import Base
from handlers.knowledge.model import VALUES, Change, Version
from handlers.knowledge.own import written_in
from handlers.knowledge.shelf import Shelf
from handlers.knowledge.versions import body_of, new_version
from handlers.work import Work

MOST_TOGETHER = 1_000
"""Entries of an institution, national ones included."""


@dataclass(frozen=True, slots=True)
class OwnValues:
    """Values as an institution set them, by name (`own.WRITTEN`), and when all are to be looked at."""

    review_by: date
    written: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a folder would change. `changed` names the fields, `values` the labels of values that differ."""

    new: Sequence[Entry]
    changed: Sequence[tuple[Entry, Sequence[str]]]
    unchanged: int
    values: Sequence[str] = ()
    body: Mapping[str, object] | None = None
    """The values as they would be; None where they stay as they are."""

    @property
    def nothing(self) -> bool:
        """Whether everything is as it is already."""
        return not (self.new or self.changed or self.body)


def compare(shelf: Shelf, entries: Iterable[Entry], values: OwnValues | None) -> Brought:
    """Hold a folder against what is in use."""
    new: list[Entry] = []
    changed: list[tuple[Entry, Sequence[str]]] = []
    unchanged = 0
    for entry in entries:
        now = shelf.entries.get(entry.id)
        if now == entry:
            unchanged += 1
        elif now is None:
            new.append(entry)
        else:
            labels = [each.label for each in difference.of_entries(now, entry)]
            changed.append((entry, labels or ["Days on which sources were checked"]))
    labels, body = _values(shelf, values)
    return Brought(new, changed, unchanged, labels, body)


def _values(shelf: Shelf, values: OwnValues | None) -> tuple[list[str], Mapping[str, object] | None]:
    if values is None:
        return [], None
    version = shelf.in_use.get(VALUES)
    now = written_in(version, shelf.base)
    after = {**now, **values.written}
    labels = [each.label for each in difference.of_values(now, after, shelf.base.values)]
    if version is not None and version.body.get("review_by") != values.review_by.isoformat():
        labels.append("Next check")
    if version is not None and not labels:
        return [], None
    return labels, {"values": after, "review_by": values.review_by.isoformat()}


def stops(shelf: Shelf, entries: Sequence[Entry]) -> list[Problem]:
    """What keeps these entries from being brought in, beside those that are in use."""
    found = faults(entries, shelf.base.values, shelf.entries)
    ids = {entry.id for entry in entries}
    together = [*entries, *(entry for entry in shelf.entries.values() if entry.id not in ids)]
    if len(together) > MOST_TOGETHER:
        message = f"With these there would be {len(together):,} entries; {MOST_TOGETHER:,} is the most."
        return [Problem("all", "", message)]
    # A circle may lead through entries that are in use already.
    known = {(problem.where, problem.message) for problem in found}
    circles = [each for each in faults(together, shelf.base.values, ()) if each.field == "see_also"]
    return found + [each for each in circles if "circle" in each.message and (each.where, each.message) not in known]


def exported_values(shelf: Shelf) -> Mapping[str, object] | None:
    """The values that are set, as a folder holds them; None where none is."""
    version = shelf.in_use.get(VALUES)
    if version is None:
        return None
    written = {
        name: {key: text for key, text in value.items() if text}
        for name, value in written_in(version, shelf.base).items()
    }
    return {"review_by": str(version.body.get("review_by", "")), "values": written}


async def bring_in(work: Work, shelf: Shelf, brought: Brought, now: datetime) -> None:
    """Bring it all into use."""
    for entry in (*brought.new, *(entry for entry, _ in brought.changed)):
        await work.knowledge.put(_version(entry, shelf.base, now))
    if brought.body is not None:
        await work.knowledge.put(new_version(VALUES, Change.EDITED, brought.body, "", now, None))


def _version(entry: Entry, base: Base, now: datetime) -> Version:
    change = Change.EDITED if entry.id in base.entries else Change.ADDED
    return new_version(entry.id, change, body_of(entry), base.digest(entry.id), now, None)
