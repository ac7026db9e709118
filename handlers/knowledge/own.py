"""What an institution knows now: the base, with its own versions laid over it, and the values that it has set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from handlers.answers.entries import Entry, parse_entry
from handlers.answers.values import Kind, Value, Values, value_of
from handlers.enquiries.routing import NOBODY, Way, route
from handlers.forms import parse_date
from handlers.knowledge.base import Base
from handlers.knowledge.model import VALUES, Change, Version
from handlers.people.model import Holding, Person
from handlers.work import Work

WRITTEN: Final = ("value", "source", "by", "on")
"""What is kept of one value: its text (a day in ISO form), a page that says so, the post that set it, and the day."""
YOURS: Final = "Your institution"
_LAID_OVER: Final = (Change.ADDED, Change.EDITED)


async def entries_now(work: Work, base: Base, slugs: Sequence[str] | None = None) -> Mapping[str, Entry]:
    """The entries as they stand, by id: of these ids, or all. Retired ones are left out."""
    versions = await work.knowledge.in_use(slugs)
    if slugs is None:
        return entries_over(base, versions)
    wanted = {slug: base.entries[slug] for slug in slugs if slug in base.entries}
    return entries_over(replace(base, entries=wanted), versions)


def entries_over(base: Base, versions: Iterable[Version]) -> Mapping[str, Entry]:
    """The base's entries with these versions, which are in use, laid over them."""
    entries = dict(base.entries)
    for version in versions:
        if version.change is Change.RETIRED:
            entries.pop(version.subject, None)
        elif version.subject != VALUES and counts(version, base) and (entry := entry_of(version)) is not None:
            entries[version.subject] = entry
    return entries


def counts(version: Version, base: Base) -> bool:
    """Whether the text and dates of a version in use are what is answered.

    A national entry that was only looked at again gives way once the package has renewed it.
    """
    if version.change is Change.VERIFIED and version.base:
        return version.base == base.digest(version.subject)
    return version.change in (*_LAID_OVER, Change.VERIFIED)


def entry_of(version: Version) -> Entry | None:
    """The entry that a version holds; None for one that cannot be read (any more)."""
    parsed = parse_entry(version.body, version.subject)
    return parsed if isinstance(parsed, Entry) else None


async def values_now(work: Work, base: Base, whose: str = YOURS) -> Values:
    """What the institution has set, of names that the base knows; `whose` is how its name is written beside them."""
    versions = await work.knowledge.in_use([VALUES])
    return values_of(versions[0], base, whose) if versions else Values(whose)


def values_of(version: Version, base: Base, whose: str = YOURS) -> Values:
    """The values that a version holds, of names that the base knows."""
    read = {name: _value(base.values[name].kind, written) for name, written in written_in(version, base).items()}
    return Values(whose, read, parse_date(str(version.body.get("review_by", ""))))


def written_in(version: Version | None, base: Base) -> dict[str, Mapping[str, str]]:
    """The values as they were written, by name, of names that the base knows: value, source, by, on."""
    written = version.body.get("values") if version else None
    if not isinstance(written, Mapping):
        return {}
    return {
        str(name): {key: str(value.get(key) or "") for key in WRITTEN}
        for name, value in written.items()
        if name in base.values and isinstance(value, Mapping) and value.get("value")
    }


def _value(kind: Kind, written: Mapping[str, str]) -> Value:
    return value_of(kind, written["value"], written["source"], written["by"], parse_date(written["on"]))


def example_values(base: Base) -> Values:
    """What the example institution has set."""
    read = {name: value_of(base.values[name].kind, text) for name, text in base.example.items() if name in base.values}
    return Values("Example institution", read, invented=True)


async def keepers(work: Work, entry: Entry, today: date) -> Sequence[Person]:
    """Whom the owner post leads to: its holders, else its deputies, else the lead, else a chair (or their deputies)."""
    return keepers_among(await work.people.holdings(today), entry.owner)


def keepers_among(holdings: Sequence[Holding], owner: str) -> Sequence[Person]:
    """The same, from all holdings of the day and the name of the owner post."""
    office = route(Way(owner), holdings, NOBODY)
    return (office.holders or office.deputies) if office is not None else ()


def folded_post(name: str) -> str:
    """A post's name as names are compared."""
    return " ".join(name.split()).casefold()
