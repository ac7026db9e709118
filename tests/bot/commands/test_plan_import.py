"""bunsen plan import: what was understood, and all of it or nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands.conftest import OTHER_PLAN, PLAN, CommandLine

PLANS = Path(__file__).parents[2] / "data" / "action-plans"
PUBLISHED = sorted(str(path.relative_to(PLANS)) for path in PLANS.rglob("*.csv"))

# What other programs rely on; more may stand beside it.
ACTION = {
    "ref": str, "theme": str, "title": str, "owner_text": str, "owners": list, "start": str | None, "due": str | None,
    "due_text": str, "success_measure": str, "rag": str | None, "comment": str, "learning": str, "source": str,
}  # fmt: skip
PROBLEM = {"row": int, "column": str, "message": str, "severity": str}


def read(bunsen: CommandLine, file: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(bunsen.done("plan", "import", file, "--dry-run", "--json"))
    return answer


def plan_title(bunsen: CommandLine) -> str:
    return bunsen.done("status").splitlines()[0]


# --- JSON ---


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_json_of_a_published_plan_has_two_parts(bunsen: CommandLine, name: str) -> None:
    assert {"actions", "problems"} <= set(read(bunsen, PLANS / name))


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_action_has_the_promised_fields_first(bunsen: CommandLine, name: str) -> None:
    promised = tuple(ACTION)
    assert {tuple(action)[: len(promised)] for action in read(bunsen, PLANS / name)["actions"]} == {promised}


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_field_is_of_the_promised_type(bunsen: CommandLine, name: str) -> None:
    actions = read(bunsen, PLANS / name)["actions"]
    assert [(f, a[f]) for a in actions for f, kind in ACTION.items() if not isinstance(a[f], kind)] == []


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_problem_has_the_promised_fields(bunsen: CommandLine, name: str) -> None:
    problems = read(bunsen, PLANS / name)["problems"]
    assert [p for p in problems if {f: type(p[f]) for f in PROBLEM} != PROBLEM] == []


def test_a_colour_is_one_of_the_five(bunsen: CommandLine) -> None:
    rags = {action["rag"] for name in PUBLISHED for action in read(bunsen, PLANS / name)["actions"]}
    assert rags <= {"green", "amber", "red", "not_due", "dropped", None}


def test_reading_needs_no_database(bunsen: CommandLine) -> None:
    bunsen.url = "sqlite:////nowhere/at/all.db"
    assert len(read(bunsen, bunsen.file("plan.csv", PLAN))["actions"]) == 2


def test_json_stays_alone_when_the_plan_is_written(wenlow: CommandLine) -> None:
    said = wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--json", "--yes")
    assert {"actions", "problems"} <= set(json.loads(said))


def test_json_stays_alone_when_the_plan_is_refused(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes")
    result = wenlow("plan", "import", wenlow.file("other.csv", OTHER_PLAN), "--json", "--yes")
    assert (result.exit_code, {"actions", "problems"} <= set(json.loads(result.stdout))) == (1, True)


def test_json_stays_alone_when_a_dry_run_compares(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes")
    assert {"actions", "problems"} <= set(read(wenlow, wenlow.file("plan.csv", PLAN)))


def test_an_unreadable_file_gives_no_json(bunsen: CommandLine) -> None:
    assert bunsen("plan", "import", bunsen.file("plan.csv", b"%PDF-1.7"), "--json").stdout == ""


# --- the preview ---


def test_the_preview_keeps_a_long_title_whole(bunsen: CommandLine) -> None:
    title = "Agree how technicians are named in publications, " * 4 + "and say so"
    plan = bunsen.file("plan.csv", f'Action,Owner\n"{title}",OSD Manager\n')
    assert f"    {title}\n" in bunsen.done("plan", "import", plan, "--dry-run")


def test_the_preview_says_what_is_known_of_an_action(bunsen: CommandLine) -> None:
    said = bunsen.done("plan", "import", bunsen.file("plan.csv", PLAN), "--dry-run").splitlines()
    assert said[:3] == [
        "Row 2: V1, Visibility",
        "    Put technicians on the website",
        "    Owner: OSD Manager. Due: 2027-06-30. Status: amber.",
    ]


def test_the_preview_ends_with_a_count(bunsen: CommandLine) -> None:
    said = bunsen.done("plan", "import", bunsen.file("plan.csv", PLAN), "--dry-run")
    assert said.splitlines()[-1] == "2 actions understood, 0 errors, 0 warnings."


def test_the_preview_obeys_no_escape_codes(bunsen: CommandLine) -> None:
    plan = bunsen.file("plan.csv", "Action,Owner\n\x1b[2JOpen it,OSD Manager\n")
    assert "\x1b" not in bunsen.done("plan", "import", plan, "--dry-run")


@pytest.mark.parametrize("mark", ["[red]", ":warning:"])
def test_the_preview_takes_brackets_and_colons_as_they_are(bunsen: CommandLine, mark: str) -> None:
    plan = bunsen.file("plan.csv", f"Action,Owner\nOpen {mark} it,OSD Manager\n")
    assert f"Open {mark} it" in bunsen.done("plan", "import", plan, "--dry-run")


# --- what is wrong with a file ---


def test_a_day_that_does_not_exist_is_named_with_its_row(bunsen: CommandLine) -> None:
    plan = bunsen.file("plan.csv", "Action,Due\nOpen it,31 June 2027\n")
    assert "Error, row 2, Due: “31 June 2027” is not a possible date" in bunsen.done(
        "plan", "import", plan, "--dry-run"
    )


def test_a_day_that_does_not_exist_is_no_day(bunsen: CommandLine) -> None:
    action = read(bunsen, bunsen.file("plan.csv", "Action,Due\nOpen it,31 June 2027\n"))["actions"][0]
    assert (action["due"], action["due_text"]) == (None, "31 June 2027")


def test_a_formula_stays_text(bunsen: CommandLine) -> None:
    action = read(bunsen, bunsen.file("plan.csv", "Action,Owner\n=cmd(),@SUM(A1)\n"))["actions"][0]
    assert (action["title"], action["owner_text"]) == ("=cmd()", "@SUM(A1)")


def test_a_windows_file_is_read_with_its_pound_signs(bunsen: CommandLine) -> None:
    plan = bunsen.file("plan.csv", "Action,Owner\nSpend £500,OSD Manager\n".encode("cp1252"))
    assert read(bunsen, plan)["actions"][0]["title"] == "Spend £500"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "No action could be read"),
        (b"Action,Owner\n", "No action could be read"),
        (b"PK\x03\x04", "damaged"),
        (b"\xff\xfeA\x00\x00", "damaged"),
        (b"Action,Owner\n\x81\x8d\x8f\x90\x9d,x\n", "none of the usual text encodings"),
        (b'Action,Owner\n"Open it,x\n', "does not end"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(bunsen: CommandLine, content: bytes, said: str) -> None:
    assert said in bunsen.refused("plan", "import", bunsen.file("plan.csv", content), "--yes")


def test_a_file_without_headings_is_told_what_to_write(bunsen: CommandLine) -> None:
    result = bunsen("plan", "import", bunsen.file("plan.csv", "a,b\n1,2\n"), "--dry-run")
    assert "Write such a row above the actions" in result.stdout


# --- writing ---


def test_a_plan_is_written_with_yes(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--title", "Plan 2026 to 2029")
    assert plan_title(wenlow) == "Status: Plan 2026 to 2029"


def test_a_plan_is_called_after_its_file(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("our plan.csv", PLAN), "--yes")
    assert plan_title(wenlow) == "Status: our plan"


def test_half_a_page_of_text_is_no_post(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", f"Action,Owner\nOpen it,{'x' * 501}\n"), "--yes")
    assert "xxx" not in wenlow.done("post", "list")


def test_a_file_that_was_imported_before_updates_the_plan(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--title", "Our plan")
    result = wenlow("plan", "import", wenlow.file("plan.csv", PLAN.replace("In progress", "Completed")), "--yes")
    assert "1 action of “Our plan” changes" in result.stderr
    assert wenlow.done("plan", "list").count("Our plan [active], 2 actions") == 1


def test_a_file_can_be_kept_as_a_draft_of_the_next_plan(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--title", "Our plan")
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--into", "draft", "--title", "The next")
    assert "The next [draft]" in wenlow.done("plan", "list")


def test_nothing_can_be_updated_where_no_plan_runs(wenlow: CommandLine) -> None:
    assert "No plan runs" in wenlow.refused(
        "plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--into", "update"
    )


def test_colours_of_a_day_to_come_are_refused(wenlow: CommandLine) -> None:
    said = wenlow.refused("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--as-of", "2099-01-01")
    assert "2099-01-01 is still to come" in said


@pytest.mark.parametrize("day", ["01/11/2026", "2026-02-31", "yesterday"])
def test_what_is_no_day_is_wrong_use_in_plain_words(wenlow: CommandLine, day: str) -> None:
    said = wenlow.refused("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--as-of", day, code=2)
    assert f"“{day}” is not a day." in said


def test_an_update_says_what_changes_field_by_field(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes")
    changed = wenlow.file("plan.csv", PLAN.replace("OSD Manager", "HR Lead"))
    assert "“OSD Manager” becomes “HR Lead”" in wenlow("plan", "import", changed, "--yes").stderr


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_exported_plan_imports_again_without_a_change(wenlow: CommandLine, ending: str, tmp_path: Path) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--title", "Our plan")
    wenlow.done("export", "plan", "-o", tmp_path / f"plan.{ending}")
    result = wenlow("plan", "import", tmp_path / f"plan.{ending}", "--yes")
    assert "2 actions stay as they are" in result.stderr


def test_a_file_of_no_known_kind_is_not_written(wenlow: CommandLine, tmp_path: Path) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes")
    assert "End it in .xlsx or .csv" in wenlow.refused("export", "plan", "-o", tmp_path / "plan.doc", code=2)


def test_owners_become_posts(wenlow: CommandLine) -> None:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes")
    assert "OSD Manager [owner]: vacant" in wenlow.done("post", "list")


@pytest.mark.parametrize("options", [(), ("--json",), ("--dry-run",), ("--dry-run", "--yes")])
def test_nothing_is_written_without_a_yes(wenlow: CommandLine, options: tuple[str, ...]) -> None:
    wenlow("plan", "import", wenlow.file("plan.csv", PLAN), *options)
    assert "has no action plan yet" in wenlow.refused("status")


def test_without_a_yes_and_a_terminal_it_says_what_to_do(wenlow: CommandLine) -> None:
    said = wenlow.refused("plan", "import", wenlow.file("plan.csv", PLAN))
    assert said.startswith("Nothing was written: nobody is there to say yes. Run it again with --yes")


@pytest.mark.parametrize(
    "words", [(), ("--yes", "--as-of", "2099-01-01"), ("--yes", "--institution", "elsewhere")], ids=str
)
def test_what_is_refused_from_the_start_is_refused_before_anything_is_printed(
    wenlow: CommandLine, words: tuple[str, ...]
) -> None:
    assert wenlow("plan", "import", wenlow.file("plan.csv", PLAN), *words).stdout == ""


def test_an_institution_left_open_is_refused_before_anything_is_printed(wenlow: CommandLine) -> None:
    wenlow.done("institution", "add", "other", "Another")
    assert wenlow("plan", "import", wenlow.file("plan.csv", PLAN), "--yes").stdout == ""


# --- warnings ---


def test_a_warning_for_several_rows_is_said_once(bunsen: CommandLine) -> None:
    rows = "".join(f"Open door {number},Estates,Open\n" for number in range(3))
    said = bunsen.done("plan", "import", bunsen.file("plan.csv", f"Action,Owner,Status\n{rows}"), "--dry-run")
    assert [line.split(":")[0] for line in said.splitlines() if "“Open”" in line] == [
        "Warning, rows 2, 3 and 4, Status"
    ]


def test_a_plan_for_one_of_two_institutions_is_not_half_written(wenlow: CommandLine) -> None:
    wenlow.done("institution", "add", "other", "Another")
    wenlow.refused("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", code=2)
    assert wenlow.done("post", "list", "--institution", "wenlow") == "Institutional Lead [lead]: vacant\n"


def test_texts_of_any_length_are_written(either: CommandLine) -> None:
    either.done("institution", "add", "wenlow", "Wenlow")
    cells = ",".join((f"V{'1' * 99}", "Theme " * 99, "Do " * 999, "Manager " * 34, "when " * 99, "Doing " * 99))
    plan = either.file("plan.csv", f"Ref,Theme,Action,Owner,Due,Comment\n{cells}\n")
    either.done("plan", "import", plan, "--yes", "--title", "Plan " * 99)
    assert plan_title(either).startswith("Status: Plan Plan")


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_plan_can_be_written(wenlow: CommandLine, name: str) -> None:
    wenlow.done("plan", "import", PLANS / name, "--yes", "--title", "As published")
    assert plan_title(wenlow) == "Status: As published"
