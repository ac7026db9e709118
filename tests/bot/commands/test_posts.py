"""bunsen post: add, rename, deputise, close and the details; bunsen export handover; the rule for chairs."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from tests.bot.commands.conftest import PLAN, CommandLine

TOMORROW = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011 - only to be in the future


LEAD = "Institutional Lead"
XI, NELL, SAM = "xi@wenlow.example", "nell@wenlow.example", "sam@wenlow.example"


def _told(bunsen: CommandLine) -> list[tuple[str, str]]:
    """What waits to be sent, and to whom."""
    with closing(sqlite3.connect(bunsen.folder / "bunsen.db")) as database:
        rows = database.execute(
            "SELECT kind, email FROM deliveries JOIN people ON people.id = person_id ORDER BY kind, email"
        )
        return [(str(kind), str(email)) for kind, email in rows]


def test_whoever_is_given_a_post_is_told(staffed: CommandLine) -> None:
    staffed.done("post", "assign", "OSD Manager", SAM)
    assert _told(staffed) == [("posts.given", SAM)]


def test_leads_and_chairs_are_told_of_a_new_chair(staffed: CommandLine) -> None:
    staffed.done("post", "assign", "Committee chair", SAM)
    assert _told(staffed) == [("posts.changed", NELL), ("posts.given", SAM)]


def test_a_new_deputy_is_told(staffed: CommandLine) -> None:
    staffed.done("post", "deputise", "OSD Manager", SAM)
    assert _told(staffed) == [("posts.given", SAM)]


def test_whoever_leaves_a_post_is_told(staffed: CommandLine) -> None:
    staffed.done("post", "end", "OSD Manager", XI)
    assert _told(staffed) == [("posts.left", XI)]


def test_whoever_holds_a_post_that_is_closed_is_told(staffed: CommandLine) -> None:
    staffed.done("post", "close", "OSD Manager")
    assert _told(staffed) == [("posts.left", XI)]


def test_a_post_that_somebody_has_already_is_given_once(staffed: CommandLine) -> None:
    assert staffed.done("post", "assign", "OSD Manager", XI) == "Xi Chen is already OSD Manager [owner].\n"
    assert _told(staffed) == []


def test_the_only_lead_does_not_leave(staffed: CommandLine) -> None:
    staffed.done("post", "assign", LEAD, SAM)
    said = staffed.refused("post", "end", LEAD, SAM)
    assert 'Give the post to somebody first: bunsen post assign "Institutional Lead" EMAIL' in said
    assert f"{LEAD} [lead]: Sam Poole\n" in staffed.done("post", "list")


def test_one_of_two_leads_leaves(staffed: CommandLine) -> None:
    staffed.done("post", "assign", LEAD, SAM)
    staffed.done("post", "assign", LEAD, NELL)
    assert "Sam Poole leaves Institutional Lead" in staffed.done("post", "end", LEAD, SAM)


def test_a_lead_whose_successor_is_named_leaves(staffed: CommandLine) -> None:
    staffed.done("post", "assign", LEAD, SAM)
    staffed.done("post", "assign", LEAD, NELL, "--from", TOMORROW)
    assert "leaves Institutional Lead" in staffed.done("post", "end", LEAD, SAM)


def test_the_only_post_that_leads_is_made_nothing_else(staffed: CommandLine) -> None:
    said = staffed.refused("post", "assign", LEAD, SAM, "--kind", "owner")
    assert "the only post that leads here" in said
    assert f"{LEAD} [lead]: vacant\n" in staffed.done("post", "list")


def test_a_post_is_added_vacant(staffed: CommandLine) -> None:
    staffed.done("post", "add", "Lab  Manager")
    assert "Lab Manager [owner]: vacant\n" in staffed.done("post", "list")


def test_the_plain_name_of_a_chair_makes_a_chair(wenlow: CommandLine) -> None:
    wenlow.done("post", "add", "committee chair")
    assert "committee chair [chair]: vacant\n" in wenlow.done("post", "list")


def test_a_post_is_not_added_twice(staffed: CommandLine) -> None:
    assert "already a post “OSD Manager”" in staffed.refused("post", "add", "osd manager")


@pytest.mark.parametrize("command", ["add", "close", "rename"])
def test_a_name_that_cannot_be_is_refused(staffed: CommandLine, command: str) -> None:
    words = ("OSD Manager", "x" * 5000) if command == "rename" else ("x" * 5000,)
    said = staffed.refused("post", command, *words, code=1 if command == "close" else 2)
    assert "no post" in said if command == "close" else "5,000 characters" in said


def test_a_renamed_post_keeps_its_holder(staffed: CommandLine) -> None:
    staffed.done("post", "rename", "OSD Manager", "Head of OSD")
    assert "Head of OSD [owner]: Xi Chen\n" in staffed.done("post", "list")


def test_a_post_takes_no_name_that_is_taken(staffed: CommandLine) -> None:
    assert "already a post" in staffed.refused("post", "rename", "OSD Manager", "hr lead")


def test_a_deputy_is_listed_as_one(staffed: CommandLine) -> None:
    staffed.done("post", "deputise", "OSD Manager", "sam@wenlow.example")
    assert "OSD Manager [owner]: Xi Chen, Sam Poole (deputy)\n" in staffed.done("post", "list")


def test_somebody_who_begins_later_is_not_listed_yet(staffed: CommandLine) -> None:
    said = staffed.done("post", "assign", "OSD Manager", "sam@wenlow.example", "--from", TOMORROW)
    assert said == f"Sam Poole will be OSD Manager [owner], from {TOMORROW}.\n"
    assert "OSD Manager [owner]: Xi Chen\n" in staffed.done("post", "list")


def test_a_term_that_ends_before_it_begins_is_wrong_use(staffed: CommandLine) -> None:
    term = ("--from", "2030-05-01", "--until", "2030-04-30")
    assert "before it begins" in staffed.refused("post", "assign", "OSD Manager", "sam@wenlow.example", *term, code=2)


def test_the_details_have_terms_and_how_people_are_reached(staffed: CommandLine) -> None:
    staffed.done("post", "assign", "OSD Manager", "sam@wenlow.example", "--until", "2099-07-31")
    details = staffed.done("post", "list", "--details")
    assert f"Sam Poole: {date.today()} to 2099-07-31; reached nowhere: not met in chat" in details  # noqa: DTZ011


def test_who_has_no_term_has_none_in_the_details(staffed: CommandLine) -> None:
    assert "Xi Chen: no term set; reached" in staffed.done("post", "list", "--details")


def test_a_post_that_was_not_there_is_said_to_be_added(staffed: CommandLine) -> None:
    said = staffed("post", "deputise", "OSD Manger", "sam@wenlow.example").stderr
    assert "There was no post “OSD Manger”, so it was added." in said


def test_a_post_that_is_left_without_a_holder_is_said_to_be(staffed: CommandLine) -> None:
    said = staffed("post", "end", "OSD Manager", "xi@wenlow.example").stderr
    assert 'nobody holds OSD Manager. Next: bunsen post assign "OSD Manager" EMAIL' in " ".join(said.split())


def test_a_post_that_somebody_else_holds_too_is_not_said_to_be_without(staffed: CommandLine) -> None:
    staffed.done("post", "assign", "OSD Manager", "sam@wenlow.example")
    assert "nobody holds" not in staffed("post", "end", "OSD Manager", "xi@wenlow.example").stderr


def test_a_closed_post_is_no_longer_listed(staffed: CommandLine) -> None:
    assert staffed.done("post", "close", "OSD Manager") == "OSD Manager ends today.\n"
    assert "OSD Manager" not in staffed.done("post", "list")


def test_a_closed_post_can_be_opened_again(staffed: CommandLine) -> None:
    staffed.done("post", "close", "OSD Manager")
    assert "ended on" in staffed.refused("post", "close", "OSD Manager")
    staffed.done("post", "add", "OSD Manager")
    assert "OSD Manager [owner]" in staffed.done("post", "list")


def test_the_only_post_that_leads_is_not_closed(staffed: CommandLine) -> None:
    assert "only post that leads" in staffed.refused("post", "close", "Institutional Lead")


@pytest.mark.parametrize("chairs", ["0", "3"])
def test_the_rule_for_chairs_is_set(wenlow: CommandLine, chairs: str) -> None:
    assert f"{chairs} committee chairs" in wenlow.done("institution", "set", "--chairs", chairs)


@pytest.mark.parametrize("chairs", ["-1", "11", "two"])
def test_a_rule_for_chairs_that_cannot_be_is_wrong_use(wenlow: CommandLine, chairs: str) -> None:
    wenlow.refused("institution", "set", "--chairs", chairs, code=2)


def test_the_hand_over_pack_is_written(staffed: CommandLine) -> None:
    staffed.done("plan", "import", staffed.file("plan.csv", PLAN), "--yes")
    staffed.done("export", "handover", "osd manager", "-o", staffed.folder / "pack.md")
    pack = (staffed.folder / "pack.md").read_text("utf-8")
    assert pack.startswith("# Hand-over: OSD Manager\n")
    assert "## 1. V1 Put technicians on the website" in pack


@pytest.mark.parametrize(
    ("post", "file", "code", "said"),
    [
        ("Gardener", "pack.md", 1, "no post “Gardener”"),
        ("OSD Manager", "pack.docx", 2, "End pack.docx in .md"),
        ("OSD Manager", "nowhere/pack.md", 1, "could not be written"),
    ],
)
def test_a_pack_that_cannot_be_is_refused(staffed: CommandLine, post: str, file: str, code: int, said: str) -> None:
    assert said in staffed.refused("export", "handover", post, "-o", file, code=code)
