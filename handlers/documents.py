"""Documents in neutral parts: what a committee gets as a Word file, a workbook, a page or Markdown.

Plain text only, like cards; `bot.documents` writes them. The union `Part` is closed: each writer ends its `match` with
`assert_never`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from handlers.charts import Chart


class Voice(StrEnum):
    """How a paragraph is meant."""

    PLAIN = "plain"
    QUIET = "quiet"
    """A source, a note on method."""
    WARNING = "warning"
    """Something that must be seen before the document is used."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; the document's title is none."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks inside it are kept."""

    text: str
    voice: Voice = Voice.PLAIN


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Label and value, in order."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under headings; the first column names its row. `caption` says what it shows."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, and whose they are as far as that may be said."""

    words: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class ToBeWritten:
    """A gap that only people can fill: who, and what is wanted."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart; where there is no picture its words stand in for it."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Part = Heading | Paragraph | Points | Pairs | Grid | Quotation | ToBeWritten | Drawing | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `footer` stands on every page."""

    title: str
    parts: tuple[Part, ...]
    subtitle: str = ""
    footer: str = ""


def to_be_written(document: Document) -> int:
    """How many gaps a document has."""
    return sum(isinstance(part, ToBeWritten) for part in document.parts)


class DocumentKind(StrEnum):
    """The files a document can be written as; the value is the ending of their name."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    MARKDOWN = "md"


MEDIA_TYPES = {
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentKind.HTML: "text/html; charset=utf-8",
    DocumentKind.MARKDOWN: "text/markdown; charset=utf-8",
}


SPOKEN = {
    DocumentKind.DOCX: "Word file",
    DocumentKind.XLSX: "spreadsheet",
    DocumentKind.HTML: "web page",
    DocumentKind.MARKDOWN: "Markdown file",
}
"""What people call them."""


class CannotBeWritten(Exception):
    """A document cannot be written; the text says why and what to do, in words for whoever asked for it."""


class Writer(Protocol):
    """Whatever writes documents as files."""

    async def write(self, document: Document, kind: DocumentKind) -> bytes:
        """Write a document. It takes a second or so, in which nobody else waits. Raises CannotBeWritten."""
