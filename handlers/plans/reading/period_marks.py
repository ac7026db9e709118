"""Grids of time in which a colour, and no text, says when an action runs."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.plans.reading.colours import group_of
from handlers.plans.reading.columns import Column
from handlers.plans.reading.page import Page
from handlers.plans.reading.records import Part, Record

FILLED = "\u25a0"
"""Stands in a cell that says something by its colour alone."""

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2


def mark_fills(records: Sequence[Record], page: Page) -> list[Record]:
    """Put a mark where a cell of a grid is coloured and empty. All records have one header.

    A colour means nothing where the whole row has it, or where every row is coloured in the same columns.
    """
    header = records[0].header
    places = [each.index for each in header.headings if each.column is Column.BAND]
    if len(places) < _FEWEST_COLUMNS or not page.looks or not header.has(Column.TITLE):
        return list(records)
    marked = [_filled(record, page, places, header.index(Column.TITLE)) for record in records]
    if len(records) >= _FEWEST_ROWS and len({tuple(each) for each in marked}) == 1:
        return list(records)
    names = {each.index: each.text for each in header.headings}
    return [
        replace(record, parts=_in_order((*record.parts, *(Part(Column.BAND, names[at], FILLED, at) for at in filled))))
        if filled
        else record
        for record, filled in zip(records, marked, strict=True)
    ]


def _filled(record: Record, page: Page, places: Sequence[int], title: int) -> list[int]:
    """Give the empty cells of a record's grid that have a colour which the action's own cell has not."""
    texts = {part.index for part in record.parts if part.column is Column.BAND}
    look = page.look(record.row, title)
    own = look.fill if look else ""
    fills = {at: found.fill for at in places if (found := page.look(record.row, at)) is not None and found.fill}
    return [at for at, fill in fills.items() if at not in texts and fill != own and group_of(fill) not in {"", "white"}]


def _in_order(parts: Sequence[Part]) -> tuple[Part, ...]:
    bands = sorted((part for part in parts if part.column is Column.BAND), key=lambda part: part.index)
    return (*(part for part in parts if part.column is not Column.BAND), *bands)
