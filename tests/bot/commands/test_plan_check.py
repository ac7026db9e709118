"""bunsen plan check."""

import json
from typing import Any

import pytest

from tests.bot.commands.conftest import CommandLine

PLAN = """\
Ref,Theme,Action,Owner,Due,Success measure
V1,Visibility,Continue to promote registration,OSD Manager,ongoing,50% increase in registrations
V2,Visibility,Raise awareness of awards,,2027-06-30,
V3,Visibility,Encourage networking,OSD Manager,2027-06-30,
V4,Visibility,Consider champions,OSD Manager,2027-06-30,
V5,Visibility,Explore options for outreach,OSD Manager,2027-06-30,
"""


@pytest.fixture
def planned(wenlow: CommandLine) -> CommandLine:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes")
    return wenlow


@pytest.fixture
def found(planned: CommandLine) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(planned("plan", "check", "--json").stdout)
    return answer


def test_findings_leave_with_one(planned: CommandLine) -> None:
    assert planned("plan", "check", "--json").exit_code == 1


def test_the_json_has_the_promised_parts(found: dict[str, Any]) -> None:
    assert list(found) == ["plan", "findings", "counts", "remarks"]


def test_each_finding_has_the_promised_keys(found: dict[str, Any]) -> None:
    keys = {tuple(finding) for finding in found["findings"]}
    assert keys == {("rule", "severity", "message", "suggestion", "actions")}


def test_a_finding_names_its_action(found: dict[str, Any]) -> None:
    (finding,) = (each for each in found["findings"] if each["rule"] == "baseline_missing")
    assert [action["ref"] for action in finding["actions"]] == ["V1"]


def test_the_text_shows_the_first_few_of_each_kind(planned: CommandLine) -> None:
    assert "… and 1 more; --all shows them." in planned("plan", "check").stdout


def test_with_all_nothing_is_left_out(planned: CommandLine) -> None:
    assert "--all" not in planned("plan", "check", "--all").stdout


def test_the_first_line_counts_what_was_found(planned: CommandLine) -> None:
    assert " on 5 open actions: " in planned("plan", "check").stdout.splitlines()[0]


def test_without_a_plan_it_says_how_to_import_one(wenlow: CommandLine) -> None:
    assert "bunsen plan import FILE" in wenlow.refused("plan", "check")


def test_without_a_draft_it_says_so(planned: CommandLine) -> None:
    assert "no draft of a plan" in planned.refused("plan", "check", "--draft")


def test_a_plan_in_which_all_is_done_leaves_with_nought(wenlow: CommandLine) -> None:
    done = "Ref,Theme,Action,Owner,Status\nV1,Visibility,Publish profiles,OSD Manager,Completed\n"
    wenlow.done("plan", "import", wenlow.file("plan.csv", done), "--yes")
    assert "The plan has no open action to check." in wenlow.done("plan", "check")


def test_an_unknown_institution_is_named(planned: CommandLine) -> None:
    assert "“other”" in planned.refused("plan", "check", "--institution", "other")
