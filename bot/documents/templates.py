"""The Word file that lends its styles, its page and perhaps a cover: an institution's own, or Word's plain one.

In a template of its own, an institution may put fields: {{title}}, {{subtitle}} and {{footer}} are filled in wherever
they stand, and {{content}}, alone in a paragraph, is where the document goes (operators.md).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Mm, Pt, RGBColor

from handlers.documents import CannotBeWritten, Document
from handlers.phrases import joined

CONTENT: Final = "content"
FIELDS: Final = ("title", "subtitle", "footer", CONTENT)
STYLES: Final = (
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Normal",
    "Caption",
    "List Bullet",
    "Quote",
    "Intense Quote",
    "Table Grid",
)
"""The styles that documents use."""

_FIELD: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}|(\{%.*?%\})", re.DOTALL)
_ALL_FIELDS: Final = joined([f"{{{{{name}}}}}" for name in FIELDS])
_MARGIN: Final = Cm(2.2)


class UnusableTemplate(CannotBeWritten):
    """The template is no Word file that can be written into; the text says why."""


def opened(template: Path | None) -> Word:
    """Open a template whose fields are all known, or the plain one: A4, in British English. Raises UnusableTemplate."""
    if template is None:
        return _plain()
    # python-docx fails in many ways on what is no Word file.
    try:
        word = docx.Document(str(template))
    except Exception as error:
        raise UnusableTemplate(
            f"{template} cannot be used as a template: it is not a .docx file that opens."
        ) from error
    _check(word, template)
    return word


def missing_styles(template: Path) -> tuple[str, ...]:
    """The styles that a template lacks; what would have them stands in its plain style. Raises UnusableTemplate."""
    there = {style.name for style in opened(template).styles}
    return tuple(name for name in STYLES if name not in there)


def fill(word: Word, document: Document) -> frozenset[str]:
    """Fill in the fields of a template, except where the content goes; gives the names of those that it has."""
    values = {"title": document.title, "subtitle": document.subtitle, "footer": document.footer}
    found = set()
    for paragraph in _paragraphs(word):
        names = _names(paragraph)
        found.update(names)
        if names and CONTENT not in names:
            said = _FIELD.sub(lambda field: values[field[1]], _text(paragraph))
            _rewrite(paragraph, said)
    return frozenset(found)


def place_of_content(word: Word) -> CT_P | None:
    """The paragraph in whose place the document goes; None where it goes to the end."""
    return next((paragraph for paragraph in _paragraphs(word) if CONTENT in _names(paragraph)), None)


def _check(word: Word, template: Path) -> None:
    places = []
    for paragraph in _paragraphs(word):
        for name in _names(paragraph):
            if name not in FIELDS:
                shown = name if name.startswith("{%") else f"{{{{{name}}}}}"
                raise UnusableTemplate(
                    f"{template} has the field {shown}, which nothing fills. The fields are {_ALL_FIELDS}: "
                    "correct it, or take it out."
                )
            if name == CONTENT:
                places.append(paragraph)
    alone = all(_FIELD.fullmatch(_text(each).strip()) for each in places)
    in_body = all(each.getparent() is word.element.body for each in places)
    if len(places) > 1 or not (alone and in_body):
        raise UnusableTemplate(
            f"{template} has {{{{content}}}} where the document cannot go: let it stand once, in a paragraph of its "
            "own, and neither in a table nor in a header."
        )


def _paragraphs(word: Word) -> Iterator[CT_P]:
    yield from word.element.body.iter(qn("w:p"))
    for section in word.sections:
        for part in (
            section.header,
            section.footer,
            section.first_page_header,
            section.first_page_footer,
            section.even_page_header,
            section.even_page_footer,
        ):
            if not part.is_linked_to_previous:
                yield from part._element.iter(qn("w:p"))


def _names(paragraph: CT_P) -> list[str]:
    return [found[1] if found[1] is not None else found[2] for found in _FIELD.finditer(_text(paragraph))]


def _text(paragraph: CT_P) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def _rewrite(paragraph: CT_P, text: str) -> None:
    """Word splits what is typed into pieces as it likes; all of it goes into the first."""
    first, *rest = paragraph.iter(qn("w:t"))
    first.text = cleaned(text)
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for each in rest:
        each.text = ""


# What XML cannot hold; Word refuses a file with one of them.
_IMPOSSIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """A text with a mark in the place of whatever a Word file cannot hold."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def _plain() -> Word:
    """Word's plain template, which is American."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    caption = word.styles["Caption"].font
    caption.bold, caption.italic, caption.size = False, True, Pt(9)
    caption.color.rgb = RGBColor(0x44, 0x44, 0x44)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    return word
