"""What the colours of a table say about its actions, and when they say nothing.

A status stands in the fill of the status column, or else of the number, the action or another column. Fills that only
tell the themes apart, that alternate row by row, or that are all the same, mean nothing unless the plan prints a key.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from handlers.plans.rag import Rag
from handlers.plans.reading.colours import MEANINGFUL, USUAL, group_of
from handlers.plans.reading.columns import Column
from handlers.plans.reading.headings import Header
from handlers.plans.reading.legends import Legend, usual_meaning
from handlers.plans.reading.page import Page
from handlers.plans.reading.rag import read_status
from handlers.plans.reading.records import Record
from handlers.plans.reading.reviews import newest_first, when
from handlers.problems import Problem

_MOST_COLUMNS = 40
_A_FEW = 0.25
_ZEBRA = 4


@dataclass(frozen=True, slots=True)
class Paint:
    """The colour of one action's status and what it stands for; `rag` is None where its key names no status yet."""

    group: str
    rag: Rag | None
    asked: str = ""
    """The words of the key, where they may be more than one status."""


@dataclass(slots=True)
class Painted:
    """The colours of a table's actions, by the place of the record in the list."""

    paints: dict[int, Paint] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    in_status_column: bool = False


def colours_of(records: Sequence[Record], themes: Sequence[str], page: Page, legend: Legend) -> Painted:
    """Read the colours of the actions under one header."""
    header = records[0].header
    painted = Painted()
    if not page.looks:
        return painted
    status = header.index(Column.STATUS)
    if status >= 0:
        painted.paints = _column(records, status, page, legend)
        painted.in_status_column = bool(painted.paints)
    worded = sum(1 for each in records if each.text(Column.STATUS)) * 2 >= len(records)
    if painted.paints or worded:
        return painted
    reviewed = _reviews(records, page, legend)
    if len(reviewed) >= max(1, _A_FEW * len(records)):
        painted.paints = reviewed
        return painted
    for index in _places(header):
        paints = _column(records, index, page, legend)
        if len(paints) < max(1, _A_FEW * len(records)) or index == header.index(Column.THEME):
            continue
        fills = [_fill(page, record.row, index) for record in records]
        why_not = "" if _has_key(legend) else _only_decoration(fills, themes)
        if not why_not:
            painted.paints = paints
            return painted
        if not painted.problems:
            painted.problems.append(Problem(records[0].row, "", why_not, "warning"))
    return painted


def _reviews(records: Sequence[Record], page: Page, legend: Legend) -> dict[int, Paint]:
    """Give the colour of the newest review that has one, where a table has a column for each review."""
    columns = [each for each in records[0].header.headings if each.column is Column.PROGRESS and when(each.text)[0]]
    paints: dict[int, Paint] = {}
    for each in newest_first(columns):
        paints = _column(records, each.index, page, legend) | paints
    return paints if len({paint.group for paint in paints.values()}) > 1 or _has_key(legend) else {}


def _has_key(legend: Legend) -> bool:
    return legend.has_colours


def _places(header: Header) -> list[int]:
    """Give the columns that may be coloured by status: not those of a grid of time, where a colour says when."""
    first = [header.index(Column.REF), header.index(Column.TITLE)]
    columns = (each for each in header.headings[:_MOST_COLUMNS] if each.column is not Column.BAND)
    others = [each.index for each in columns if each.index not in first]
    return [index for index in (*first, *others) if index >= 0]


def _fill(page: Page, row: int, index: int) -> str:
    look = page.look(page.above.get((row, index), row), index)
    return look.fill if look else ""


def _column(records: Sequence[Record], index: int, page: Page, legend: Legend) -> dict[int, Paint]:
    paints = {}
    for place, record in enumerate(records):
        paint = paint_of(_fill(page, record.row, index), legend)
        if paint is not None:
            paints[place] = paint
    return paints


def paint_of(fill: str, legend: Legend) -> Paint | None:
    """Give what a fill stands for: by the plan's own key, or as green, amber and red usually do."""
    group = group_of(fill)
    words = legend.fills.get(fill.upper(), "") or legend.names.get(group, "")
    if words:
        status = read_status(words)
        return Paint(group, status.rag if status.known else usual_meaning(group, words), "" if status.known else words)
    if group not in MEANINGFUL:
        return None
    return Paint(group, USUAL[group])


def _only_decoration(fills: Sequence[str], themes: Sequence[str]) -> str:
    """Say why colours outside a status column mean nothing, or give nothing where they may mean a status."""
    groups = [group_of(fill) for fill in fills]
    kinds = set(groups)
    if len(kinds) == 1 and len(groups) > 1:
        return (
            "All actions have the same colour, so it was not taken for a status. If it is one, write it in a column "
            "called “RAG”, or put a key above the table (“Green = completed”)."
        )
    if len(kinds) == 2 and len(groups) >= _ZEBRA and all(a != b for a, b in pairwise(groups)):
        return "The colours alternate from row to row, so they were not taken for a status."
    if _by_theme(fills, themes):
        return (
            "Each theme has a colour of its own, so the colours were not taken for a status. If they are one, write it "
            "in a column called “RAG”, or put a key above the table (“Green = completed”)."
        )
    return ""


def _by_theme(fills: Sequence[str], themes: Sequence[str]) -> bool:
    seen: dict[str, set[str]] = {}
    for theme, fill in zip(themes, fills, strict=True):
        seen.setdefault(theme, set()).add(fill)
    return len(seen) >= 2 and len(fills) > len(seen) and all(len(each) == 1 for each in seen.values())
