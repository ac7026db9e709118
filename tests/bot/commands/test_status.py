"""bunsen status."""

import json
from datetime import datetime
from typing import Any

import pytest

from tests.bot.commands.conftest import PLAN, CommandLine

COLOURS = ["green", "amber", "red", "not_due", "dropped", "not_reported"]


@pytest.fixture
def planned(wenlow: CommandLine) -> CommandLine:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes")
    return wenlow


@pytest.fixture
def found(planned: CommandLine) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(planned.done("status", "--json"))
    return answer


def test_the_json_has_the_three_promised_parts(found: dict[str, Any]) -> None:
    assert list(found) == ["as_of", "themes", "changes"]


def test_the_moment_has_a_time_zone(found: dict[str, Any]) -> None:
    assert datetime.fromisoformat(found["as_of"]).tzinfo is not None


@pytest.mark.parametrize("theme", ["Visibility", "Recognition", "Career Development", "Sustainability"])
def test_every_theme_counts_every_colour(found: dict[str, Any], theme: str) -> None:
    assert list(found["themes"][theme]) == COLOURS


def test_each_action_is_counted_once(found: dict[str, Any]) -> None:
    assert sum(sum(counts.values()) for counts in found["themes"].values()) == 2


def test_what_is_finished_is_green(found: dict[str, Any]) -> None:
    assert found["themes"]["Recognition"]["green"] == 1


def test_before_any_review_nothing_has_changed(found: dict[str, Any]) -> None:
    assert found["changes"] == []


def test_the_text_names_the_plan(planned: CommandLine) -> None:
    assert planned.done("status").splitlines()[0] == "Status: plan"


def test_without_a_plan_it_says_how_to_import_one(wenlow: CommandLine) -> None:
    assert "bunsen plan import FILE" in wenlow.refused("status")


def test_without_a_plan_there_is_no_json(wenlow: CommandLine) -> None:
    assert wenlow("status", "--json").stdout == ""


def test_without_an_institution_it_says_how_to_add_one(bunsen: CommandLine) -> None:
    assert "bunsen institution add" in bunsen.refused("status")


@pytest.mark.parametrize(
    ("option", "count"), [(("--theme", "recognition"), 1), (("--theme", "Sustainability"), 0), ((), 2)]
)
def test_a_part_counts_its_own_actions_only(planned: CommandLine, option: tuple[str, ...], count: int) -> None:
    found = json.loads(planned.done("status", "--json", *option))
    assert sum(sum(counts.values()) for counts in found["themes"].values()) == count


def test_a_part_is_named_in_the_text(planned: CommandLine) -> None:
    assert planned.done("status", "--theme", "recognition").splitlines()[0] == "Status: Recognition"


def test_the_short_text_has_no_table(planned: CommandLine) -> None:
    long, short = planned.done("status"), planned.done("status", "--short")
    assert ("Actions by theme and status" in long, "Actions by theme and status" in short) == (True, False)


@pytest.mark.parametrize("option", [("--theme", "Weather"), ("--phase", "9"), ("--post", "Nobody"), ("--unit", "Moon")])
def test_a_part_that_there_is_not_is_refused_by_name(planned: CommandLine, option: tuple[str, str]) -> None:
    assert f"There is no {option[0].removeprefix('--')} “{option[1]}”" in planned.refused("status", *option)


def test_only_one_part_can_be_chosen(planned: CommandLine) -> None:
    assert "Choose one part of the plan" in planned.refused("status", "--theme", "Recognition", "--phase", "1", code=2)


def test_a_day_without_a_review_before_it_is_refused(planned: CommandLine) -> None:
    assert "No review was closed by 2020-01-01" in planned.refused("status", "--since", "2020-01-01")
