"""Workbooks that are not as Excel and LibreOffice write them, and are read all the same: other programs write them."""

import io
import re
from datetime import date

import pytest
import xlwt

from bot.imports.spreadsheets import read_bytes
from tests.support import ods_files, xlsx_files


def rows(cells: str) -> tuple[tuple[str, ...], ...]:
    (sheet,) = read_bytes("plan.xlsx", xlsx_files.with_cells(cells))
    return tuple(tuple(row) for row in sheet.rows)


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ('<c s=""><v>1</v></c>', "1"),
        ('<c s="999"><v>1</v></c>', "1"),
        ('<c t="inlineStr"><v>Open</v></c>', "Open"),
        ('<c><v> 7 </v></c>', "7"),
        ('<c><v>not a number</v></c>', "not a number"),
        ('<c t="inlineStr"><is><t><![CDATA[a < b]]></t></is></c>', "a < b"),
        ('<c t="str"><v>_x0041_</v></c>', "A"),
        ('<c t="str"><v>_xD800_</v></c>', "_xD800_"),
    ],
)  # fmt: skip
def test_a_cell_that_is_written_oddly_is_read(cell: str, seen: str) -> None:
    assert rows(f"<row>{cell}</row>") == ((seen,),)


def test_a_text_is_not_that_of_the_cell_before() -> None:
    assert rows('<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"/><c><v>1</v></c></row>') == (
        ("a", "", "1"),
    )


def test_names_with_a_prefix_are_read() -> None:
    members = xlsx_files.unpacked(xlsx_files.texts([["Action"]]))
    sheet = b'<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c x:r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    members[xlsx_files.SHEET] = sheet + b"</x:worksheet>"
    assert read_bytes("plan.xlsx", xlsx_files.packed(members))[0].rows == (("1",),)


def test_a_workbook_that_lies_elsewhere_is_found() -> None:
    kinds = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relation = b'<Relationships><Relationship Id="r1" Type="%s" Target="%s"/></Relationships>'
    members = {
        "_rels/.rels": relation % (kinds + b"officeDocument", b"book.xml"),
        "_rels/book.xml.rels": relation % (kinds + b"worksheet", b"./parts/../one.xml"),
        "book.xml": b'<workbook xmlns:r="r"><sheets><sheet name="Plan" r:id="r1"/></sheets></workbook>',
        "one.xml": b"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
    }
    assert read_bytes("plan.xlsx", xlsx_files.packed(members))[0].rows == (("1",),)


def test_an_ods_that_does_not_say_what_it_is_is_read() -> None:
    members = xlsx_files.unpacked(ods_files.texts([["Action"]]))
    del members["mimetype"]
    assert read_bytes("plan.ods", xlsx_files.packed(members))[0].rows == (("Action",),)


def test_an_old_workbook_with_broken_formats_gives_its_texts_and_says_so() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plan")
    sheet.write(0, 0, "Open it")
    sheet.write(0, 1, date(2020, 12, 11), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    out = io.BytesIO()
    book.save(out)
    # Every format of cells (record XF, 0xE0) is given a font that does not exist.
    data = re.sub(rb"\xe0\x00\x14\x00..", b"\xe0\x00\x14\x00\xff\x7f", out.getvalue(), flags=re.DOTALL)
    (found,) = read_bytes("plan.xls", data)
    assert (found.rows, found.notes[0][:40]) == (
        (("Open it", "2020-12-11"),),
        "The formats of the workbook are damaged,",
    )
