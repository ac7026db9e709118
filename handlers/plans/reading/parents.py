"""Rows that only name what the rows below them are steps of: "1 Improve inductions", then "a) …", "b) …" or "1.1 …"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.cells import one_line, shown
from handlers.plans.reading.columns import Column
from handlers.plans.reading.records import Part, Record
from handlers.plans.reading.themes import section_theme, theme_label
from handlers.problems import Problem

_LETTER = re.compile(r"\(?(?P<mark>[a-z]|i{1,3}|iv|v|vi{0,3})[.)]?")
_LEADING = re.compile(r"\(?(?P<mark>[a-z]|i{1,3}|iv|v|vi{0,3})[.)]\s+(?=\S)")
_SUMMED = frozenset({Column.REF, Column.TITLE, Column.START, Column.DUE, Column.STATUS, Column.PROGRESS, None})
_SAYS_NO_MORE = frozenset({Column.REF, Column.TITLE, Column.THEME, Column.CONTEXT})
_SAYS_MORE = (Column.OWNER, Column.DUE, Column.START, Column.STATUS, Column.SUCCESS, Column.PROGRESS, Column.BAND)
_LONGEST = 300


def under_parents(records: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Take such rows for what the actions below serve, and not for actions. All records have one header."""
    result: list[Record] = []
    problems: list[Problem] = []
    parent: Record | None = None
    theme, section = "", 0
    for at, record in enumerate(records):
        following = records[at + 1] if at + 1 < len(records) else None
        if theme and not record.text(Column.THEME):
            record = replace(record, theme_above=theme, section=section)
        if _sums_up_theme(record, following):
            theme, section = section_theme(record.title), record.row
            parent = None
        elif following is not None and _is_parent(record, following):
            parent = record
            problems.append(_said(record))
        elif parent is not None and _mark(parent, record):
            result.append(_child(parent, record))
        else:
            parent = None
            result.append(record)
    return result, problems


def _sums_up_theme(record: Record, following: Record | None) -> bool:
    """Tell whether a row has the name of a theme for its action, and but dates and shares that sum up those below."""
    if following is None or not section_theme(record.title):
        return False
    own = {part.column for part in record.parts if part.index >= 0}
    owned = following.text(Column.OWNER) and not section_theme(following.title)
    return own <= _SUMMED and bool(owned)


def _is_parent(record: Record, following: Record) -> bool:
    own = {part.column for part in record.parts if part.index >= 0}
    if not record.title or not own <= _SAYS_NO_MORE or len(record.title) > _LONGEST:
        return False
    first = _mark(record, following) in {"a", "i", "1", "01", "0"}
    return first and any(following.text(column) for column in _SAYS_MORE)


def _mark(parent: Record, record: Record) -> str:
    """Give the letter or number that a step has below its parent: "a", "i", "2", or nothing."""
    before = [part.text for part in record.parts if 0 <= part.index < record.header.index(Column.TITLE)]
    own = parent.text(Column.REF).rstrip(" .):")
    for text in before:
        letter = _LETTER.fullmatch(text.strip())
        if letter:
            return letter["mark"]
        rest = text.strip().removeprefix(own) if own and text.strip().startswith(own) else ""
        further = re.fullmatch(r"\s*[.-]?\s*(?P<mark>\d{1,2}|[a-z])[.)]?", rest) if rest else None
        if further and (rest[:1] in ".- " or further["mark"].isalpha()):
            return further["mark"]
    leading = _LEADING.match(record.text(Column.TITLE))
    return leading["mark"] if leading else ""


def _child(parent: Record, record: Record) -> Record:
    mark = _mark(parent, record)
    own, ref = parent.text(Column.REF).rstrip(" .):"), record.text(Column.REF)
    title = record.text(Column.TITLE)
    leading = _LEADING.match(title)
    if leading:
        record = record.saying(Column.TITLE, title[leading.end() :])
    if own and (not ref or _LETTER.fullmatch(ref.strip())):
        record = record.saying(Column.REF, f"{own}{mark}" if mark.isalpha() else f"{own}.{mark}", inferred=True)
    theme = theme_label(parent.title)
    if theme:
        return record if record.text(Column.THEME) else replace(record, theme_above=theme, section=parent.row)
    return record.adding([Part(Column.CONTEXT, "Objective", one_line(parent.title))], inferred=False)


def _said(parent: Record) -> Problem:
    message = f"{shown(parent.title)} was taken for what the steps below it serve, and not for an action of its own."
    return Problem(parent.row, "", message, "warning")
