"""A count of heads: read as it stands, and every disagreement in it said."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.assessment.headcount import FindingKind, all_together, findings, small_units
from handlers.assessment.headcount_file import read_headcount
from handlers.assessment.model import Headcount, HeadcountRow

# The numbers of a table that was handed in with a stage 3 self-assessment in July 2024 (University of St Andrews).
HANDED_IN = """\
unit,F,M,Total
Faculty of Science,,,
Biology,14,25,39
Chemistry,5,11,16
Computer Science,-,3,3
Earth & Environmental Sciences,1,5,6
Geography,1,1,2
Mathematics,-,1,1
Medicine,10,8,18
Physics,-,13,13
Psychology,3,6,9
SMAU,4,3,7
Faculty of Arts,-,2,2
Academic Support,,,
CEED,1,1,2
IT Services,6,31,37
Library,2,-,2
Central Support,,,
Communications,2,6,8
EHSS,1,-,1
Estates,2,3,5
Planning,2,1,1
Theatre,1,3,4
,57,130,187
"""


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(",")) for line in text.splitlines()]


def _count(text: str, **stated: str) -> Headcount:
    read = read_headcount(_rows(text))
    assert read.is_fine, read.problems
    told = {column: Decimal(number) for column, number in stated.items()}
    return Headcount(0, date(2027, 1, 1), read.columns, read.rows, datetime(2027, 1, 2, tzinfo=UTC), read.totals, told)


def _problems(text: str) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.message) for each in read_headcount(_rows(text)).problems]


def test_every_disagreement_of_a_real_table_is_said() -> None:
    count = replace(_count(HANDED_IN), stated={"": Decimal(185)})
    assert [each.sentence for each in findings(count)] == [
        "Planning: F and M add up to 3, but Total says 1.",
        "F: the rows add up to 55, but the line of totals says 57.",
        "M: the rows add up to 123, but the line of totals says 130.",
        "Total: the rows add up to 176, but the line of totals says 187.",
        "Total: the text says 185, the table's own total 187.",
        "Total: the text says 185, and the table's rows add up to 176.",
    ]


def test_a_real_table_is_kept_as_it_was_handed_in() -> None:
    count = _count(HANDED_IN)
    assert (len(count.rows), all_together(count), count.totals) == (
        19,
        Decimal(176),
        (Decimal(57), Decimal(130), Decimal(187)),
    )


def test_rows_without_numbers_are_headings_for_what_follows() -> None:
    groups = {row.unit: row.group for row in _count(HANDED_IN).rows}
    assert (groups["Biology"], groups["Library"], groups["Estates"]) == (
        "Faculty of Science", "Academic Support", "Central Support",
    )  # fmt: skip


def test_units_that_are_too_small_to_be_published_are_counted() -> None:
    assert small_units(_count(HANDED_IN)) == 9


def test_what_adds_up_is_not_remarked_on() -> None:
    assert findings(_count("unit,F,M,Total\nBiology,14,25,39\nTotal,14,25,39\n")) == []


def test_a_text_that_agrees_is_not_remarked_on() -> None:
    assert findings(_count("unit,F,Total\nBiology,14,14\n", Total="14")) == []


def test_a_line_of_totals_that_does_not_add_up_across_is_said() -> None:
    (only,) = findings(_count("unit,F,M,Total\nBiology,14,25,39\nTotal,14,25,40\n"))[:1]
    assert (only.kind, only.sentence) == (
        FindingKind.TOTALS,
        "The line of totals: F and M add up to 39, but Total says 40.",
    )


def test_columns_that_divide_by_something_else_are_added_up_apart() -> None:
    text = "unit,Sex: F,Sex: M,Grade: 3,Grade: 4,Total\nBiology,14,25,20,18,39\n"
    assert [each.sentence for each in findings(_count(text))] == [
        "Biology: Grade: 3 and Grade: 4 add up to 38, but Total says 39."
    ]


def test_full_time_equivalents_are_not_people() -> None:
    assert findings(_count("unit,F,M,FTE,Total\nBiology,14,25,33.5,39\n")) == []


def test_where_there_is_no_total_nobody_knows_how_many_there_are() -> None:
    assert all_together(_count("unit,F,M\nBiology,14,25\n")) is None


def test_a_single_column_of_numbers_is_the_total() -> None:
    assert all_together(_count("department,Technicians\nBiology,14\nLibrary,2\n")) == Decimal(16)


@pytest.mark.parametrize(
    ("text", "row", "column", "said"),
    [
        ("", 1, "", "empty"),
        ("name,F\nBiology,1\n", 1, "", "must be called “unit”. It is “name”"),
        ("unit\nBiology\n", 1, "", "no column of numbers"),
        ("unit,F,,M\nBiology,1,2,3\n", 1, "", "has no heading"),
        ("unit,F,f\nBiology,1,2\n", 1, "", "two columns called “F”"),
        ("unit,F\nBiology,-4\n", 2, "F", "below nought"),
        ("unit,F\nBiology,a few\n", 2, "F", "is not a number"),
        ("unit,F\nBiology,=1+1\n", 2, "F", "is not a number"),
        ("unit,F\nBiology,١٢\n", 2, "F", "is not a number"),
        ("unit,F\nBiology,9999999\n", 2, "F", "more than 1,000,000"),
        ("unit,F\nBiology,4\nBIOLOGY ,5\n", 3, "unit", "stands in row 2 already"),
        ("unit,F\nTotal,4\nTotal,5\n", 3, "", "totals above already"),
        ("unit,F\nBiology,4,5\n", 2, "", "more cells than there are headings"),
        ("unit,F\n=cmd(),4\n", 2, "unit", "begins like a formula"),
        ("unit,F\n", 1, "", "no unit below"),
    ],
)
def test_what_cannot_be_read_is_named_by_row_and_column(text: str, row: int, column: str, said: str) -> None:
    (problem,) = _problems(text)
    assert problem[:2] == (row, column)
    assert said in problem[2]


def test_the_same_unit_may_stand_below_two_headings() -> None:
    count = _count("unit,F\nScience,\nWorkshop,4\nArts,\nWorkshop,5\n")
    assert [(row.group, row.unit) for row in count.rows] == [("Science", "Workshop"), ("Arts", "Workshop")]


@given(some.lists(some.tuples(some.integers(0, 500), some.integers(0, 500), some.integers(0, 1000)), min_size=1))
def test_a_finding_stands_for_each_row_that_does_not_add_up_and_for_no_other(
    numbers: list[tuple[int, int, int]],
) -> None:
    rows = tuple(
        HeadcountRow(f"Unit {place}", (Decimal(f), Decimal(m), Decimal(total)))
        for place, (f, m, total) in enumerate(numbers)
    )
    count = Headcount(0, date(2027, 1, 1), ("F", "M", "Total"), rows, datetime(2027, 1, 2, tzinfo=UTC))
    found = findings(count)
    assert len(found) == sum(f + m != total for f, m, total in numbers)
