"""From rows to records: which row holds headings, which announces a theme, which is a remark, and which an action."""

import re
from collections.abc import Callable, Iterable, Sequence

from handlers.cells import BULLET, column_letter
from handlers.plans.reading.above_tables import promises_above, theme_above_all
from handlers.plans.reading.asides import is_aside, is_silent, sums_days
from handlers.plans.reading.columns import Column
from handlers.plans.reading.content import is_reference
from handlers.plans.reading.heading_rows import read_header
from handlers.plans.reading.headings import Header
from handlers.plans.reading.layout import Layout
from handlers.plans.reading.other_tables import heads_other_table
from handlers.plans.reading.page import Cells, Page
from handlers.plans.reading.painted_keys import goes_on_with_key
from handlers.plans.reading.period_headings import is_band_row
from handlers.plans.reading.rag import is_status_heading
from handlers.plans.reading.records import Part, Record
from handlers.plans.reading.remarks_below import take_remarks_below
from handlers.plans.reading.second_headings import with_second_row
from handlers.plans.reading.themes import (
    announced_theme,
    definition_theme,
    named_theme,
    theme_aimed_at,
    theme_label,
    without_continued,
)
from handlers.plans.reading.verbs import begins_with_doing
from handlers.plans.themes import THEMES

_CONTEXT = re.compile(
    r"(?:strategic |overarching |key )?(?:objective|aim|goal|priority|outcome|ambition)s?\b\s*[\d.]*\s*[:\u2013.-]",
    re.I,
)
_INTRODUCES = re.compile(r"\b(?:must|will|should|shall|commits? to|aims? to|are expected to|have to)\s*:$", re.I)
_FEWEST_WORDS = 6
_LONGEST_SECTION = 120
_CONTROL = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?$")


def lay_out(
    page: Page, *, carried: Header | None = None, seen: Callable[[int], None] | None = None, status: str = ""
) -> Layout:
    """Tell heading rows, theme rows, remarks and actions apart. `carried` is the header of a table that goes on here.

    `seen` is told the number of each row that is not empty; `status` is what the sheet itself says of its actions.
    """
    layout = Layout(page, [carried] if carried else [], status=status)
    for number, cells in page.numbered():
        if seen is not None:
            seen(number)
        section = layout.section
        if _is_other_table(layout, number, cells):
            layout.asides.append((number, cells))
        elif not (_heads(layout, number, cells) or _is_announcement(layout, number, cells)):
            _place(layout, number, cells)
        elif layout.section > section:
            layout.announced.add(number)
    theme_above_all(layout)
    take_remarks_below(layout.records, layout.asides)
    layout.records[:0] = promises_above(layout)
    return layout


def _is_other_table(layout: Layout, number: int, cells: Cells) -> bool:
    """Tell whether a row below the plan belongs to a table of another kind, until headings of a plan come again."""
    if layout.headers and heads_other_table(cells):
        layout.in_other_table = True
    elif layout.in_other_table and read_header(number, cells, first=False) is not None:
        layout.in_other_table = False
    return layout.in_other_table


def _heads(layout: Layout, number: int, cells: Cells) -> bool:
    if is_band_row(cells) and _joins_second_row(layout, number, cells):
        return True
    header = None if sums_days(cells) else read_header(number, cells, first=not layout.headers)
    if header is not None:
        header = _with_lost_theme(layout, header)
        layout.headers.append(header)
        _announce(layout, header.theme)
        return True
    return _joins_second_row(layout, number, cells)


def _joins_second_row(layout: Layout, number: int, cells: Cells) -> bool:
    last = layout.headers[-1] if layout.headers else None
    if last is None or last.row != number - 1 or (layout.records and layout.records[-1].header is last):
        return False
    joined = with_second_row(last, cells, number)
    if joined is None:
        return False
    layout.headers[-1] = joined
    return True


def _with_lost_theme(layout: Layout, header: Header) -> Header:
    """Take the columns of the first heading row where a repeated one has run its first two cells together."""
    if not header.theme or not layout.headers or header.has(Column.THEME):
        return header
    old = layout.headers[0]
    below = next(((n, c) for n, c in layout.page.numbered() if n > header.row), None)
    shifted = old.has(Column.THEME) and below is not None and below[1][:1] == ("",)
    return Header(header.row, old.headings, header.theme) if shifted else header


def _is_announcement(layout: Layout, number: int, cells: Cells) -> bool:
    texts = {text for text in cells if text}
    if goes_on_with_key(layout.page, layout.asides, number, cells):
        layout.asides.append((number, cells))
        return True
    if len(texts) == 2 and _announces_numbered(layout, [text for text in cells if text]):
        return True
    if len(texts) != 1:
        return False
    (text,) = texts
    index = next(index for index, each in enumerate(cells) if each)
    theme = named_theme(text) or (announced_theme(text) if _stands_alone(layout, number, index) else "")
    if theme:
        _announce(layout, theme)
        return True
    if not layout.headers:
        return False
    if _is_definition(layout, text) or _is_blurb(layout, number, index, text):
        layout.definitions.append((number, text))
        return True
    if is_status_heading(text):
        if _is_painted(layout.page, number, index):
            layout.asides.append((number, cells))
        else:
            layout.status = text
        return True
    if len(text) > _LONGEST_SECTION or is_aside(cells) or not _is_section(layout, number, index, text):
        return False
    _open_section(layout, number, text)
    return True


def _announces_numbered(layout: Layout, texts: Sequence[str]) -> bool:
    """Read a row that holds nothing but a number and the name of a theme ("2", "Recognition")."""
    theme = named_theme(texts[1]) if len(texts) == 2 and is_reference(texts[0]) else ""
    _announce(layout, theme)
    return bool(theme)


def _is_painted(page: Page, number: int, index: int) -> bool:
    """Tell whether a lone status word belongs to a painted key: its cell, or the one before it, has a colour."""
    looks = (page.look(number, at) for at in (index, index - 1) if at >= 0)
    return any(look is not None and look.fill for look in looks)


def _is_definition(layout: Layout, text: str) -> bool:
    """Tell whether a row prints what the theme just announced means."""
    return bool(_just_announced(layout) and definition_theme(text) == layout.theme)


def _is_blurb(layout: Layout, number: int, index: int, text: str) -> bool:
    """Tell whether a row right below a theme only says more of it: a sentence, or "Institutions must:"."""
    if not _just_announced(layout) or _CONTEXT.match(text) or not _stands_alone(layout, number, index):
        return False
    words = len(text.split())
    if _INTRODUCES.search(text):
        return True
    says_so = text.endswith(".") or begins_with_doing(text) or layout.theme in THEMES
    return words >= _FEWEST_WORDS and says_so


def _just_announced(layout: Layout) -> bool:
    return bool(layout.theme) and (not layout.records or layout.records[-1].section != layout.section)


def _open_section(layout: Layout, number: int, text: str) -> None:
    serves = _CONTEXT.match(text)
    if serves and theme_label(text[serves.end() :]):
        _announce(layout, theme_label(text[serves.end() :]))
        return
    if serves and (theme := theme_aimed_at(text[serves.end() :])):
        _announce(layout, theme)
        layout.context = text
        return
    if serves:
        layout.context = text
        return
    layout.own_sections.append((number, text))
    _announce(layout, without_continued(text).rstrip(" :"))


def _stands_alone(layout: Layout, number: int, index: int) -> bool:
    """Tell whether a lone cell cannot be an action: it is joined across, or not in the action's column."""
    if not layout.headers or number in layout.page.wide:
        return True
    header = layout.headers[-1]
    title = header.index(Column.TITLE)
    return title >= 0 and index != title and header.index(Column.THEME) != index


def _is_section(layout: Layout, number: int, index: int, text: str) -> bool:
    """Tell whether a lone cell is a heading of the institution's own ("Governance and oversight")."""
    if BULLET.match(text) or text.startswith("("):
        return False
    header = layout.headers[-1]
    title = header.index(Column.TITLE)
    if number in layout.page.wide:
        return True
    if index != title:
        column = next((each.column for each in header.headings if each.index == index), None)
        first = index == header.headings[0].index if header.headings else False
        return title >= 0 and first and column in {Column.REF, None} and not _CONTROL.fullmatch(text)
    return text.endswith(":") or (_is_set_apart(layout, number, index) and not text.endswith("."))


def _is_set_apart(layout: Layout, number: int, index: int) -> bool:
    """Tell whether a lone cell is bold where the other actions are not."""
    look = layout.page.look(number, index)
    if look is None or not look.bold:
        return False
    others = [layout.page.look(record.row, index) for record in layout.records[-20:]]
    ahead = [layout.page.look(row, index) for row in range(number + 1, number + 6) if any(layout.page.cells(row)[1:])]
    seen = [*others, *ahead]
    return bool(seen) and sum(1 for each in seen if each and each.bold) * 3 <= len(seen)


def _place(layout: Layout, number: int, cells: Cells) -> None:
    if not layout.headers:
        layout.above.append((number, cells))
    elif is_aside(cells):
        if not is_silent(cells):
            layout.asides.append((number, cells))
    else:
        layout.records.append(_record(layout, number, cells))


def _record(layout: Layout, number: int, cells: Cells) -> Record:
    header = layout.headers[-1]
    texts = list(_texts(layout.page, header, number, cells))
    parts = [Part(column, heading, text, index) for index, column, heading, text in texts]
    if layout.context:
        parts.append(Part(Column.CONTEXT, "Objective", layout.context))
    goes_on = (number, header.index(Column.TITLE)) in layout.page.above
    return Record(
        number,
        header,
        tuple(parts),
        layout.theme,
        layout.section,
        status_above=layout.status,
        goes_on=goes_on,
    )


def _texts(page: Page, header: Header, number: int, cells: Cells) -> Iterable[tuple[int, Column | None, str, str]]:
    """Give every text of a row with its column; what is joined to a cell above has that cell's text."""
    known = {each.index: each for each in header.headings}
    for index in range(max(len(cells), len(header.headings))):
        heading = known.get(index)
        text = cells[index] if index < len(cells) else ""
        column = heading.column if heading else None
        if not text and column is not None and column not in {Column.TITLE, Column.REF}:
            text = _from_above(page, header, number, index)
        if text:
            yield index, column, heading.text if heading else _nameless(index), text


def _from_above(page: Page, header: Header, number: int, index: int) -> str:
    origin = page.above.get((number, index), 0)
    above: Sequence[str] = page.cells(origin) if origin > header.row else ()
    return above[index] if index < len(above) else ""


def _nameless(index: int) -> str:
    return f"column {column_letter(index)}"


def _announce(layout: Layout, theme: str) -> None:
    if theme:
        layout.theme = theme
        layout.section += 1
        layout.context = ""
