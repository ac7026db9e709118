"""From rows to records: which row is a heading, which announces a theme, and which is an action."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handlers.plans.reading.cells import clean
from handlers.plans.reading.columns import Column
from handlers.plans.reading.headings import Header, read_header
from handlers.plans.reading.themes import read_key, section_theme, theme_label


@dataclass(frozen=True, slots=True)
class Record:
    """One row below a heading row.

    `section` counts the announcements of a theme before it; `finished` tells that the layout itself calls it done.
    """

    row: int
    header: Header
    cells: tuple[str, ...]
    theme_above: str = ""
    section: int = 0
    finished: bool = False

    def text(self, column: Column) -> str:
        """Give what the row holds in a column; several columns of one kind are joined by line."""
        return "\n".join(text for _, text in self.entries(column))

    def entries(self, column: Column) -> Iterator[tuple[str, str]]:
        """Give heading and text of every filled cell of a column."""
        for heading in self.header.headings:
            if heading.column is column and heading.index < len(self.cells) and self.cells[heading.index]:
                yield heading.text, self.cells[heading.index]

    @property
    def filled(self) -> tuple[tuple[int, str], ...]:
        """Index and text of every cell that is not empty."""
        return tuple((index, text) for index, text in enumerate(self.cells) if text)


@dataclass(slots=True)
class Layout:
    """How the rows of a file hang together."""

    headers: list[Header] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    above: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    """The rows before the first heading row."""
    theme: str = ""
    section: int = 0

    @property
    def letters(self) -> Mapping[str, str]:
        """The plan's own key of letters for the themes, where it is printed above the table."""
        return read_key(" ".join(cells) for _, cells in self.above)

    @property
    def themes_lead_rows(self) -> bool:
        """Tell whether the action column holds whole themes, and the achievements stand beside them (Liverpool)."""
        return any(
            record.header.has(Column.ACHIEVEMENTS) and theme_label(record.text(Column.TITLE)) for record in self.records
        )


def lay_out(rows: Iterable[Sequence[str]]) -> Layout:
    """Tell heading rows, theme rows and actions apart. Rows are counted from 1, as a spreadsheet counts them."""
    layout = Layout()
    for number, raw in enumerate(rows, start=1):
        cells = tuple(clean(text) for text in raw)
        if any(cells):
            _place(layout, number, cells)
    return layout


def _place(layout: Layout, number: int, cells: tuple[str, ...]) -> None:
    header = read_header(number, cells, first=not layout.headers)
    if header is not None:
        layout.headers.append(header)
        _announce(layout, header.theme)
        return
    theme = _announced(cells)
    if theme:
        _announce(layout, theme)
    elif layout.headers:
        layout.records.append(Record(number, layout.headers[-1], cells, layout.theme, layout.section))
    else:
        layout.above.append((number, cells))


def _announce(layout: Layout, theme: str) -> None:
    if theme:
        layout.theme = theme
        layout.section += 1


def _announced(cells: Sequence[str]) -> str:
    """Give the theme of a row that holds nothing else. A merged row may repeat its text in every cell."""
    texts = {text for text in cells if text}
    return section_theme(texts.pop()) if len(texts) == 1 else ""
