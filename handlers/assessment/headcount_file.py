"""A count of heads from the rows of a file: units, and numbers by whatever columns the file has. Pure.

A row with a unit and no number is a heading (a faculty); a row called "Total", or one with numbers and no unit, is the
file's own line of totals. Nothing is added up here, and nothing corrected: what disagrees is said by
`handlers.assessment.headcount`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from handlers.assessment.model import HeadcountRow
from handlers.cells import is_formula, key, one_line, shown
from handlers.problems import Problem

MOST_UNITS: Final = 2_000
MOST_COLUMNS: Final = 40
MOST_PEOPLE: Final = Decimal(1_000_000)
_UNIT_WORDS: Final = frozenset(
    {"unit", "units", "school", "department", "school or unit", "school unit", "unit or department", "area", "faculty"}
)
_TOTAL_WORDS: Final = frozenset({"total", "totals", "all", "all units", "overall", "grand total", "sum"})
_NOTHING: Final = frozenset({"", "-", "\u2013", "\u2014"})
_NUMBER: Final = re.compile(r"(?:[0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class HeadcountFile:
    """What was understood of a file, and everything to say about it; with an error nothing of it is to be kept."""

    columns: tuple[str, ...]
    rows: tuple[HeadcountRow, ...]
    totals: tuple[Decimal | None, ...] | None
    problems: tuple[Problem, ...]

    @property
    def is_fine(self) -> bool:
        """Tell whether it can be kept."""
        return bool(self.rows) and not any(problem.severity == "error" for problem in self.problems)


def read_headcount(rows: Sequence[Sequence[str]]) -> HeadcountFile:
    """Read the rows of a file."""
    filled = [number for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        return _refused(1, "The file is empty.")
    head = filled[0]
    headings = [one_line(cell) for cell in rows[head - 1]]
    if said := _wrong_head(headings):
        return _refused(head, said)
    reading = _Reading(tuple(headings[1:]))
    for number in filled[1:]:
        reading.take(number, rows[number - 1])
    if not reading.rows and not reading.problems:
        reading.say(head, "", "There are headings, but no unit below them.")
    return HeadcountFile(reading.columns, tuple(reading.rows), reading.totals, tuple(reading.problems))


def number_of(text: str) -> Decimal | str | None:
    """A number of people or full-time equivalents; None for nothing and for a dash, a sentence for anything else."""
    plain = text.strip()
    if plain in _NOTHING:
        return None
    if plain.startswith(("-", "\u2212")):
        return f"{shown(plain)} is below nought. How many people are there?"
    if not plain.isascii() or not _NUMBER.fullmatch(plain):
        return (
            f"{shown(plain)} is not a number, such as 12 or 340.5. Put notes into a column of your own file, not here."
        )
    number = Decimal(plain.replace(",", ""))
    return number if number <= MOST_PEOPLE else f"{shown(plain)} is more than {MOST_PEOPLE:,}. Please look at it."


def is_total(heading: str) -> bool:
    """Tell whether a heading or the name of a row means "all together"."""
    return key(heading) in _TOTAL_WORDS


def _wrong_head(headings: Sequence[str]) -> str:
    """What is wrong with the row of headings; empty where nothing is."""
    if not headings or key(headings[0]) not in _UNIT_WORDS:
        found = f" It is {shown(headings[0])}." if headings and headings[0] else ""
        return f"The first column must be called “unit”.{found} Beside it stand numbers, such as F, M and Total."
    columns = headings[1:]
    if not columns:
        return "There is no column of numbers beside the units. Add one, such as Total."
    if len(columns) > MOST_COLUMNS:
        return f"There are {len(columns)} columns of numbers; at most {MOST_COLUMNS} can be read."
    if not all(columns):
        return "A column of numbers has no heading. Say what it counts."
    twice = [name for name in columns if [key(each) for each in columns].count(key(name)) > 1]
    return f"There are two columns called {shown(twice[0])}. Give each a name of its own." if twice else ""


def _refused(row: int, said: str) -> HeadcountFile:
    return HeadcountFile((), (), None, (Problem(row, "", said, "error"),))


@dataclass(slots=True)
class _Reading:
    columns: tuple[str, ...]
    rows: list[HeadcountRow] = field(default_factory=list)
    totals: tuple[Decimal | None, ...] | None = None
    problems: list[Problem] = field(default_factory=list)
    group: str = ""
    known: dict[tuple[str, str], int] = field(default_factory=dict)

    def say(self, row: int, column: str, message: str) -> None:
        self.problems.append(Problem(row, column, message, "error"))

    def take(self, number: int, row: Sequence[str]) -> None:
        """Read one row: a unit, a heading, or the totals."""
        unit = one_line(row[0]) if row else ""
        if is_formula(unit):
            self.say(number, "unit", f"{shown(unit)} begins like a formula. Write the name of the unit.")
            return
        numbers = self._numbers(number, row[1:])
        if numbers is None:
            return
        counted = any(each is not None for each in numbers)
        if is_total(unit) or (not unit and counted):
            self._take_totals(number, numbers)
        elif not counted and not any(cell.strip() for cell in row[1:]):
            self.group = unit
        else:
            self._take_unit(number, unit, numbers)

    def _numbers(self, number: int, cells: Sequence[str]) -> tuple[Decimal | None, ...] | None:
        if any(cell.strip() for cell in cells[len(self.columns) :]):
            self.say(number, "", f"This row has more cells than there are headings ({len(self.columns) + 1}).")
            return None
        found: list[Decimal | None] = []
        fine = True
        for column, cell in zip(self.columns, [*cells, *[""] * len(self.columns)], strict=False):
            read = number_of(cell)
            if isinstance(read, str):
                self.say(number, column, read)
                fine = False
            else:
                found.append(read)
        return tuple(found) if fine else None

    def _take_totals(self, number: int, numbers: tuple[Decimal | None, ...]) -> None:
        if self.totals is not None:
            self.say(number, "", "There is a line of totals above already. Keep one, for the whole file.")
        self.totals = numbers

    def _take_unit(self, number: int, unit: str, numbers: tuple[Decimal | None, ...]) -> None:
        name = (key(self.group), key(unit))
        if name in self.known:
            self.say(
                number, "unit", f"{shown(unit)} stands in row {self.known[name]} already. Which of the two is right?"
            )
            return
        if len(self.rows) >= MOST_UNITS:
            self.say(number, "", f"There are more than {MOST_UNITS:,} units.")
            return
        self.known[name] = number
        self.rows.append(HeadcountRow(unit, numbers, self.group))
