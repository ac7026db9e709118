"""A second heading row below the first: "Timescale" above "Start | End", a year above its quarters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.plans.reading.columns import Column
from handlers.plans.reading.heading_choice import settled, unique
from handlers.plans.reading.heading_rows import LONGEST, TIMES, headings_of
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.period_headings import in_year, is_part, is_year
from handlers.plans.reading.reviews import when

_REVIEWED = frozenset({Column.STATUS, Column.PROGRESS, Column.COMMENT})
"""What a plan says again at each review."""


def with_second_row(header: Header, cells: Sequence[str], row: int) -> Header | None:
    """Join a second heading row to the first ("Timescale" above "Start | End"), or give None where it is none."""
    below = {each.index: _as_part(each) for each in headings_of(cells) if cells[each.index]}
    if not below or any(each.column is None or len(each.text) > LONGEST for each in below.values()):
        return None
    if any(each.column is Column.TITLE for each in below.values()):
        return None
    old = {each.index: each for each in header.headings}
    if not any(index not in old or old[index].column is None or old[index].column in TIMES for index in below):
        return None
    above = _above(header, max(below))
    dated = {at: _dated(each, above.get(at, "")) for at, each in below.items()}
    headings = [dated.get(index) or old[index] for index in sorted(old.keys() | below.keys())]
    return replace(header, row=row, headings=tuple(settled(unique(headings))))


def _as_part(heading: Heading) -> Heading:
    """Read "T1" as a period; only right below other headings, as it may be a number elsewhere."""
    return replace(heading, column=Column.BAND) if is_part(heading.text) else heading


def _above(header: Header, last: int) -> Mapping[int, str]:
    """Give the text that stands above each column: its own heading, or one to the left that spans the empty ones."""
    above: dict[int, str] = {}
    text = ""
    old = {each.index: each for each in header.headings}
    for index in range(last + 1):
        each = old.get(index)
        if each is not None and not each.is_nameless:
            text = each.text
        above[index] = text
    return above


def _dated(heading: Heading, above: str) -> Heading:
    """Name a heading with the year above it, or with the review: "RAG" and "Comment" below "Review May 2026"."""
    if is_year(above):
        return replace(heading, text=in_year(heading.text, above))
    if heading.column not in _REVIEWED or when(above) == (0, 0) or when(heading.text) != (0, 0):
        return heading
    column = Column.PROGRESS if heading.column is Column.COMMENT else heading.column
    return replace(heading, text=f"{above}: {heading.text}", column=column)
