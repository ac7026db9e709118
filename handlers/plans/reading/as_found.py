"""The headings of a file as they were found, each with the field that it was read into."""

from collections.abc import Sequence

from handlers.plans.reading.columns import FIELDS, Column
from handlers.plans.reading.drafts import ColumnDraft
from handlers.plans.reading.headings import Header
from handlers.plans.reading.paging import PageReading
from handlers.plans.reading.side_by_side import ALL
from handlers.plans.reading.themes import theme_label


def columns_of(readings: Sequence[PageReading]) -> tuple[ColumnDraft, ...]:
    """Give the headings of all tables in the order in which they are met, each heading and each field once.

    Where two columns of a table share a field, the second has none: its text is in `ActionDraft.extra`.
    """
    found: dict[str, ColumnDraft] = {}
    for reading in readings:
        used = {part.heading for record in reading.records for part in record.parts}
        for header in dict.fromkeys(record.header for record in reading.records):
            for column in _of_header(header, used):
                fields = {each.field for each in found.values()}
                if not column.field or column.field not in fields:
                    found.setdefault(column.heading, column)
    return tuple(found.values())


def _of_header(header: Header, used: set[str]) -> list[ColumnDraft]:
    if _is_theme(header):
        return [ColumnDraft("Theme", "theme"), ColumnDraft("Action", "title")]
    headings = [each for each in header.headings if not each.text.startswith("column ") or each.text in used]
    return [
        ColumnDraft(each.text, "" if header.shares(each.text) or each.column is None else FIELDS.get(each.column, ""))
        for each in headings
    ]


def _is_theme(header: Header) -> bool:
    """Tell whether a header is one of several themes that stand side by side."""
    only = header.headings[0] if len(header.headings) == 1 else None
    return only is not None and only.column is Column.TITLE and (only.text == ALL or bool(theme_label(only.text)))
