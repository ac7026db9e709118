"""Workbooks of Excel up to 2003: values as people see them, colours, joined and hidden cells."""

import io
from datetime import UTC, date, datetime, time

import pytest
import xlwt

from bot.imports.spreadsheets import read_bytes
from bot.imports.unreadable import UnreadableFile
from handlers.plans.reading.sheet import Look, Merge, Sheet


def plan() -> tuple[xlwt.Workbook, xlwt.Worksheet]:
    book = xlwt.Workbook()
    return book, book.add_sheet("Plan", cell_overwrite_ok=True)


def saved(book: xlwt.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def only(book: xlwt.Workbook) -> Sheet:
    (sheet,) = read_bytes("plan.xls", saved(book))
    return sheet


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (3, "General", "3"),
        (0.4, "0%", "40%"),
        (1.1, "0.00", "1.10"),
        (5000, '"£"#,##0', "£5,000"),
        (True, "General", "TRUE"),
        (date(2020, 12, 11), "DD/MM/YYYY", "2020-12-11"),
        (datetime(2020, 12, 11, 14, 30, tzinfo=UTC).replace(tzinfo=None), "DD/MM/YYYY HH:MM", "2020-12-11 14:30"),
        (date(2019, 5, 1), "MMM-YY", "May 2019"),
        (time(9, 30), "HH:MM", "09:30"),
        ("Two\nlines", "General", "Two\nlines"),
    ],
)
def test_a_value_is_read_as_people_see_it(value: object, number_format: str, seen: str) -> None:
    book, sheet = plan()
    style = xlwt.XFStyle()
    style.num_format_str = number_format
    sheet.write(0, 0, value, style)
    assert only(book).rows == ((seen,),)


def test_texts_keep_their_places() -> None:
    book, sheet = plan()
    sheet.write(0, 0, "Action")
    sheet.write(2, 3, "x")
    assert only(book).rows == (("Action",), (), ("", "", "", "x"))


@pytest.mark.parametrize(
    ("style", "look"),
    [
        ("pattern: pattern solid, fore_colour red", Look("FF0000")),
        ("font: colour blue", Look(ink="0000FF")),
        ("font: bold on, italic on", Look(bold=True, italic=True)),
        ("font: struck_out on", Look(struck=True)),
        ("pattern: pattern solid, fore_colour white", None),
    ],
)
def test_the_look_of_a_cell_is_read(style: str, look: Look | None) -> None:
    book, sheet = plan()
    sheet.write(0, 0, "x", xlwt.easyxf(style))
    assert only(book).looks.get((0, 0)) == look


def test_an_empty_cell_keeps_its_colour() -> None:
    book, sheet = plan()
    sheet.write(0, 0, "x")
    sheet.write(0, 1, None, xlwt.easyxf("pattern: pattern solid, fore_colour red"))
    assert only(book).looks == {(0, 1): Look("FF0000")}


def test_a_text_that_is_struck_throughout_is_struck() -> None:
    book, sheet = plan()
    struck = xlwt.Font()
    struck.struck_out = True
    sheet.write_rich_text(0, 0, [("Open it", struck)])
    assert only(book).looks == {(0, 0): Look(struck=True)}


def test_joined_cells_are_told() -> None:
    book, sheet = plan()
    sheet.write_merge(0, 1, 0, 1, "Visibility")
    sheet.write(2, 2, "x")
    assert only(book).merges == (Merge(0, 0, 1, 1),)


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    book, sheet = plan()
    for row in range(3):
        sheet.write(row, 0, "a")
        sheet.write(row, 1, "b")
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    found = only(book)
    assert (len(found.rows), found.notes) == (
        3,
        ("Hidden rows were read like the others: 2.", "Hidden columns were read like the others: B."),
    )


def test_a_hidden_sheet_is_left_out_and_said() -> None:
    book, sheet = plan()
    sheet.write(0, 0, "Action")
    hidden = book.add_sheet("Lists")
    hidden.write(0, 0, "Green")
    hidden.visibility = 1
    found = only(book)
    assert (found.name, "“Lists” was not read" in found.notes[0]) == ("Plan", True)


def test_an_error_is_an_empty_cell_and_is_named() -> None:
    book, sheet = plan()
    sheet.row(0).set_cell_error(0, "#REF!")
    sheet.write(0, 1, "x")
    assert only(book).notes == ("These cells show an error and were read as empty: A1.",)


def test_too_many_columns_are_refused() -> None:
    book, sheet = plan()
    sheet.write(0, 255, "x")
    with pytest.raises(UnreadableFile, match="text in column IV of row 1 in “Plan”; at most 200 columns"):
        only(book)


@pytest.mark.parametrize("length", [512, 1024, 3000])
def test_a_file_that_is_cut_off_is_refused(length: int) -> None:
    book, sheet = plan()
    for row in range(200):
        sheet.write(row, 0, f"Action {row}")
    with pytest.raises(UnreadableFile, match=r"damaged or cut off|old Office file"):
        read_bytes("plan.xls", saved(book)[:length])


def test_a_file_that_is_locked_is_refused_as_such() -> None:
    book, sheet = plan()
    sheet.write(0, 0, "Action")
    # A FILEPASS record (0x2F) takes the place of the first CODEPAGE record (0x42), as Excel writes it for a password.
    data = saved(book)
    at = data.index(b"\x42\x00\x02\x00")
    with pytest.raises(UnreadableFile, match="protected with a password"):
        read_bytes("plan.xls", data[:at] + b"\x2f\x00\x02\x00" + data[at + 4 :])
