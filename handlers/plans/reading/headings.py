"""The heading row of a table: told from the rows around it, and what each of its cells stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.plans.reading.cells import column_letter, one_line
from handlers.plans.reading.columns import (
    MANY,
    Column,
    is_second_choice,
    recognise,
    recognise_loosely,
    theme_within,
)
from handlers.plans.reading.themes import section_theme


@dataclass(frozen=True, slots=True)
class Heading:
    """One cell of a heading row; `column` is None where it is not understood."""

    index: int
    text: str
    column: Column | None


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row. `theme` is filled where a heading cell carries the theme of the rows below it."""

    row: int
    headings: tuple[Heading, ...]
    theme: str = ""

    def has(self, column: Column) -> bool:
        """Tell whether the table has this column."""
        return any(each.column is column for each in self.headings)

    def name(self, column: Column) -> str:
        """Give the heading of a column as written, or empty."""
        return next((each.text for each in self.headings if each.column is column), "")

    @property
    def unread(self) -> tuple[Heading, ...]:
        """The columns that are not understood."""
        return tuple(each for each in self.headings if each.column is None)


def read_header(row: int, cells: Sequence[str], *, first: bool) -> Header | None:
    """Read a row as headings, or give None where it is none. `first` tells that no heading row was met before it."""
    headings = [_heading(index, text) for index, text in enumerate(cells)]
    if not _is_header(headings, cells, first=first):
        return None
    theme = next((section_theme(theme_within(text)) for text in cells if theme_within(text)), "")
    return Header(row, tuple(_unique(_loosened(headings))), theme)


def nearly_header(cells: Sequence[str]) -> bool:
    """Tell whether a row has headings of a plan, only none for the action."""
    columns = {each.column for each in (_heading(index, text) for index, text in enumerate(cells)) if each.column}
    return len(columns) >= 3 and Column.TITLE not in columns


def _heading(index: int, text: str) -> Heading:
    within = theme_within(text)
    column = Column.THEME if within and section_theme(within) else recognise(text)
    return Heading(index, one_line(text) or f"column {column_letter(index)}", column if text else None)


def _is_header(headings: Sequence[Heading], cells: Sequence[str], *, first: bool) -> bool:
    columns = {each.column for each in headings if each.column}
    filled = [each for each in headings if cells[each.index]]
    if Column.TITLE in columns:
        return sum(1 for each in headings if each.column) >= 2 or (
            first and len(filled) == 1 and not filled[0].text.endswith(":")
        )
    # A row of data may well hold "Lead" and "2024", but then its action is not understood as a heading.
    understood = all(each.column for each in filled)
    return Column.BAND in columns and bool(columns & {Column.THEME, Column.SUCCESS, Column.OWNER}) and understood


def _loosened(headings: Sequence[Heading]) -> list[Heading]:
    """Understand the remaining cells by a word in them, where that column is not there yet."""
    taken = {each.column for each in headings}
    result = []
    for each in headings:
        guess = recognise_loosely(each.text) if each.column is None else None
        free = guess is not None and (guess not in taken or guess in MANY)
        taken.add(guess)
        result.append(Heading(each.index, each.text, guess) if free else each)
    return result


def _unique(headings: Sequence[Heading]) -> list[Heading]:
    """Keep one column of each kind, the best title among several; the others are not read."""
    titles = [each for each in headings if each.column is Column.TITLE]
    title = next((each for each in titles if not is_second_choice(each.text)), titles[0] if titles else None)
    taken: set[Column] = set()
    result = []
    for each in headings:
        column = each.column
        if column is Column.TITLE and each is not title:
            column = _second_use(each, headings, taken)
        elif column in taken and column not in MANY:
            column = None
        if column is not None:
            taken.add(column)
        result.append(Heading(each.index, each.text, column))
    return result


def _second_use(heading: Heading, headings: Sequence[Heading], taken: set[Column]) -> Column:
    """Read a second title column as context, or as the theme where it is called "Workstream" and there is none."""
    no_theme = Column.THEME not in taken and not any(each.column is Column.THEME for each in headings)
    return Column.THEME if no_theme and heading.text.casefold().startswith("workstream") else Column.CONTEXT
