"""Documents as Word files, with python-docx.

The styles (fonts, colours, page) are those of a template: Word's own, or a .docx that the institution puts in its place
(operators.md). What is missing in a template is taken from the nearest style that it has.
"""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import assert_never

import docx
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from handlers.charts import Chart, in_words
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

Draw = Callable[[Chart], bytes]
"""Gives a chart as PNG."""

# What XML cannot hold; Word refuses a file with one of them.
_IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PICTURE_WIDTH = Cm(16)


class UnusableTemplate(Exception):
    """The template is no Word file that can be written into; the text says why."""


def as_docx(document: Document, draw: Draw, template: Path | None = None) -> bytes:
    """Write a document. Raises UnusableTemplate."""
    word = _opened(template)
    word.core_properties.title = _clean(document.title)
    word.core_properties.author = "Bunsen"
    word.core_properties.language = "en-GB"
    _add(word, document.title, "Title")
    if document.subtitle:
        _add(word, document.subtitle, "Subtitle")
    for part in document.parts:
        _write(word, part, draw)
    if document.footer:
        word.sections[-1].footer.paragraphs[0].text = _clean(document.footer)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _opened(template: Path | None) -> Word:
    if template is None:
        return docx.Document()
    # python-docx fails in many ways on what is no Word file.
    try:
        return docx.Document(str(template))
    except Exception as error:
        raise UnusableTemplate(
            f"{template} cannot be used as a template: it is not a .docx file that opens."
        ) from error


def _write(word: Word, part: Part, draw: Draw) -> None:
    match part:
        case Heading(text=text, level=level):
            _add(word, text, f"Heading {level}")
        case Paragraph(text=text, voice=Voice.WARNING):
            _lead(_add(word, "", "Intense Quote"), "Please note: ", text)
        case Paragraph(text=text, voice=Voice.QUIET):
            _add(word, text, "Caption")
        case Paragraph(text=text):
            _add(word, text, "Normal")
        case Points(items=items):
            for item in items:
                _add(word, item, "List Bullet")
        case Pairs(rows=pairs):
            for label, value in pairs:
                _lead(_add(word, "", "Normal"), f"{label}: ", value)
        case Grid(caption=caption, headings=headings, rows=body):
            _table(word, caption, headings, body)
        case Quotation(words=words, of=of):
            _add(word, f"“{words}”" + (f"\n{of}" if of else ""), "Quote")
        case ToBeWritten(who=who, what=what):
            _lead(_add(word, "", "Intense Quote"), f"[To be written by {who}] ", what)
        case Drawing(chart=chart):
            _picture(word, chart, draw)
        case PageBreak():
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case _:
            assert_never(part)


def _add(word: Word, text: str, style: str) -> WordParagraph:
    paragraph = word.add_paragraph(_clean(text))
    # A template of somebody's own may lack a style; then the text stands in the plain one.
    if style in [each.name for each in word.styles]:
        paragraph.style = style
    return paragraph


def _lead(paragraph: WordParagraph, lead: str, text: str) -> None:
    paragraph.add_run(_clean(lead)).bold = True
    paragraph.add_run(_clean(text))


def _table(word: Word, caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    _add(word, caption, "Caption").paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=len(headings))
    if "Table Grid" in [each.name for each in word.styles]:
        table.style = "Table Grid"
    # Word reads the heading row out, and repeats it on every page.
    marked = OxmlElement("w:tblHeader")
    marked.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(marked)
    _fill(table.rows[0].cells, headings, bold=True)
    for row in rows:
        _fill(table.add_row().cells, row)
    word.add_paragraph()


def _fill(cells: Sequence[_Cell], texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = bold


def _picture(word: Word, chart: Chart, draw: Draw) -> None:
    shape = word.add_picture(io.BytesIO(draw(chart)), width=_PICTURE_WIDTH)
    # What a screen reader says in place of the picture.
    shape._inline.docPr.set("descr", _clean(in_words(chart)))
    shape._inline.docPr.set("title", _clean(chart.title))
    _add(word, in_words(chart), "Caption")


def _clean(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)
