"""The knowledge base of an institution as it stands: entries, whose they are, what is due, what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from handlers.answers.entries import Entry, folded
from handlers.answers.values import Values
from handlers.demand.model import Mark, MarkKind
from handlers.enquiries.routing import NOBODY, offices_called, offices_without
from handlers.knowledge.base import Base, digest
from handlers.knowledge.model import VALUES, Change, Version
from handlers.knowledge.own import YOURS, entries_over, entry_of, keepers_among, values_of
from handlers.people.model import Holding, Person
from handlers.work import Work

NOTICE: Final = timedelta(days=14)
"""How long before their review date an institution's own entries are brought up."""
AIM: Final = 80
"""Of a hundred entries, how many should be in date."""
_FLAGS_KEPT: Final = timedelta(days=366)


class Standing(Enum):
    """Whose text an entry is."""

    NATIONAL = auto()
    CHANGED = auto()
    """A national entry in the institution's own version."""
    OWN = auto()
    RETIRED = auto()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is known on one day. `entries` are those in use, `retired` those that were taken out, by id."""

    base: Base
    today: date
    entries: Mapping[str, Entry]
    retired: Mapping[str, Entry]
    in_use: Mapping[str, Version]
    waiting: Mapping[str, Version]
    holdings: Sequence[Holding]
    flags: Sequence[Mark] = ()

    def entry(self, entry_id: str) -> Entry | None:
        """One entry, retired or not."""
        return self.entries.get(entry_id) or self.retired.get(entry_id)

    def standing(self, entry_id: str) -> Standing:
        """Whose text this entry is now."""
        version = self.in_use.get(entry_id)
        if version is None or version.change is Change.RETURNED:
            return Standing.NATIONAL
        if version.change is Change.RETIRED:
            return Standing.RETIRED
        if version.change is Change.VERIFIED and version.base:
            return Standing.NATIONAL
        return Standing.CHANGED if entry_id in self.base.entries else Standing.OWN

    @property
    def values(self) -> Values:
        """What the institution has set."""
        version = self.in_use.get(VALUES)
        return values_of(version, self.base) if version else Values(YOURS)

    def seen(self, subject: str) -> str:
        """What changes whenever what is in use of a subject does; short enough for a button."""
        if subject == VALUES:
            version = self.in_use.get(VALUES)
            return str(version.number) if version else ""
        entry = self.entries.get(subject)
        return digest(entry)[:12] if entry else ""

    def due(self) -> list[str]:
        """The subjects that somebody here should look at, the latest review date first; the values come first of all.

        National entries are renewed with the package, so they are due only once they are past their date.
        """
        subjects = [e.id for e in self.entries.values() if e.review_by < self.today or self._comes_up(e)]
        subjects.sort(key=lambda entry_id: (self.entries[entry_id].review_by, entry_id))
        values = self.values
        late = values.review_by is not None and values.review_by <= self.today + NOTICE
        return [VALUES, *subjects] if late else subjects

    def _comes_up(self, entry: Entry) -> bool:
        own = self.standing(entry.id) is not Standing.NATIONAL
        return own and entry.review_by <= self.today + NOTICE

    def in_date(self) -> int:
        """How many entries are not past their review date."""
        return sum(entry.review_by >= self.today for entry in self.entries.values())

    def keepers(self, subject: str) -> Sequence[Person]:
        """Who looks after a subject: the entry's owner post, or whoever it falls to; the lead for the values."""
        entry = self.entry(subject)
        return keepers_among(self.holdings, entry.owner if entry else "")

    def held(self, post: str) -> bool:
        """Whether anybody holds or deputises for the post of this name."""
        return bool(offices_called(post, offices_without(self.holdings, NOBODY)))

    def flagged(self) -> list[str]:
        """The entries that somebody flagged and nobody looked at since."""
        return sorted({mark.topic for mark in self.flags if mark.topic in self.entries})

    def pointing_at(self, entry_id: str) -> list[Entry]:
        """The entries that say "see also" of this one."""
        return [each for each in self.entries.values() if entry_id in each.see_also]

    def found(self, words: str) -> list[str]:
        """The entries in which all these words stand, those with them in the title first."""
        wanted = folded(words).split()

        def has(text: str) -> bool:
            return all(word in text for word in wanted)

        by_title = [e.id for e in self.entries.values() if has(folded(e.title))]
        by_text = [e.id for e in self.entries.values() if has(folded(_all_text(e))) and e.id not in by_title]
        return by_title + by_text if wanted else []


def _all_text(entry: Entry) -> str:
    return " ".join((entry.id, entry.title, entry.answer, entry.current, entry.owner, *entry.phrasings, *entry.local))


async def read_shelf(work: Work, base: Base, today: date) -> Shelf:
    """Read how things stand today."""
    in_use = {version.subject: version for version in await work.knowledge.in_use()}
    flags = await work.demand.marks(today - _FLAGS_KEPT, MarkKind.FLAGGED)
    return Shelf(
        base,
        today,
        entries_over(base, in_use.values()),
        _retired(in_use),
        in_use,
        {version.subject: version for version in await work.knowledge.proposed()},
        await work.people.holdings(today),
        [mark for mark in flags if mark.settled_on is None],
    )


def _retired(in_use: Mapping[str, Version]) -> dict[str, Entry]:
    gone = (version for version in in_use.values() if version.change is Change.RETIRED)
    return {version.subject: entry for version in gone if (entry := entry_of(version)) is not None}
