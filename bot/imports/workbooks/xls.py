"""Workbooks of Excel up to 2003 (.xls), read with xlrd, which knows their colours too."""

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Cell as XlsCell
from xlrd.sheet import Sheet as XlsSheet

from bot.imports.progress import Progress
from bot.imports.unreadable import UnreadableFile, damaged, locked
from bot.imports.workbooks import colours
from bot.imports.workbooks.collecting import MACROS, Collection
from bot.imports.workbooks.grid import PLAIN, Allowance, Grid
from bot.imports.workbooks.numbers import shown
from handlers.plans.reading.sheet import Look, Sheet

_VBA = "_VBA_PROJECT".encode("utf-16-le")
_BOLD = 600
_NO_COLOURS = (
    "The formats of the workbook are damaged, so colours and number formats were not read. "
    "Opening it in a spreadsheet program and saving it as .xlsx may bring them back."
)
_STAGE = "Reading the sheets"


def read_xls(data: bytes, name: str, progress: Progress) -> tuple[Sheet, ...]:
    """Give the sheets that people see and that hold text."""
    try:
        return _sheets(data, name, progress, colours_too=True)
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - xlrd lets out whatever a broken record causes, even AssertionErrors
        if isinstance(error, XLRDError) and "encrypted" in str(error):
            raise locked(name) from None
    try:  # The records of the formats are what is broken most often, and the texts can do without them.
        return _sheets(data, name, progress, colours_too=False)
    except (UnreadableFile, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - as above
        raise damaged(name) from None


def _sheets(data: bytes, name: str, progress: Progress, *, colours_too: bool) -> tuple[Sheet, ...]:
    book = xlrd.open_workbook(
        file_contents=data, logfile=io.StringIO(), formatting_info=colours_too, on_demand=True, ragged_rows=True
    )
    collection = Collection(name)
    if not colours_too:
        collection.note(_NO_COLOURS)
    if _VBA in data:
        collection.note(MACROS)
    styles, allowance = _Styles(book), Allowance(name)
    for index in range(book.nsheets):
        progress(_STAGE, index, book.nsheets)
        sheet = book.sheet_by_index(index)
        if sheet.visibility:
            collection.hidden(sheet.name)
        else:
            collection.add(partial(_grid, sheet, styles, allowance))
        book.unload_sheet(index)
    progress(_STAGE, book.nsheets, book.nsheets)
    return collection.sheets()


class _Styles:
    """Look and number format of each style of a book, by its number."""

    def __init__(self, book: Book) -> None:
        self.since_1904 = book.datemode == 1
        self._book = book
        self._looks: dict[int, Look] = {}

    def look(self, style: int | None) -> Look:
        """Give how cells of a style look; without a style, plain."""
        if style is None:
            return PLAIN
        if style not in self._looks:
            form = self._book.xf_list[style]
            ground = form.background
            fill = ""
            if ground is not None and ground.fill_pattern:
                index = ground.pattern_colour_index
                fill = colours.fill(self._colour(index) or self._colour(ground.background_colour_index))
            look = replace(self.font(form.font_index), fill=fill)
            self._looks[style] = PLAIN if look == PLAIN else look
        return self._looks[style]

    def font(self, number: int) -> Look:
        """Give how a text in a font looks."""
        font = self._book.font_list[number]
        bold = bool(font.bold) or font.weight >= _BOLD
        return Look("", colours.ink(self._colour(font.colour_index)), bold, bool(font.italic), bool(font.struck_out))

    def code(self, style: int | None, otherwise: str) -> str:
        """Give the number format of a style."""
        form = None if style is None else self._book.format_map.get(self._book.xf_list[style].format_key)
        return otherwise if form is None else form.format_str

    def _colour(self, index: int) -> str:
        rgb = self._book.colour_map.get(index)
        return "".join(f"{part:02X}" for part in rgb) if rgb is not None else ""


def _grid(sheet: XlsSheet, styles: _Styles, allowance: Allowance) -> Grid:
    grid = Grid(sheet.name, allowance)
    for column, columns in sheet.colinfo_map.items():
        if columns.hidden:
            grid.hide_columns(column, column)
    for row, rows in sheet.rowinfo_map.items():
        if rows.hidden:
            grid.hide_row(row)
    for top, bottom, left, right in sheet.merged_cells:
        grid.merge(top, left, bottom - 1, right - 1)
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            _put(grid, row, column, cell, sheet.rich_text_runlist_map, styles)
    return grid


def _put(
    grid: Grid,
    row: int,
    column: int,
    cell: XlsCell,
    runs: Mapping[tuple[int, int], list[tuple[int, int]]],
    styles: _Styles,
) -> None:
    if cell.ctype == xlrd.XL_CELL_EMPTY:
        return
    look = styles.look(cell.xf_index)
    fonts = runs.get((row, column), [])
    if len(fonts) == 1 and fonts[0][0] == 0:
        look = replace(styles.font(fonts[0][1]), fill=look.fill)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        grid.error(row, column)
    grid.put(row, column, _text(cell, styles), look)


def _text(cell: XlsCell, styles: _Styles) -> str:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        code = styles.code(cell.xf_index, "d/m/yyyy h:mm" if cell.ctype == xlrd.XL_CELL_DATE else "General")
        return shown(float(cell.value), code, since_1904=styles.since_1904)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return str(cell.value) if cell.ctype == xlrd.XL_CELL_TEXT else ""
