"""Small .ods workbooks, put together as LibreOffice writes them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "draw": "drawing",
    }.items()
)


def ods(tables: str, styles: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """Give a workbook with these `table:table` elements, automatic styles and further members."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    members = {"mimetype": MIMETYPE, "content.xml": content, **(more or {})}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in members.items():
            archive.writestr(path, text)
    return out.getvalue()


def document_styles(styles: str) -> str:
    """Give a `styles.xml` with these named styles."""
    return f"<office:document-styles {_NAMESPACES}><office:styles>{styles}</office:styles></office:document-styles>"


def table(rows: str, name: str = "Plan", attrs: str = "") -> str:
    """Give a table with these rows."""
    return f"<table:table table:name={quoteattr(name)} {attrs}>{rows}</table:table>"


def row(*cells: str, attrs: str = "") -> str:
    """Give a row with these cells."""
    return f"<table:table-row {attrs}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", attrs: str = "") -> str:
    """Give a cell with a text, a line of it in each paragraph."""
    if not text:
        return f"<table:table-cell {attrs}/>"
    kind = "" if "value-type" in attrs else 'office:value-type="string"'
    paragraphs = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell {kind} {attrs}>{paragraphs}</table:table-cell>"


def texts(rows: Sequence[Sequence[str]]) -> bytes:
    """Give a workbook of one table that holds these texts."""
    return ods(table("".join(row(*map(cell, cells)) for cells in rows)))


def _spaced(line: str) -> str:
    """Write spaces and tabs as elements, as LibreOffice does wherever XML would lose them."""
    pieces = []
    for at, letter in enumerate(line):
        lost = letter == " " and (at in (0, len(line) - 1) or line[at - 1] == " ")
        pieces.append("<text:s/>" if lost else "<text:tab/>" if letter == "\t" else escape(letter))
    return "".join(pieces)
