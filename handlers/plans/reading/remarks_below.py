"""Remarks that stand below a table, after a gap, in a single cell of their own."""

from collections.abc import Sequence

from handlers.plans.reading.page import Cells
from handlers.plans.reading.records import Record

_FULL = 3
_MOST_ARE_FULL = 0.8
_FEWEST_WORDS = 5


def take_remarks_below(records: list[Record], asides: list[tuple[int, Cells]]) -> None:
    """Move the lone sentences that end a page, after an empty row, from the records to the asides.

    Only below a table whose rows are full, so that a list of actions that have nothing but their text stays whole.
    """
    last = len(records)
    while last > 1 and _is_lone(records[last - 1]):
        last -= 1
    below = records[last:]
    table = records[:last]
    if not below or not table or below[0].row - _end(table, asides, below[0].row) < 2:
        return
    if sum(1 for each in table if _filled(each) >= _FULL) < _MOST_ARE_FULL * len(table):
        return
    texts = [next(part.text for part in each.parts if part.index >= 0) for each in below]
    if any(len(text.split()) < _FEWEST_WORDS for text in texts):
        return
    del records[last:]
    asides += [(each.row, (text,)) for each, text in zip(below, texts, strict=True)]


def _end(table: Sequence[Record], asides: Sequence[tuple[int, Cells]], before: int) -> int:
    """Give the last row of the table; a remark between it and what follows stands for the gap."""
    if any(table[-1].row < row < before for row, _ in asides):
        return 0
    return table[-1].row


def _is_lone(record: Record) -> bool:
    return _filled(record) == 1


def _filled(record: Record) -> int:
    return sum(1 for part in record.parts if part.index >= 0)
