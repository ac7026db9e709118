"""Rows as a workbook."""

import io
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from bot.documents.cells import fill

_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDEST, _NARROWEST = 60, 8


def as_xlsx(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows as a workbook; the first row is the headings. Every cell is text: nothing in it runs as a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one sheet
    sheet.title = sheet_name(title, "Plan")
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            fill(sheet.cell(number, place), text, heading=number == 1)
    for place, width in enumerate(widths(rows), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sheet_name(title: str, instead: str) -> str:
    """A title as a sheet's name: at most 31 characters, none that is forbidden; `instead` where nothing is left."""
    return " ".join(_FORBIDDEN_IN_NAME.sub(" ", title).split())[:31].strip() or instead


def widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column in characters: that of its longest line, within reason."""
    columns = zip(*rows, strict=True)
    longest = (max((len(line) for cell in column for line in cell.split("\n")), default=0) for column in columns)
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in longest]
