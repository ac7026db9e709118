"""Which theme each row belongs to: its own cell, the row that announces it, or a merged cell above."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.plans.reading.columns import Column
from handlers.plans.reading.records import Record
from handlers.plans.reading.themes import ThemeReading, read_theme
from handlers.problems import Problem

_LISTED = 12
_PRIORITY = re.compile(r"(?:strategic |overarching |key )?(?:priority|ambition)\b", re.I)


@dataclass(slots=True)
class _Walk:
    """What was seen on the way down the rows."""

    merged: bool
    own: str = ""
    section: int = -1


def themes_of(
    records: Sequence[Record], letters: Mapping[str, str], default: str = ""
) -> tuple[list[str], list[Problem]]:
    """Give one theme for each record, and what should be checked about them. `default` is the theme of the sheet."""
    readings = [read_theme(record.text(Column.THEME), letters) for record in records]
    if not default and not any(
        record.theme_above or read.theme for record, read in zip(records, readings, strict=True)
    ):
        readings = [read_theme(_objective_above(record), letters) for record in records]
    walk = _Walk(merged=_is_merged(readings))
    themes, carried, missing = [], [], []
    for record, reading in zip(records, readings, strict=True):
        own, from_above = _next(walk, record, reading)
        theme = own or default
        themes.append(theme)
        carried += [record.row] if from_above else []
        missing += [] if theme else [record.row]
    problems = [*_own_problems(records, readings), *_carried(records, carried), *_missing(records, missing)]
    return themes, problems


def _objective_above(record: Record) -> str:
    """Give the row that announces a priority of the institution's own; where a plan has no themes, it stands for one.

    An objective is narrower than a theme, so it stays what the action serves.
    """
    above = (part.text for part in record.parts if part.column is Column.CONTEXT and part.index < 0)
    return next((text for text in above if _PRIORITY.match(text)), "")


def _is_merged(readings: Sequence[ThemeReading]) -> bool:
    """Tell whether the theme cells are merged downwards: each theme is then written once, or most cells are empty.

    Where themes are repeated row by row, an empty cell is a gap, and filling it from above would be a guess.
    """
    written = [reading.theme for reading in readings if reading.theme]
    return len(written) == len(set(written)) or len(written) * 2 <= len(readings)


def _next(walk: _Walk, record: Record, reading: ThemeReading) -> tuple[str, bool]:
    if reading.theme:
        walk.own, walk.section = reading.theme, record.section
        return reading.theme, False
    if walk.merged and walk.own and walk.section == record.section:
        return walk.own, True
    return record.theme_above, False


def _own_problems(records: Sequence[Record], readings: Sequence[ThemeReading]) -> list[Problem]:
    """Give each distinct warning once, at the first row that it is about."""
    first: dict[str, Record] = {}
    for record, reading in zip(records, readings, strict=True):
        if reading.warning:
            first.setdefault(reading.warning, record)
    return [Problem(record.row, _heading(record), warning, "warning") for warning, record in first.items()]


def _carried(records: Sequence[Record], rows: Sequence[int]) -> list[Problem]:
    if not rows:
        return []
    message = f"{_rows(rows)} no theme of their own and took the one above, as in a merged cell. Please check."
    return [Problem(rows[0], _column(records, rows[0]), message, "warning")]


def _missing(records: Sequence[Record], rows: Sequence[int]) -> list[Problem]:
    if not rows:
        return []
    message = f"{_rows(rows)} no theme. Write one of the five in a column called “Theme”, or above the rows."
    return [Problem(rows[0], _column(records, rows[0]), message, "warning")]


def _column(records: Sequence[Record], row: int) -> str:
    return next(_heading(record) for record in records if record.row == row)


def _heading(record: Record) -> str:
    return record.header.name(Column.THEME) or next((name for name, _ in record.entries(Column.THEME)), "")


def _rows(repeated: Sequence[int]) -> str:
    rows = list(dict.fromkeys(repeated))
    if len(rows) == 1:
        return f"Row {rows[0]} has"
    shown = ", ".join(str(row) for row in rows[:_LISTED])
    more = f" and {len(rows) - _LISTED} more" if len(rows) > _LISTED else ""
    return f"Rows {shown}{more} have"
