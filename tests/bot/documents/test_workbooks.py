"""Rows as a workbook: text stays text, and comes back the same."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.documents.workbooks import as_xlsx
from bot.imports.spreadsheets import read_bytes


def test_a_formula_is_text() -> None:
    book = load_workbook(io.BytesIO(as_xlsx("Plan", [["Action"], ["=1+1"]])))
    assert book.worksheets[0]["A2"].data_type == "s"


def test_a_title_that_no_sheet_may_have_is_made_one() -> None:
    book = load_workbook(io.BytesIO(as_xlsx("Plan 2024/27: [draft]*? of the whole University", [["Action"]])))
    assert book.sheetnames == ["Plan 2024 27 draft of the whole"]


def test_a_cell_takes_no_more_than_excel_does() -> None:
    book = load_workbook(io.BytesIO(as_xlsx("Plan", [["Action"], ["x" * 40_000]])))
    assert len(str(book.worksheets[0]["A2"].value)) == 32_767


_CELL = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_CELL, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    (sheet,) = read_bytes("plan.xlsx", as_xlsx("Plan", rows))
    assert [list(row) for row in sheet.rows] == rows
