"""Names are unique, and every button leads somewhere."""

from collections import Counter

from handlers.feature import Command
from handlers.registry import FEATURES, Registry

COMMANDS: list[Command] = [command for feature in FEATURES for command in feature.commands]


def _twice(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def test_no_two_commands_answer_to_one_word() -> None:
    assert _twice([name for command in COMMANDS for name in (command.name, *command.aliases)]) == []


def test_no_two_presses_have_one_name() -> None:
    assert _twice([press.name for feature in FEATURES for press in feature.presses]) == []


def test_no_two_forms_have_one_name() -> None:
    assert _twice([form.name for feature in FEATURES for form in feature.forms]) == []


def test_no_two_features_compose_one_kind_of_delivery() -> None:
    assert _twice([kind for feature in FEATURES for kind in feature.deliveries]) == []


def test_every_command_says_what_it_does() -> None:
    assert [command.name for command in COMMANDS if not command.summary] == []


def test_names_are_in_small_letters_so_that_capitals_do_not_matter() -> None:
    names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
    assert names == [name.casefold() for name in names]


def test_every_command_is_in_the_help() -> None:
    assert [line.name for line in Registry().help] == [command.name for command in COMMANDS]


def test_an_opening_gives_the_rest_of_the_sentence_to_its_command() -> None:
    found = Registry().said("Away  until the 12th of May!")
    assert found.command is not None
    assert (found.command.name, found.rest) == ("away", "the 12th of May")
