"""Tables as Slack's table block, or as lines of text where a table is too large for one."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import PlainTextObject, RawTextObject, SectionBlock, TableBlock
from slack_sdk.models.blocks.basic_components import TableBlockColumnSettings

from bot.slack.markup import size, split
from bot.slack.pages import Part
from handlers.cards import Table

ROWS_PER_TABLE = 100
CELLS_PER_ROW = 20
CELL_LIMIT = 2000
TABLE_LIMIT = 8000
"""Characters of one table: below the 10,000 that Slack's page on the block names, to leave the message some room."""

Row = tuple[str, ...]


def table_parts(table: Table) -> Iterator[Part]:
    """Render a table; a long one continues in further tables, each with the headings (a message takes one table)."""
    width = max(map(len, (table.headings, *table.rows)), default=0)
    headings, *rows = (_row(row, width) for row in (table.headings, *table.rows))
    if not width or not _fits(headings, rows):
        yield from _as_text(table)
        return
    yield from _text(table.caption)
    for group in _groups(headings, rows):
        yield Part(_block((headings, *group)), "\n".join(map("; ".join, (headings, *group))))


def _row(cells: Sequence[str], width: int) -> Row:
    # A cell must not be empty.
    return tuple(cell.strip() or " " for cell in (*cells, *("" for _ in range(width - len(cells)))))


def _fits(headings: Row, rows: Sequence[Row]) -> bool:
    longest_cell = max(size(cell) for row in (headings, *rows) for cell in row)
    longest_row = max(map(_weight, rows), default=0)
    return (
        len(headings) <= CELLS_PER_ROW and longest_cell <= CELL_LIMIT and _weight(headings) + longest_row <= TABLE_LIMIT
    )


def _groups(headings: Row, rows: Sequence[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        weight = sum(map(_weight, (headings, *group, row)))
        if group and (len(group) == ROWS_PER_TABLE - 1 or weight > TABLE_LIMIT):
            yield group
            group = []
        group.append(row)
    yield group


def _weight(row: Row) -> int:
    # Two for what joins the cells in the text that is read out.
    return sum(size(cell) + 2 for cell in row)


def _block(rows: Sequence[Row]) -> TableBlock:
    # Unwrapped, a long cell would be cut on the screen.
    settings = [TableBlockColumnSettings(is_wrapped=True) for _ in rows[0]]
    return TableBlock(rows=[[RawTextObject(text=cell) for cell in row] for row in rows], column_settings=settings)


def _as_text(table: Table) -> Iterator[Part]:
    yield from _text(table.caption)
    for row in table.rows:
        named = [
            f"{table.headings[index]}: {cell}" if index < len(table.headings) and table.headings[index] else cell
            for index, cell in enumerate(row)
        ]
        yield from _text("\n".join(named))


def _text(text: str) -> Iterator[Part]:
    for piece in split(text):
        yield Part(SectionBlock(text=PlainTextObject(text=piece, emoji=False)), piece)
