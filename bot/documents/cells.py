"""Cells of a workbook: text that stays text, numbers that can be added up."""

import re
from collections.abc import Iterable
from typing import Final

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill

_MOST_IN_CELL: Final = 32_767
_CUT: Final = " (cut here: a cell of a spreadsheet holds no more)"
_NUMBER: Final = re.compile(r"(-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?)(%?)")
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
HEAD: Final = PatternFill("solid", start_color="E8EEF2")
FACE: Final = "Calibri"
PLAIN: Final = Font(name=FACE, size=11)
BOLD: Final = Font(name=FACE, size=11, bold=True)
_LINE: Final = 15.0
"""Points that a line of the plain font takes."""
_HIGHEST: Final = 400.0
"""Excel allows 409."""


def fill(cell: Cell | MergedCell, text: str, *, heading: bool = False) -> None:
    """Write a text that nothing runs as a formula: not when the file is opened, nor when the cell is edited."""
    said = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(said) > _MOST_IN_CELL:
        said = said[: _MOST_IN_CELL - len(_CUT)] + _CUT
    cell.value = said
    # Before the type, "=1+1" would be a formula; with the format and the prefix it stays text once somebody edits it.
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = said.lstrip(" ").startswith(_BEGINS_A_FORMULA)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = PLAIN
    if heading:
        cell.font, cell.fill = BOLD, HEAD


def fill_figure(cell: Cell | MergedCell, text: str) -> None:
    """Write a number as a number where it is read just as it was written ("1.10" and "007" are not); else the text."""
    found = _NUMBER.fullmatch(text)
    if found is None or _as_read(float(found[1]), found[1]) != found[1]:
        fill(cell, text)
        return
    places = len(found[1].partition(".")[2])
    shown = f"0.{'0' * places}" if places else "0"
    if found[2]:
        cell.value, cell.number_format = float(found[1]) / 100, f"{shown}%"
    else:
        cell.value = float(found[1]) if places else int(found[1])
        cell.number_format = shown
    cell.alignment = Alignment(vertical="top", horizontal="right")


def _as_read(number: float, text: str) -> str:
    """How a spreadsheet shows this number without a format: without zeros at its end, and zero without a sign."""
    if "." not in text:
        return str(int(number))
    return f"{number:.6f}".rstrip("0").rstrip(".")


def height(cells: Iterable[tuple[str, float]], size: float = 11) -> float:
    """The height of a row in points, so that all of each text is seen; of each its text and its column's width.

    Excel would find it by itself when it opens a file, LibreOffice does not.
    """
    lines = max((sum(_lines(line, width) for line in text.split("\n")) for text, width in cells), default=1)
    return min(lines * _LINE * size / 11 + (size - 11) / 2, _HIGHEST)


def _lines(line: str, width: float) -> int:
    # Lines are broken between words, so they are not filled to their end.
    return max(1, -(-len(line) // max(int(width * 0.92), 1)))
