"""bunsen people import; bunsen post list, assign and end."""

from datetime import date, timedelta

import pytest

from tests.bot.commands.conftest import PEOPLE, CommandLine

YESTERDAY = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011 - only to be in the past
HELD = """\
Committee chair [chair]: Nell Thistlewick
HR Lead [owner]: Nell Thistlewick
Institutional Lead [lead]: vacant
OSD Manager [owner]: Xi Chen
"""


# --- people import ---


def test_imported_people_are_counted(wenlow: CommandLine) -> None:
    assert wenlow.done("people", "import", wenlow.file("people.csv", PEOPLE)) == "Imported 3 people.\n"


def test_imported_people_hold_their_posts(staffed: CommandLine) -> None:
    assert staffed.done("post", "list") == HELD


def test_importing_twice_doubles_no_post(staffed: CommandLine) -> None:
    staffed.done("people", "import", staffed.folder / "people.csv")
    assert staffed.done("post", "list") == HELD


def test_importing_again_brings_a_name_up_to_date(staffed: CommandLine) -> None:
    staffed.done("people", "import", staffed.file("people.csv", PEOPLE.replace("Xi Chen", "Xi Chen-Poole")))
    assert "OSD Manager [owner]: Xi Chen-Poole\n" in staffed.done("post", "list")


def test_a_dry_run_writes_nothing(wenlow: CommandLine) -> None:
    wenlow.done("people", "import", wenlow.file("people.csv", PEOPLE), "--dry-run")
    assert wenlow.done("post", "list") == "Institutional Lead [lead]: vacant\n"


def test_a_dry_run_says_what_was_understood(wenlow: CommandLine) -> None:
    said = wenlow.done("people", "import", wenlow.file("people.csv", PEOPLE), "--dry-run")
    assert said == "3 people understood; nothing was written.\n"


def test_a_broken_row_is_named(wenlow: CommandLine) -> None:
    broken = wenlow.file("people.csv", PEOPLE + "not an address,Ada,Physics,Science,\n")
    assert "Row 5, email: “not an address” is not an e-mail address" in wenlow.refused("people", "import", broken)


def test_a_broken_row_keeps_everybody_out(wenlow: CommandLine) -> None:
    wenlow.refused("people", "import", wenlow.file("people.csv", PEOPLE + "not an address,Ada,Physics,Science,\n"))
    assert wenlow.done("post", "list") == "Institutional Lead [lead]: vacant\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty"),
        ("name,unit\nXi,Physics\n", "No heading “e-mail”"),
        ("email,name\n", "nobody is listed"),
        (b"PK\x03\x04...", "is a workbook"),
        (b"\xff\xfeA\x00\x00", "damaged"),
        (f"email,name,unit,roll-up group,posts\na@b.cd,A,U,G,{'x' * 501}\n", "501 characters"),
    ],
)
def test_a_file_of_no_people_is_refused(wenlow: CommandLine, content: str | bytes, said: str) -> None:
    assert said in wenlow.refused("people", "import", wenlow.file("people.csv", content))


def test_a_missing_file_is_refused(wenlow: CommandLine) -> None:
    assert "There is no file nowhere.csv" in wenlow.refused("people", "import", "nowhere.csv")


def test_people_of_no_institution_are_refused(bunsen: CommandLine) -> None:
    assert "no institution yet" in bunsen.refused("people", "import", bunsen.file("people.csv", PEOPLE))


def test_names_of_any_length_are_kept(either: CommandLine) -> None:
    either.done("institution", "add", "wenlow", "University of " + "Little " * 60 + "Wenlow")
    row = f"x@wenlow.example,{'X' * 300},{'U' * 300},{'G' * 300},{'P' * 500}\n"
    either.done("people", "import", either.file("people.csv", PEOPLE.splitlines()[0] + "\n" + row))
    assert f"{'P' * 500} [owner]: {'X' * 300}\n" in either.done("post", "list")


# --- post assign ---


def test_a_post_is_assigned(staffed: CommandLine) -> None:
    staffed.done("post", "assign", "OSD Manager", "sam@wenlow.example")
    assert "OSD Manager [owner]: Xi Chen, Sam Poole\n" in staffed.done("post", "list")


def test_assigning_says_who_is_what_now(staffed: CommandLine) -> None:
    said = staffed.done("post", "assign", "Estates Lead", "sam@wenlow.example", "--until", "2099-07-31")
    assert said == "Sam Poole is now Estates Lead [owner], until 2099-07-31.\n"


@pytest.mark.parametrize("email", ["xi@wenlow.example", "XI@wenlow.example"])
def test_assigning_twice_lists_nobody_twice(staffed: CommandLine, email: str) -> None:
    staffed.done("post", "assign", "OSD Manager", email)
    staffed.done("post", "assign", "osd  manager", email)
    assert staffed.done("post", "list") == HELD


def test_assigning_again_as_deputy_replaces_the_holder(staffed: CommandLine) -> None:
    staffed.done("post", "assign", "OSD Manager", "xi@wenlow.example", "--deputy")
    assert "OSD Manager [owner]: Xi Chen (deputy)\n" in staffed.done("post", "list")


def test_assigning_again_with_another_term_lists_nobody_twice(staffed: CommandLine) -> None:
    staffed.done("post", "assign", "OSD Manager", "xi@wenlow.example", "--until", "2099-07-31")
    assert staffed.done("post", "list") == HELD


def test_a_term_that_ends_today_is_opened_again(staffed: CommandLine) -> None:
    staffed.done("post", "end", "OSD Manager", "xi@wenlow.example")
    staffed.done("post", "assign", "OSD Manager", "xi@wenlow.example")
    # It ends once more: so it was open.
    assert "Xi Chen leaves OSD Manager" in staffed.done("post", "end", "OSD Manager", "xi@wenlow.example")


@pytest.mark.parametrize("kind", ["lead", "chair", "owner"])
def test_a_kind_is_given_to_a_post(staffed: CommandLine, kind: str) -> None:
    staffed.done("post", "assign", "OSD Manager", "xi@wenlow.example", "--kind", kind)
    assert f"OSD Manager [{kind}]: Xi Chen\n" in staffed.done("post", "list")


def test_a_stranger_cannot_be_assigned(staffed: CommandLine) -> None:
    assert "bunsen people import FILE" in staffed.refused("post", "assign", "OSD Manager", "ada@wenlow.example")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("  ", "xi@wenlow.example"), "is empty"),
        (("x" * 501, "xi@wenlow.example"), "501 characters"),
        (("OSD Manager", "xi@wenlow.example", "--until", YESTERDAY), "has passed"),
        (("OSD Manager", "xi@wenlow.example", "--until", "2099-06-31"), "2099-06-31"),
        (("OSD Manager", "xi@wenlow.example", "--kind", "king"), "king"),
    ],
)
def test_a_post_that_cannot_be_is_wrong_use(staffed: CommandLine, words: tuple[str, ...], said: str) -> None:
    assert said in staffed.refused("post", "assign", *words, code=2)


# --- post end ---


def test_a_post_is_left_after_its_last_day(staffed: CommandLine) -> None:
    staffed.done("post", "end", "osd manager", "xi@wenlow.example", "--last-day", YESTERDAY)
    assert "OSD Manager [owner]: vacant\n" in staffed.done("post", "list")


def test_a_post_is_held_on_its_last_day(staffed: CommandLine) -> None:
    staffed.done("post", "end", "OSD Manager", "xi@wenlow.example")
    assert staffed.done("post", "list") == HELD


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("HR Lead", "xi@wenlow.example"), "does not hold the post HR Lead"),
        (("Gardener", "xi@wenlow.example"), "no post “Gardener”"),
        (("HR Lead", "ada@wenlow.example"), "nobody with the address"),
    ],
)
def test_what_is_not_held_cannot_be_left(staffed: CommandLine, words: tuple[str, str], said: str) -> None:
    assert said in staffed.refused("post", "end", *words)
