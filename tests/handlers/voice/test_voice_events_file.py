"""Voice events from the rows of a file: what is wrong is said by row and column, and nothing is guessed."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.voice.events.file import COLUMNS, EventsFile, read_events
from handlers.voice.events.model import MOST_POINTS

TODAY = date(2027, 3, 1)
HEAD = ",".join(COLUMNS)
FIRST = "workshop,First workshop,2026-05-22,40,12,Recognition,barriers,No cover,4,V1; r1"


def _read(*lines: str) -> EventsFile:
    return read_events(list(csv.reader(io.StringIO("\n".join(lines)))), TODAY, {"v1": 1, "r1": 2})


def _errors(found: EventsFile) -> list[str]:
    return [f"{each.row}, {each.column}: {each.message}" for each in found.problems if each.severity == "error"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("seance,Third,2026-05-22,,,,,,,", "method: “seance” is no method"),
        ("forum,,2026-05-22,,,,,,,", "title: The event has no title"),
        (f"forum,{'t' * 121},2026-05-22,,,,,,,", "title: A title has at most 120 characters; this has 121"),
        ("forum,Third,someday,,,,,,,", "date: “someday” is no day"),
        ("forum,Third,2099-01-01,,,,,,,", "date: This day is still to come"),
        ("forum,Third,2026-05-22,-3,,,,,,", "invited: Please write a whole number"),
        ("forum,Third,2026-05-22,3,4,,,,,", "took part: More took part (4) than were invited (3)"),
        ("forum,Third,2026-05-22,,,Pay,good,Money,,", "theme: “Pay” is no theme"),
        ("forum,Third,2026-05-22,,,Other,dreams,Money,,", "prompt: “dreams” is no prompt"),
        ("forum,Third,2026-05-22,,,Other,good,Money,0,", "point: A point is said between 1 and"),
        ("forum,Third,2026-05-22,,,Other,good,Money,many,", "times: Please write a whole number"),
        (f"forum,Third,2026-05-22,,,Other,good,{'m' * 20_000},,", "point: A point has at most 500 characters"),
        ("forum,Third,2026-05-22,,,Other,good,Money,,X9", "actions: There is no action “X9”"),
        ("forum,Third,2026-05-22,,,Other,,,,", "theme: There is no point in this row"),
        ("workshop,First workshop,2026-05-22,41,,,,,,", "invited: Row 2 says 40 of this event"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(row: str, said: str) -> None:
    found = _read(HEAD, FIRST, row)
    assert [each for each in _errors(found) if each.startswith(f"3, {said}")] != []
    assert not found.is_fine


def test_a_row_that_is_right_has_nothing_said_of_it() -> None:
    found = _read(HEAD, FIRST)
    assert (found.is_fine, found.problems) == (True, ())


def test_rows_of_one_event_need_its_counts_only_once() -> None:
    found = _read(HEAD, FIRST, "Workshop,first WORKSHOP,22/05/2026,,,Other,,Silos,,")
    (event,) = found.events
    assert (event.invited, event.took_part, [point.words for point in event.points]) == (40, 12, ["No cover", "Silos"])


def test_an_event_may_have_been_today() -> None:
    assert _read(HEAD, "forum,Third,2027-03-01,,,,,,,").is_fine


def test_the_columns_may_stand_in_any_order() -> None:
    assert _read("Date,Took part,TITLE,Method", "2026-05-22,12,Third,Focus group").is_fine


def test_a_formula_is_kept_as_text_with_a_warning() -> None:
    found = _read(HEAD, "forum,Third,2026-05-22,,,Other,good,=1+1,,")
    assert found.is_fine
    assert found.events[0].points[0].words == "=1+1"
    assert "begins like a formula" in found.problems[0].message


def test_signs_that_nobody_sees_are_left_out() -> None:
    found = _read(HEAD, "forum,Third,2026-05-22,,,Other,good,Time\u202e\x07 off\u200b,,")
    assert found.events[0].points[0].words == "Time off"


def test_text_from_right_to_left_is_kept() -> None:
    found = _read(HEAD, "forum,Third,2026-05-22,,,Other,good,יותר זמן,,")
    assert found.events[0].points[0].words == "יותר זמן"


@pytest.mark.parametrize(("more", "fine"), [(0, True), (1, False)])
def test_an_event_has_five_hundred_points_at_most(more: int, fine: bool) -> None:
    rows = [f"forum,Third,2026-05-22,,,Other,,Point {n},," for n in range(MOST_POINTS + more)]
    assert _read(HEAD, *rows).is_fine is fine


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "The file is empty"),
        ((HEAD,), "no event below them"),
        (("method,title", "forum,Third"), "There is no column “date”"),
    ],
)
def test_a_file_without_events_says_what_is_missing(lines: tuple[str, ...], said: str) -> None:
    assert said in _errors(_read(*lines))[0]


@given(st.lists(st.lists(st.text(max_size=30), max_size=12), max_size=6))
def test_any_rows_are_read_without_a_fault_of_ours(rows: list[list[str]]) -> None:
    read_events([list(COLUMNS), *rows], TODAY, {})
