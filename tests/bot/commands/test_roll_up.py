"""bunsen people roll-up: which units count together, and what that lets a survey show."""

import asyncio
from collections.abc import Mapping

import pytest

from bot.imports.csv_files import parse_csv
from handlers.people.roll_up import declared_sizes, read_roll_up
from storage.database import Database
from tests.bot.commands.conftest import CommandLine

PEOPLE = """\
name,email,unit,roll-up group
Ada Sample,ada@wenlow.example,School of Biology,
Ben Sample,ben@wenlow.example,school of  medicine,Old group
Cy Sample,cy@wenlow.example,Library,
Di Sample,di@wenlow.example,Unlisted Unit,Kept group
"""
GROUPS = "unit,roll-up group\nSchool of Biology,Life\nSchool of Medicine,Life\nLibrary,Support\n"


async def _read(url: str) -> Mapping[str, str]:
    database = Database(url)
    try:
        async with database.begin() as tx:
            (institution,) = await tx.institutions.all()
            return {each.name: each.roll_up for each in await tx.of(institution.id).people.invited()}
    finally:
        await database.close()


def _groups(bunsen: CommandLine) -> Mapping[str, str]:
    return asyncio.run(_read(bunsen.url))


@pytest.fixture
def listed(either: CommandLine) -> CommandLine:
    either.done("institution", "add", "wenlow", "University of Little Wenlow")
    either.done("people", "import", either.file("people.csv", PEOPLE))
    return either


def test_everybody_of_a_unit_is_put_into_its_group(listed: CommandLine) -> None:
    said = listed.done("people", "roll-up", listed.file("groups.csv", GROUPS))
    assert said.startswith("The group of 3 people changed.\n")
    assert _groups(listed) == {
        "Ada Sample": "Life",
        "Ben Sample": "Life",
        "Cy Sample": "Support",
        "Di Sample": "Kept group",
    }


def test_what_a_survey_could_show_is_said(listed: CommandLine) -> None:
    said = listed.done("people", "roll-up", listed.file("groups.csv", GROUPS))
    assert "Life: 2 units, 2 people; where 40% answer, 0 ballots, so its figures would be hidden." in said


def test_a_dry_run_changes_nobody(listed: CommandLine) -> None:
    said = listed.done("people", "roll-up", listed.file("groups.csv", GROUPS), "--dry-run")
    assert "The group of 3 people would change." in said
    assert _groups(listed)["Ada Sample"] == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty."),
        ("unit,faculty\nLibrary,Support\n", "There is no column “roll-up group”."),
        ("unit,roll-up group\n", "There are headings, but no unit below them."),
        (GROUPS + "Library,Life\n", "Row 5, unit: Library is in “Support” already"),
        (GROUPS + ",Life\n", "Row 5: A row needs a unit and its group"),
        ("unit,roll-up group,technicians\nLibrary,Support,many\n", "Row 2, technicians: “many” is no number of people"),
    ],
)
def test_a_file_that_is_wrong_changes_nobody(listed: CommandLine, content: str, said: str) -> None:
    assert said in listed.refused("people", "roll-up", listed.file("groups.csv", content))
    assert _groups(listed)["Ben Sample"] == "Old group"


def test_without_a_file_the_use_is_said(listed: CommandLine) -> None:
    assert "--example" in listed.refused("people", "roll-up", code=2)


# The example of a real university.


def test_the_example_puts_nineteen_units_into_three_groups(bunsen: CommandLine) -> None:
    declared = read_roll_up(parse_csv("roll_up.csv", bunsen.done("people", "roll-up", "--example").encode()).rows)
    assert declared.problems == ()
    assert (len(declared.groups), len(set(declared.groups.values()))) == (19, 3)


def test_of_its_units_ten_have_five_people_and_five_reach_five_ballots(bunsen: CommandLine) -> None:
    """The arithmetic of the note in docs/roll-up.md, from the figures in the file."""
    rows = parse_csv("roll_up.csv", bunsen.done("people", "roll-up", "--example").encode()).rows
    sizes = [int(row[2]) for row in rows if len(row) > 2 and row[2].isdecimal()]
    assert (len(sizes), sum(sizes)) == (19, 176)
    assert (sum(size >= 5 for size in sizes), sum(int(size * 0.4) >= 5 for size in sizes)) == (10, 5)


def test_all_its_groups_reach_what_comments_need(bunsen: CommandLine) -> None:
    declared = read_roll_up(parse_csv("roll_up.csv", bunsen.done("people", "roll-up", "--example").encode()).rows)
    assert min(each.ballots for each in declared_sizes(declared)) >= 10


def test_the_example_can_be_used_as_it_is(listed: CommandLine) -> None:
    example = listed.file("example.csv", listed.done("people", "roll-up", "--example"))
    listed.done("people", "roll-up", example)
    assert _groups(listed)["Ada Sample"] == "Life sciences and medicine"
