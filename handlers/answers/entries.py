"""Entries of the knowledge base: what they are, and how they are read.

`answer` holds what stays true; `current` holds the sums, fees and deadlines that hold only now. How an entry is shown
once its review date has passed is decided in `freshness`; what is wrong with a set of entries is found in `checking`.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

FEWEST_PHRASINGS = 4
MOST_PHRASINGS = 200
# Teams shows no more citations than this under one message.
MOST_SOURCES = 20
EVERYONE = "everyone"
# An entry for this audience is answered in a direct chat only, never in a channel.
PRIVATE = "private"

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG_LONGEST = 80
# People ramble; a question is clipped to the same length.
_LONGEST_PHRASING = 1_000
_LONGEST_URL = 2000
_URL = re.compile(r"https?://[^\s<>\"|]+")
# Everything that cannot be seen, except the end of a line; also the marks that turn the direction of writing.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# The fields of an entry, and how long a text may be: an answer is read on a phone.
_FIELDS = {
    "id": 80,
    "title": 120,
    "phrasings": 0,
    "answer": 2500,
    "current": 1000,
    "sources": 0,
    "owner": 120,
    "review_by": 0,
    "audience": 80,
    "valid_until": 0,
    "local": 0,
    "guide": 0,
    "see_also": 0,
}
MOST_LOCAL = 10
_LONGEST_LOCAL = 250
MOST_SEE_ALSO = 5
GUIDES = ("fund", "routes")
"""The guided answers that an entry can lead to."""
_SOURCE_FIELDS = ("name", "url", "checked")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from, and when somebody last looked."""

    name: str
    url: str | None
    checked: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One approved answer."""

    id: str
    title: str
    phrasings: tuple[str, ...]
    answer: str
    sources: tuple[Source, ...]
    owner: str
    review_by: date
    audience: str = EVERYONE
    valid_until: date | None = None
    current: str = ""
    local: tuple[str, ...] = ()
    """Lines that an institution's own values are filled into ("{fund-limit}"); shown where all of them are set."""
    guide: str = ""
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right: where, in which field, and what to do."""

    where: str
    field: str
    message: str


def is_slug(text: str) -> bool:
    """Tell whether a text is small letters, digits and single hyphens, and so safe as a file name."""
    return len(text) <= _SLUG_LONGEST and _SLUG.fullmatch(text) is not None


def in_force(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Keep the entries that may be answered today: with a source, and not past their `valid_until`."""
    return [e for e in entries if e.sources and (e.valid_until is None or today <= e.valid_until)]


def folded(text: str) -> str:
    """Reduce a phrasing to what counts when two are compared: words in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def as_mapping(entry: Entry) -> dict[str, object]:
    """Write an entry as the plain mapping that `parse_entry` reads back to the same entry."""
    mapping: dict[str, object] = {"id": entry.id, "title": entry.title, "phrasings": list(entry.phrasings)}
    mapping["answer"] = entry.answer
    if entry.current:
        mapping["current"] = entry.current
    mapping["sources"] = [{"name": s.name, "url": s.url, "checked": s.checked} for s in entry.sources]
    mapping |= {"owner": entry.owner, "review_by": entry.review_by, "audience": entry.audience}
    if entry.valid_until is not None:
        mapping["valid_until"] = entry.valid_until
    if entry.local:
        mapping["local"] = list(entry.local)
    if entry.guide:
        mapping["guide"] = entry.guide
    if entry.see_also:
        mapping["see_also"] = list(entry.see_also)
    return mapping


def parse_entry(mapping: object, where: str) -> Entry | list[Problem]:
    """Read one entry from plain data, or say everything that is wrong with it."""
    if not isinstance(mapping, Mapping):
        return [Problem(where, "", "This is not an entry. Write 'id:', 'title:', 'phrasings:', 'answer:' and so on.")]
    entry, problems = parse_draft(mapping, where)
    return problems or entry


def parse_draft(mapping: Mapping[Any, object], where: str) -> tuple[Entry, list[Problem]]:
    """The entry as far as it can be read, and everything that is wrong with it; only without problems is it sound."""
    return _Reader(mapping, where).draft()


class _Reader:
    """Reads the fields of one entry, and collects problems rather than stopping at the first."""

    def __init__(self, mapping: Mapping[object, object], where: str) -> None:
        self._mapping = mapping
        self._where = where
        self._problems: list[Problem] = []

    def draft(self) -> tuple[Entry, list[Problem]]:
        self._unknown_fields(self._mapping, _FIELDS, "")
        entry = Entry(
            id=self._text("id"),
            title=self._text("title"),
            phrasings=self._texts("phrasings", MOST_PHRASINGS, _LONGEST_PHRASING),
            answer=self._text("answer"),
            sources=self._sources(),
            owner=self._text("owner"),
            review_by=self._date(self._mapping, "review_by", "review_by") or date.min,
            audience=self._text("audience", default=EVERYONE),
            valid_until=self._date(self._mapping, "valid_until", "valid_until", needed=False),
            current=self._text("current", default=""),
            local=self._texts("local", MOST_LOCAL, _LONGEST_LOCAL),
            guide=self._guide(),
            see_also=self._see_also(),
        )
        return entry, self._problems

    def _problem(self, field: str, message: str) -> None:
        self._problems.append(Problem(self._where, field, message))

    def _unknown_fields(
        self, mapping: Mapping[object, object], known: Mapping[str, int] | tuple[str, ...], at: str
    ) -> None:
        for key in mapping:
            if key not in known:
                near = get_close_matches(str(key)[:40], list(known), n=1)
                hint = f"Did you mean '{near[0]}'?" if near else f"Use {', '.join(known)}."
                self._problem(at or str(key)[:40], f"There is no field '{str(key)[:40]}'. {hint}")

    def _text(self, field: str, default: str | None = None) -> str:
        return self._text_of(self._mapping.get(field), field, _FIELDS[field], default)

    def _text_of(self, value: object, field: str, longest: int, default: str | None = None) -> str:
        if value is None or value == "":
            if default is None:
                self._problem(field, "This is missing. Please write it.")
            return default or ""
        if not isinstance(value, str):
            self._problem(field, f"This should be text, not {_kind(value)}. Put it in quotation marks.")
            return ""
        text = value.strip()
        if not text:
            self._problem(field, "This is empty. Please write it.")
        elif len(text) > longest:
            self._problem(field, f"This has {len(text)} characters; {longest} is the most. Please shorten it.")
        elif _CONTROL.search(text):
            self._problem(field, "This holds a control character, perhaps from copying. Type the text again.")
        return text

    def _texts(self, field: str, most: int, longest: int) -> tuple[str, ...]:
        return tuple(self._text_of(value, field, longest) for value in self._list(field, most))

    def _guide(self) -> str:
        guide = self._mapping.get("guide") or ""
        if isinstance(guide, str) and guide in ("", *GUIDES):
            return guide
        self._problem("guide", f"Write one of {', '.join(GUIDES)}, or leave it out.")
        return ""

    def _see_also(self) -> tuple[str, ...]:
        ids = self._texts("see_also", MOST_SEE_ALSO, _SLUG_LONGEST)
        for text in ids:
            if text and not is_slug(text):
                self._problem("see_also", f"'{text}' is not the id of an entry. Write its id, as 'registration-fees'.")
        return ids

    def _list(self, field: str, most: int) -> list[object]:
        value = self._mapping.get(field)
        if value is None:
            return []
        if not isinstance(value, list):
            self._problem(field, f"This should be a list, not {_kind(value)}. Start each line with '- '.")
            return []
        if len(value) > most:
            self._problem(field, f"There are {len(value)}; {most} is the most. Please take some away.")
        return value[:most]

    def _sources(self) -> tuple[Source, ...]:
        return tuple(s for value in self._list("sources", MOST_SOURCES) if (s := self._source(value)) is not None)

    def _source(self, value: object) -> Source | None:
        if not isinstance(value, Mapping):
            self._problem("sources", f"A source should have 'name', 'url' and 'checked'; this is {_kind(value)}.")
            return None
        self._unknown_fields(value, _SOURCE_FIELDS, "sources")
        name = self._text_of(value.get("name"), "sources name", 200)
        checked = self._date(value, "checked", "sources checked")
        return Source(name, self._url(value.get("url")), checked or date.min)

    def _url(self, value: object) -> str | None:
        if value is None or value == "":
            return None
        if isinstance(value, str) and len(value) <= _LONGEST_URL and _URL.fullmatch(value.strip()):
            return value.strip()
        self._problem("sources url", "This is not a web address. Start with https://, or leave it empty.")
        return None

    def _date(self, mapping: Mapping[object, object], key: str, field: str, *, needed: bool = True) -> date | None:
        value = mapping.get(key)
        # YAML reads 2027-01-31 as a date, and the same with a time as a datetime.
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if value is None or value == "":
            if needed:
                self._problem(field, "This date is missing. Write it as year-month-day, for example 2027-01-31.")
            return None
        with suppress(ValueError, TypeError):
            if isinstance(value, str):
                return date.fromisoformat(value.strip())
        self._problem(field, "This is not a date. Write it as year-month-day, for example 2027-01-31.")
        return None


def _kind(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes or no"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case date():
            return "a date"
        case list():
            return "a list"
        case _:
            return "a group of fields"
