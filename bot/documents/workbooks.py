"""Rows as a workbook."""

import io
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_MOST_IN_CELL = 32_767
_WIDEST, _NARROWEST = 60, 8
_HEAD = PatternFill("solid", start_color="E8EEF2")


def as_xlsx(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows as a workbook; the first row is the headings. Every cell is text: nothing in it runs as a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one sheet
    sheet.title = _FORBIDDEN_IN_NAME.sub(" ", title)[:31].strip() or "Plan"
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            _fill(sheet.cell(number, place), text, heading=number == 1)
    for place, column in enumerate(zip(*rows, strict=True), 1):
        longest = max((len(line) for cell in column for line in cell.split("\n")), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(cell: Cell | MergedCell, text: str, *, heading: bool) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_MOST_IN_CELL]
    # Before the type, "=1+1" would be a formula.
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if heading:
        cell.font, cell.fill = Font(bold=True), _HEAD
