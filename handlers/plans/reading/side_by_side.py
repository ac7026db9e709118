"""Themes side by side: each column is a theme, and each cell below holds its actions (Plymouth)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.plans.reading.columns import Column, recognise, recognise_loosely
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.layout import Layout
from handlers.plans.reading.page import Cells, Page
from handlers.plans.reading.records import Part, Record
from handlers.plans.reading.themes import theme_label

ALL = "All themes"
_FEWEST = 3


@dataclass(slots=True)
class _Columns:
    """The themes by their column, and the records so far."""

    header_row: int
    names: Mapping[int, str]
    themes: Mapping[int, str]
    headers: Mapping[int, Header]
    records: dict[int, list[Record]] = field(default_factory=dict)


def read_side_by_side(layout: Layout) -> Layout | None:
    """Read themes that stand side by side, or give None where no row names at least three of them and nothing else."""
    page = layout.page
    found = next(((n, themes) for n, cells in page.numbered() if (themes := _themes(cells))), None)
    if found is None:
        return None
    number, themes = found
    names = {index: page.cells(number)[index] for index in themes}
    headers = {index: Header(number, (Heading(index, names[index], Column.TITLE),), themes[index]) for index in themes}
    columns = _Columns(number, names, themes, headers)
    new = Layout(page, list(headers.values()), above=[row for row in layout.above if row[0] < number])
    for row, cells in page.numbered():
        if row > number:
            _read_row(columns, page, row, cells)
    new.records = [record for index in sorted(columns.records) for record in columns.records[index]]
    return new if new.records else None


def _themes(cells: Cells) -> dict[int, str]:
    """Give the themes of a row by their column; nothing where it holds anything else but a first cell."""
    named = {index: theme_label(text) for index, text in enumerate(cells) if text and len(text) <= 200}
    themes = {index: theme for index, theme in named.items() if theme}
    others = [index for index, text in enumerate(cells) if text and index not in themes]
    distinct = len(set(themes.values())) == len(themes)
    return themes if len(themes) >= _FEWEST and distinct and others in ([], [0]) else {}


def _read_row(columns: _Columns, page: Page, row: int, cells: Cells) -> None:
    label = cells[0] if cells and 0 not in columns.themes else ""
    column = (recognise(label) or recognise_loosely(label)) if label else None
    texts = {index: cells[index] for index in columns.themes if index < len(cells) and cells[index]}
    across = _across(columns, page, row, texts)
    if across is not None:
        _add(columns, -1, row, across, label, column)
        return
    for index, text in texts.items():
        _add(columns, index, row, text, label, column)


def _across(columns: _Columns, page: Page, row: int, texts: Mapping[int, str]) -> str | None:
    """Give the text of a cell that stands for all themes: joined across, or repeated in each column."""
    if len(texts) == len(columns.themes) and len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    last = max(columns.themes)
    joined = [text for index, text in texts.items() if page.spans.get((row, index), index) >= last > index]
    return joined[0] if joined and len(texts) == 1 else None


def _add(columns: _Columns, index: int, row: int, text: str, label: str, column: Column | None) -> None:
    records = columns.records.setdefault(index if index >= 0 else len(columns.themes) + max(columns.themes), [])
    if column in {None, Column.TITLE, Column.BAND, Column.CONTEXT}:
        records.append(_record(columns, index, row, text, label if column is not Column.TITLE else "", column))
        return
    columns.records[index] = [each.adding([Part(column, label, text)], inferred=False) for each in records]


def _record(columns: _Columns, index: int, row: int, text: str, label: str, column: Column | None) -> Record:
    theme = columns.themes.get(index, ALL)
    name = columns.names.get(index, ALL)
    header = columns.headers.get(index) or Header(columns.header_row, (Heading(0, ALL, Column.TITLE),), ALL)
    parts = [Part(Column.TITLE, name, text, index)]
    if label:
        parts.append(Part(Column.DUE if column is Column.BAND else Column.CONTEXT, label, label))
    return Record(row, header, tuple(parts), theme, index + 2, inferred=frozenset({Column.THEME}))
