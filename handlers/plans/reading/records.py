"""What one action says, part by part, before any of it is understood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handlers.plans.reading.columns import Column
from handlers.plans.reading.headings import Header

LONGEST_MARK = 3
"""A cell of a period that holds no more than this many letters is a mark ("x", "✓"), not a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text and the heading it stands under; `column` is None where the heading is not understood."""

    column: Column | None
    heading: str
    text: str
    index: int = -1
    """The column of the sheet, from 0, or -1 where the text was taken out of another cell."""


@dataclass(frozen=True, slots=True)
class Record:
    """The texts of one action, wherever the layout has them.

    `row` is where it begins and `rows` where else it goes on; `section` counts the announcements of a theme before it;
    `finished` tells that the layout itself calls it done, `status_above` is the word that a list of actions is headed
    with. `inferred` are the columns that were read by position, content or wording and not by a heading of their own.
    """

    row: int
    header: Header
    parts: tuple[Part, ...]
    theme_above: str = ""
    section: int = 0
    finished: bool = False
    status_above: str = ""
    inferred: frozenset[Column] = frozenset()
    rows: tuple[int, ...] = ()
    goes_on: bool = False
    """Whether its action cell is joined to the one above."""

    def text(self, column: Column) -> str:
        """Give what is said in a column; several columns of one kind are joined by line."""
        return "\n".join(part.text for part in self.parts if part.column is column)

    def entries(self, column: Column) -> Iterator[tuple[str, str]]:
        """Give heading and text of every part of a column."""
        return ((part.heading, part.text) for part in self.parts if part.column is column)

    @property
    def title(self) -> str:
        """The text of the action: its own column, or the first period that is filled in a time-band grid."""
        if self.header.has(Column.TITLE):
            return self.text(Column.TITLE)
        return next((text for _, text in self.entries(Column.BAND)), "")

    def without(self, column: Column) -> "Record":
        """Give the record without what is said in a column."""
        return replace(self, parts=tuple(part for part in self.parts if part.column is not column))

    def saying(self, column: Column, text: str, *, inferred: bool = False) -> "Record":
        """Give the record with a column's text replaced, or added where there was none."""
        old = next((part for part in self.parts if part.column is column), None)
        new = replace(old, text=text) if old else Part(column, self.header.name(column) or column.value, text)
        parts = [new if part is old else part for part in self.parts if part is old or part.column is not column]
        return replace(
            self,
            parts=tuple(part for part in (parts if old else [*parts, new]) if part.text),
            inferred=self.inferred | {column} if inferred else self.inferred,
        )

    def adding(self, parts: Iterable[Part], *, inferred: bool = True) -> "Record":
        """Give the record with further parts."""
        new = tuple(part for part in parts if part.text)
        columns = {part.column for part in new if part.column is not None} if inferred else set()
        return replace(self, parts=(*self.parts, *new), inferred=self.inferred | columns)
