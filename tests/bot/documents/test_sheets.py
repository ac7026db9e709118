"""Documents as workbooks: the text in order, each table on a sheet of its own, and nothing that runs as a formula."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.documents.apart import write_here
from handlers.charts import Bars, Series, Shade, in_words
from handlers.documents import Document, DocumentKind, Drawing, Grid, Heading, Pairs, Paragraph, Part, Points

RAG = Bars("Actions by theme", ("Visibility",), (Series("green", (3,), Shade.GREEN), Series("red", (None,))))
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "  =cmd|' /C calc'!A0", "\t=1")


def _book(*parts: Part, title: str = "Pack", footer: str = "") -> Workbook:
    return load_workbook(io.BytesIO(write_here(Document(title, parts, footer=footer), DocumentKind.XLSX)))


def _grid(*rows: tuple[str, ...], caption: str = "Reds") -> Grid:
    return Grid(caption, tuple("ABCD"[: len(rows[0])]), rows)


def test_the_first_sheet_has_the_text_in_order() -> None:
    book = _book(Heading("Status"), Paragraph("All is well."), Points(("one", "two")), Pairs((("Chair", "Nell"),)))
    said = [row[0].value for row in book.worksheets[0].iter_rows() if row[0].value]
    assert said == ["Pack", "Status", "All is well.", "• one", "• two", "Chair: Nell"]


def test_each_table_has_a_sheet_that_the_text_leads_to() -> None:
    book = _book(Paragraph("Before"), _grid(("V1", "late")), Paragraph("After"))
    link = book.worksheets[0]["A3"]
    assert (link.value, link.hyperlink.location or link.hyperlink.target) == ("Table: Reds", "#'Reds'!A1")


def test_the_headings_of_a_table_stay_in_sight() -> None:
    sheet = _book(_grid(("V1", "late")))["Reds"]
    assert (sheet.freeze_panes, [cell.value for cell in sheet[2]]) == ("A3", ["A", "B"])


def test_a_chart_is_a_table_of_its_figures_with_its_words() -> None:
    book = _book(Drawing(RAG))
    assert [[cell.value for cell in row] for row in book["Actions by theme"].iter_rows(min_row=2)] == [
        [None, "green", "red"],
        ["Visibility", 3, "no figure"],
    ]
    assert any(row[0].value == in_words(RAG).partition("\n")[2] for row in book.worksheets[0].iter_rows())


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_begins_a_formula_is_text_on_every_sheet(typed: str) -> None:
    book = _book(Paragraph(typed), _grid((typed, typed), caption=typed), title=typed)
    found = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert found == {"s"}


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_begins_a_formula_stays_text_when_its_cell_is_edited(typed: str) -> None:
    cell = _book(_grid(("V1", typed)))["Reds"]["B3"]
    assert (bool(cell.quotePrefix), cell.number_format) == (True, "@")


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [("12", 12, "0"), ("-3", -3, "0"), ("2.5", 2.5, "0.0"), ("41%", 0.41, "0%"), ("0", 0, "0")],
)
def test_a_number_is_a_number(text: str, value: float, shown: str) -> None:
    cell = _book(_grid(("V1", text)))["Reds"]["B3"]
    assert (cell.value, cell.number_format) == (value, shown)


@pytest.mark.parametrize("text", ["1.10", "007", "1e5", "12 March", "-", "+44", "1,234", "1234567890123456", "٣", "½"])
def test_what_would_read_otherwise_as_a_number_is_text(text: str) -> None:
    assert _book(_grid(("V1", text)))["Reds"]["B3"].value == text


def test_a_reference_is_no_number() -> None:
    assert _book(_grid(("1.1", "x")))["Reds"]["A3"].value == "1.1"


def test_a_text_that_no_cell_holds_says_where_it_was_cut() -> None:
    said = str(_book(_grid(("V1", "x" * 40_000)))["Reds"]["B3"].value)
    assert (len(said), said.endswith("holds no more)")) == (32_767, True)


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=45), min_size=1, max_size=8))
def test_names_of_sheets_are_what_excel_takes_and_each_there_once(captions: list[str]) -> None:
    names = _book(*(_grid(("a", "b"), caption=caption) for caption in captions)).sheetnames
    assert len({name.casefold() for name in names}) == len(captions) + 1
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_no_sheet_has_the_name_that_excel_keeps_for_itself() -> None:
    assert "History" not in _book(_grid(("a", "b"), caption="History")).sheetnames


def test_a_mark_in_the_footer_is_no_code() -> None:
    footer = _book(_grid(("a", "b")), footer="Estates & Space")["Reds"].oddFooter
    assert footer is not None
    assert footer.left.text == "Estates && Space"
