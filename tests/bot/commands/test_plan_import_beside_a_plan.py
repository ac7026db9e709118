"""bunsen plan import where a plan runs already: what would change is shown, and no plan loses its place unasked."""

import pytest

from tests.bot.commands.conftest import OTHER_PLAN, PLAN, CommandLine


def plan_title(bunsen: CommandLine) -> str:
    return bunsen.done("status").splitlines()[0]


# --- a file that is mostly unknown ---


@pytest.fixture
def replaced(wenlow: CommandLine) -> CommandLine:
    wenlow.done("plan", "import", wenlow.file("plan.csv", PLAN), "--yes", "--title", "Our plan")
    return wenlow


def test_another_plan_takes_no_place_unasked(replaced: CommandLine) -> None:
    said = replaced.refused("plan", "import", replaced.file("other.csv", OTHER_PLAN), "--yes")
    assert "Most of this file is not in “Our plan”" in said
    assert "--into new" in said


def test_another_plan_that_was_refused_leaves_the_running_one(replaced: CommandLine) -> None:
    replaced("plan", "import", replaced.file("other.csv", OTHER_PLAN), "--yes")
    assert plan_title(replaced) == "Status: Our plan"


def test_another_plan_takes_the_place_where_it_is_said(replaced: CommandLine) -> None:
    replaced.done("plan", "import", replaced.file("other.csv", OTHER_PLAN), "--yes", "--into", "new", "--title", "Next")
    assert plan_title(replaced) == "Status: Next"


def test_another_plan_becomes_a_draft_where_it_is_said(replaced: CommandLine) -> None:
    replaced.done("plan", "import", replaced.file("other.csv", OTHER_PLAN), "--yes", "--into", "draft")
    assert plan_title(replaced) == "Status: Our plan"


# --- a dry run beside a plan ---


def test_a_dry_run_shows_what_would_change(replaced: CommandLine) -> None:
    changed = replaced.file("plan.csv", PLAN.replace("OSD Manager", "HR Lead"))
    said = replaced.done("plan", "import", changed, "--dry-run")
    assert "1 action of “Our plan” changes." in said
    assert "Owner: “OSD Manager” becomes “HR Lead”" in said


def test_a_dry_run_writes_none_of_the_changes(replaced: CommandLine) -> None:
    changed = replaced.file("plan.csv", PLAN.replace("OSD Manager", "Dean of Arts"))
    replaced.done("plan", "import", changed, "--dry-run")
    assert "Dean of Arts" not in replaced.done("post", "list")


def test_a_dry_run_says_whose_place_a_file_would_take(replaced: CommandLine) -> None:
    said = replaced.done("plan", "import", replaced.file("other.csv", OTHER_PLAN), "--dry-run")
    assert "It would take the place of “Our plan”" in said


def test_a_dry_run_makes_no_database(bunsen: CommandLine) -> None:
    bunsen.done("plan", "import", bunsen.file("plan.csv", PLAN), "--dry-run")
    assert not (bunsen.folder / "bunsen.db").exists()
