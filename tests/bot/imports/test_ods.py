"""Workbooks of LibreOffice: values, styles that inherit, repeated and joined cells, what is no content."""

import pytest

from bot.imports.spreadsheets import read_bytes
from bot.imports.unreadable import UnreadableFile
from handlers.plans.reading.sheet import Look, Merge, Sheet
from tests.support.ods_files import cell, document_styles, ods, row, table

RED = (
    '<style:style style:name="red" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
)
HIDDEN = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
DAY, MONTH, YEAR = "<number:day/>", "<number:month/>", "<number:year/>"


def only(tables: str, styles: str = "", more: dict[str, str] | None = None) -> Sheet:
    (sheet,) = read_bytes("plan.ods", ods(tables, styles, more))
    return sheet


def looks(*cells: str, styles: str = RED, attrs: str = "") -> dict[tuple[int, int], Look]:
    return dict(only(table(row(*cells, attrs=attrs)), styles).looks)


def styled(properties: str, *, family: str = "table-cell", parent: str = "") -> str:
    named = f'style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="s" style:family="{family}" {named}>{properties}</style:style>'


@pytest.mark.parametrize(
    ("text", "attrs", "seen"),
    [
        ("3", 'office:value-type="float" office:value="3"', "3"),
        ("3.0", 'office:value-type="float" office:value="3.0"', "3"),
        ("", 'office:value-type="float" office:value="3"', "3"),
        ("40%", 'office:value-type="percentage" office:value="0.4"', "40%"),
        ("£5,000", 'office:value-type="currency" office:value="5000"', "£5,000"),
        ("11/12/20", 'office:value-type="date" office:date-value="2020-12-11"', "2020-12-11"),
        ("11/12/20", 'office:value-type="date" office:date-value="2020-12-11T00:00:00"', "2020-12-11"),
        ("11/12/20", 'office:value-type="date" office:date-value="2020-12-11T14:30:00"', "2020-12-11 14:30"),
        ("soon", 'office:value-type="date" office:date-value="soon"', "soon"),
        ("9.30", 'office:value-type="time" office:time-value="PT09H30M00S"', "09:30"),
        ("WAHR", 'office:value-type="boolean" office:boolean-value="true"', "TRUE"),
        ("", 'office:value-type="string" office:string-value="Open"', "Open"),
        ("Two\nlines", "", "Two\nlines"),
        ("  two  spaces ", "", "  two  spaces "),
        ("a\ttab", "", "a\ttab"),
        ("<&>", "", "<&>"),
    ],
)
def test_a_value_is_read_as_people_see_it(text: str, attrs: str, seen: str) -> None:
    assert only(table(row(cell(text, attrs), cell("x")))).rows == ((seen, "x"),)


def test_a_number_with_a_format_is_read_as_it_is_shown() -> None:
    style = '<style:style style:name="s" style:family="table-cell" style:data-style-name="N2"/>'
    shown = cell("1.10", 'table:style-name="s" office:value-type="float" office:value="1.1"')
    assert only(table(row(shown)), style).rows == (("1.10",),)


@pytest.mark.parametrize(("parts", "seen"), [(MONTH + YEAR, "May 2019"), (YEAR, "2019"), (DAY + MONTH, "2019-05-01")])
def test_a_date_says_as_much_as_its_format(parts: str, seen: str) -> None:
    style = (
        f'<number:date-style style:name="N1">{parts}</number:date-style>'
        '<style:style style:name="s" style:family="table-cell" style:data-style-name="N1"/>'
    )
    shown = cell("?", 'table:style-name="s" office:value-type="date" office:date-value="2019-05-01"')
    assert only(table(row(shown)), style).rows == ((seen,),)


def test_a_formula_gives_its_stored_result() -> None:
    formula = cell("ab", 'table:formula="of:=[.B1]" office:value-type="string"')
    assert only(table(row(formula))).rows == (("ab",),)


def test_a_formula_without_a_stored_result_is_named() -> None:
    sheet = only(table(row(cell("x"), cell("", 'table:formula="of:=1+1"'))))
    assert "so they were read as empty: B1." in sheet.notes[0]


@pytest.mark.parametrize("error", ["#REF!", "Err:502"])
def test_an_error_is_an_empty_cell_and_is_named(error: str) -> None:
    failed = cell(error, 'table:formula="of:=[.#REF!]"')
    sheet = only(table(row(failed, cell("x"))))
    assert (sheet.rows, sheet.notes) == ((("", "x"),), ("These cells show an error and were read as empty: A1.",))


def test_repeated_cells_are_that_many_cells() -> None:
    cells = (cell("a", 'table:number-columns-repeated="2"'), cell("", 'table:number-columns-repeated="3"'), cell("b"))
    assert only(table(row(*cells))).rows == (("a", "a", "", "", "", "b"),)


def test_repeated_rows_are_that_many_rows() -> None:
    rows = row(cell("a"), attrs='table:number-rows-repeated="2"') + row(attrs='table:number-rows-repeated="2"')
    assert only(table(rows + row(cell("b")))).rows == (("a",), ("a",), (), (), ("b",))


def test_the_empty_rest_of_a_sheet_costs_nothing() -> None:
    rest = row(
        cell("", 'table:style-name="red" table:number-columns-repeated="16384"'),
        attrs='table:number-rows-repeated="1048575"',
    )
    assert only(table(row(cell("a")) + rest), RED).rows == (("a",),)


def test_the_colour_of_a_cell_is_read() -> None:
    assert looks(cell("x", 'table:style-name="red"')) == {(0, 0): Look("FF0000")}


def test_an_empty_cell_keeps_its_colour() -> None:
    assert looks(cell("x"), cell("", 'table:style-name="red"')) == {(0, 1): Look("FF0000")}


def test_the_colour_of_empty_rows_in_between_is_kept() -> None:
    rows = row(cell("x")) + row(cell("", 'table:style-name="red"')) + row(cell("y"))
    assert only(table(rows), RED).looks == {(1, 0): Look("FF0000")}


def test_the_colour_of_a_whole_row_is_that_of_its_cells() -> None:
    assert looks(cell("x"), attrs='table:default-cell-style-name="red"') == {(0, 0): Look("FF0000")}


def test_the_colour_of_a_whole_column_is_that_of_its_cells() -> None:
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="red"/>'
    assert only(table(columns + row(cell("x"), cell("y"))), RED).looks == {(0, 1): Look("FF0000")}


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ('<style:table-cell-properties fo:background-color="transparent"/>', None),
        ('<style:table-cell-properties fo:background-color="#ffffff"/>', None),
        ('<style:text-properties fo:color="#000000"/>', None),
        ('<style:text-properties fo:color="#0000ff"/>', Look(ink="0000FF")),
        ('<style:text-properties fo:font-weight="bold" fo:font-style="italic"/>', Look(bold=True, italic=True)),
        ('<style:text-properties style:text-line-through-style="solid"/>', Look(struck=True)),
        ('<style:text-properties style:text-line-through-style="none"/>', None),
    ],
)
def test_the_look_of_a_style_is_read(properties: str, look: Look | None) -> None:
    assert looks(cell("x", 'table:style-name="s"'), styles=styled(properties)).get((0, 0)) == look


def test_a_style_inherits_from_its_parent() -> None:
    parent = document_styles(RED)
    child = styled('<style:text-properties fo:font-weight="bold"/>', parent="red")
    sheet = only(table(row(cell("x", 'table:style-name="s"'))), child, {"styles.xml": parent})
    assert sheet.looks == {(0, 0): Look("FF0000", bold=True)}


def test_a_style_can_take_away_what_its_parent_says() -> None:
    parent = document_styles(RED)
    child = styled('<style:table-cell-properties fo:background-color="transparent"/>', parent="red")
    sheet = only(table(row(cell("x", 'table:style-name="s"'))), child, {"styles.xml": parent})
    assert sheet.looks == {}


def test_styles_that_inherit_in_a_circle_are_read() -> None:
    assert looks(cell("x", 'table:style-name="s"'), styles=styled("", parent="s")) == {}


def test_a_text_that_is_struck_throughout_is_struck() -> None:
    style = styled('<style:text-properties style:text-line-through-style="solid"/>', family="text")
    struck = '<table:table-cell><text:p><text:span text:style-name="s">Open it</text:span></text:p></table:table-cell>'
    assert looks(struck, styles=style) == {(0, 0): Look(struck=True)}


def test_a_text_that_is_struck_in_part_is_not() -> None:
    style = styled('<style:text-properties style:text-line-through-style="solid"/>', family="text")
    part = '<table:table-cell><text:p>Do <text:span text:style-name="s">not</text:span></text:p></table:table-cell>'
    assert looks(part, styles=style) == {}


def test_joined_cells_are_told() -> None:
    joined = cell("a", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    rows = row(joined, covered) + row(covered, covered) + row(cell("b"), cell("c"))
    assert only(table(rows)).merges == (Merge(0, 0, 1, 1),)


def test_what_lies_below_joined_cells_is_not_read() -> None:
    covered = "<table:covered-table-cell><text:p>old</text:p></table:covered-table-cell>"
    joined = cell("a", 'table:number-columns-spanned="2"')
    assert only(table(row(joined, covered, cell("b")))).rows == (("a", "", "b"),)


def test_a_comment_is_no_part_of_its_cell() -> None:
    commented = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>ask</text:p></office:annotation>'
        "<text:p>Open it</text:p></table:table-cell>"
    )
    assert only(table(row(commented))).rows == (("Open it",),)


def test_a_drawing_is_no_part_of_its_cell() -> None:
    drawn = "<table:table-cell><text:p>a</text:p><draw:frame><text:p>logo</text:p></draw:frame></table:table-cell>"
    assert only(table(row(drawn))).rows == (("a",),)


def test_changes_that_were_taken_back_are_not_read() -> None:
    changes = "<table:tracked-changes><table:table-cell><text:p>old</text:p></table:table-cell></table:tracked-changes>"
    assert only(changes + table(row(cell("new")))).rows == (("new",),)


def test_a_copy_of_a_table_in_another_file_is_left_out_and_said() -> None:
    copy = table('<table:table-source table:table-name="x"/>' + row(cell("far")), "'file:///x.ods'#$x")
    sheet = only(table(row(cell("near"))) + copy)
    assert (sheet.rows, "links to other files" in sheet.notes[0]) == ((("near",),), True)


def test_a_hidden_sheet_is_left_out_and_said() -> None:
    hidden = table(row(cell("Green")), "Lists", 'table:style-name="ta2"')
    sheet = only(table(row(cell("Action"))) + hidden, HIDDEN)
    assert (sheet.name, sheet.notes) == (
        "Plan",
        ("The hidden sheet “Lists” was not read. If it is needed, unhide it and try again.",),
    )


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = row(cell("a"), cell("b")) + row(cell("c"), attrs='table:visibility="filter"')
    sheet = only(table(columns + rows))
    assert (sheet.rows, sheet.notes) == (
        (("a", "b"), ("c",)),
        ("Hidden rows were read like the others: 2.", "Hidden columns were read like the others: B."),
    )


def test_every_sheet_with_text_is_read() -> None:
    tables = table(row(cell("a")), "One") + table(row(), "Two") + table(row(cell("b")), "Three")
    assert [sheet.name for sheet in read_bytes("plan.ods", ods(tables))] == ["One", "Three"]


def test_a_workbook_without_any_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="is empty"):
        only(table(row(cell("", 'table:style-name="red"'))), RED)


def test_macros_are_said() -> None:
    assert "macros" in only(table(row(cell("a"))), more={"Basic/Standard/Module1.xml": "<x/>"}).notes[0]


def test_a_sheet_that_is_too_large_leaves_the_others() -> None:
    large = table(row(cell("x"), attrs='table:number-rows-repeated="10001"'), "Data")
    sheet = only(large + table(row(cell("Action"))))
    assert (sheet.name, sheet.notes[0][:65]) == (
        "Plan",
        "One sheet was left out. plan.ods has more than 10,000 rows in “Da",
    )
