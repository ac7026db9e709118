"""bunsen person: seen, handed out, forgotten."""

import json

import pytest

from tests.bot.commands.conftest import CommandLine

XI = "xi@wenlow.example"


@pytest.fixture
def led(staffed: CommandLine) -> CommandLine:
    """Sam leads, and nobody else."""
    staffed.done("post", "assign", "Institutional Lead", "sam@wenlow.example")
    return staffed


def test_somebody_is_shown_with_their_posts(staffed: CommandLine) -> None:
    said = staffed.done("person", "show", XI.upper())
    assert said.splitlines()[0] == f"Xi Chen, {XI}"
    assert "Unit: Physics" in said
    assert "Post: OSD Manager" in said
    assert "Reached nowhere: not met in chat, and no mail server is set up" in said


def test_where_there_is_a_mail_server_somebody_who_is_not_in_chat_is_reached_by_it(staffed: CommandLine) -> None:
    staffed.environment["BUNSEN_SMTP_URL"] = "smtp://localhost:25"
    assert "Reached by e-mail until they are met in chat" in staffed.done("person", "show", XI)


@pytest.mark.parametrize("command", ["show", "export", "erase"])
def test_a_stranger_is_nobody(staffed: CommandLine, command: str) -> None:
    assert "nobody with the address" in staffed.refused("person", command, "ada@wenlow.example")


def test_everything_is_handed_out_as_json(staffed: CommandLine) -> None:
    about = json.loads(staffed.done("person", "export", XI))
    assert about["people"][0]["email"] == XI
    assert "told to nobody" in about["not_included"]


def test_everything_is_handed_out_as_a_file(staffed: CommandLine) -> None:
    staffed.done("person", "export", XI, "-o", staffed.folder / "xi.json")
    assert json.loads((staffed.folder / "xi.json").read_text("utf-8"))["people"][0]["name"] == "Xi Chen"


def test_a_file_that_cannot_be_written_is_said(staffed: CommandLine) -> None:
    assert "could not be written" in staffed.refused("person", "export", XI, "-o", "nowhere/xi.json")


def test_erasing_asks_first(staffed: CommandLine) -> None:
    result = staffed("person", "erase", XI, typed="n\n")
    assert result.exit_code == 1
    assert "They leave 1 post. This cannot be undone." in " ".join(result.stderr.split())
    assert "Xi Chen" in staffed.done("post", "list")


def test_erasing_vacates_the_post(staffed: CommandLine) -> None:
    result = staffed("person", "erase", XI, typed="y\n")
    assert result.exit_code == 0, result.stderr
    assert "OSD Manager [owner]: vacant" in staffed.done("post", "list")


def test_somebody_who_was_erased_is_nobody(staffed: CommandLine) -> None:
    staffed.done("person", "erase", XI, "--yes")
    assert "nobody with the address" in staffed.refused("person", "show", XI)


def test_the_post_remembers_a_former_colleague(staffed: CommandLine) -> None:
    staffed.done("person", "erase", XI, "--yes")
    assert "Former colleague: from the beginning to" in staffed.done("post", "list", "--details")


def test_the_only_lead_is_not_erased(led: CommandLine) -> None:
    assert "only one who leads" in led.refused("person", "erase", "sam@wenlow.example", "--yes")


def test_the_only_lead_is_erased_by_force(led: CommandLine) -> None:
    led.done("person", "erase", "sam@wenlow.example", "--yes", "--force")
    assert "Institutional Lead [lead]: vacant" in led.done("post", "list")


def test_one_of_two_leads_is_erased(led: CommandLine) -> None:
    led.done("post", "assign", "Institutional Lead", XI)
    led.done("person", "erase", "sam@wenlow.example", "--yes")
    assert "Institutional Lead [lead]: Xi Chen" in led.done("post", "list")


def test_erasing_works_on_every_database(either: CommandLine) -> None:
    either.done("institution", "add", "wenlow", "Wenlow", "--lead", "lea@wenlow.example")
    either.done("post", "assign", "Institutional Lead", "lea@wenlow.example")
    either.done("person", "erase", "lea@wenlow.example", "--yes", "--force")
    assert "vacant" in either.done("post", "list")


@pytest.mark.parametrize("typed", ["n\n", "", "\n"])
def test_whoever_is_not_told_to_go_on_erases_nothing(staffed: CommandLine, typed: str) -> None:
    result = staffed("person", "erase", XI, typed=typed)
    assert result.exit_code == 1
    assert result.stderr.endswith("Nothing was erased.\n")
    assert "Xi Chen" in staffed.done("person", "show", XI)
