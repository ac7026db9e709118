"""Columns that a plan has twice, an older and a newer one: where the newer cell is empty, the older one holds."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.cells import shown
from handlers.plans.reading.columns import Column, recognise
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.records import Part, Record
from handlers.plans.reading.reviews import newest_first, when
from handlers.problems import Problem

_LISTED = 12


def fall_back(records: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Take the status of the review before, and the original date, where nothing newer is said.

    All records have one header. Older statuses hold only where nobody has filled in the newest column yet, and that
    is said; in one that is in use, an empty cell means no status. A date that was not revised still holds.
    """
    header = records[0].header
    dates, reviews = _older(header, Column.DUE), _older(header, Column.STATUS)
    problems: list[Problem] = []
    result = [_filled(record, Column.DUE, dates) for record in records]
    unfilled = not any(record.text(Column.STATUS) for record in records)
    if reviews and unfilled and when(header.name(Column.STATUS)) != (0, 0):
        before = result
        result = [_filled(record, Column.STATUS, reviews) for record in before]
        rows = [old.row for old, new in zip(before, result, strict=True) if old is not new]
        problems += _said(header.name(Column.STATUS), rows, header.row)
    told = newest_first([each for each in header.headings if each.column is Column.PROGRESS])
    if len(told) > 1 and when(told[0].text) != (0, 0):
        rows = [each.row for each in records if each.title and _silent_now(each, told)]
        problems += _said(told[0].text, rows, header.row)
    return result, problems


def _older(header: Header, column: Column) -> list[Heading]:
    """Give the headings of the same kind that were not taken, the newest first."""
    if not header.has(column):
        return []
    passed = [each for each in header.headings if each.column is None and recognise(each.text) is column]
    return newest_first(passed)


def _filled(record: Record, column: Column, older: Sequence[Heading]) -> Record:
    if not older or record.text(column) or not record.title:
        return record
    texts = {part.index: part for part in record.parts}
    found = next((texts[each.index] for each in older if each.index in texts), None)
    if found is None:
        return record
    return replace(record, parts=(*record.parts, Part(column, found.heading, found.text)))


def _silent_now(record: Record, told: Sequence[Heading]) -> bool:
    said = {part.index for part in record.parts if part.column is Column.PROGRESS}
    return bool(said) and told[0].index not in said


def _said(heading: str, rows: Sequence[int], row: int) -> list[Problem]:
    if not rows:
        return []
    several = len(rows) > 1
    more = f" and {len(rows) - _LISTED} more" if len(rows) > _LISTED else ""
    which = f"Row{'s' if several else ''} {', '.join(str(each) for each in rows[:_LISTED])}{more}"
    message = (
        f"{which} {'say' if several else 'says'} nothing under {shown(heading)}, so the newest earlier review was "
        "taken. Please check that it still holds."
    )
    return [Problem(row, heading, message, "warning")]
