"""Tables of Word files: columns as wide as what is in them, headings on every page, and wide ones on a page turned."""

from collections.abc import Sequence
from typing import Final

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_TcPr
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from bot.documents.templates import cleaned
from handlers.documents import Grid

_WIDEST: Final = 48
"""Characters of a column beyond which its text is broken rather."""
_LONGEST_WORD: Final = 18
_PADDING: Final = 3
"""What a cell has on both sides, in characters."""
_FEW_COLUMNS: Final = 5
_SMALL: Final = Pt(9)
_CHARACTER: Final = Cm(0.185)
"""The width of one in small print, as a rule."""
_UPRIGHT: Final = Cm(16.5)
_CROWDED: Final = 1.5
"""How much more than there is room for a table may want before its page is turned."""
_SHADE: Final = "E8EEF2"


def is_wide(grid: Grid) -> bool:
    """Tell whether a table needs a page turned on its side."""
    wanted = sum(natural for _, natural in _needs(grid))
    return len(grid.headings) > _FEW_COLUMNS and wanted > _CROWDED * _UPRIGHT / _CHARACTER


def add_table(word: Word, grid: Grid, width: Emu, style: str | None) -> None:
    """Add a table of this width at the end."""
    table = word.add_table(rows=1 + len(grid.rows), cols=len(grid.headings))
    if style:
        table.style = style
    table.autofit = False
    columns = _widths(grid, width)
    _set_columns(table._tbl, columns)
    # Through python-docx's own cells, each of which looks at the whole table, two hundred rows take half a minute.
    for number, (row, texts) in enumerate(zip(table._tbl.tr_lst, (grid.headings, *grid.rows), strict=True)):
        _keep_together(row, heads=number == 0)
        for cell, text, column in zip(row.tc_lst, texts, columns, strict=True):
            cell.width = column
            paragraph = WordParagraph(cell.p_lst[0], table)
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(cleaned(text))
            run.bold = number == 0 or None
            run.font.size = _SMALL
            if number == 0:
                _shade(cell.get_or_add_tcPr())


def _needs(grid: Grid) -> list[tuple[int, int]]:
    """What each column needs, in characters: so that no word is broken, and so that no line is, within reason."""
    return [_need(column) for column in zip(*(grid.headings, *grid.rows), strict=True)]


def _need(column: Sequence[str]) -> tuple[int, int]:
    words = max((len(word) for cell in column for word in cell.split()), default=1)
    lines = max((len(line) for cell in column for line in cell.split("\n")), default=1)
    least = min(words, _LONGEST_WORD) + _PADDING
    # A column of long texts gets more, or its rows become tall and all others empty.
    usual = sum(map(len, column)) // len(column)
    return least, max(least, min(lines, _WIDEST) + min(usual // 3, _WIDEST) + _PADDING)


def _widths(grid: Grid, width: Emu) -> list[Emu]:
    """The width of each column: first no word is broken, then what is left goes to where lines are."""
    needs = _needs(grid)
    left = width / _CHARACTER - sum(least for least, _ in needs)
    wanted = sum(natural - least for least, natural in needs)
    share = max(left, 0.0) / wanted if wanted else 0.0
    given = [least + (natural - least) * share for least, natural in needs]
    return [Emu(int(width * each / sum(given))) for each in given]


def _set_columns(table: CT_Tbl, columns: Sequence[Emu]) -> None:
    for column, width in zip(table.tblGrid.gridCol_lst, columns, strict=True):
        column.w = width


def _keep_together(row: CT_Row, *, heads: bool) -> None:
    """No row is torn over two pages; Word reads the heading row out, and repeats it on every page."""
    properties = row.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if heads else ("w:cantSplit",):
        marked = OxmlElement(name)
        marked.set(qn("w:val"), "true")
        properties.append(marked)


def _shade(properties: CT_TcPr) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _SHADE)):
        shade.set(qn(name), value)
    properties.append(shade)
