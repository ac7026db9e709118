"""bunsen institution: add, link, list."""

import pytest

from tests.bot.commands.conftest import CommandLine

TENANT = "11111111-2222-3333-4444-55555555abcd"


def test_an_institution_that_was_added_is_listed(wenlow: CommandLine) -> None:
    assert wenlow.done("institution", "list") == (
        "wenlow: University of Little Wenlow (not linked to a workspace yet)\n"
    )


def test_adding_says_what_comes_next(bunsen: CommandLine) -> None:
    assert "bunsen institution link wenlow --slack TEAM_ID" in bunsen.done("institution", "add", "wenlow", "Wenlow")


def test_the_first_lead_holds_the_post(bunsen: CommandLine) -> None:
    lead = ("--lead", "lena@wenlow.example", "--lead-name", "Lena Lead")
    bunsen.done("institution", "add", "wenlow", "Wenlow", *lead)
    assert bunsen.done("post", "list") == "Institutional Lead [lead]: Lena Lead\n"


def test_without_a_lead_the_post_is_vacant(wenlow: CommandLine) -> None:
    assert wenlow.done("post", "list") == "Institutional Lead [lead]: vacant\n"


def test_no_institution_yet_says_how_to_add_one(bunsen: CommandLine) -> None:
    assert "bunsen institution add SLUG NAME" in bunsen.done("institution", "list")


def test_a_slug_that_is_taken_is_refused(wenlow: CommandLine) -> None:
    assert "already an institution “wenlow”" in wenlow.refused("institution", "add", "wenlow", "Another")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("We nlow", "Wenlow"), "cannot be a slug"),
        (("a" * 61, "Wenlow"), "at most 60"),
        (("wenlow", "   "), "The name is empty"),
        (("wenlow", "Wenlow", "--lead", "lena"), "not an e-mail address"),
        (("wenlow", "Wenlow", "--lead", f"{'a' * 255}@wenlow.example"), "not an e-mail address"),
        (("wenlow", "Wenlow", "--lead-name", "Lena"), "with --lead"),
        (("wenlow", "Wenlow", "--nation", "FRA"), "ENG, WLS, SCT, NIR"),
        (("wenlow", "Wenlow", "--timezone", "Europe/Wenlow"), "no time zone"),
        (("wenlow", "Wenlow", "--timezone", "Europe"), "no time zone"),
        (("wenlow", "Wenlow", "--timezone", "a" * 5000), "no time zone"),
        (("wenlow", "Wenlow", "--timezone", "../../etc/passwd"), "no time zone"),
        (("wenlow",), "Missing argument"),
    ],
)
def test_wrong_words_are_wrong_use(bunsen: CommandLine, words: tuple[str, ...], said: str) -> None:
    assert said in bunsen.refused("institution", "add", *words, code=2)


def test_what_was_refused_left_nothing_behind(bunsen: CommandLine) -> None:
    bunsen.refused("institution", "add", "wenlow", "Wenlow", "--lead", "lena", code=2)
    assert "no institution yet" in bunsen.done("institution", "list")


def test_the_time_zone_of_the_environment_is_checked_too(bunsen: CommandLine) -> None:
    bunsen.environment["BUNSEN_TIMEZONE"] = "Mars/Olympus"
    assert "Mars/Olympus" in bunsen.refused("institution", "add", "wenlow", "Wenlow", code=2)


def test_words_that_are_no_text_are_wrong_use(bunsen: CommandLine) -> None:
    assert "not readable text" in bunsen.refused("institution", "add", "wenlow", "\udcff", code=2)


@pytest.mark.parametrize(
    ("option", "shown"), [(("--slack", "T0123"), "slack T0123"), (("--teams", TENANT.upper()), f"teams {TENANT}")]
)
def test_a_link_is_listed(wenlow: CommandLine, option: tuple[str, str], shown: str) -> None:
    wenlow.done("institution", "link", "wenlow", *option)
    assert wenlow.done("institution", "list") == f"wenlow: University of Little Wenlow ({shown})\n"


def test_linking_twice_changes_nothing(wenlow: CommandLine) -> None:
    wenlow.done("institution", "link", "wenlow", "--slack", "T0123")
    wenlow.done("institution", "link", "wenlow", "--slack", "T0123")
    assert wenlow.done("institution", "list").count("T0123") == 1


def test_the_workspace_of_another_institution_is_refused(wenlow: CommandLine) -> None:
    wenlow.done("institution", "link", "wenlow", "--slack", "T0123")
    wenlow.done("institution", "add", "other", "Another")
    assert "already belongs to another" in wenlow.refused("institution", "link", "other", "--slack", "T0123")


def test_a_refused_link_links_nothing_of_the_same_command(wenlow: CommandLine) -> None:
    wenlow.done("institution", "link", "wenlow", "--teams", TENANT)
    wenlow.done("institution", "add", "other", "Another")
    wenlow.refused("institution", "link", "other", "--slack", "T0999", "--teams", TENANT)
    assert "other: Another (not linked to a workspace yet)" in wenlow.done("institution", "list")


def test_an_unknown_institution_cannot_be_linked(wenlow: CommandLine) -> None:
    assert "no institution “elsewhere”" in wenlow.refused("institution", "link", "elsewhere", "--slack", "T0123")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Say what to link"),
        (("--slack", "wenlow.slack.com"), "That is a T"),
        (("--slack", "t0123456789"), "T0123456789"),
        (("--slack", TENANT), "not the id of a Slack workspace"),
        (("--teams", "https://teams.example/x"), "not the id of a Microsoft 365 tenant"),
        (("--teams", "T0123456789"), "11111111-2222-3333-4444-555555555555"),
    ],
)
def test_a_link_to_nothing_is_wrong_use(wenlow: CommandLine, options: tuple[str, ...], said: str) -> None:
    assert said in wenlow.refused("institution", "link", "wenlow", *options, code=2)


@pytest.mark.parametrize(
    "command",
    [("post", "list"), ("status",), ("survey", "list"), ("survey", "results", "1"), ("post", "end", "Chair", "a@b.c")],
)
def test_two_institutions_need_one_to_be_named(wenlow: CommandLine, command: tuple[str, ...]) -> None:
    wenlow.done("institution", "add", "other", "Another")
    assert "(other, wenlow). Say which with --institution SLUG" in wenlow.refused(*command, code=2)


def test_the_named_institution_is_taken(wenlow: CommandLine) -> None:
    wenlow.done("institution", "add", "other", "Another", "--lead", "olu@other.example")
    assert "olu" in wenlow.done("post", "list", "--institution", "other")


def test_an_unknown_institution_is_refused(wenlow: CommandLine) -> None:
    assert "no institution “elsewhere”" in wenlow.refused("post", "list", "--institution", "elsewhere")
