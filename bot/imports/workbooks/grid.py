"""Cells of any format, as they come, put together to one neutral sheet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.imports.limits import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_LETTERS, MAX_MERGES, MAX_ROWS
from bot.imports.unreadable import UnreadableFile, damaged
from handlers.cells import column_letter
from handlers.plans.reading.sheet import Look, Merge, Sheet

PLAIN = Look()
_NAMED = 5
_TOO_MANY = "Copy the sheet that is needed into a new workbook, without what does not belong to it, and try that file."


class TooLarge(UnreadableFile):
    """One sheet is larger than can be read; others of the workbook may not be."""


class Allowance:
    """What may still be read of a workbook, counted over all its sheets."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._cells, self._letters = MAX_CELLS, MAX_LETTERS

    def take(self, cells: int, letters: int) -> None:
        """Count what was read. Raises `UnreadableFile` when it is too much."""
        self._cells -= cells
        self._letters -= letters
        if self._cells < 0:
            raise UnreadableFile(f"{self.name} has more than {MAX_CELLS:,} cells with text or colour. {_TOO_MANY}")
        if self._letters < 0:
            raise UnreadableFile(f"{self.name} holds more text than {MAX_LETTERS // 1024 // 1024} MB. {_TOO_MANY}")


class Grid:
    """One sheet while it is read. Rows and columns are counted from 0."""

    def __init__(self, title: str, allowance: Allowance) -> None:
        self.title = title
        self._allowance = allowance
        self._name = allowance.name
        self._texts: defaultdict[int, dict[int, str]] = defaultdict(dict)
        self._looks: dict[tuple[int, int], Look] = {}
        self._row_looks: dict[int, Look] = {}
        self._column_looks: list[Look] = [PLAIN] * MAX_COLUMNS
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._without_result: list[tuple[int, int]] = []
        self._errors: list[tuple[int, int]] = []
        self._remarks: list[str] = []

    def put(self, row: int, column: int, text: str, look: Look = PLAIN) -> None:
        """Take a cell. Raises `UnreadableFile` for text outside of what can be read; colours there are of no use."""
        if text and not self._inside(row, column):
            if text.strip():
                raise self._outside(row, column)
            return
        if text:
            self._put_text(row, column, text)
        if self._inside(row, column) and (look is not PLAIN or self._default(row, column) is not PLAIN):
            self._looks[row, column] = look

    def row_look(self, row: int, look: Look) -> None:
        """Take how the cells of a row look that are not there themselves; tell it before the cells."""
        if row < MAX_ROWS and look is not PLAIN:
            self._row_looks[row] = look

    def column_look(self, first: int, last: int, look: Look) -> None:
        """Take how the cells of some columns look that are not there themselves; tell it before the cells."""
        for column in range(first, min(last + 1, MAX_COLUMNS)):
            self._column_looks[column] = look

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Take some cells that are joined to one."""
        if len(self._merges) >= MAX_MERGES:
            raise TooLarge(f"{self._name} has more than {MAX_MERGES:,} joined cells in “{self.title}”. {_TOO_MANY}")
        self._merges.append(Merge(first_row, first_column, last_row, last_column))

    def hide_row(self, row: int) -> None:
        """Hear that a row is hidden."""
        if row < MAX_ROWS:
            self._hidden_rows.add(row)

    def hide_columns(self, first: int, last: int) -> None:
        """Hear that some columns are hidden."""
        self._hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))

    def without_result(self, row: int, column: int) -> None:
        """Hear of a formula whose result is not stored in the file."""
        self._without_result.append((row, column))

    def error(self, row: int, column: int) -> None:
        """Hear of a cell that shows an error such as #REF!."""
        self._errors.append((row, column))

    def remark(self, note: str) -> None:
        """Take a remark on the whole sheet; the same one counts once."""
        if note not in self._remarks:
            self._remarks.append(note)

    def sheet(self) -> Sheet | None:
        """Give the sheet, or None where no cell holds text."""
        for merge in self._clipped(*self._extent()):
            for row, column in _covered(merge):
                self._texts[row].pop(column, None)
        height, width = self._extent()
        if not height:
            return None
        merges = self._clipped(height, width)
        looks = self._seen_looks(height, width, merges)
        rows = tuple(_row(self._texts.get(row, {})) for row in range(height))
        self._allowance.take(sum(len(row) for row in rows) + len(looks), sum(len(text) for row in rows for text in row))
        return Sheet(rows, self.title, looks, merges, self._notes(height, width))

    def _inside(self, row: int, column: int) -> bool:
        return row < MAX_ROWS and column < MAX_COLUMNS

    def _default(self, row: int, column: int) -> Look:
        return self._row_looks.get(row) or self._column_looks[column]

    def _put_text(self, row: int, column: int, text: str) -> None:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(plain) > MAX_CELL:
            raise UnreadableFile(
                f"{self._name} has a cell with more than {MAX_CELL:,} letters ({_cell(row, column)} in "
                f"“{self.title}”). Shorten it and try again."
            )
        self._texts[row][column] = plain

    def _outside(self, row: int, column: int) -> TooLarge:
        if row >= MAX_ROWS:
            return TooLarge(
                f"{self._name} has more than {MAX_ROWS:,} rows in “{self.title}”. "
                "Keep only the rows that are needed and try again."
            )
        return TooLarge(
            f"{self._name} has text in column {column_letter(column)} of row {row + 1} in “{self.title}”; at most "
            f"{MAX_COLUMNS} columns can be read. Check that it is the right file, or take out the columns that are "
            "not needed."
        )

    def _extent(self) -> tuple[int, int]:
        """Give the number of rows and columns up to the last that holds text."""
        filled = [(row, column) for row, cells in self._texts.items() for column in cells if cells[column].strip()]
        return max((row for row, _ in filled), default=-1) + 1, max((column for _, column in filled), default=-1) + 1

    def _clipped(self, height: int, width: int) -> tuple[Merge, ...]:
        """Give the joined cells as far as the table goes. Spreadsheet programs never let them overlap."""
        merges = [
            Merge(
                merge.first_row, merge.first_column, min(merge.last_row, height - 1), min(merge.last_column, width - 1)
            )
            for merge in self._merges
            if merge.first_row < height and merge.first_column < width
        ]
        joined = [merge for merge in merges if _area(merge) > 1]
        if sum(map(_area, joined)) > max(height * width, 0):
            raise damaged(self._name)
        return tuple(sorted(joined, key=lambda merge: (merge.first_row, merge.first_column)))

    def _seen_looks(self, height: int, width: int, merges: Iterable[Merge]) -> dict[tuple[int, int], Look]:
        """Give the looks that people see: rows and columns shine through, joined cells look like their first."""
        looks = self._with_defaults(height, width)
        looks.update((at, look) for at, look in self._looks.items() if at[0] < height)
        for merge in merges:
            first = looks.get((merge.first_row, merge.first_column), PLAIN)
            looks.update((at, first) for at in _covered(merge))
        return {at: look for at, look in looks.items() if look != PLAIN}

    def _with_defaults(self, height: int, width: int) -> dict[tuple[int, int], Look]:
        columns = [(column, look) for column, look in enumerate(self._column_looks[:width]) if look is not PLAIN]
        looks = {(row, column): look for column, look in columns for row in range(height)}
        for row, look in self._row_looks.items():
            if row < height:
                looks.update(((row, column), look) for column in range(width))
        return looks

    def _notes(self, height: int, width: int) -> tuple[str, ...]:
        return tuple(filter(None, (*self._remarks, *self._hidden(height, width), *self._empties())))

    def _hidden(self, height: int, width: int) -> Iterator[str]:
        rows = [row + 1 for row in sorted(self._hidden_rows) if row < height]
        if rows:
            yield f"Hidden rows were read like the others: {_ranges(rows)}."
        columns = [column for column in sorted(self._hidden_columns) if column < width]
        if columns:
            yield f"Hidden columns were read like the others: {', '.join(map(column_letter, columns))}."

    def _empties(self) -> Iterator[str]:
        if self._without_result:
            yield (
                f"The file does not hold the results of these formulas, so they were read as empty: "
                f"{_cells(self._without_result)}. Opening the file in a spreadsheet program and saving it puts them in."
            )
        if self._errors:
            yield f"These cells show an error and were read as empty: {_cells(self._errors)}."


def _row(cells: dict[int, str]) -> tuple[str, ...]:
    width = max((column for column, text in cells.items() if text.strip()), default=-1) + 1
    return tuple(cells.get(column, "") for column in range(width))


def _area(merge: Merge) -> int:
    return (merge.last_row - merge.first_row + 1) * (merge.last_column - merge.first_column + 1)


def _covered(merge: Merge) -> Iterator[tuple[int, int]]:
    """Give every cell of a joined one but the first."""
    for row in range(merge.first_row, merge.last_row + 1):
        for column in range(merge.first_column, merge.last_column + 1):
            if (row, column) != (merge.first_row, merge.first_column):
                yield row, column


def _cell(row: int, column: int) -> str:
    return f"{column_letter(column)}{row + 1}"


def _cells(places: list[tuple[int, int]]) -> str:
    named = ", ".join(_cell(*place) for place in places[:_NAMED])
    more = len(places) - _NAMED
    return f"{named} and {more:,} more" if more > 0 else named


def _ranges(numbers: list[int]) -> str:
    """Put numbers that follow each other together: 3, 4, 5, 9 is "3-5, 9"."""
    starts = [numbers[0], *(b for a, b in pairwise(numbers) if b != a + 1)]
    ends = [*(a for a, b in pairwise(numbers) if b != a + 1), numbers[-1]]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))
