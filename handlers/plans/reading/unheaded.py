"""Pages without a heading row that names the action: themes side by side, paragraphs, lists, or a heading not known."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.plans.reading.columns import Column, recognise
from handlers.plans.reading.heading_rows import header_without_title, read_loosely
from handlers.plans.reading.headings import Header
from handlers.plans.reading.layout import Layout
from handlers.plans.reading.lines import lines_of
from handlers.plans.reading.lists import read_list
from handlers.plans.reading.narrative import read_narrative
from handlers.plans.reading.page import Cells, Page
from handlers.plans.reading.side_by_side import read_side_by_side
from handlers.plans.reading.tables import lay_out
from handlers.plans.reading.themes import section_theme

_FIRST_ROWS = 40
_MOST_LINES = 20_000
_FEWEST_KNOWN = 3
_WORDS = 15
"""Letters that a cell has on the average, where it says what is to be done."""


def read_unheaded(layout: Layout) -> Layout | None:
    """Read a page without usual headings, or give None where no plan can be told in it."""
    if not layout.above:
        return None
    found = _unknown_heading(layout.page) or read_side_by_side(layout) or _loose_headings(layout.page)
    if found is not None:
        return found
    width = sum(1 for _, cells in layout.above if sum(map(bool, cells)) > 2)
    if width * 3 > len(layout.above) or len(layout.above) > _MOST_LINES:
        return None
    lines = lines_of(layout.page)
    return read_narrative(layout, lines) or read_list(layout, [line.without_label() for line in lines])


def _unknown_heading(page: Page) -> Layout | None:
    """Find a heading row by its other headings, and take the column with the longest texts for the action."""
    for number, cells in list(page.numbered())[:_FIRST_ROWS]:
        known = {recognise(text) for text in cells if text} - {None, Column.BAND}
        filled = [index for index, text in enumerate(cells) if text]
        if len(known) < _FEWEST_KNOWN or len(known) * 2 < len(filled):
            continue
        below = [row for at, row in page.numbered() if at > number][:_FIRST_ROWS]
        title = _longest([index for index in filled if recognise(cells[index]) is None], below)
        if title is not None:
            return _under(page, header_without_title(number, cells, title))
    return None


def _loose_headings(page: Page) -> Layout | None:
    """Find a heading row by single words in its cells, if rows as wide as it stand below."""
    rows = list(page.numbered())[: 2 * _FIRST_ROWS]
    for at, (number, cells) in enumerate(rows[:_FIRST_ROWS]):
        header = read_loosely(number, cells)
        below = [sum(map(bool, row)) for _, row in rows[at + 1 :]]
        if header is not None and sum(1 for each in below if each * 2 > sum(map(bool, cells))) >= 2:
            return _under(page, header)
    return None


def _longest(places: Sequence[int], below: Sequence[Cells]) -> int | None:
    lengths = {index: [len(row[index]) for row in below if index < len(row) and row[index]] for index in places}
    means = {index: sum(each) / len(each) for index, each in lengths.items() if len(each) * 2 >= len(below) > 0}
    best = max(means, key=lambda index: means[index], default=None)
    return best if best is not None and means[best] >= _WORDS else None


def _under(page: Page, header: Header) -> Layout:
    above = [(number, cells) for number, cells in page.numbered() if number < header.row]
    layout = lay_out(page.part(header.row + 1, page.first + len(page.rows) - 1), carried=header)
    layout.above = above
    theme = next((found for _, cells in above for text in cells if (found := section_theme(text))), "")
    layout.records = [
        replace(record, theme_above=theme) if theme and not record.section else record for record in layout.records
    ]
    return layout
