"""Documents as Word files, with python-docx.

The styles (fonts, colours, page) are those of a template (`templates`). What is missing in a template stands in its
plain style.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, assert_never

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.section import Section
from docx.shared import Cm, Emu
from docx.text.paragraph import Paragraph as WordParagraph

from bot.documents.templates import CONTENT, UnusableTemplate, cleaned, fill, opened, place_of_content
from bot.documents.word_tables import add_table, is_wide
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

__all__ = ["UnusableTemplate", "as_docx"]

Draw = Callable[[Chart], bytes]
"""Gives a chart as PNG."""

_PICTURE_WIDTH: Final = Cm(16)


@dataclass(frozen=True, slots=True)
class _Desk:
    """The file that is being written, the styles that it has, and who draws charts."""

    word: Word
    styles: frozenset[str]
    draw: Draw

    def add(self, text: str, style: str) -> WordParagraph:
        """Add a paragraph; where a template of somebody's own lacks the style, in the plain one."""
        return self.word.add_paragraph(cleaned(text), style if style in self.styles else None)

    def lead(self, lead: str, text: str, style: str) -> None:
        """Add a paragraph that begins with bold words."""
        paragraph = self.add("", style)
        paragraph.add_run(cleaned(lead)).bold = True
        paragraph.add_run(cleaned(text))

    @property
    def page(self) -> Section:
        """The page as it is now."""
        return self.word.sections[-1]

    @property
    def width(self) -> Emu:
        """The width of the text."""
        page = self.page
        margins = int(page.left_margin or 0) + int(page.right_margin or 0)
        return Emu(int(page.page_width or Cm(21)) - margins)


def as_docx(document: Document, draw: Draw, template: Path | None = None) -> bytes:
    """Write a document. Raises UnusableTemplate."""
    word = opened(template)
    fields = fill(word, document)
    place = place_of_content(word)
    word.core_properties.title = cleaned(document.title)
    word.core_properties.author = "Bunsen"
    word.core_properties.language = "en-GB"
    desk = _Desk(word, frozenset(style.name or "" for style in word.styles), draw)
    before = len(word.element.body)
    if "title" not in fields:
        desk.add(document.title, "Title")
    if document.subtitle and "subtitle" not in fields:
        desk.add(document.subtitle, "Subtitle")
    _write_all(desk, document.parts, goes_on=place is not None)
    if CONTENT in fields and place is not None:
        _move(word, before, place)
    if "footer" not in fields:
        _foot(word, document.footer)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _move(word: Word, before: int, place: CT_P) -> None:
    """Put all that was written behind the first elements into the place that the template has for it."""
    body = word.element.body
    # The last element is the page itself; new ones are put before it.
    for element in list(body)[before - 1 : -1]:
        place.addprevious(element)
    body.remove(place)


def _write_all(desk: _Desk, parts: Sequence[Part], *, goes_on: bool) -> None:
    """Write the parts; where the template goes on behind them, its page stands upright again."""
    turned = _turned(parts)
    lies = False
    for part, turn in zip(parts, turned, strict=True):
        if turn != lies:
            _turn(desk.word)
            lies = turn
            if isinstance(part, PageBreak):
                continue
        _write(desk, part)
    if lies and goes_on:
        _turn(desk.word)


def _turned(parts: Sequence[Part]) -> list[bool]:
    """Which parts stand on pages turned on their side: wide tables, with the headings and notes just above them."""
    turned = [isinstance(part, Grid) and is_wide(part) for part in parts]
    for place in range(len(parts) - 2, -1, -1):
        above = isinstance(parts[place], Heading | Paragraph | PageBreak)
        # What is above a heading belongs to what came before it, except for the break of the page.
        ends = isinstance(parts[place + 1], Heading) and isinstance(parts[place], Paragraph)
        begins = isinstance(parts[place + 1], PageBreak)
        turned[place] = turned[place] or (above and turned[place + 1] and not ends and not begins)
    return turned


def _turn(word: Word) -> None:
    """Begin a page that lies where the one before stood, or stands where it lay."""
    before = word.sections[-1]
    page = word.add_section(WD_SECTION.NEW_PAGE)
    page.page_width, page.page_height = before.page_height, before.page_width
    lay = before.orientation == WD_ORIENT.LANDSCAPE
    page.orientation = WD_ORIENT.PORTRAIT if lay else WD_ORIENT.LANDSCAPE
    # The first page of a template is its cover, and there is only one.
    page.different_first_page_header_footer = False


def _write(desk: _Desk, part: Part) -> None:
    match part:
        case Heading(text=text, level=level):
            desk.add(text, f"Heading {level}")
        case Paragraph(text=text, voice=Voice.WARNING):
            desk.lead("Please note: ", text, "Intense Quote")
        case Paragraph(text=text, voice=Voice.QUIET):
            desk.add(text, "Caption")
        case Paragraph(text=text):
            desk.add(text, "Normal")
        case Points(items=items):
            for item in items:
                desk.add(item, "List Bullet")
        case Pairs(rows=pairs):
            for label, value in pairs:
                desk.lead(f"{label}: ", value, "Normal")
        case Grid(caption=caption):
            desk.add(caption, "Caption").paragraph_format.keep_with_next = True
            add_table(desk.word, part, desk.width, "Table Grid" if "Table Grid" in desk.styles else None)
            desk.word.add_paragraph()
        case Quotation(words=words, of=of):
            desk.add(f"“{words}”" + (f"\n{of}" if of else ""), "Quote")
        case ToBeWritten(who=who, what=what):
            desk.lead(f"[To be written by {who}] ", what, "Intense Quote")
        case Drawing(chart=chart):
            _picture(desk, chart)
        case PageBreak():
            desk.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case _:
            assert_never(part)


def _picture(desk: _Desk, chart: Chart) -> None:
    width = min(_PICTURE_WIDTH, desk.width)
    shape = desk.word.add_picture(io.BytesIO(desk.draw(chart)), width=Emu(width))
    # What a screen reader says in place of the picture.
    shape._inline.docPr.set("descr", cleaned(in_words(chart)))
    shape._inline.docPr.set("title", cleaned(chart.title))
    desk.word.paragraphs[-1].paragraph_format.keep_with_next = True
    desk.add(in_words(chart), "Caption")


def _foot(word: Word, text: str) -> None:
    """Say on every page what this is, and which page; what a template says there already is left alone."""
    footer = word.sections[0].footer
    if any(paragraph.text.strip() for paragraph in footer.paragraphs):
        return
    paragraph = footer.paragraphs[0]
    paragraph.add_run(cleaned(f"{text}  ·  Page " if text else "Page "))
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: WordParagraph, code: str) -> None:
    """A number that Word reckons when it shows the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)
