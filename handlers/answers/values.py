"""What an institution fills into its entries: amounts, dates, contacts, links. Set once, shown wherever they are named.

A line of an entry names them in braces: "The fund pays up to {fund-limit} a person." Which values there are is data
(`ValueKind`); what they are at an institution is a `Values`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from handlers.answers.entries import Problem, is_slug
from handlers.dates import spoken
from handlers.forms import parse_date

_NAMED = re.compile(r"\{([^{}\n]*)\}")
_LONGEST: Final = {"id": 80, "label": 120, "hint": 300, "kind": 10, "group": 40}
_NEEDED: Final = ("id", "label", "kind", "group")


class Kind(StrEnum):
    """What may stand in a value."""

    MONEY = "money"
    TEXT = "text"
    DATE = "date"
    URL = "url"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class ValueKind:
    """One value that an institution can set: how it is asked for, and with which others."""

    id: str
    label: str
    hint: str
    kind: Kind
    group: str


@dataclass(frozen=True, slots=True)
class Value:
    """What an institution set: the text as it is shown, a page that says so (or ""), and which post set it when.

    A value that is a day holds only until then; a value that is a page is linked to, not spelled out.
    """

    text: str
    source: str = ""
    by: str = ""
    on: date | None = None
    until: date | None = None
    page: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """All that an institution has set. `whose` says of which; `review_by` is when all of them are to be looked at.

    `invented` marks those of the example institution, which nobody may take for their own.
    """

    whose: str = ""
    by_name: Mapping[str, Value] = field(default_factory=dict)
    review_by: date | None = None
    invented: bool = False

    def get(self, name: str) -> Value | None:
        """What is set under this name, if anything."""
        return self.by_name.get(name)

    def in_date(self, today: date) -> bool:
        """Whether they can still be relied on."""
        return self.review_by is None or today <= self.review_by


NO_VALUES: Final = Values()


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its values in it; `url` is there where it leads to a page."""

    text: str
    url: str
    values: tuple[Value, ...]


def names_in(text: str) -> tuple[str, ...]:
    """The names of the values that a line is filled in with, in order."""
    return tuple(_NAMED.findall(text))


def filled(text: str, values: Values, today: date) -> Line | None:
    """The line with its values in it; None where one of them is not set, or is a day that has passed."""
    found: dict[str, Value] = {}
    for name in names_in(text):
        value = values.get(name)
        if value is None or (value.until is not None and value.until < today):
            return None
        found[name] = value
    said = _NAMED.sub(lambda match: "" if found[match[1]].page else found[match[1]].text, text)
    url = next((value.text for value in found.values() if value.page), "")
    return Line(" ".join(said.split()).strip(" :") if url else said, url, tuple(found.values()))


def value_of(kind: Kind, text: str, source: str = "", by: str = "", on: date | None = None) -> Value:
    """A value from what was written for it; a day is written in ISO form and shown in words."""
    day = parse_date(text) if kind is Kind.DATE else None
    return Value(spoken(day) if day else text, source, by, on, day, page=kind is Kind.URL)


def parse_value_kind(mapping: object, where: str) -> ValueKind | list[Problem]:
    """Read one kind of value from plain data, or say everything that is wrong with it."""
    if not isinstance(mapping, Mapping):
        return [Problem(where, "", "Write 'id:', 'label:', 'hint:', 'kind:' and 'group:'.")]
    problems = [
        Problem(where, str(key)[:40], f"There is no field '{str(key)[:40]}'. Use {', '.join(_LONGEST)}.")
        for key in mapping
        if key not in _LONGEST
    ]
    problems += [
        Problem(where, name, f"Write this as text of at most {longest} characters.")
        for name, longest in _LONGEST.items()
        if not _is_text(mapping.get(name, "" if name not in _NEEDED else None), longest, needed=name in _NEEDED)
    ]
    if not problems and not is_slug(mapping["id"]):
        problems.append(Problem(where, "id", "Use small letters, digits and single hyphens, for example 'fund-limit'."))
    if not problems and mapping["kind"] not in tuple(Kind):
        problems.append(Problem(where, "kind", f"Write one of {', '.join(Kind)}."))
    if problems:
        return problems
    texts = {name: str(mapping.get(name, "")).strip() for name in _LONGEST}
    return ValueKind(texts["id"], texts["label"], texts["hint"], Kind(texts["kind"]), texts["group"])


def _is_text(value: object, longest: int, *, needed: bool) -> bool:
    if not isinstance(value, str) or len(value) > longest:
        return False
    return value.strip().isprintable() and (bool(value.strip()) or not needed)
