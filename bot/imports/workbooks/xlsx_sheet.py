"""One worksheet of an .xlsx workbook, read cell by cell. Formulas are never looked at, only their stored results."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.imports.limits import MAX_ROWS
from bot.imports.workbooks.collecting import RULES
from bot.imports.workbooks.grid import PLAIN, Grid
from bot.imports.workbooks.numbers import shown, shown_moment
from bot.imports.workbooks.xlsx_strings import Text, TextReader, unescaped
from bot.imports.workbooks.xlsx_styles import Styles
from handlers.plans.reading.sheet import Look

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: Sequence[Text]
    styles: Styles
    since_1904: bool


class SheetReader:
    """Hears the elements of a worksheet and puts its cells into a grid."""

    def __init__(self, book: Book, grid: Grid) -> None:
        self.grid = grid
        self._book = book
        self._rich = TextReader(book.styles.palette)
        self._row = self._column = -1
        self._style = 0
        self._kind, self._reference = "n", ""
        self._value: list[str] | None = None
        self._in_cell = self._in_value = self._in_rich = self._formula = False
        self._joined: dict[tuple[Look, Look], Look] = {}

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        if self._in_cell:
            self._start_in_cell(tag, attrs)
        elif tag == "c":
            self._start_cell(attrs)
        elif tag == "row":
            self._start_row(attrs)
        elif tag == "col":
            self._columns(attrs)
        elif tag == "mergeCell":
            self._merge(attrs.get("ref", ""))
        elif (tag == "cfRule" and attrs.get("dxfId", "")) or tag == "colorScale":
            self.grid.remark(RULES)

    def end(self, tag: str) -> None:
        """Hear that an element ends."""
        if not self._in_cell:
            return
        if tag == "c":
            self._in_cell = False
            self._put()
        elif tag == "v":
            self._in_value = False
        elif tag == "is":
            self._in_rich = False
        elif self._in_rich:
            self._rich.end(tag)

    def text(self, data: str) -> None:
        """Hear of text; that of formulas is not kept."""
        if self._in_value and self._value is not None:
            self._value.append(data)
        elif self._in_rich:
            self._rich.text(data)

    def _start_row(self, attrs: Mapping[str, str]) -> None:
        self._row = int(attrs["r"]) - 1 if "r" in attrs else self._row + 1
        self._column = -1
        if self._row < 0:
            raise ValueError(self._row)
        if _true(attrs, "hidden"):
            self.grid.hide_row(self._row)
        if _true(attrs, "customFormat"):
            self.grid.row_look(self._row, self._book.styles.look(_style(attrs, "s")))

    def _columns(self, attrs: Mapping[str, str]) -> None:
        first, last = int(attrs["min"]) - 1, int(attrs["max"]) - 1
        if first < 0:
            raise ValueError(first)
        if _true(attrs, "hidden"):
            self.grid.hide_columns(first, last)
        self.grid.column_look(first, last, self._book.styles.look(_style(attrs, "style")))

    def _start_cell(self, attrs: Mapping[str, str]) -> None:
        self._in_cell, self._value, self._formula = True, None, False
        self._style, self._kind = _style(attrs, "s"), attrs.get("t", "n")
        self._rich.clear()
        self._reference = attrs.get("r", "")

    def _start_in_cell(self, tag: str, attrs: Mapping[str, str]) -> None:
        if self._in_rich:
            self._rich.start(tag, attrs)
        elif tag == "v":
            self._value, self._in_value = [], True
        elif tag == "f":
            self._formula = True
        elif tag == "is":
            self._in_rich = True

    def _put(self) -> None:
        # An empty text is stored as one; an empty number is a result that is still to be calculated.
        empty = not self._value and self._kind not in ("inlineStr", "str")
        if empty and self._row >= MAX_ROWS:  # of sheets that are formatted down to their last row
            return
        if self._reference:
            self._row, self._column = _place(self._reference)
        else:
            self._column += 1
        look = self._book.styles.look(self._style)
        if empty:
            if self._formula:
                self.grid.without_result(self._row, self._column)
            self.grid.put(self._row, self._column, "", look)
            return
        found = self._read("".join(self._value or ()))
        if found.ink is not None:
            look = self._with_ink(look, found.ink)
        self.grid.put(self._row, self._column, found.text, look)

    def _read(self, value: str) -> Text:
        match self._kind:
            case "s":
                return self._book.strings[int(value)] if value.strip() else Text("")
            case "inlineStr":
                found = self._rich.result()
                return found if found.text else Text(unescaped(value))
            case "str":
                return Text(unescaped(value))
            case "b":
                return Text("TRUE" if value.strip() in ("1", "true") else "FALSE")
            case "e":
                self.grid.error(self._row, self._column)
                return Text("")
            case "d":
                return Text(_moment(value.strip()))
        return Text(self._number(value.strip()))

    def _number(self, text: str) -> str:
        try:
            value = float(text)
        except ValueError:
            return text
        return shown(value, self._book.styles.code(self._style), since_1904=self._book.since_1904)

    def _with_ink(self, cell: Look, text: Look) -> Look:
        """Give the look of a cell whose text has one of its own."""
        key = (cell, text)
        if key not in self._joined:
            self._joined[key] = replace(text, fill=cell.fill) if text != PLAIN or cell.fill else PLAIN
        return self._joined[key]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        self.grid.merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _moment(text: str) -> str:
    """Give a date that is written out, as few programs do; what is none stays as it is."""
    try:
        return shown_moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def _true(attrs: Mapping[str, str], key: str) -> bool:
    return attrs.get(key, "") in ("1", "true")


def _style(attrs: Mapping[str, str], key: str) -> int:
    """Give the number of a style; some programs leave it out or empty."""
    return int(attrs.get(key) or "0")


def _place(reference: str) -> tuple[int, int]:
    """Give row and column, from 0, of a cell such as B7. Raises `ValueError` for what is none."""
    found = _PLACE.fullmatch(reference)
    if found is None or found[2].strip("0") == "":
        raise ValueError(reference)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
