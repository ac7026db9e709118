"""bunsen plan precheck."""

import json

from tests.bot.commands.conftest import PLAN, CommandLine


def _planned(staffed: CommandLine) -> CommandLine:
    staffed.done("plan", "import", staffed.file("plan.csv", PLAN), "--yes")
    return staffed


def test_without_a_plan_it_is_refused(staffed: CommandLine) -> None:
    assert "has no action plan yet" in staffed.refused("plan", "precheck")


def test_without_a_draft_it_is_refused(staffed: CommandLine) -> None:
    assert "has no draft" in _planned(staffed).refused("plan", "precheck", "--draft")


def test_what_a_panel_would_remark_ends_with_one(staffed: CommandLine) -> None:
    result = _planned(staffed)("plan", "precheck")
    assert result.exit_code == 1
    assert "Reviews held (to look at). 0 reviews held" in result.stdout


def test_json_names_evidence_source_and_actions(staffed: CommandLine) -> None:
    result = _planned(staffed)("plan", "precheck", "--json")
    found = {each["id"]: each for each in json.loads(result.stdout)["findings"]}
    assert found["resources"]["remarked"]
    assert [each["ref"] for each in found["resources"]["actions"]] == ["V1"]
    assert "29 March 2021" in found["ownership"]["source"]


def test_the_plan_check_has_the_panels_remarks(staffed: CommandLine) -> None:
    result = _planned(staffed)("plan", "check", "--json")
    assert json.loads(result.stdout)["remarks"] == []
