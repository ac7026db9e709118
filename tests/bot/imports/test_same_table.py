"""One table, written in each format and read back, is the same table."""

import csv
import io
from collections.abc import Callable, Sequence

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.imports.spreadsheets import read_bytes
from tests.support import ods_files, xlsx_files

Rows = Sequence[Sequence[str]]

# What XML cannot hold at all; carriage returns, which every format turns into line feeds; and Excel's own escapes.
_LETTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t", exclude_characters="\ufffe\uffff")
_TEXTS = st.text(_LETTERS, max_size=12).filter(lambda text: "_x" not in text)
TABLES = st.lists(st.lists(_TEXTS, max_size=5), max_size=6).map(lambda rows: [*rows, ["the end"]])


def _as_csv(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _as_xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plan")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text:
                sheet.write(row, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _trimmed(rows: Rows) -> tuple[tuple[str, ...], ...]:
    """Leave out the empty cells at the end of each row, as every reader does."""
    trimmed = []
    for row in rows:
        texts = list(row)
        while texts and not texts[-1].strip():
            texts.pop()
        trimmed.append(tuple(texts))
    return tuple(trimmed)


@pytest.mark.parametrize("written", [xlsx_files.texts, ods_files.texts, _as_xls, _as_csv])
def test_a_table_of_any_texts_is_read_back(written: Callable[[Rows], bytes]) -> None:
    @given(TABLES)
    @settings(max_examples=60)
    def holds(rows: Rows) -> None:
        (sheet,) = read_bytes("plan", written(rows))
        assert sheet.rows == _trimmed(rows)

    holds()


@given(st.lists(st.lists(st.sampled_from(["=cmd()", "+1", "@SUM(A1)", "-2+3", "=1+1"]), min_size=1), min_size=1))
@settings(max_examples=20)
def test_what_looks_like_a_formula_in_a_csv_stays_text(rows: Rows) -> None:
    assert read_bytes("plan.csv", _as_csv(rows))[0].rows == _trimmed(rows)
