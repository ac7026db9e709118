"""Documents as workbooks: the text in order on the first sheet, and each table and chart on a sheet of its own."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as FooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.cells import BOLD, FACE, fill, fill_figure, height
from bot.documents.workbooks import sheet_name, widths
from handlers.charts import in_words, rows
from handlers.documents import (
    Document,
    Drawing,
    Grid,
    Heading,
    PageBreak,
    Pairs,
    Paragraph,
    Part,
    Points,
    Quotation,
    ToBeWritten,
    Voice,
)

_LONGEST_NAME: Final = 31
_TEXT_WIDTH: Final = 88
_WIDEST: Final = 45
_HEADINGS_ROW: Final = 2
_TITLE: Final = Font(name=FACE, bold=True, size=18)
_SIZES: Final = {1: 15, 2: 13, 3: 11}
_LINK: Final = Font(name=FACE, size=11, color="0563C1", underline="single")
_QUIET: Final = Font(name=FACE, size=11, italic=True, color="595959")
# Excel keeps this name for itself.
_KEPT_BY_EXCEL: Final = {"history"}


@dataclass(frozen=True, slots=True)
class _Table:
    """What goes on a sheet of its own; `words` say a chart as text."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the first sheet; `sheet` is the one it leads to."""

    text: str
    font: Font | None = None
    sheet: str = ""


def as_workbook(document: Document) -> bytes:
    """Write a document. Nothing that anybody typed runs as a formula, and no sheet's name is there twice."""
    book = Workbook()
    first = book.active
    assert first is not None  # noqa: S101 - a new workbook has one sheet
    first.title = "Text"
    names = _Names({"text"})
    lines = [_Line(document.title, _TITLE)]
    if document.subtitle:
        lines.append(_Line(document.subtitle, _QUIET))
    for part in document.parts:
        table = _table_of(part)
        if table is None:
            lines += _lines(part)
        else:
            name = names.new(table.caption)
            _write_table(book.create_sheet(name), table, document.footer)
            lines += [_Line(f"Table: {table.caption}", _LINK, name), *_words_of(table)]
    _write_text(first, lines, document.footer)
    book.properties.title = ILLEGAL_CHARACTERS_RE.sub("", document.title)
    book.properties.creator = "Bunsen"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


class _Names:
    """Names for sheets, each once, whatever its capitals."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken | _KEPT_BY_EXCEL

    def new(self, caption: str) -> str:
        """A name that is still free, as near to the caption as Excel allows."""
        plain = sheet_name(ILLEGAL_CHARACTERS_RE.sub("", caption), "Table")
        name, number = plain, 1
        while name.casefold() in self._taken:
            number += 1
            end = f" {number}"
            name = plain[: _LONGEST_NAME - len(end)].rstrip() + end
        self._taken.add(name.casefold())
        return name


def _table_of(part: Part) -> _Table | None:
    match part:
        case Grid(caption=caption, headings=headings, rows=body):
            return _Table(caption, headings, body)
        case Drawing(chart=chart):
            head, *figures = rows(chart)
            return _Table(chart.title, head, figures, in_words(chart))
        case _:
            return None


def _words_of(table: _Table) -> Iterator[_Line]:
    if table.words:
        yield _Line(table.words.partition("\n")[2], _QUIET)


def _lines(part: Part) -> Iterator[_Line]:
    match part:
        case Heading(text=text, level=level):
            yield _Line("")
            yield _Line(text, Font(name=FACE, bold=True, size=_SIZES.get(level, 11)))
        case Paragraph(text=text, voice=Voice.WARNING):
            yield _Line(f"Please note: {text}", BOLD)
        case Paragraph(text=text, voice=Voice.QUIET):
            yield _Line(text, _QUIET)
        case Paragraph(text=text):
            yield _Line(text)
        case Points(items=items):
            yield from (_Line(f"• {item}") for item in items)
        case Pairs(rows=pairs):
            yield from (_Line(f"{label}: {value}") for label, value in pairs)
        case Quotation(words=words, of=of):
            yield _Line(f"“{words}”" + (f" ({of})" if of else ""))
        case ToBeWritten(who=who, what=what):
            yield _Line(f"[To be written by {who}] {what}", BOLD)
        case PageBreak():
            yield _Line("")
        case Grid() | Drawing():
            return
        case _:
            assert_never(part)


def _write_text(sheet: Worksheet, lines: Sequence[_Line], footer: str) -> None:
    for number, line in enumerate(lines, 1):
        cell = sheet.cell(number, 1)
        fill(cell, line.text)
        if line.font is not None:
            cell.font = line.font
        size = line.font.size if line.font is not None else 11
        sheet.row_dimensions[number].height = height([(line.text, _TEXT_WIDTH)], size)
        if line.sheet:
            cell.hyperlink = f"#'{line.sheet}'!A1"
            cell.font = _LINK
    sheet.column_dimensions["A"].width = _TEXT_WIDTH
    sheet.sheet_view.showGridLines = False
    _for_paper(sheet, footer, wide=False)


def _write_table(sheet: Worksheet, table: _Table, footer: str) -> None:
    fill(sheet.cell(1, 1), table.caption)
    sheet.cell(1, 1).font = BOLD
    # A caption may be longer than its column, and is to run over the empty cells beside it.
    sheet.cell(1, 1).alignment = Alignment(vertical="top")
    for place, heading in enumerate(table.headings, 1):
        fill(sheet.cell(_HEADINGS_ROW, place), heading, heading=True)
    columns = [min(width, _WIDEST) for width in widths([table.headings, *table.rows])]
    for number, row in enumerate(table.rows, _HEADINGS_ROW + 1):
        for place, text in enumerate(row, 1):
            # The first column names the row: a reference "1.1" is no number.
            (fill if place == 1 else fill_figure)(sheet.cell(number, place), text)
        sheet.row_dimensions[number].height = height(zip(row, columns, strict=True))
    sheet.row_dimensions[_HEADINGS_ROW].height = height(zip(table.headings, columns, strict=True))
    for place, width in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        if any(
            isinstance(sheet.cell(row, place).value, int | float) for row in range(_HEADINGS_ROW + 1, sheet.max_row + 1)
        ):
            sheet.cell(_HEADINGS_ROW, place).alignment = Alignment(horizontal="right", vertical="top", wrap_text=True)
    sheet.freeze_panes = f"A{_HEADINGS_ROW + 1}"
    if table.rows:
        last = get_column_letter(len(table.headings))
        sheet.auto_filter.ref = f"A{_HEADINGS_ROW}:{last}{_HEADINGS_ROW + len(table.rows)}"
    sheet.print_title_rows = f"{_HEADINGS_ROW}:{_HEADINGS_ROW}"
    _for_paper(sheet, footer, wide=True)


def _for_paper(sheet: Worksheet, footer: str, *, wide: bool) -> None:
    """A4, as wide as the page, with the footer that a document has on every page."""
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    # "&" begins a code in a header or footer, and they hold 255 characters.
    said = ILLEGAL_CHARACTERS_RE.sub("", footer).replace("&", "&&")
    sheet.oddFooter = HeaderFooterItem(left=FooterPart(said[:200].rstrip("&") or None), right=FooterPart("&P of &N"))
