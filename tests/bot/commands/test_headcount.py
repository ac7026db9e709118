"""bunsen headcount: brought in as it is, with everything said that does not add up."""

import pytest

from tests.bot.commands.conftest import CommandLine

COUNT = "unit,F,M,Total\nBiology,14,25,39\nPlanning,2,1,1\n,16,26,42\n"
FINE = "unit,F,M,Total\nBiology,14,25,39\n"


def _import(bunsen: CommandLine, text: str = COUNT, *more: str) -> str:
    return bunsen.done("headcount", "import", bunsen.file("count.csv", text), "--on", "2026-05-01", *more)


def test_what_does_not_add_up_is_said_and_nothing_corrected(wenlow: CommandLine) -> None:
    said = " ".join(_import(wenlow, COUNT, "--stated", "41").split())
    assert "Planning: F and M add up to 3, but Total says 1." in said
    assert "the text says 41, the table's own total 42" in said


def test_a_count_that_adds_up_says_so(wenlow: CommandLine) -> None:
    assert "adds up" in _import(wenlow, FINE)


def test_the_check_has_exit_code_one_where_something_is_found(wenlow: CommandLine) -> None:
    _import(wenlow)
    assert wenlow("headcount", "check").exit_code == 1


def test_the_check_has_exit_code_nought_where_all_adds_up(wenlow: CommandLine) -> None:
    _import(wenlow, FINE)
    assert wenlow("headcount", "check").exit_code == 0


def test_a_dry_run_writes_nothing(wenlow: CommandLine) -> None:
    assert "nothing was written" in _import(wenlow, COUNT, "--dry-run")
    assert "no count of heads yet" in wenlow.refused("headcount", "check")


def test_the_same_count_is_not_brought_in_twice(wenlow: CommandLine) -> None:
    _import(wenlow)
    again = wenlow.refused("headcount", "import", wenlow.file("count.csv", COUNT), "--on", "2026-05-01")
    assert "brought in before" in again


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,F\nBiology,1\n", "must be called “unit”"),
        ("unit,F\nBiology,-4\n", "Row 2, F: “-4” is below nought"),
        ("unit,F\nBiology,some\n", "Row 2, F: “some” is not a number"),
        ("unit,F\nBiology,1\nbiology,2\n", "Row 3, unit: “biology” stands in row 2 already"),
    ],
)
def test_a_file_that_is_wrong_is_refused_whole(wenlow: CommandLine, text: str, said: str) -> None:
    refusal = wenlow.refused("headcount", "import", wenlow.file("count.csv", text), "--on", "2026-05-01")
    assert said in refusal
    assert "no count of heads yet" in wenlow.refused("headcount", "check")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--on", "2999-01-01"), "still to come"),
        (("--on", "someday"), "is not a day"),
        (("--on", "2026-05-01", "--stated", "many"), "is not a number"),
        (("--on", "2026-05-01", "--stated", "X=3"), "there is no column “X”"),
    ],
)
def test_wrong_options_are_refused(wenlow: CommandLine, options: tuple[str, ...], said: str) -> None:
    assert said in wenlow.refused("headcount", "import", wenlow.file("count.csv", COUNT), *options, code=2)


def test_a_file_that_is_not_there_is_named(wenlow: CommandLine) -> None:
    assert "There is no file" in wenlow.refused("headcount", "import", "nowhere.csv", "--on", "2026-05-01")
