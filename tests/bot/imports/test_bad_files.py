"""Files that are broken, hostile, or not what their name says: each is refused in one clear sentence."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.imports.files import read_limited
from bot.imports.limits import MAX_BYTES
from bot.imports.spreadsheets import read_bytes
from bot.imports.unreadable import UnreadableFile
from bot.imports.workbooks.archive import MAX_MEMBERS, MAX_UNPACKED
from handlers.plans.reading.sheet import Sheet
from tests.support import ods_files, xlsx_files
from tests.support.ods_files import cell, ods, row, table

XLSX = xlsx_files.texts([["Action", "Owner"], ["Open it", "OSDS"]])
ODS = ods_files.texts([["Action", "Owner"], ["Open it", "OSDS"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(data: bytes, name: str = "plan.xlsx") -> str:
    with pytest.raises(UnreadableFile) as raised:
        read_bytes(name, data)
    return raised.value.message


def zipped(**members: bytes) -> bytes:
    return xlsx_files.packed(members)


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(64)


def xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Plan").write(0, 0, "Action")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n", "a PDF, not a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
        (b"BM\x00\x00\x00", "a picture (BMP)"),
        (b"\x00\x00\x00\x18ftypheic", "a picture, a sound or a film"),
        (b"MZ\x90\x00", "a program"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b"PK\x05\x06" + bytes(18), "an empty zip archive"),
        (b"{\\rtf1", "a Rich Text document"),
        (b"<html><table><tr><td>Action</td></tr></table></html>", "a web page or an XML file"),
        (b'<?xml version="1.0"?><Workbook/>', "a web page or an XML file"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 9, "not a text file"),
        (b"", "is empty"),
        (b",,\n,,\n", "is empty"),
        (zipped(**{"word/document.xml": b"<x/>"}), "a Word document"),
        (zipped(**{"ppt/presentation.xml": b"<x/>"}), "a PowerPoint presentation"),
        (zipped(**{"plan.csv": b"Action"}), "a zip archive. Unpack it"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "a document, but not a spreadsheet"),
        (stream("WordDocument"), "an old Word document"),
        (stream("PowerPoint Document"), "an old PowerPoint presentation"),
        (stream("__substg1.0_001A001F"), "an old Office file or an e-mail"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_by_name(data: bytes, word: str) -> None:
    assert word in refusal(data)


def test_a_binary_workbook_is_refused_as_such() -> None:
    types = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = b'<Relationships><Relationship Id="r1" Type="%s" Target="xl/workbook.bin"/></Relationships>' % types
    assert ".xlsb" in refusal(zipped(**{"_rels/.rels": rels, "xl/workbook.bin": b"\x83\x01\x00"}))


@pytest.mark.parametrize(
    ("data", "name"), [(XLSX, "plan.csv"), (ODS, "plan.xlsx"), (xls(), "plan.ods"), (b"Action\n", "plan.xls")]
)
def test_a_file_with_the_wrong_ending_is_read_by_its_content(data: bytes, name: str) -> None:
    assert read_bytes(name, data)[0].rows[0][0] == "Action"


def test_a_refusal_names_the_file() -> None:
    assert refusal(b"%PDF-1.7", "plan of ours.xlsx").startswith("plan of ours.xlsx is a PDF")


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "larger than 10 MB" in refusal(b"a" * (MAX_BYTES + 1))


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        read_limited(Path("/nowhere/plan.xlsx"))


# Passwords


def test_a_locked_workbook_is_refused_as_such() -> None:
    assert "protected with a password" in refusal(stream("EncryptedPackage"))


def test_a_locked_ods_is_refused_as_such() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert "protected with a password" in refusal(ods(table(""), more={"META-INF/manifest.xml": manifest}))


def test_a_wholly_locked_ods_is_refused_as_such() -> None:
    assert "protected with a password" in refusal(ods(table(""), more={"encrypted-package": "secret"}))


def test_a_locked_zip_archive_is_refused_as_such() -> None:
    # The flag of encryption, in the headers of all members and in the directory at the end.
    data = XLSX.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00")
    data = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert "protected with a password" in refusal(data)


# Macros and links


def test_macros_are_said_and_the_values_are_read() -> None:
    members = {**xlsx_files.unpacked(XLSX), "xl/vbaProject.bin": b"Sub Auto_Open()"}
    (sheet,) = read_bytes("plan.xlsm", xlsx_files.packed(members))
    assert (sheet.rows[0], sheet.notes) == (
        ("Action", "Owner"),
        ("The workbook holds macros. They were not looked at; only the values of the cells were read.",),
    )


def test_macros_of_an_old_workbook_are_said() -> None:
    assert "macros" in read_bytes("plan.xls", xls() + "_VBA_PROJECT".encode("utf-16-le"))[0].notes[0]


def test_links_to_other_files_are_said_and_not_followed() -> None:
    link = (
        '<Relationship Id="r9" Target="externalLinks/externalLink1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Relationships>'
    )
    data = xlsx_files.changed(XLSX, "xl/_rels/workbook.xml.rels", "</Relationships>", link)
    assert "links to other files. They were not opened" in read_bytes("plan.xlsx", data)[0].notes[0]


def test_a_sheet_that_is_said_to_lie_elsewhere_is_not_fetched() -> None:
    data = xlsx_files.changed(
        XLSX, "xl/_rels/workbook.xml.rels", 'Target="/xl/worksheets/sheet1.xml"', 'Target="file:///etc/passwd"'
    )
    assert "damaged" in refusal(data)


# Bombs


def test_an_archive_of_very_many_parts_is_refused() -> None:
    assert "parts, more than any plan needs" in refusal(zipped(**{f"xl/{n}": b"" for n in range(MAX_MEMBERS + 1)}))


def test_a_part_that_swells_is_refused() -> None:
    members = {**xlsx_files.unpacked(XLSX), "xl/theme/theme9.xml": bytes(20 * 1024 * 1024)}
    assert "unpacks to far more" in refusal(xlsx_files.packed(members))


def test_parts_that_are_too_large_together_are_refused() -> None:
    out = io.BytesIO()
    block = zlib.compress(bytes(9 * 1024 * 1024))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(MAX_UNPACKED // (9 * 1024 * 1024) + 1):
            archive.writestr(f"xl/{number}", bytes(9 * 1024 * 1024))
    assert (len(block) < 10_000, "unpacks to far more" in refusal(out.getvalue())) == (True, True)


def test_an_archive_that_understates_a_size_yields_no_more_than_it_says() -> None:
    sheet = b"<worksheet><sheetData>" + b"<row/>" * 1_000_000 + b"</sheetData></worksheet>"
    members = {**xlsx_files.unpacked(XLSX), xlsx_files.SHEET: sheet}
    data = xlsx_files.packed(members)
    assert "damaged" in refusal(data.replace(struct.pack("<I", len(sheet)), struct.pack("<I", 100)))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'


@pytest.mark.parametrize(
    "path", [xlsx_files.SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"]
)
def test_entities_are_refused_in_every_part(path: str) -> None:
    members = xlsx_files.unpacked(XLSX)
    members[path] = BOMB.encode() + members[path].partition(b"?>")[2].replace(b"</", b"&l8;</", 1)
    assert "no spreadsheet program writes" in refusal(xlsx_files.packed(members))


def test_entities_are_refused_in_an_ods() -> None:
    members = xlsx_files.unpacked(ODS)
    members["content.xml"] = BOMB.encode() + members["content.xml"].partition(b"?>")[2]
    assert "no spreadsheet program writes" in refusal(xlsx_files.packed(members))


def test_an_entity_that_names_a_file_is_refused() -> None:
    members = xlsx_files.unpacked(ODS)
    outside = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    members["content.xml"] = outside + members["content.xml"].partition(b"?>")[2].replace(b"Action", b"&f;")
    assert "no spreadsheet program writes" in refusal(xlsx_files.packed(members))


def test_deep_nesting_is_refused() -> None:
    assert "no spreadsheet program writes" in refusal(xlsx_files.with_cells("<x>" * 100_000 + "</x>" * 100_000))


def test_a_tag_without_an_end_is_refused() -> None:
    assert "no spreadsheet program writes" in refusal(xlsx_files.with_cells(f'<row x="{"a" * 5_000_000}"/>'))


# Large sheets


def test_a_sheet_that_is_formatted_down_to_its_last_row_is_read() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 1_048_577))
    data = xlsx_files.with_cells('<row r="1"><c r="A1"><v>1</v></c></row>' + rows)
    assert read_bytes("plan.xlsx", data)[0].rows == (("1",),)


def test_five_thousand_columns_are_refused() -> None:
    cells = "".join("<c><v>1</v></c>" for _ in range(5_000))
    assert "text in column GS of row 1 in “Plan”; at most 200 columns" in refusal(
        xlsx_files.with_cells(f"<row>{cells}</row>")
    )


def test_too_many_rows_are_refused() -> None:
    message = refusal(xlsx_files.with_cells("<row><c><v>1</v></c></row>" * 10_001))
    assert message.startswith("plan.xlsx has more than 10,000 rows in “Plan”.")


def test_a_million_cells_are_refused() -> None:
    data = ods(table(row(cell("x", 'table:number-columns-repeated="100"'), attrs='table:number-rows-repeated="10000"')))
    assert "more than 500,000 cells" in refusal(data)


def test_one_long_text_in_thousands_of_cells_is_refused() -> None:
    data = ods(table(row(cell("x" * 30_000, 'table:number-columns-repeated="100"')) * 5))
    assert "more text than 10 MB" in refusal(data)


def test_a_cell_with_too_much_text_is_refused() -> None:
    assert "more than 32,767 letters (A1 in “Plan”)" in refusal(ods_files.texts([["x" * 32_768]]))


def test_very_many_sheets_are_refused() -> None:
    assert "more than 100 sheets" in refusal(ods("".join(table(row(cell("x")), f"S{n}") for n in range(101))))


def test_very_many_joined_cells_are_refused() -> None:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_002))
    data = xlsx_files.with_cells("<row><c><v>1</v></c></row>")
    data = xlsx_files.changed(data, xlsx_files.SHEET, "</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")
    assert "more than 20,000 joined cells" in refusal(data)


def test_joined_cells_over_each_other_are_refused() -> None:
    data = xlsx_files.with_cells('<row r="9"><c r="C9"><v>1</v></c></row>')
    merges = '<mergeCells><mergeCell ref="A1:C9"/><mergeCell ref="A1:C8"/></mergeCells>'
    data = xlsx_files.changed(data, xlsx_files.SHEET, "</sheetData>", f"</sheetData>{merges}")
    assert "damaged" in refusal(data)


# Damage


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("data", [XLSX, ODS], ids=["xlsx", "ods"])
def test_a_file_that_is_cut_off_is_refused(data: bytes, share: float) -> None:
    assert "damaged or cut off" in refusal(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<v>1</v>', '<v>9</v>'),
        ('<v>1</v>', '<v>-x</v>'),
        ('r="B2"', 'r="B0"'),
        ('r="B2"', 'r="22"'),
        ('<row r="2"', '<row r="0"'),
        ("</worksheet>", ""),
    ],
)  # fmt: skip
def test_a_sheet_that_makes_no_sense_is_refused(old: str, new: str) -> None:
    assert "damaged" in refusal(xlsx_files.changed(XLSX, xlsx_files.SHEET, old, new))


def _changed_somewhere(data: bytes) -> st.SearchStrategy[bytes]:
    places = st.integers(0, len(data) - 1)
    return st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8).map(
        lambda changes: bytes(dict(changes).get(at, byte) for at, byte in enumerate(data))
    )


def _changed_inside(data: bytes) -> st.SearchStrategy[bytes]:
    """Change the XML itself, which a change from outside never reaches: the archive's checksums would catch it."""
    members = xlsx_files.unpacked(data)
    return st.sampled_from(sorted(members)).flatmap(
        lambda path: _changed_somewhere(members[path]).map(lambda new: xlsx_files.packed({**members, path: new}))
    )


def _read_or_refused(data: bytes) -> tuple[Sheet, ...] | str:
    try:
        return read_bytes("plan", data)
    except UnreadableFile as refused:
        return refused.message


@pytest.mark.parametrize("change", [_changed_somewhere, _changed_inside])
@pytest.mark.parametrize("data", [XLSX, ODS], ids=["xlsx", "ods"])
def test_any_damage_is_read_or_refused(data: bytes, change: Callable[[bytes], st.SearchStrategy[bytes]]) -> None:
    @given(change(data))
    @settings(max_examples=60)
    def holds(damaged: bytes) -> None:
        assert _read_or_refused(damaged)

    holds()


@given(_changed_somewhere(xls()))
@settings(max_examples=60)
def test_any_damage_to_an_old_workbook_is_read_or_refused(damaged: bytes) -> None:
    assert _read_or_refused(damaged)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", OLE[:8], stream("Workbook")]))
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes) -> None:
    assert _read_or_refused(start + data)
