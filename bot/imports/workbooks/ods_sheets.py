"""The sheets of an .ods workbook, read cell by cell. Formulas are never looked at, only their stored results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.imports.limits import MAX_COLUMNS, MAX_ROWS
from bot.imports.workbooks.collecting import RULES
from bot.imports.workbooks.grid import PLAIN, Grid, TooLarge
from bot.imports.workbooks.ods_cell import Cell, times
from bot.imports.workbooks.ods_styles import OdsStyles
from handlers.plans.reading.sheet import Look

_CELLS = ("table-cell", "covered-table-cell")
# What may stand in a table or a cell and is not its content: comments, drawings, changes that were taken back.
_SKIPPED = {"annotation", "shapes", "tracked-changes", "dde-links", "dde-link", "frame", "custom-shape", "control", "g"}


class _Run(NamedTuple):
    """A cell that was read, and how often it repeats to the right."""

    column: int
    times: int
    text: str
    look: Look


@dataclass(slots=True)
class _Row:
    first: int
    times: int
    style: str
    width: int = 0
    runs: list[_Run] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        return any(run.text.strip() for run in self.runs)


class OdsSheets:
    """Hears a document; hands each table over as it ends, and names those that are hidden."""

    def __init__(
        self,
        styles: OdsStyles,
        grid: Callable[[str], Grid],
        done: Callable[[Callable[[], Grid]], None],
        hidden: Callable[[str], None],
    ) -> None:
        self._styles, self._grid, self._done, self._hidden = styles, grid, done, hidden
        self._table: _Table | None = None
        self._skipping = 0
        self._in_body = False
        self.links = False

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        if self._skipping or (self._in_body and tag in _SKIPPED):
            self._skipping += 1
        elif not self._in_body:
            self._in_body = tag == "body"
            self._styles.start(tag, attrs)
        elif tag == "table":
            self._start_table(attrs)
        elif tag == "table-source":
            # The table is a copy of one in another file. It is left out up to its end: this element, then itself.
            self._table, self._skipping, self.links = None, 2, True
        elif self._table is not None:
            self._table.start(tag, attrs)

    def end(self, tag: str) -> None:
        """Hear that an element ends."""
        if self._skipping:
            self._skipping -= 1
        elif not self._in_body:
            self._styles.end(tag)
        elif tag == "table" and self._table is not None:
            self._done(self._table.finished)
            self._table = None
        elif self._table is not None:
            self._table.end(tag)

    def text(self, data: str) -> None:
        """Hear of letters."""
        if not self._skipping and self._table is not None:
            self._table.text(data)

    def _start_table(self, attrs: Mapping[str, str]) -> None:
        title = attrs.get("name", "")
        if self._table is not None:  # a table inside a cell, which spreadsheet programs do not write
            self._skipping = 1
        elif self._styles.hides(attrs.get("style-name", "")):
            self._hidden(title)
            self._skipping = 1
        else:
            self._table = _Table(self._styles, self._grid(title))


class _Table:
    """One table while it is read."""

    def __init__(self, styles: OdsStyles, grid: Grid) -> None:
        self._styles, self._grid = styles, grid
        self._row: _Row | None = None
        self._cell: Cell | None = None
        self._columns = self._rows = 0
        self._column_styles = [""] * MAX_COLUMNS
        self._colour_only: list[_Row] = []
        """Rows without text, kept until one with text follows: below the last one nobody needs them."""
        self._refusal: TooLarge | None = None

    def finished(self) -> Grid:
        """Give all that was read. Raises `TooLarge` where that was not everything."""
        if self._refusal is not None:
            raise self._refusal
        return self._grid

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if self._cell is not None:
            self._cell.content.start(tag, attrs)
        elif tag in _CELLS and self._row is not None:
            self._cell = Cell(attrs, self._row.width, covered=tag == "covered-table-cell")
        elif tag == "table-row":
            self._start_row(attrs)
        elif tag == "table-column":
            self._start_columns(attrs)
        elif tag == "conditional-format":
            self._grid.remark(RULES)

    def end(self, tag: str) -> None:
        if tag in _CELLS and self._cell is not None and self._row is not None:
            self._end_cell(self._row, self._cell)
        elif self._cell is not None:
            self._cell.content.end(tag)
        elif tag == "table-row" and self._row is not None:
            self._end_row(self._row)

    def text(self, data: str) -> None:
        if self._cell is not None:
            self._cell.content.text(data)

    def _start_columns(self, attrs: Mapping[str, str]) -> None:
        first, self._columns = self._columns, self._columns + times(attrs, "number-columns-repeated")
        style = attrs.get("default-cell-style-name", "")
        for column in range(first, min(self._columns, MAX_COLUMNS)):
            self._column_styles[column] = style
        self._grid.column_look(first, self._columns - 1, self._styles.cell(style))
        if _invisible(attrs):
            self._grid.hide_columns(first, self._columns - 1)

    def _start_row(self, attrs: Mapping[str, str]) -> None:
        count = times(attrs, "number-rows-repeated")
        self._row = _Row(self._rows, count, attrs.get("default-cell-style-name", ""))
        self._rows += count
        if _invisible(attrs):
            for row in range(self._row.first, min(self._rows, MAX_ROWS)):
                self._grid.hide_row(row)

    def _end_cell(self, row: _Row, cell: Cell) -> None:
        self._cell = None
        row.width += cell.times
        style = cell.style or row.style
        if not style and cell.column < MAX_COLUMNS:
            style = self._column_styles[cell.column]
        text = "" if cell.covered or cell.is_error else cell.shown(self._styles, style)
        if text or cell.column < MAX_COLUMNS:
            row.runs.append(_Run(cell.column, cell.times, text, self._seen(cell, style)))
        if cell.is_error:
            self._grid.error(row.first, cell.column)
        elif cell.without_result:
            self._grid.without_result(row.first, cell.column)
        if cell.down > 1 or cell.right > 1:
            self._join(row.first, cell)

    def _join(self, row: int, cell: Cell) -> None:
        try:
            self._grid.merge(row, cell.column, row + cell.down - 1, cell.column + cell.right - 1)
        except TooLarge as error:
            self._refusal = error

    def _seen(self, cell: Cell, style: str) -> Look:
        look, inside = self._styles.cell(style), self._styles.inside(cell.content.style)
        return look if inside is None else replace(inside, fill=look.fill)

    def _end_row(self, row: _Row) -> None:
        self._row = None
        if self._refusal is not None:
            return
        if not row.has_text:
            if row.first < MAX_ROWS:
                self._colour_only.append(row)
            return
        try:
            for waiting in (*self._colour_only, row):
                self._place(waiting)
        except TooLarge as error:
            self._refusal = error
        self._colour_only.clear()

    def _place(self, row: _Row) -> None:
        look = self._styles.cell(row.style) if row.style else PLAIN
        last = row.first + row.times
        for at in range(row.first, last if row.has_text else min(last, MAX_ROWS)):
            self._grid.row_look(at, look)
            for run in row.runs:
                end = run.column + run.times
                for column in range(run.column, end if run.text else min(end, MAX_COLUMNS)):
                    self._grid.put(at, column, run.text, run.look)


def _invisible(attrs: Mapping[str, str]) -> bool:
    return attrs.get("visibility", "visible") != "visible"
