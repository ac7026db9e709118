"""Which row holds the headings of a table, told from its cells, and what each of them stands for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.cells import column_letter, key, one_line
from handlers.plans.reading import heading_words
from handlers.plans.reading.columns import Column, is_other, recognise, recognise_loosely, theme_within
from handlers.plans.reading.heading_choice import loosened, settled, unique
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.period_headings import months_across
from handlers.plans.reading.themes import section_theme

LONGEST = 160
"""Letters of the longest heading."""
TIMES = frozenset({Column.DUE, Column.START, Column.BAND})

_MOST_HEADINGS = 60
_LONGEST_LOOSE = 60
_FEWEST = 3
_HINT = re.compile(rf"{heading_words.TITLE_HINT}|month|year|20\d\d|term|\bq[1-4]\b|phase|stage", re.I)
_THEME_AND_BAND = re.compile(r"(?P<theme>\D+?)\s+(?P<band>(?:\d+\s?(?:-|to|\u2013)\s?\d+|year|y)\s?\w+)", re.I | re.S)
_NUMBER = re.compile(r"[A-Z]{0,3}\d+(?:\.\d+)*\.?")


def read_header(row: int, cells: Sequence[str], *, first: bool) -> Header | None:
    """Read a row as headings, or give None where it is none. `first` tells that no heading row was met before it."""
    if len(cells) > _MOST_HEADINGS and sum(1 for text in cells if text) > _MOST_HEADINGS:
        return None
    if not _HINT.search(" ".join(text[:LONGEST] for text in cells)):
        return None
    headings = _with_stand_in(_with_name(headings_of(cells)))
    if not _is_header(headings, cells, first=first):
        return None
    theme = next((found for text in cells if (found := _theme_in(text))), "")
    return Header(row, tuple(settled(unique(loosened(headings)))), theme)


def nearly_header(cells: Sequence[str]) -> bool:
    """Tell whether a row has headings of a plan, only none for the action."""
    columns = {each.column for each in headings_of(cells) if each.column}
    return len(columns) >= 3 and Column.TITLE not in columns


def header_without_title(row: int, cells: Sequence[str], title: int) -> Header:
    """Read a row as headings where the action is known to stand in the column `title`."""
    headings = headings_of(cells)
    named = [replace(each, column=Column.TITLE, inferred=True) if each.index == title else each for each in headings]
    return Header(row, tuple(settled(unique(loosened(named)))))


def read_loosely(row: int, cells: Sequence[str]) -> Header | None:
    """Read a row as headings by single words in them; only for a page in which no other heading row is found."""
    filled = [text for text in cells if text]
    if len(filled) < _FEWEST or any(len(text) > _LONGEST_LOOSE or _NUMBER.fullmatch(text) for text in filled):
        return None
    headings = unique(loosened(headings_of(cells)))
    found = {each.column for each in headings if each.column}
    if Column.TITLE not in found or len(found) < _FEWEST or len(found) * 2 < len(filled):
        return None
    return Header(row, tuple(replace(each, inferred=True) for each in settled(headings)))


def headings_of(cells: Sequence[str]) -> list[Heading]:
    """Give each cell of a row as a heading, with the column that it is known to stand for."""
    months = months_across(cells)
    return [
        Heading(index, months[index], Column.BAND) if index in months else _heading(index, text)
        for index, text in enumerate(cells)
    ]


def _with_name(headings: list[Heading]) -> list[Heading]:
    """Read "Name" as the action on an export of a task board, which says when and how far beside it."""
    columns = {each.column for each in headings}
    if Column.TITLE in columns or not columns & TIMES or not columns & {Column.STATUS, Column.PROGRESS}:
        return headings
    return [
        replace(each, column=Column.TITLE) if key(each.text) == heading_words.NAMED_ONLY else each for each in headings
    ]


def _with_stand_in(headings: list[Heading]) -> list[Heading]:
    """Find what names the action where nothing is called so: "Commitment" beside "Pillar", or what happens next."""
    columns = [each.column for each in headings]
    others = {*columns} - {None, Column.THEME, Column.NEXT_STEP, Column.BAND}
    if Column.TITLE in columns or not others:
        return headings
    if columns.count(Column.THEME) > 1:
        said = [each for each in headings if key(each.text) in heading_words.THEME_OR_ACTION]
    else:
        said = [each for each in headings if each.column is Column.NEXT_STEP and len(others) > 1]
    return [replace(each, column=Column.TITLE) if each in said[-1:] else each for each in headings]


def _heading(index: int, text: str) -> Heading:
    if not text:
        return Heading(index, f"column {column_letter(index)}", None)
    within = theme_within(text)
    if within and section_theme(within):
        return Heading(index, one_line(text), Column.THEME)
    both = _THEME_AND_BAND.fullmatch(within) if within else None
    if both and section_theme(both["theme"]) and recognise(both["band"]) is Column.BAND:
        return Heading(index, one_line(both["band"]), Column.BAND)
    return Heading(index, one_line(text), recognise(text))


def _theme_in(text: str) -> str:
    within = theme_within(text)
    both = _THEME_AND_BAND.fullmatch(within) if within else None
    return section_theme(within) or (section_theme(both["theme"]) if both else "")


def _is_header(headings: Sequence[Heading], cells: Sequence[str], *, first: bool) -> bool:
    filled = [each for each in headings if cells[each.index]]
    if any(len(each.text) > LONGEST for each in filled):
        return False
    known = [each for each in filled if each.column]
    columns = {each.column for each in known}
    if Column.TITLE in columns:
        if len(known) >= 2:
            return first or len(known) * 2 >= len(filled)
        return first and len(filled) == 1 and not filled[0].text.endswith(":")
    if Column.BAND in columns and len(columns) == len(known) == len(filled) == 1:
        return False
    if Column.BAND in columns and all(each.column or is_other(each.text) for each in filled):
        # A row of data may well hold "Lead" and "2024", but then its action is not understood as a heading.
        bands = sum(1 for each in known if each.column is Column.BAND)
        return bool(columns & {Column.THEME, Column.SUCCESS, Column.OWNER}) or (bands >= 2 and not cells[0])
    loose = [each for each in filled if each.column is None and recognise_loosely(each.text) is Column.TITLE]
    return bool(loose) and len(columns - {Column.BAND}) >= 2 and len(known) * 2 >= len(filled)
