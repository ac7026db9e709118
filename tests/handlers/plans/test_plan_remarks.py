"""What is to be said of a file is said once, for all the rows that it holds for."""

from handlers.plans.remarks import grouped
from handlers.problems import Problem


def problem(row: int, message: str = "No day was read.", column: str = "Due", sheet: str = "") -> Problem:
    return Problem(row, column, message, "warning", sheet)


def test_one_row_is_named_alone() -> None:
    assert [each.where for each in grouped([problem(4)])] == ["row 4"]


def test_the_same_of_several_rows_is_said_once() -> None:
    assert [each.where for each in grouped([problem(4), problem(7), problem(9)])] == ["rows 4, 7 and 9"]


def test_a_row_is_named_once() -> None:
    assert [each.where for each in grouped([problem(4), problem(4)])] == ["row 4"]


def test_other_words_are_said_apart() -> None:
    assert len(grouped([problem(4), problem(5, "No owner was read.")])) == 2


def test_another_column_is_said_apart() -> None:
    assert len(grouped([problem(4), problem(5, column="Start")])) == 2


def test_another_sheet_is_said_apart() -> None:
    found = grouped([problem(4, sheet="Visibility"), problem(4, sheet="Recognition")])
    assert [each.where for each in found] == ["Visibility, row 4", "Recognition, row 4"]


def test_of_very_many_rows_some_are_named_and_the_others_counted() -> None:
    (found,) = grouped([problem(row) for row in range(1, 16)])
    assert found.where == "rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more"


def test_things_stand_where_they_come_first() -> None:
    found = grouped([problem(4), problem(5, "No owner was read."), problem(6)])
    assert [each.rows for each in found] == [(4, 6), (5,)]
