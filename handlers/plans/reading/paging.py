"""One page of a plan: its layout is told, and its rows become records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from handlers.plans.reading.achievements import turn_round
from handlers.plans.reading.checks import above_the_headings, left_aside, promises, without_title
from handlers.plans.reading.columns import Column
from handlers.plans.reading.content import by_content
from handlers.plans.reading.continuing import join_rows
from handlers.plans.reading.falling_back import fall_back
from handlers.plans.reading.from_title import read_tail, take_numbers, take_themes
from handlers.plans.reading.headings import Header
from handlers.plans.reading.labelled import take_apart
from handlers.plans.reading.layout import Layout
from handlers.plans.reading.page import Page
from handlers.plans.reading.parents import under_parents
from handlers.plans.reading.period_marks import mark_fills
from handlers.plans.reading.rag import is_status_heading
from handlers.plans.reading.records import Record
from handlers.plans.reading.shifted import put_back
from handlers.plans.reading.splitting import split_lists
from handlers.plans.reading.tables import lay_out
from handlers.plans.reading.ticked_themes import by_ticks
from handlers.plans.reading.titles import Name, name_of
from handlers.plans.reading.unheaded import read_unheaded
from handlers.plans.reading.who_and_when import who_apart_from_when
from handlers.plans.reading.wrapped import unwrap
from handlers.problems import Problem

_SHARE = 0.6
_FEWEST = 3


@dataclass(slots=True)
class PageReading:
    """What was read of one page: records that all have an action, and what to say about the rest."""

    page: Page
    layout: Layout
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    name: Name = field(default_factory=Name)

    @property
    def header(self) -> Header | None:
        """The last heading row, for a table that goes on elsewhere."""
        return self.layout.headers[-1] if self.layout.headers else None

    @property
    def lines(self) -> list[str]:
        """The texts around the tables, where keys and titles are printed."""
        return [" ".join(text for text in cells if text) for _, cells in (*self.layout.above, *self.layout.asides)]


def read_page(page: Page, carried: Header | None = None, seen: Callable[[int], None] | None = None) -> PageReading:
    """Read one page. `carried` are the headings of the page before, for a table that goes on without any.

    `seen` is told the number of each row that is not empty.
    """
    layout = lay_out(page, seen=seen, status=page.sheet if is_status_heading(page.sheet) else "")
    if not layout.headers:
        return _without_headings(page, layout, carried)
    return _reading(page, layout)


def _without_headings(page: Page, layout: Layout, carried: Header | None) -> PageReading:
    if carried is not None and _goes_on(page, carried):
        return _reading(page, lay_out(page, carried=carried))
    found = read_unheaded(layout)
    if found is not None:
        return _reading(page, found)
    return PageReading(page, layout, name=name_of([], page.sheet))


def _goes_on(page: Page, carried: Header) -> bool:
    """Tell whether a page without headings looks like the rest of a table: its rows are as wide."""
    title = carried.index(Column.TITLE)
    rows = [cells for _, cells in page.numbered()]
    named = sum(1 for each in carried.headings if each.column or not each.text.startswith("column "))
    wide = max(2, _SHARE * named)
    fitting = [cells for cells in rows if title < len(cells) and cells[title] and sum(map(bool, cells)) >= wide]
    return bool(rows) and title >= 0 and len(fitting) * 2 > len(rows) and len(carried.headings) >= 3


def _reading(page: Page, layout: Layout) -> PageReading:
    name = name_of((next(filter(None, cells), "") for _, cells in layout.above), page.sheet)
    reading = PageReading(page, layout, name=name)
    records = layout.records
    if layout.themes_lead_rows:
        records, problems = turn_round(records)
        reading.problems += problems
    for _, group in groupby(records, key=lambda record: record.header):
        reading.records += _of_one_header(mark_fills(list(group), page), reading.problems)
    reading.problems += [*above_the_headings(layout), *promises(layout), *left_aside(layout)]
    return reading


def _of_one_header(records: Sequence[Record], problems: list[Problem]) -> list[Record]:
    """Put the cells of a table where they belong, and make each action one record."""
    settled: list[Record] = list(records)
    for settle in (by_ticks, by_content, put_back, unwrap, under_parents, join_rows, fall_back):
        settled, said = settle(settled)
        problems += said
    settled = take_themes(take_numbers(settled))
    result: list[Record] = []
    for record in settled:
        if not record.title:
            problems += [] if _only_theme(record) else [without_title(record)]
            result += [record] if record.text(Column.THEME) else []
            continue
        split, said = split_lists(who_apart_from_when(take_apart(record)))
        problems += said
        result += [read_tail(each) for each in split if each.title]
    return result


def _only_theme(record: Record) -> bool:
    """Tell whether a row only announces a theme, in its theme column."""
    return bool(record.text(Column.THEME)) and all(
        part.column is Column.THEME for part in record.parts if part.index >= 0
    )
