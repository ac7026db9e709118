"""What an action's own words say about who and when, where no cell says it: "… - Lead: OSD Manager", "… (HRBP)"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.cells import one_line
from handlers.plans.reading.columns import Column
from handlers.plans.reading.date_words import CONDITIONAL, RECURRING, RELATIVE
from handlers.plans.reading.dates import read_period
from handlers.plans.reading.owners import is_post
from handlers.plans.reading.records import Record
from handlers.plans.reading.themes import theme_label
from handlers.plans.reading.verbs import begins_with_doing

_NUMBER = re.compile(
    r"(?:action\s*|objective\s*|recommendation\s*)?(?P<number>[A-Z]{0,3}\d{1,2}(?:\.\d{1,2}){0,2})\s*(?:[.):]\s|\s?[-\u2013]\s|[.:](?=[A-Z]))\s*",
    re.I,
)
_BARE = re.compile(r"(?P<number>(?:[A-Z]{1,3}\d{1,2}(?:\.\d{1,2}){0,2}|\d{1,2}(?:\.\d{1,2}){1,2}))\s+(?=[A-Z])")
_LABELLED = re.compile(
    r"\s*[-\u2013\u2014,;.(\[]?\s*\b(?:action )?(?:lead|owner|responsible|responsibility|led by|by "
    r"whom|lead role|owned by)\b\s*"
    r"(?::|\s[-\u2013]\s)\s*(?P<owner>[^\n]{2,120}?)[)\]]?\s*$",
    re.I,
)
_DASHED = re.compile(r"\s+[-\u2013\u2014]\s+(?P<owner>[A-Z][^\n\u2013\u2014]{1,110})$")
_LED_BY = re.compile(r"\s*[,;(]?\s*\b(?:led|owned) by (?:the )?(?P<owner>[A-Z][^\n()]{1,80}?)\)?\s*$")
_BRACKETED = re.compile(r"\s*[(\[](?P<inside>(?:[^()\[\]\n]|\([^()\n]{1,20}\)){2,80})[)\]]\s*\.?$")
_DUE_BY = re.compile(
    r"(?:\s*[-\u2013\u2014,;(]\s*|\s+)(?P<due>(?:by|before|due|until|no later than|"
    r"deadline:?)\s+(?:the\s+)?[^()\n]{3,45}?)[).]*$",
    re.I,
)
_THEMED = re.compile(r"(?P<theme>[^:\n]{4,40}?)\s*(?::|\n|\s[-\u2013\u2014]\s)\s*(?P<rest>\S+\s+\S.*)", re.S)
_MOST = 0.6
_OFFICES = frozenset(
    [
        "HR",
        "HRBP",
        "HRBPS",
        "HRD",
        "OSD",
        "OSDS",
        "OD",
        "POD",
        "LD",
        "EDI",
        "IT",
        "ITS",
        "PVC",
        "DVC",
        "VC",
        "COO",
        "CEO",
        "TSM",
        "UEB",
        "SLT",
        "SMT",
        "ULT",
        "TCWG",
        "TCSG",
    ]
)


def take_numbers(records: Sequence[Record]) -> list[Record]:
    """Take the numbers from the beginnings of the actions, where the table has no column for them and most have one."""
    found = [_NUMBER.match(each.title) or _BARE.match(each.title) for each in records]
    titled = sum(1 for each in records if each.title)
    if any(each.text(Column.REF) for each in records) or sum(map(bool, found)) * 2 <= titled:
        return list(records)
    return [
        _told(each, each.title[number.end() :], Column.REF, number["number"], front=True) if number else each
        for each, number in zip(records, found, strict=True)
    ]


def take_themes(records: Sequence[Record]) -> list[Record]:
    """Take the theme from the beginnings of the actions ("Visibility: hold …"), where most have one and no cell has."""
    if not records[0].header.has(Column.TITLE) or any(each.text(Column.THEME) for each in records):
        return list(records)
    found = [_THEMED.match(each.title) for each in records]
    themes = [theme_label(each["theme"]) if each else "" for each in found]
    titled = sum(1 for each in records if each.title)
    if sum(map(bool, themes)) <= _MOST * titled:
        return list(records)
    return [
        _told(each, head["rest"], Column.THEME, theme) if head and theme else each
        for each, head, theme in zip(records, found, themes, strict=True)
    ]


def read_tail(record: Record) -> Record:
    """Take the owner and the time out of the end of the action's text, where its cells leave them open."""
    if not record.title or record.finished:
        return record
    if not record.text(Column.OWNER):
        record = _owner(record)
    if not (record.text(Column.DUE) or record.text(Column.START) or any(record.entries(Column.BAND))):
        record = _due(record)
    return record


def _owner(record: Record) -> Record:
    title = record.title
    for pattern, sure in ((_LABELLED, True), (_LED_BY, False), (_DASHED, False), (_BRACKETED, False)):
        found = pattern.search(title)
        if found is None or not title[: found.start()].strip():
            continue
        owner = found[found.lastgroup or 0].strip(" .")
        if pattern is _BRACKETED and not _is_office(owner, title[: found.start()]):
            continue
        if sure or (is_post(owner) and not begins_with_doing(owner)):
            return _told(record, title[: found.start()], Column.OWNER, owner)
    return record


def _is_office(text: str, before: str) -> bool:
    """Tell a post in brackets, "(HRBP)", from an abbreviation of the words before it, "(PEP)"."""
    if not text.isupper():
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]\w*", before)[-len(text) :]).upper()
    return text.replace("&", "") in _OFFICES and initials != text


def _due(record: Record) -> Record:
    title = record.title
    inside = _BRACKETED.search(title)
    if inside and title[: inside.start()].strip() and _is_time(inside["inside"]):
        return _told(record, title[: inside.start()], Column.DUE, inside["inside"])
    found = _DUE_BY.search(one_line(title))
    if found and read_period(found["due"]).last is not None:
        return _told(record, title, Column.DUE, found["due"])
    return record


def _is_time(text: str) -> bool:
    small = text.casefold()
    if read_period(text).last is not None or read_period(text).first is not None:
        return True
    return len(text.split()) <= 5 and any(pattern.search(small) for pattern in (RELATIVE, RECURRING, CONDITIONAL))


def _told(record: Record, title: str, column: Column, text: str, *, front: bool = False) -> Record:
    if front and not title.strip():
        return record
    titled = Column.TITLE if record.header.has(Column.TITLE) else Column.BAND
    old = next(part for part in record.parts if part.column is titled)
    parts = tuple(replace(part, text=title.rstrip(" ,;")) if part is old else part for part in record.parts)
    return replace(record, parts=parts).saying(column, text, inferred=True)
