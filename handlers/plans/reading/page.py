"""One sheet, tidied: its texts, its joined cells, and how its cells look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handlers.cells import clean
from handlers.plans.reading.sheet import Look, Merge, Sheet

_WIDE = 3
_MOST_JOINED = 200_000
"""Joined cells that are followed; a file with more of them is not a plan, and must not fill the memory."""

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a sheet, or of a part of it, tidied; `first` is the first row's number as a spreadsheet counts."""

    sheet: str
    rows: Sequence[Cells]
    first: int = 1
    looks: Mapping[tuple[int, int], Look] = field(default_factory=dict)
    wide: frozenset[int] = frozenset()
    """Numbers of the rows whose first joined cell runs across at least three columns."""
    above: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """For each cell that is joined to one above it (row number, column): the number of the row that has the text."""
    spans: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """For each cell (row number, column) that is joined to cells on its right: the last column of them."""

    def numbered(self) -> Iterator[tuple[int, Cells]]:
        """Give every row that is not empty, with its number."""
        for number, cells in enumerate(self.rows, start=self.first):
            if any(cells):
                yield number, cells

    def cells(self, number: int) -> Cells:
        """Give a row by its number, or an empty one."""
        index = number - self.first
        return self.rows[index] if 0 <= index < len(self.rows) else ()

    def look(self, number: int, column: int) -> Look | None:
        """Give the look of a cell, or None where it looks like nothing."""
        return self.looks.get((number - 1, column))

    def part(self, first: int, last: int) -> "Page":
        """Give the rows from one number to another, both included, as a page of their own."""
        rows = self.rows[first - self.first : last - self.first + 1]
        return Page(self.sheet, rows, first, self.looks, self.wide, self.above, self.spans)


def page_of(sheet: Sheet) -> Page:
    """Tidy a sheet. Rows that hold a table drawn with tabs or upright strokes in one cell are taken apart."""
    rows = [tuple(map(clean, row)) for row in _unfolded(sheet.rows)]
    wide, above, spans = _joined(sheet.merges)
    return Page(sheet.name, rows, 1, sheet.looks, wide, above, spans)


def _unfolded(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Take apart what an export left in one cell of each row: a table drawn with tabs, or with " | "."""
    alone = [_lone_text(row) for row in rows]
    filled = [text for text in alone if text != ""]
    if not filled or None in filled:
        return rows
    for mark in ("\t", "|"):
        drawn = sum(1 for text in filled if text and mark in text.strip().strip(mark))
        if drawn >= 2 and drawn * 2 >= len(filled):
            return [_cut(text or "", mark) for text in alone]
    return rows


def _lone_text(row: Sequence[str]) -> str | None:
    """Give the only text of a row, "" where it has none, and None where it has more than one."""
    texts = [text for text in row if text and not text.isspace()]
    return None if len(texts) > 1 else texts[0] if texts else ""


def _cut(text: str, mark: str) -> Sequence[str]:
    if mark not in text:
        return (text,)
    text = text.strip(" \n")
    text = text.strip("|") if mark == "|" else text.rstrip(mark)
    return ("",) if mark == "|" and not text.replace("|", "").strip(" -:\t") else text.split(mark)


def _joined(
    merges: Sequence[Merge],
) -> tuple[frozenset[int], Mapping[tuple[int, int], int], Mapping[tuple[int, int], int]]:
    wide: set[int] = set()
    above: dict[tuple[int, int], int] = {}
    spans: dict[tuple[int, int], int] = {}
    for merge in merges:
        if merge.last_column > merge.first_column:
            spans[merge.first_row + 1, merge.first_column] = merge.last_column
            if merge.last_column - merge.first_column + 1 >= _WIDE:
                wide.add(merge.first_row + 1)
        if len(above) > _MOST_JOINED:
            break
        for row in range(merge.first_row + 1, min(merge.last_row, merge.first_row + _MOST_JOINED) + 1):
            above[row + 1, merge.first_column] = merge.first_row + 1
    return frozenset(wide), above, spans
