"""Workbooks written by openpyxl, and changed afterwards to what openpyxl does not write."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "xl/worksheets/sheet1.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_INLINE = re.compile(rb'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
_STRINGS = (
    b'<Relationship Id="strings" Target="/xl/sharedStrings.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)


def plan() -> tuple[Workbook, Worksheet]:
    """Give a new workbook and its sheet “Plan”."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Plan"
    return book, sheet


def saved(book: Workbook) -> bytes:
    """Give a workbook as a file, with its texts in a list of their own as Excel writes them; openpyxl does not."""
    out = io.BytesIO()
    book.save(out)
    members = unpacked(out.getvalue())
    strings: list[bytes] = []
    for path in [path for path in members if path.startswith("xl/worksheets/sheet")]:
        members[path] = _INLINE.sub(lambda found: _shared(found, strings), members[path])
    members["xl/sharedStrings.xml"] = b"<sst>" + b"".join(strings) + b"</sst>"
    members[_RELATIONS] = members[_RELATIONS].replace(b"</Relationships>", _STRINGS + b"</Relationships>")
    return packed(members)


def _shared(found: re.Match[bytes], strings: list[bytes]) -> bytes:
    strings.append(b"<si>" + found[2] + b"</si>")
    return b'%b t="s"><v>%d</v></c>' % (found[1], len(strings) - 1)


def texts(rows: Sequence[Sequence[str]]) -> bytes:
    """Give a workbook of one sheet that holds these texts, as texts."""
    book, sheet = plan()
    for number, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells, start=1):
            if text:
                cell = sheet.cell(number, column)
                cell.value = text
                cell.data_type = "s"
    return saved(book)


def changed(data: bytes, path: str, old: str, new: str) -> bytes:
    """Give a workbook in one of whose parts a text is replaced."""
    members = unpacked(data)
    assert old.encode() in members[path]
    members[path] = members[path].replace(old.encode(), new.encode())
    return packed(members)


def with_cells(rows: str) -> bytes:
    """Give a workbook whose sheet has these rows, written as XML."""
    book, _ = plan()
    return changed(saved(book), SHEET, "<sheetData></sheetData>", f"<sheetData>{rows}</sheetData>")


def unpacked(data: bytes) -> dict[str, bytes]:
    """Give the members of an archive by path."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """Give an archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    return out.getvalue()
