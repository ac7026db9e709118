"""The heading row of a table, as it was read: which column each of its cells stands for."""

from dataclasses import dataclass, replace

from handlers.cells import column_letter
from handlers.plans.reading.columns import FIELDS, Column


@dataclass(frozen=True, slots=True)
class Heading:
    """One cell of a heading row; `column` is None where it is not understood, `inferred` tells that it was guessed."""

    index: int
    text: str
    column: Column | None
    inferred: bool = False

    @property
    def is_nameless(self) -> bool:
        """Tell whether nothing stands in the cell."""
        return self.text == f"column {column_letter(self.index)}"


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

    def index(self, column: Column) -> int:
        """Give the place of a column, or -1."""
        return next((each.index for each in self.headings if each.column is column), -1)

    def shares(self, text: str) -> bool:
        """Tell whether the column under a heading is joined to the field of another one ("Comment" and "Progress")."""
        own = next((each for each in self.headings if each.text == text and each.column), None)
        if own is None or own.column is None:
            return False
        field = FIELDS.get(own.column)
        same = [each for each in self.headings if each.column and FIELDS.get(each.column) == field]
        first = next((each for each in same if each.column is Column.COMMENT), same[0])
        return field is not None and own is not first

    def reads(self, index: int, column: Column | None, *, inferred: bool = False) -> "Header":
        """Give the same row with one heading read as another column."""
        turned = (replace(h, column=column, inferred=inferred) if h.index == index else h for h in self.headings)
        return replace(self, headings=tuple(turned))
