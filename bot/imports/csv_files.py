"""Read a CSV file into plain rows of strings. Nothing is evaluated, and nothing in a cell is changed."""

import csv
import io
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bot.imports.encodings import TextOfFile, decode
from bot.imports.files import read_limited
from bot.imports.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from bot.imports.unreadable import UnreadableFile
from handlers.plans.formula_marks import unmarked
from handlers.plans.reading.sheet import Sheet

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SAMPLE = 100
_OUT_OF_PLACE = 0.25


def read_csv(path: Path | str, longest: int = MAX_CELL) -> Sheet:
    """Read a CSV file in any usual encoding, with commas, semicolons or tabs between its cells."""
    file = Path(path)
    return parse_csv(file.name, read_limited(file), longest)


def parse_csv(name: str, data: bytes, longest: int = MAX_CELL) -> Sheet:
    """Read the bytes of a CSV file; a cell has `longest` characters at most. Raises `UnreadableFile`."""
    found = decode(data, name)
    text, named = _without_sep_line(found.text)
    delimiter = named or _delimiter(text)
    rows = _trimmed(_rows(text, delimiter, name, longest))
    return Sheet(tuple(rows), notes=_notes(found, delimiter))


def _without_sep_line(text: str) -> tuple[str, str]:
    """Take off Excel's "sep=;" line, which Excel does not count as a row."""
    first, end, rest = text.partition("\n")
    mark = first.strip().strip('"').removeprefix("sep=") if first.lower().strip('" ').startswith("sep=") else ""
    return (rest, mark) if end and mark in _DELIMITERS else (text, "")


def _delimiter(text: str) -> str:
    """Choose the mark that cuts the first rows most evenly; commas where none cuts them at all."""
    return max(_DELIMITERS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """Give the share of rows that are cut alike, and into how many; a wrong mark puts quotes out of place too."""
    try:
        return _cuts(_reader(text, delimiter, strict=True), 1.0)
    except csv.Error:
        pass
    try:
        return _cuts(_reader(text, delimiter), _OUT_OF_PLACE)
    except csv.Error:
        return 0.0, 0


def _cuts(reader: Iterable[list[str]], weight: float) -> tuple[float, int]:
    widths = [len(row) for row in islice(reader, _SAMPLE) if any(row)]
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0, 0
    usual = max(set(cut), key=lambda width: (cut.count(width), width))
    return weight * cut.count(usual) / len(widths), usual


def _reader(text: str, delimiter: str, *, strict: bool = False) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _rows(text: str, delimiter: str, name: str, longest: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    try:
        for number, cells in enumerate(_reader(text, delimiter), start=1):
            row = _row(cells)
            _check(number, row, name, longest)
            rows.append(row)
    except csv.Error:
        raise UnreadableFile(_unclosed(name, len(rows) + 1)) from None
    if rows and _ends_inside_quotes(text, delimiter):
        raise UnreadableFile(_unclosed(name, len(rows)))
    return rows


def _row(cells: Iterable[str]) -> tuple[str, ...]:
    """Give the cells with plain line ends, without the empty ones at the end that spreadsheets add."""
    row = [unmarked(cell.replace("\r\n", "\n").replace("\r", "\n")) for cell in cells]
    while row and not row[-1].strip():
        row.pop()
    return tuple(row)


def _check(number: int, row: tuple[str, ...], name: str, longest: int) -> None:
    if number > MAX_ROWS:
        raise UnreadableFile(
            f"{name} has more than {MAX_ROWS:,} rows. Keep only the rows that are needed and try again."
        )
    if len(row) > MAX_COLUMNS:
        raise UnreadableFile(
            f"{name} has {len(row)} columns in row {number}; at most {MAX_COLUMNS} can be read. "
            "Check that it is the right file, or take out the columns that are not needed."
        )
    if any(len(cell) > longest for cell in row):
        raise UnreadableFile(_unclosed(name, number))


def _unclosed(name: str, row: int) -> str:
    return (
        f"{name} has a cell in row {row} that does not end: a quotation mark is probably opened and never closed. "
        "Save the file again from your spreadsheet program as CSV and try again."
    )


def _ends_inside_quotes(text: str, delimiter: str) -> bool:
    """Tell whether the file stops inside a quoted cell; the strict reader says so only at the very end."""
    try:
        for _ in _reader(text, delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _trimmed(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Drop the empty rows at the end; those in between stay, so that row numbers are those of the file."""
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _notes(found: TextOfFile, delimiter: str) -> tuple[str, ...]:
    separated = f"The cells are separated by {_DELIMITERS[delimiter]}." if delimiter != "," else ""
    return tuple(note for note in (*found.notes, separated) if note)
