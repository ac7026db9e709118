"""One sheet of a plan as an importer hands it over: plain texts, and how the cells look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, where that may mean something. Colours are six hexadecimal digits, or "" for none."""

    fill: str = ""
    ink: str = ""
    bold: bool = False
    italic: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined to one: first and last row and column, counted from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet, so that row 1 of the file is `rows[0]`. A joined cell has its text in its first cell only.

    `looks` holds only cells that look like anything at all, by (row, column) from 0; `notes` are remarks on how the
    file was read.
    """

    rows: Sequence[Sequence[str]]
    name: str = ""
    looks: Mapping[tuple[int, int], Look] = field(default_factory=dict)
    merges: Sequence[Merge] = ()
    notes: tuple[str, ...] = ()
