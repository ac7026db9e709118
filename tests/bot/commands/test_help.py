"""What `--help` says, read as a whole; and how wrong use is told."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import Commands, app
from tests.bot.commands.conftest import CommandLine


def _leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    inner = getattr(command, "commands", {})
    yield path, command
    for name, each in inner.items():
        yield from _leaves(each, (*path, name))


COMMANDS = dict(_leaves(typer.main.get_command(app)))
PATHS = sorted(COMMANDS)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_can_be_asked_for_help(bunsen: CommandLine, path: tuple[str, ...]) -> None:
    assert "Usage: bunsen" in bunsen.done(*path, "--help")


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_word_of_a_command_is_explained(path: tuple[str, ...]) -> None:
    assert [parameter.name for parameter in COMMANDS[path].params if not getattr(parameter, "help", "")] == []


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_what_a_command_does_is_a_sentence(path: tuple[str, ...]) -> None:
    assert str(COMMANDS[path].help).endswith(".")


def test_no_two_commands_are_described_alike() -> None:
    said = [command.help for command in COMMANDS.values()]
    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_fits_a_terminal_of_80_columns(bunsen: CommandLine, path: tuple[str, ...]) -> None:
    assert max(map(len, bunsen.done(*path, "--help").splitlines())) <= 80


@pytest.mark.parametrize("words", [("frobnicate",), ("plan", "burn"), ("plan", "import"), ("ask", "--loud")])
def test_wrong_use_ends_with_2(bunsen: CommandLine, words: tuple[str, ...]) -> None:
    assert "--help" in bunsen.refused(*words, code=2)


@pytest.mark.parametrize("words", [("frobnicate",), ("plan", "import"), ("post", "list"), ("ask",)])
def test_errors_leave_standard_output_alone(bunsen: CommandLine, words: tuple[str, ...]) -> None:
    assert bunsen(*words).stdout == ""


def test_it_says_which_version_it_is(bunsen: CommandLine) -> None:
    assert bunsen.done("--version") == f"Bunsen {version('bunsen')}\n"


def test_a_question_that_is_left_unanswered_changes_nothing() -> None:
    asking = typer.Typer(cls=Commands)
    asking.callback()(lambda: None)
    asking.command("ask")(lambda: typer.confirm("Really?", err=True))
    result = CliRunner().invoke(asking, ["ask"], input="")
    assert result.exit_code == 1
    assert result.stderr.endswith("Nothing was changed.\n")
