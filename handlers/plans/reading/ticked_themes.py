"""Themes that are told by a tick: a column for each of the five, and a mark in the one that an action belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.plans.reading.columns import Column
from handlers.plans.reading.headings import Header
from handlers.plans.reading.records import LONGEST_MARK, Part, Record
from handlers.plans.reading.themes import named_after_theme, section_theme
from handlers.problems import Problem

_FEWEST = 3
_NO_MARK = frozenset({"-", "\u2013", "\u2014", "n/a", "na", "no", "n", "0", "."})


def by_ticks(records: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Take the theme of each action from the column that is ticked. All records have one header."""
    header = records[0].header
    themes = _theme_columns(header)
    marks = (part.text for each in records for part in each.parts if part.index in themes)
    if len(themes) < _FEWEST or header.has(Column.THEME) or not header.has(Column.TITLE):
        return list(records), []
    if any(len(mark) > LONGEST_MARK for mark in marks):
        return list(records), []
    return [_ticked(record, themes) for record in records], []


def _theme_columns(header: Header) -> dict[int, str]:
    named = {each.index: section_theme(each.text) or named_after_theme(each.text) for each in header.headings}
    unread = [each.index for each in header.headings if each.column is None and named[each.index]]
    return {index: theme for index, theme in named.items() if theme} if len(unread) >= _FEWEST else {}


def _ticked(record: Record, themes: dict[int, str]) -> Record:
    chosen = [themes[p.index] for p in record.parts if p.index in themes and p.text.casefold() not in _NO_MARK]
    kept = tuple(part for part in record.parts if part.index not in themes)
    return replace(record, parts=kept).adding([Part(Column.THEME, "Theme", "; ".join(chosen))])
