"""Numbers and dates as their formats show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.workbooks.numbers import general, shown


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "#,##0.00;[Red](#,##0.00)", "1,234.50"),
        (-5000, "£#,##0", "-£5,000"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (0.5, "0.##", "0.5"),
        (1, "0.##", "1"),
        (12000, '0,"k"', "12k"),
        (6, '0" months"', "6 months"),
        (3, '"Action "0', "Action 3"),
        (1.5, "0%", "150%"),
        (0.0001, "0.00E+00", "0.0001"),
        (1.5, "# ?/?", "1.5"),
        (3, "@", "3"),
        (3, "", "3"),
        (3, "[Red]General", "3"),
        (3, ";;;", "3"),
        (43983, "[$-F800]dddd, mmmm dd, yyyy", "2020-06-01"),
        (43983, "mmmm yyyy", "June 2020"),
        (43983, "yyyy", "2020"),
        (43983.75, "hh:mm AM/PM", "18:00"),
        (43983.75, "d/m/yy h:mm", "2020-06-01 18:00"),
        (43983.75, "d/m/yy", "2020-06-01"),
        (1.25, "[h]:mm", "30:00"),
        (0.5, "mm:ss", "12:00"),
        (60, "d/m/yy", "1900-02-28"),
        (61, "d/m/yy", "1900-03-01"),
        (1, "d/m/yy", "1900-01-01"),
        (-1, "d/m/yy", "-1"),
        (0, "d/m/yy", "0"),
        (1e12, "d/m/yy", "1000000000000"),
        (float("inf"), "0", ""),
    ],
)
def test_a_number_is_shown_by_its_format(value: float, code: str, seen: str) -> None:
    assert shown(value, code) == seen


def test_the_last_second_of_a_day_does_not_become_the_next_day_twice() -> None:
    assert shown(43983.9999999, "d/m/yy h:mm") == "2020-06-02"


@given(st.floats(allow_nan=True, allow_infinity=True), st.text(max_size=20), st.booleans())
def test_no_number_and_no_format_is_too_odd(value: float, code: str, since_1904: bool) -> None:
    assert isinstance(shown(value, code, since_1904=since_1904), str)


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_keep_every_digit(value: int) -> None:
    assert general(float(value)) == str(value)
