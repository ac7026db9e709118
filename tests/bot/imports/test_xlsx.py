"""Workbooks of Excel as they come: values as people see them, colours, joined and hidden cells."""

import re
from datetime import date, datetime, time

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from bot.imports.spreadsheets import read_bytes
from bot.imports.unreadable import UnreadableFile
from handlers.plans.reading.sheet import Look, Merge, Sheet
from tests.support import xlsx_files as xlsx

Value = bool | float | str | date | datetime | time
RED = PatternFill("solid", fgColor="FFFF0000")


def only(data: bytes) -> Sheet:
    (sheet,) = read_bytes("plan.xlsx", data)
    return sheet


def of_cell(value: Value, number_format: str = "General") -> str:
    book, sheet = xlsx.plan()
    sheet["A1"] = value
    sheet["A1"].number_format = number_format
    return only(xlsx.saved(book)).rows[0][0]


def fill_of(fill: PatternFill | GradientFill) -> str:
    book, sheet = xlsx.plan()
    sheet["A1"] = "Red?"
    sheet["A1"].fill = fill
    return only(xlsx.saved(book)).looks.get((0, 0), Look()).fill


def look_of(font: Font) -> Look:
    book, sheet = xlsx.plan()
    sheet["A1"] = "Red?"
    sheet["A1"].font = font
    return only(xlsx.saved(book)).looks.get((0, 0), Look())


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (3, "General", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (0.4, "0%", "40%"),
        (0.125, "0.0%", "12.5%"),
        (1.1, "0.00", "1.10"),
        (5000, '"£"#,##0', "£5,000"),
        (5000, "[$£-809]#,##0.00", "£5,000.00"),
        (7, "00", "07"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (date(2020, 12, 11), "dd/mm/yyyy", "2020-12-11"),
        (datetime(2020, 12, 11), "dd/mm/yyyy hh:mm", "2020-12-11"),  # noqa: DTZ001 - cells have no zone
        (datetime(2020, 12, 11, 14, 30), "dd/mm/yyyy hh:mm", "2020-12-11 14:30"),  # noqa: DTZ001
        (date(2019, 5, 1), "mmm-yy", "May 2019"),
        (time(9, 30), "hh:mm", "09:30"),
        ("Two\nlines", "General", "Two\nlines"),
    ],
)
def test_a_value_is_read_as_people_see_it(value: Value, number_format: str, seen: str) -> None:
    assert of_cell(value, number_format) == seen


def test_dates_counted_from_1904_are_the_same_days() -> None:
    book, sheet = xlsx.plan()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - cells have no zone
    sheet["A1"] = date(2020, 12, 11)
    assert only(xlsx.saved(book)).rows == (("2020-12-11",),)


def test_a_formula_gives_its_stored_result() -> None:
    sheet = only(xlsx.with_cells('<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>'))
    assert sheet.rows == (("ab",),)


def test_a_formula_without_a_stored_result_is_an_empty_cell() -> None:
    book, sheet = xlsx.plan()
    sheet.append(["Action", "=1+1", "Owner"])
    assert only(xlsx.saved(book)).rows == (("Action", "", "Owner"),)


def test_a_formula_without_a_stored_result_is_named() -> None:
    book, sheet = xlsx.plan()
    sheet.append(["Action", "=1+1", "Owner"])
    (note,) = only(xlsx.saved(book)).notes
    assert "so they were read as empty: B1." in note


def test_many_formulas_without_results_are_counted() -> None:
    book, sheet = xlsx.plan()
    sheet.append(["Action", *["=1+1"] * 8])
    (note,) = only(xlsx.saved(book)).notes
    assert "B1, C1, D1, E1, F1 and 3 more" in note


def test_an_error_is_an_empty_cell_and_is_named() -> None:
    sheet = only(xlsx.with_cells('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>1</v></c></row>'))
    assert (sheet.rows, sheet.notes) == ((("", "1"),), ("These cells show an error and were read as empty: A1.",))


def test_texts_in_the_cell_itself_are_read() -> None:
    assert only(xlsx.with_cells('<row><c t="inlineStr"><is><t>Open</t></is></c></row>')).rows == (("Open",),)


def test_cells_that_do_not_say_where_they_are_follow_each_other() -> None:
    cells = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c><c><v>4</v></c></row>'
    assert only(xlsx.with_cells(cells)).rows == (("1", "2"), (), ("", "3", "4"))


def test_line_ends_that_excel_escapes_are_line_ends() -> None:
    cells = '<row><c t="inlineStr"><is><t>one_x000D_\ntwo</t></is></c></row>'
    assert only(xlsx.with_cells(cells)).rows == (("one\ntwo",),)


def test_a_workbook_in_the_strict_format_is_read() -> None:
    members = xlsx.unpacked(xlsx.texts([["Action"]]))
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    names = {b"officeDocument/2006": b"officeDocument", b"spreadsheetml/2006/main": b"spreadsheetml/main"}
    for path in members:
        for old, new in names.items():
            members[path] = members[path].replace(usual + old, strict + new)
    assert only(xlsx.packed(members)).rows == (("Action",),)


@pytest.mark.parametrize(("written", "seen"), [("2020-12-11T00:00:00", "2020-12-11"), ("soon", "soon")])
def test_a_date_that_is_written_out_is_read(written: str, seen: str) -> None:
    assert only(xlsx.with_cells(f'<row><c t="d"><v>{written}</v></c></row>')).rows == ((seen,),)


def test_runs_of_one_text_are_joined() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = CellRichText("Open ", TextBlock(InlineFont(b=True), "the"), " lab")
    assert only(xlsx.saved(book)).rows == (("Open the lab",),)


def test_runs_that_look_different_leave_the_look_of_the_cell() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = CellRichText("Open ", TextBlock(InlineFont(b=True), "the"), " lab")
    assert only(xlsx.saved(book)).looks == {}


def test_a_text_whose_runs_are_all_struck_is_struck() -> None:
    book, sheet = xlsx.plan()
    struck = InlineFont(strike=True, color=Color("FFFF0000"))
    sheet["A1"] = CellRichText(TextBlock(struck, "Open "), TextBlock(struck, "the lab"))
    assert only(xlsx.saved(book)).looks == {(0, 0): Look(ink="FF0000", struck=True)}


def test_how_a_word_is_pronounced_is_no_part_of_it() -> None:
    cells = '<row><c t="inlineStr"><is><t>Lab</t><rPh sb="0" eb="1"><t>labu</t></rPh></is></c></row>'
    assert only(xlsx.with_cells(cells)).rows == (("Lab",),)


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        (RED, "FF0000"),
        (PatternFill("solid", fgColor=Color(indexed=10)), "FF0000"),
        (PatternFill("solid", fgColor=Color(theme=4)), "4F81BD"),
        (PatternFill("solid", fgColor=Color(theme=1)), "000000"),
        (PatternFill("solid", fgColor=Color(theme=0)), ""),
        (PatternFill("solid", fgColor="FFFFFFFF"), ""),
        (PatternFill("gray125"), ""),
        (PatternFill("lightUp", fgColor="FF00B050"), "00B050"),
        (GradientFill(stop=("FF00B050", "FFFFFFFF")), "00B050"),
        (PatternFill("solid", fgColor=Color(indexed=64)), ""),
    ],
)
def test_the_colour_of_a_cell_is_six_digits(fill: PatternFill | GradientFill, colour: str) -> None:
    assert fill_of(fill) == colour


@pytest.mark.parametrize(
    ("tint", "colour"), [(0.5999938962981048, "B8CCE4"), (0.3999755851924192, "95B3D7"), (-0.249977111117893, "366092")]
)
def test_a_lighter_or_darker_colour_is_that_of_excel_to_within_a_shade(tint: float, colour: str) -> None:
    found = fill_of(PatternFill("solid", fgColor=Color(theme=4, tint=tint)))
    assert all(abs(a - b) <= 1 for a, b in zip(bytes.fromhex(found), bytes.fromhex(colour), strict=True))


@pytest.mark.parametrize(
    ("font", "look"),
    [
        (Font(bold=True), Look(bold=True)),
        (Font(italic=True, bold=True), Look(bold=True, italic=True)),
        (Font(strike=True), Look(struck=True)),
        (Font(color="FFFF0000"), Look(ink="FF0000")),
        (Font(color=Color(theme=5)), Look(ink="C0504D")),
        (Font(color=Color(theme=1)), Look()),
        (Font(color="FF000000"), Look()),
    ],
)
def test_the_look_of_letters_is_read(font: Font, look: Look) -> None:
    assert look_of(font) == look


def test_a_palette_of_its_own_is_used() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = "x"
    sheet["A1"].fill = PatternFill("solid", fgColor=Color(indexed=1))
    palette = '<colors><indexedColors><rgbColor rgb="FF111111"/><rgbColor rgb="FF123456"/></indexedColors></colors>'
    data = xlsx.changed(xlsx.saved(book), "xl/styles.xml", "</cellStyles>", f"</cellStyles>{palette}")
    assert only(data).looks[0, 0].fill == "123456"


def test_an_empty_cell_keeps_its_colour() -> None:
    book, sheet = xlsx.plan()
    sheet.append(["Open it", None])
    sheet["B1"].fill = RED
    assert only(xlsx.saved(book)).looks == {(0, 1): Look("FF0000")}


def test_colours_below_the_last_text_are_left_out() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = "Open it"
    sheet["A5"].fill = RED
    assert only(xlsx.saved(book)).looks == {}


def test_the_colour_of_a_whole_row_is_that_of_its_cells() -> None:
    book, sheet = xlsx.plan()
    sheet["B1"].fill = RED
    data = xlsx.saved(book)
    found = re.search(rb'<c r="B1" s="(\d+)"', xlsx.unpacked(data)[xlsx.SHEET])
    assert found is not None
    style = found[1].decode()
    rows = f'<row r="1" s="{style}" customFormat="1"><c r="B1" s="{style}"/><c r="C1"><v>1</v></c></row>'
    members = xlsx.unpacked(data)
    members[xlsx.SHEET] = re.sub(
        rb"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), members[xlsx.SHEET]
    )
    assert only(xlsx.packed(members)).looks == {(0, 0): Look("FF0000"), (0, 1): Look("FF0000")}


def test_joined_cells_are_told() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"], sheet["C3"] = "Visibility", "x"
    sheet.merge_cells("A1:B2")
    assert only(xlsx.saved(book)).merges == (Merge(0, 0, 1, 1),)


def test_joined_cells_look_like_the_first() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"], sheet["A3"] = "Visibility", "x"
    sheet["A1"].fill = RED
    sheet.merge_cells("A1:A2")
    assert set(only(xlsx.saved(book)).looks) == {(0, 0), (1, 0)}


def test_what_lies_below_joined_cells_is_not_read() -> None:
    data = xlsx.with_cells('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>')
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    assert only(xlsx.changed(data, xlsx.SHEET, "</sheetData>", merge)).rows == (("1", "", "3"),)


def test_joined_cells_end_where_the_table_ends() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"], sheet["C2"] = "Our plan", "x"
    sheet.merge_cells("A1:Z1")
    assert only(xlsx.saved(book)).merges == (Merge(0, 0, 0, 2),)


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    book, sheet = xlsx.plan()
    for number in range(1, 7):
        sheet.append([f"Action {number}", "Owner"])
    for number in (2, 3, 5):
        sheet.row_dimensions[number].hidden = True
    sheet.column_dimensions["B"].hidden = True
    found = only(xlsx.saved(book))
    assert (len(found.rows), found.notes) == (
        6,
        ("Hidden rows were read like the others: 2-3, 5.", "Hidden columns were read like the others: B."),
    )


def test_a_hidden_sheet_is_left_out_and_said() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = "Action"
    hidden = book.create_sheet("Lists")
    hidden["A1"], hidden.sheet_state = "Green", "veryHidden"
    found = only(xlsx.saved(book))
    assert (found.name, found.notes) == (
        "Plan",
        ("The hidden sheet “Lists” was not read. If it is needed, unhide it and try again.",),
    )


def test_empty_sheets_are_left_out() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = "Action"
    book.create_sheet("Sheet2")
    assert [found.name for found in read_bytes("plan.xlsx", xlsx.saved(book))] == ["Plan"]


def test_a_workbook_without_any_text_is_refused() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"].fill = RED
    with pytest.raises(UnreadableFile, match="is empty: none of its sheets holds text"):
        read_bytes("plan.xlsx", xlsx.saved(book))


def test_a_chart_of_its_own_is_no_sheet() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = "Action"
    book.create_chartsheet("Chart")
    assert [found.name for found in read_bytes("plan.xlsx", xlsx.saved(book))] == ["Plan"]


def test_rules_that_colour_cells_are_named() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = "R"
    rule = Rule("cellIs", operator="equal", formula=['"R"'], dxf=DifferentialStyle(fill=RED))
    sheet.conditional_formatting.add("A1", rule)
    (note,) = only(xlsx.saved(book)).notes
    assert "conditional formatting" in note


def test_a_comment_is_no_part_of_its_cell() -> None:
    book, sheet = xlsx.plan()
    sheet["A1"] = "Action"
    sheet["A1"].comment = Comment("ask first", "somebody")
    assert only(xlsx.saved(book)).rows == (("Action",),)


def test_a_workbook_without_styles_is_read() -> None:
    members = xlsx.unpacked(xlsx.texts([["Action"]]))
    del members["xl/styles.xml"]
    assert only(xlsx.packed(members)).rows == (("Action",),)


def test_paths_in_other_capitals_and_with_backslashes_are_found() -> None:
    members = xlsx.unpacked(xlsx.texts([["Action"]]))
    odd = {path.replace("xl/worksheets/", "XL\\Worksheets\\"): content for path, content in members.items()}
    assert only(xlsx.packed(odd)).rows == (("Action",),)
