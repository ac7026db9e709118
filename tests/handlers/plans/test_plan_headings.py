"""Headings and themes: how the columns and sections of a plan are recognised."""

from datetime import date

import pytest

from handlers.plans.rag import Rag
from handlers.plans.reading import PlanDraft, read_plan
from handlers.plans.reading.sheet import Sheet

HEADINGS = ["Ref", "Theme", "Action", "Owner", "Start", "Due", "Success measure", "Status", "Comment", "Learning"]


def plan(*rows: list[str], headings: list[str] = HEADINGS) -> PlanDraft:
    return read_plan([Sheet([headings, *rows])])


def row(**cells: str) -> list[str]:
    """A row under HEADINGS, with an action in it unless told otherwise."""
    values = {"Theme": "Visibility", "Action": "Open a web page"} | {
        name.replace("_", " "): text for name, text in cells.items()
    }
    return [values.get(heading, "") for heading in HEADINGS]


def messages(draft: PlanDraft) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.severity) for problem in draft.problems]


# ---- headings


@pytest.mark.parametrize(
    "heading",
    [
        "Action",
        "ACTIONS",
        "Planned action/objective",
        "Planned Activity",
        "Activity to be explored",
        "Recommendation",
        "Workstream",
        "Step",
        "What is to be done",
        "Objective",
        "Action (what we will do)",
        "Action:",
    ],
)
def test_the_action_column_is_found_by_its_usual_headings(heading: str) -> None:
    draft = plan(["Open a web page", "OSDS"], headings=[heading, "Owner"])
    assert [action.title for action in draft.actions] == ["Open a web page"]


@pytest.mark.parametrize(
    "heading",
    ["Responsibility", "Internal Area", "Lead", "Owner", "Responsible", "By whom", "Lead Directorate", "Owner(s)"],
)
def test_the_owner_column_is_found_by_its_usual_headings(heading: str) -> None:
    assert plan(["Open a web page", "OSDS"], headings=["Action", heading]).actions[0].owners == ("OSDS",)


@pytest.mark.parametrize("heading", ["End", "Timescale", "By when", "Target Date", "Deadline", "Proposed deadline"])
def test_the_due_column_is_found_by_its_usual_headings(heading: str) -> None:
    draft = plan(["Open a web page", "OSDS", "May 2026"], headings=["Action", "Owner", heading])
    assert draft.actions[0].due == date(2026, 5, 31)


@pytest.mark.parametrize("heading", ["Success Measures", "Delivery & Success", "Success criteria", "Evidence", "KPI"])
def test_the_success_column_is_found_by_its_usual_headings(heading: str) -> None:
    assert plan(["Web page", "20 visits"], headings=["Action", heading]).actions[0].success_measure == "20 visits"


@pytest.mark.parametrize("heading", ["RAG", "Status", "RAG rating", "status_rag", "RAG status (July 2024)"])
def test_the_status_column_is_found_by_its_usual_headings(heading: str) -> None:
    assert plan(["Web page", "OSDS", "R"], headings=["Action", "Owner", heading]).actions[0].rag is Rag.RED


@pytest.mark.parametrize("heading", ["Work stream", "Pillars", "Theme"])
def test_the_theme_column_is_found_by_its_usual_headings(heading: str) -> None:
    assert plan(["Recognition", "Web page"], headings=[heading, "Action"]).actions[0].theme == "Recognition"


def test_headings_may_stand_under_a_title() -> None:
    draft = read_plan([Sheet([["Action plan 2024-2027", "", ""], HEADINGS, row(Ref="V1")])])
    assert [(action.ref, action.row) for action in draft.actions] == [("V1", 3)]


def test_a_document_title_alone_is_no_heading() -> None:
    assert read_plan([Sheet([["Action Plan"], ["Open a web page"]])]).actions == ()


def test_repeated_headings_are_no_action() -> None:
    assert [action.row for action in plan(row(Ref="1"), HEADINGS, row(Ref="2")).actions] == [2, 4]


def test_repeated_headings_may_come_in_another_order() -> None:
    draft = plan(row(), ["Owner", "Action"], ["OSDS", "Second"])
    assert (draft.actions[1].title, draft.actions[1].owners) == ("Second", ("OSDS",))


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    assert plan([], [], row()).actions[0].row == 4


def test_a_file_without_headings_is_an_error_that_says_what_is_looked_for() -> None:
    (problem,) = read_plan([Sheet([["Visibility", "Open a web page", "OSDS", "2024"]])]).problems
    assert (problem.severity, "Planned action" in problem.message) == ("error", True)


def test_a_file_without_headings_gives_no_action() -> None:
    assert read_plan([Sheet([["Visibility", "Open a web page", "OSDS", "2024"]])]).actions == ()


def test_headings_without_an_action_column_say_so() -> None:
    (problem,) = read_plan([Sheet([["Theme", "Owner", "Due"], ["Visibility", "OSDS", "2024"]])]).problems
    assert "none of them names the action" in problem.message


def test_an_objective_beside_the_action_is_kept_as_context() -> None:
    draft = plan(["Be seen", "Open a web page"], headings=["Objective", "Action"])
    assert (draft.actions[0].title, draft.actions[0].comment) == ("Open a web page", "Objective: Be seen")


def test_a_second_column_of_a_kind_is_not_read_and_said() -> None:
    draft = plan(["Open a web page", "OSDS", "IT"], headings=["Action", "Owner", "Lead"])
    assert (draft.actions[0].owners, messages(draft)[0]) == (("OSDS",), (1, "Lead", "warning"))


def test_a_row_of_data_is_not_taken_for_headings() -> None:
    draft = plan(row(Action="Write a plan", Owner="Lead", Due="2026", Success_measure="Evidence"))
    assert [action.title for action in draft.actions] == ["Write a plan"]


def test_an_empty_file_is_an_error() -> None:
    assert messages(read_plan([])) == [(1, "", "error")]


def test_headings_without_actions_are_an_error() -> None:
    assert messages(plan()) == [(1, "", "error")]


def test_a_column_that_is_not_read_is_named() -> None:
    draft = plan(["Web page", "OSDS", "blue"], headings=["Action", "Owner", "Colour of the folder"])
    assert messages(draft)[0] == (1, "Colour of the folder", "warning")


def test_a_column_without_heading_is_named_by_its_letter() -> None:
    assert messages(plan(["Web page", "OSDS", "more"], headings=["Action", "Owner"]))[0] == (1, "column C", "warning")


# ---- themes


def test_a_section_row_gives_its_theme_to_the_rows_below() -> None:
    draft = plan(["Visibility", ""], ["a", ""], ["2. Recognition:", ""], ["b", ""], headings=["Action", "Owner"])
    assert [action.theme for action in draft.actions] == ["Visibility", "Recognition"]


def test_a_merged_theme_cell_is_carried_down() -> None:
    draft = plan(row(Action="a"), row(Action="b", Theme=""), row(Action="c", Theme="Recognition"))
    assert [action.theme for action in draft.actions] == ["Visibility", "Visibility", "Recognition"]


def test_a_theme_carried_down_is_said() -> None:
    assert messages(plan(row(Action="a"), row(Action="b", Theme=""))) == [(3, "Theme", "warning")]


def test_letters_stand_for_themes() -> None:
    letters = ("V", "R", "CD", "S", "EI")
    assert [action.theme for action in plan(*(row(Theme=letter) for letter in letters)).actions] == [
        "Visibility",
        "Recognition",
        "Career Development",
        "Sustainability",
        "Evaluating Impact",
    ]


def test_the_key_of_letters_above_a_table_holds() -> None:
    draft = read_plan([Sheet([["Key: V = Visibility, X = Sustainability"], HEADINGS, row(Theme="X")])])
    assert draft.actions[0].theme == "Sustainability"


def test_of_several_themes_the_first_is_taken() -> None:
    assert plan(row(Theme="Visibility, development, sustainability")).actions[0].theme == "Visibility"


def test_several_themes_in_a_cell_are_a_warning() -> None:
    assert messages(plan(row(Theme="Recognition and sustainability"))) == [(2, "Theme", "warning")]


def test_a_theme_of_the_institution_is_kept_as_written() -> None:
    assert plan(row(Theme="Governance")).actions[0].theme == "Governance"


def test_a_theme_of_the_institution_is_a_warning() -> None:
    assert messages(plan(row(Theme="Governance"))) == [(2, "Theme", "warning")]


def test_a_later_heading_row_that_has_lost_its_action_column_does_not_raise() -> None:
    rows = [["ACTION", "ACHIEVEMENT"], ["WORKSTREAM:RECOGNITION", "0"], ["THEME", "0%MONTHS", "ACHIEVEMENT"], ["0"]]
    assert [action.title for action in read_plan([Sheet(rows)]).actions] == ["0"]
