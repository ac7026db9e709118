"""A sheet under construction: rows, looks and joined cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.plans.reading.sheet import Look, Merge, Sheet


@dataclass(slots=True)
class Draft:
    """Rows as they are written, one after the other."""

    rows: list[list[str]] = field(default_factory=list)
    looks: dict[tuple[int, int], Look] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)

    def add(self, *cells: str) -> int:
        """Write a row and give its place, from 0."""
        self.rows.append(list(cells))
        return len(self.rows) - 1

    def across(self, text: str, width: int, *, fill: str = "", bold: bool = True) -> int:
        """Write a row of one cell joined across all columns."""
        at = self.add(text, *[""] * (width - 1))
        self.merges.append(Merge(at, 0, at, width - 1))
        if fill or bold:
            self.looks[at, 0] = Look(fill=fill, bold=bold)
        return at

    def heads(self, headings: Sequence[str], fill: str = "1F3864") -> int:
        """Write a heading row, shaded as most are."""
        at = self.add(*headings)
        self.looks |= {(at, column): Look(fill=fill, ink="FFFFFF", bold=True) for column in range(len(headings))}
        return at

    def paint(self, row: int, columns: Sequence[int], fill: str) -> None:
        """Fill cells of a row."""
        if fill:
            self.looks |= {(row, column): Look(fill=fill) for column in columns}

    def sheet(self, name: str = "") -> Sheet:
        """Give the finished sheet."""
        return Sheet(tuple(tuple(row) for row in self.rows), name, dict(self.looks), tuple(self.merges))
