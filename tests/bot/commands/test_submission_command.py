"""bunsen submission."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.bot.commands.conftest import CommandLine

DUE = (datetime.now(UTC) + timedelta(days=300)).date().isoformat()


@pytest.fixture
def set_up(staffed: CommandLine) -> CommandLine:
    """An institution with a submission for stage 1."""
    staffed.done("submission", "set", "--stage", "1", "--date", DUE, "--leader", "Committee chair")
    return staffed


def test_it_is_set_and_shown(set_up: CommandLine) -> None:
    shown = json.loads(set_up.done("submission", "show", "--json"))
    assert (shown["stage"], shown["due_on"]) == (1, DUE)
    assert "profile" in {each["id"] for each in shown["sections"]}


def test_before_it_is_set_it_says_how(staffed: CommandLine) -> None:
    assert "bunsen submission set" in staffed.refused("submission", "show")


def test_a_day_in_the_past_is_refused(staffed: CommandLine) -> None:
    assert "is past" in staffed.refused("submission", "set", "--stage", "1", "--date", "2020-01-01")


def test_a_day_that_is_none_is_wrong_use(staffed: CommandLine) -> None:
    assert "is not a day" in staffed.refused("submission", "set", "--stage", "1", "--date", "July", code=2)


def test_a_stage_that_is_not_laid_down_is_wrong_use(staffed: CommandLine) -> None:
    assert "There is no stage 4" in staffed.refused("submission", "set", "--stage", "4", "--date", DUE, code=2)


def test_a_leader_without_a_post_is_refused(staffed: CommandLine) -> None:
    said = staffed.refused("submission", "set", "--stage", "1", "--date", DUE, "--leader", "Rector")
    assert "There is no post “Rector”" in said


def test_moving_the_day_keeps_the_leader(set_up: CommandLine) -> None:
    set_up.done("submission", "set", "--stage", "1", "--date", DUE)
    assert "Leader of the institution: not signed" in set_up.done("submission", "show")


def test_a_section_goes_to_a_post(set_up: CommandLine) -> None:
    set_up.done("submission", "assign", "profile", "--post", "HR Lead")
    assert "profile: HR Lead [assigned]" in set_up.done("submission", "show")


def test_a_section_goes_to_a_person(set_up: CommandLine) -> None:
    set_up.done("submission", "assign", "profile", "--person", "xi@wenlow.example")
    assert "profile: Xi Chen [assigned]" in set_up.done("submission", "show")


def test_a_post_that_nobody_holds_is_warned_of(set_up: CommandLine) -> None:
    set_up.done("post", "add", "Estates")
    result = set_up("submission", "assign", "profile", "--post", "Estates")
    assert "Nobody holds that post" in result.stderr


def test_somebody_without_a_post_is_refused(set_up: CommandLine) -> None:
    assert "holds no post" in set_up.refused("submission", "assign", "profile", "--person", "sam@wenlow.example")


def test_a_section_that_the_stage_does_not_ask_is_refused(set_up: CommandLine) -> None:
    assert "has no section “talent”" in set_up.refused("submission", "assign", "talent", "--post", "HR Lead")


def test_post_and_person_together_are_wrong_use(set_up: CommandLine) -> None:
    words = ("submission", "assign", "profile", "--post", "HR Lead", "--person", "xi@wenlow.example")
    assert "not both" in set_up.refused(*words, code=2)
