"""CSV files as they come out of spreadsheet programs, and files that are none."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.imports.csv_files import read_csv
from bot.imports.limits import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS
from bot.imports.unreadable import UnreadableFile
from handlers.plans.reading.sheet import Sheet

TEXT = "Action,Cost\nTechnicians\u2019 day,\u00a35\u00a0000\n"
ROWS = (("Action", "Cost"), ("Technicians\u2019 day", "\u00a35\u00a0000"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.csv"


def sheet(file: Path, data: bytes | str) -> Sheet:
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_csv(file)


def refusal(file: Path, data: bytes | str) -> str:
    with pytest.raises(UnreadableFile) as raised:
        sheet(file, data)
    return raised.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_usual_encodings_give_the_same_rows(file: Path, encoding: str) -> None:
    assert sheet(file, TEXT.encode(encoding)).rows == ROWS


def test_big_endian_text_with_its_mark_is_read(file: Path) -> None:
    assert sheet(file, b"\xfe\xff" + TEXT.encode("utf-16-be")).rows == ROWS


def test_windows_text_is_said(file: Path) -> None:
    assert "Windows-1252" in sheet(file, TEXT.encode("cp1252")).notes[0]


def test_utf_8_needs_no_word(file: Path) -> None:
    assert sheet(file, TEXT).notes == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(file: Path, delimiter: str) -> None:
    assert sheet(file, f"Action{delimiter}Owner\nOpen it{delimiter}OSDS\n").rows == (
        ("Action", "Owner"),
        ("Open it", "OSDS"),
    )


def test_commas_in_the_text_do_not_hide_semicolons(file: Path) -> None:
    text = "Action;Owner;Due\nMeet, talk, decide;OSDS;2024\nWrite it up;IT, HR;2025\n"
    assert [len(row) for row in sheet(file, text).rows] == [3, 3, 3]


def test_semicolons_in_the_text_do_not_hide_commas(file: Path) -> None:
    assert sheet(file, "Action,Owner\nOpen it,OSDS; IT\n").rows[1] == ("Open it", "OSDS; IT")


def test_the_separator_line_of_excel_is_no_row(file: Path) -> None:
    assert sheet(file, "sep=;\r\nAction;Owner\r\nOpen it;OSDS\r\n").rows[0] == ("Action", "Owner")


def test_a_single_column_is_read(file: Path) -> None:
    assert sheet(file, "Action\nOpen it\n").rows == (("Action",), ("Open it",))


def test_windows_line_ends_are_plain_inside_cells(file: Path) -> None:
    assert sheet(file, 'Action,Owner\r\n"Open\r\nit",OSDS\r\n').rows[1] == ("Open\nit", "OSDS")


def test_empty_rows_between_keep_the_numbers(file: Path) -> None:
    assert sheet(file, "Action,Owner\n\n,\nOpen it,OSDS\n\n,,\n").rows == (
        ("Action", "Owner"),
        (),
        (),
        ("Open it", "OSDS"),
    )


def test_a_formula_stays_what_it_is(file: Path) -> None:
    assert sheet(file, "Action,Owner\n=cmd(),+1\n").rows[1] == ("=cmd()", "+1")


def test_the_apostrophe_before_a_formula_is_no_text(file: Path) -> None:
    file.write_text("'=cmd(),'quoted'\n")
    assert read_csv(file).rows == (("=cmd()", "'quoted'"),)


def test_an_empty_file_has_no_rows(file: Path) -> None:
    assert sheet(file, b"").rows == ()


def test_a_stray_zero_byte_is_taken_out(file: Path) -> None:
    assert sheet(file, b"Action,Owner\nOp\x00en it,OSDS\n").rows[1] == ("Open it", "OSDS")


def test_a_stray_zero_byte_is_said(file: Path) -> None:
    assert sheet(file, b"Action,Owner\nOp\x00en it,OSDS\n").notes == (
        "Zero bytes were found in the file and taken out.",
    )


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(256)) * 4, "not text"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 9, "not a text file"),
        (TEXT.encode("utf-16-le"), "not a text file"),
        (b"\xff\xfeA\x00\x00", "damaged"),
    ],
)
def test_what_is_not_text_is_refused_by_name(file: Path, data: bytes, word: str) -> None:
    assert word in refusal(file, data)


def test_a_refusal_names_the_file(file: Path) -> None:
    assert refusal(file, b"%PDF-1.7").startswith("plan.csv is a PDF")


def test_a_file_that_is_too_large_is_refused(file: Path) -> None:
    assert "larger than 10 MB" in refusal(file, b"a" * (MAX_BYTES + 1))


def test_too_many_rows_are_refused(file: Path) -> None:
    assert "more than 10,000 rows" in refusal(file, "a,b\n" * (MAX_ROWS + 1))


def test_too_many_columns_are_refused(file: Path) -> None:
    assert "columns in row 2" in refusal(file, "a,b\n" + "x," * MAX_COLUMNS + "x\n")


def test_empty_cells_at_the_end_do_not_count_as_columns(file: Path) -> None:
    assert sheet(file, "a,b\n1,2" + "," * (2 * MAX_COLUMNS)).rows[1] == ("1", "2")


@pytest.mark.parametrize("length", [10, MAX_CELL + 1, 5 * MAX_CELL])
def test_a_quotation_mark_that_is_never_closed_is_refused(file: Path, length: int) -> None:
    assert "row 2" in refusal(file, 'a,b\n1,"' + "x" * length)


def test_a_missing_file_is_refused(file: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        read_csv(file)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_csv(tmp_path)


@given(st.binary())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    try:
        read_csv(file)
    except UnreadableFile as refused:
        assert refused.message  # noqa: PT017 - either way is right; a refusal must say why
