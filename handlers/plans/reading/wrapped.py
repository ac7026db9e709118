"""Tables in which every printed line became a row of its own, as when they are copied out of a PDF."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.plans.reading.columns import Column
from handlers.plans.reading.content import is_status
from handlers.plans.reading.dates import read_period
from handlers.plans.reading.records import Part, Record
from handlers.problems import Problem

_NUMBERED = re.compile(r"(?:[A-Z]{1,3}\s?)?\d{1,2}(?:\.\d{1,2})*[.):]?\s+\S|[A-Z]{1,3}\d{1,2}(?:\.\d{1,2})*[.):]?\s+\S")
_FEWEST = 2
_MOST_LINES = 30
_CLEARLY = 0.8


def unwrap(records: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Put lines together to the action that they were cut from. All records have one header.

    A line goes on where its action begins with a small letter or is empty. That is believed only if hardly any other
    line stands between those that begin an action, and if no such line has a time or a status beside one above it.
    """
    begins = [_begins(record) for record in records]
    groups: list[list[Record]] = []
    for record, begin in zip(records, begins, strict=True):
        if begin or not groups or groups[-1][-1].section != record.section:
            groups.append([record])
        else:
            groups[-1].append(record)
    if not _is_wrapped(records, groups):
        return list(records), []
    said = [_said(group) for group in groups if len(group) > 1]
    return [_together(group) for group in groups], said[:1]


def _begins(record: Record) -> bool:
    title = record.text(Column.TITLE)
    return bool(record.text(Column.REF)) or bool(title and not title[:1].islower())


def _is_wrapped(records: Sequence[Record], groups: Sequence[Sequence[Record]]) -> bool:
    further = [record for group in groups for record in group[1:]]
    small = [record for record in further if record.text(Column.TITLE)[:1].islower()]
    if len(small) < _FEWEST or len(groups) < _FEWEST or any(not _begins(group[0]) for group in groups):
        return False
    if max(map(len, groups)) > _MOST_LINES:
        return False
    cut = [record for record in small if len([part for part in record.parts if part.index >= 0]) > 1]
    if len(cut) < _FEWEST:
        return False
    numbered = sum(1 for group in groups if _is_numbered(group[0]))
    if numbered < _CLEARLY * len(groups) and any(
        record.text(Column.TITLE) and record not in small for record in further
    ):
        return False
    return not any(_has_own(group[0], record) for group in groups for record in group[1:])


def _is_numbered(record: Record) -> bool:
    return bool(record.text(Column.REF) or _NUMBERED.match(record.text(Column.TITLE)))


def _has_own(first: Record, record: Record) -> bool:
    """Tell whether a line says when or how far beside an action that says it too: then it is an action itself."""
    for column in (Column.DUE, Column.START):
        if read_period(first.text(column)).last and read_period(record.text(column)).last:
            whole = read_period(f"{first.text(column)} {record.text(column)}").last
            if whole is None:
                return True
    return is_status(first.text(Column.STATUS)) and is_status(record.text(Column.STATUS))


def _together(group: Sequence[Record]) -> Record:
    parts = list(group[0].parts)
    for part in (part for record in group[1:] for part in record.parts):
        at = next(
            (at for at, each in enumerate(parts) if each.index == part.index and each.column is part.column), None
        )
        if at is None:
            parts.append(part)
        elif parts[at].text != part.text:
            parts[at] = replace(parts[at], text=_run_on(parts[at], part))
    rows = (*group[0].rows, *(record.row for record in group[1:]))
    return replace(group[0], parts=tuple(sorted(parts, key=lambda each: each.index)), rows=rows)


def _run_on(before: Part, part: Part) -> str:
    return f"{before.text.removesuffix('- ')} {part.text}"


def _said(group: Sequence[Record]) -> Problem:
    message = (
        "Each printed line of this table stands in a row of its own. Rows that go on in the middle of a sentence were "
        f"put together, as here with row {group[-1].row}. Please check."
    )
    return Problem(group[0].row, "", message, "warning")
