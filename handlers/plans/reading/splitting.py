"""Several actions in one cell: a list of bullets, or one line with a stage for each year.

"Mentoring - review the pool (Y2), advertise it (Y1-3)" is two actions, each with its own time, under one name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.cells import BULLET, one_line
from handlers.plans.reading.columns import Column
from handlers.plans.reading.owners import looks_like_owner
from handlers.plans.reading.records import Part, Record
from handlers.problems import Problem

_MARKED = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v|vi{1,3})[.)]|\d{1,2}\.\d{1,2}\.?|\d{1,2}\s[-\u2013])\s+(?=\S)", re.I
)
_INLINE = re.compile(r"\s*[\u2022\u25cf\u25aa\u2023\uf0b7]\s*")
_TIME = (
    r"(?:Y(?:ea)?r?s?\s?\d(?:\s?[-\u2013&,/]\s?(?:Y(?:ea)?r?)?\s?\d)*|Years? (?:one|two|three|four)(?: and \w+)?|"
    r"(?:20)?\d\d\s?[/\u2013-]\s?(?:20)?\d\d|20\d\d|Q[1-4] 20\d\d|AY ?\d\d/\d\d|ongoing|annual(?:ly)?)"
)
_TIMED = re.compile(rf"\(\s*(?P<time>{_TIME})\s*\)", re.I)
_RUN_IN = re.compile(r"^(?P<name>[^.;:()]{3,90}?)\s+[-\u2013\u2014]\s+(?P<rest>\S.*)$", re.S)
_FEW = 200


@dataclass(frozen=True, slots=True)
class Items:
    """A text before a list, and the entries of the list."""

    lead: str
    entries: tuple[str, ...]


def listed(text: str) -> Items:
    """Take a list of bullets or numbers apart; without one, there are no entries."""
    if "\n" not in text and len(_INLINE.findall(text)) >= 2:
        first, *others = _INLINE.split(text)
        return Items(first, tuple(each for each in others if each))
    lead: list[str] = []
    entries: list[str] = []
    for line in text.split("\n"):
        mark = BULLET.match(line) or _MARKED.match(line)
        if mark:
            entries.append(line[mark.end() :])
        elif entries and line:
            entries[-1] = f"{entries[-1]} {line}" if line[:1].islower() else f"{entries[-1]}\n{line}"
        elif line:
            lead.append(line)
    if len(entries) < 2 or len(entries) > _FEW:
        return Items(text, ())
    return Items("\n".join(lead), tuple(entries))


def stages(text: str) -> list[tuple[str, str]]:
    """Take "name - what (Y1), what (Y2)" apart into each action and its time; one alone gives a list of one."""
    plain = one_line(text)
    found = list(_TIMED.finditer(plain[:2000]))
    if not found or plain[found[-1].end() :].strip(" .,;"):
        return []
    whole = _RUN_IN.match(plain)
    name = whole["name"] if whole and len(found) > 1 else ""
    result = []
    ends = [0, *(each.end() for each in found)]
    for number, each in enumerate(found):
        what = plain[ends[number] : each.start()].strip(" .,;")
        what = re.sub(r"^(?:and|then)\s+", "", what)
        if name and number == 0:
            what = what.removeprefix(name).lstrip(" -\u2013\u2014")
        result.append((f"{name} \u2013 {what}" if name else what, each["time"]))
    return result if all(what for what, _ in result) else []


def split_lists(record: Record) -> tuple[list[Record], list[Problem]]:
    """Make an action of each entry of a list in the action's cell, and of each stage that has a time of its own."""
    if not record.header.has(Column.TITLE):
        return _split_bands(record)
    items = Items("", ()) if record.finished else listed(record.title)
    if not items.entries:
        return _in_stages(record), []
    shares = _shared(record, len(items.entries))
    result: list[Record] = []
    for number, entry in enumerate(items.entries):
        one = record.saying(Column.TITLE, entry, inferred=True)
        for column, texts in shares.items():
            one = one.saying(column, texts[number])
        result += _in_stages(_numbered(one, number + 1))
    if items.lead:
        context = Part(Column.CONTEXT, record.header.name(Column.TITLE) or "Action", items.lead.rstrip(" :"))
        result = [one.adding([context], inferred=False) for one in result]
    return result, [_said(record, record.header.name(Column.TITLE), len(items.entries))]


def _in_stages(record: Record) -> list[Record]:
    if record.text(Column.DUE) or any(record.entries(Column.BAND)):
        return [record]
    found = stages(record.text(Column.TITLE))
    result = []
    for number, (what, time) in enumerate(found, start=1):
        one = record.saying(Column.TITLE, what, inferred=True).saying(Column.DUE, time, inferred=True)
        result.append(_numbered(one, number) if len(found) > 1 else one)
    return result or [record]


def _numbered(record: Record, number: int) -> Record:
    ref = one_line(record.text(Column.REF)).rstrip(" .):-\u2013")
    return record.saying(Column.REF, f"{ref}.{number}") if ref else record


def _shared(record: Record, count: int) -> dict[Column, Sequence[str]]:
    """Give the lists in other cells that have one entry for each action."""
    result: dict[Column, Sequence[str]] = {}
    for column in (Column.OWNER, Column.START, Column.DUE, Column.STATUS, Column.SUCCESS, Column.COMMENT):
        text = record.text(column)
        entries: Sequence[str] = listed(text).entries
        if not entries and column in {Column.DUE, Column.START, Column.STATUS}:
            entries = [line for line in text.split("\n") if line]
        if len(entries) == count and (
            column is not Column.OWNER or _MARKED.match(text) or all(map(looks_like_owner, entries))
        ):
            result[column] = entries
    return result


def _split_bands(record: Record) -> tuple[list[Record], list[Problem]]:
    """Make an action of each entry of the lists that stand in the columns of a time-band grid."""
    bands = [part for part in record.parts if part.column is Column.BAND]
    if not any(listed(part.text).entries for part in bands):
        return [record], []
    result = []
    for band in bands:
        for entry in listed(band.text).entries or (BULLET.sub("", band.text),):
            kept = tuple(part for part in record.parts if part.column is not Column.BAND)
            result.append(
                replace(record, parts=(*kept, replace(band, text=entry)), inferred=record.inferred | {Column.TITLE})
            )
    return result, [_said(record, bands[0].heading, len(result))]


def _said(record: Record, heading: str, count: int) -> Problem:
    message = f"The cell holds a list, so each of its {count} entries was read as an action. Please check."
    return Problem(record.row, heading, message, "warning")
