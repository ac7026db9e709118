"""Plans as task boards export them, with academic terms, revised dates and reviews that are not filled in yet."""

from datetime import date

import pytest

from handlers.plans.rag import Rag
from handlers.plans.reading import PlanDraft, read_plan
from handlers.plans.reading.dates import read_period
from handlers.plans.reading.rag import read_status
from handlers.plans.reading.sheet import Sheet

BOARD = ["Name", "Subitems", "Owner", "Status", "Timeline - Start", "Timeline - End"]


def plan(*rows: list[str]) -> PlanDraft:
    return read_plan([Sheet(rows)])


def said(draft: PlanDraft) -> str:
    return " ".join(problem.message for problem in draft.problems)


# ---- terms


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Sem 1 2024/25", date(2024, 9, 1), date(2024, 12, 31)),
        ("Semester 2, 2024/25", date(2025, 1, 1), date(2025, 5, 31)),
        ("AY25/26 S2", date(2026, 1, 1), date(2026, 5, 31)),
        ("AY24/25 T1", date(2024, 9, 1), date(2024, 12, 31)),
        ("T2 2024/25", date(2025, 1, 1), date(2025, 3, 31)),
        ("T1 AY24/25", date(2024, 9, 1), date(2024, 12, 31)),
        ("Michaelmas 2025", date(2025, 9, 1), date(2025, 12, 31)),
        ("Hilary term 2027", date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_a_term_of_a_year_is_read(text: str, first: date, last: date) -> None:
    period = read_period(text)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("text", ["T1", "Sem 2", "Term 1", "Michaelmas", "S1 2025"])
def test_a_term_without_an_academic_year_is_no_date(text: str) -> None:
    assert read_period(text).last is None


def test_the_end_of_a_term_is_said_to_be_assumed() -> None:
    assert "31 May 2025" in read_period("Sem 2 2024/25").warning


def test_a_term_keeps_its_words_beside_the_day() -> None:
    (action,) = plan(["Action", "Owner", "Semester"], ["Open a web page", "Web Team", "Sem 1 2024/25"]).actions
    assert (action.due, action.due_text) == (date(2024, 12, 31), "Sem 1 2024/25")


def test_terms_below_years_make_a_grid() -> None:
    (action,) = plan(
        ["Action", "Lead", "AY24/25", "", "", "AY25/26", "", "", "Output"],
        ["", "", "T1", "T2", "T3", "T1", "T2", "T3", ""],
        ["Open a web page", "Web Team", "", "X", "", "X", "", "", "Page open"],
    ).actions
    assert (action.start, action.due) == (date(2025, 1, 1), date(2025, 12, 31))


# ---- task boards


def test_a_planner_export_is_read() -> None:
    (action,) = plan(
        ["Plan name", "Technician Commitment"],
        ["Task ID", "Task Name", "Bucket Name", "Progress", "Assigned To", "Created By", "Due date", "Checklist Items"],
        ["aX1", "Open a web page", "Visibility", "In progress", "Web Team", "Lead", "30/06/2025", "Text;Photos"],
    ).actions
    assert (action.title, action.theme, action.owners, action.rag, action.due) == (
        "Open a web page",
        "Visibility",
        ("Web Team",),
        Rag.AMBER,
        date(2025, 6, 30),
    )


def test_the_list_of_a_card_is_its_status_and_its_label_the_theme() -> None:
    (action,) = plan(
        ["Card ID", "Card Name", "Labels", "Members", "Due Date", "Comment Count", "List Name"],
        ["66f", "Open a web page", "Visibility", "Web Team", "2025-03-31T16:00:00.000Z", "4", "Doing"],
    ).actions
    assert (action.theme, action.rag, action.due, action.comment) == (
        "Visibility",
        Rag.AMBER,
        date(2025, 3, 31),
        "",
    )


def test_every_group_of_a_board_is_a_theme_and_its_sum_no_action() -> None:
    draft = plan(
        ["Visibility and profile"],
        BOARD,
        ["Open a web page", "", "Web Team", "Working on it", "2025-09-01", "2026-03-31"],
        ["", "", "", "", "2025-09-01", "2026-03-31"],
        ["Recognition"],
        BOARD,
        ["Start a prize", "", "Awards Office", "Stuck", "2025-04-01", "2025-12-19"],
        ["", "", "", "", "2025-04-01", "2025-12-19"],
    )
    assert [(each.title, each.theme, each.rag) for each in draft.actions] == [
        ("Open a web page", "Visibility and profile", Rag.AMBER),
        ("Start a prize", "Recognition", Rag.RED),
    ]


def test_the_title_above_the_first_table_is_no_theme() -> None:
    draft = plan(
        ["Technician Action Plan"],
        BOARD,
        ["Open a web page", "", "Web Team", "Done", "2025-09-01", "2026-03-31"],
        ["Recognition"],
        BOARD,
        ["Start a prize", "", "Awards Office", "Stuck", "2025-04-01", "2025-12-19"],
    )
    assert [each.theme for each in draft.actions] == ["", "Recognition"]


def test_a_list_of_people_is_no_plan() -> None:
    assert plan(["Name", "Role", "Email"], ["A Person", "Technical Manager", "a@example.org"]).actions == ()


def test_a_row_that_sums_up_a_theme_is_no_action() -> None:
    draft = plan(
        ["Task Name", "Assigned To", "Start", "Finish", "% Complete", "Health"],
        ["Visibility", "", "2024-09-02", "2025-10-31", "40%", ""],
        ["Open a web page", "Web Team", "2024-09-02", "2025-01-31", "100%", "Green"],
        ["Sustainability", "", "2024-09-02", "2025-10-31", "0%", ""],
        ["Write a forecast", "HR", "2025-01-06", "2025-09-30", "10%", "Red"],
    )
    assert [(each.title, each.theme, each.rag) for each in draft.actions] == [
        ("Open a web page", "Visibility", Rag.GREEN),
        ("Write a forecast", "Sustainability", Rag.RED),
    ]


@pytest.mark.parametrize(("text", "rag"), [("✅ Done", Rag.GREEN), ("🟠 In progress", Rag.AMBER), ("🔴", Rag.RED)])
def test_a_mark_beside_a_word_only_repeats_it(text: str, rag: Rag) -> None:
    assert (read_status(text).rag, read_status(text).note) == (rag, "")


# ---- headings


def test_the_actions_to_achieve_an_objective_are_the_actions() -> None:
    draft = plan(
        ["SMART objective", "Actions to achieve objective", "Lead", "Deadline"],
        ["80% of staff know of technical roles", "Publish a newsletter", "Comms", "31 July 2025"],
    )
    assert [each.title for each in draft.actions] == ["Publish a newsletter"]


def test_who_is_responsible_holds_the_action_and_not_who_is_accountable() -> None:
    (action,) = plan(
        ["Action", "Accountable", "Responsible", "Consulted", "Informed", "Deadline"],
        ["Publish a newsletter", "Registrar", "Comms Manager", "Forum", "All staff", "31 July 2025"],
    ).actions
    assert (action.owners, action.extra["Accountable"]) == (("Comms Manager",), "Registrar")


def test_an_obligation_is_the_theme_where_nothing_else_is() -> None:
    headings = ["Obligation", "Action", "Lead", "Deadline"]
    row = ["Employment", "Review contracts", "HR", "July 2025"]
    assert [each.theme for each in plan(headings, row).actions] == ["Employment"]
    assert [each.theme for each in plan(headings, ["Recognition"], row).actions] == ["Recognition"]


@pytest.mark.parametrize(
    ("goal", "theme"),
    [
        ("Goal: Improve visibility", "Visibility"),
        ("Goal 2: Strengthen recognition of technical staff", "Recognition"),
        ("Goal: Evaluate the impact of the plan", "Evaluating Impact"),
    ],
)
def test_a_goal_that_names_one_theme_is_that_theme_and_keeps_its_words(goal: str, theme: str) -> None:
    (action,) = plan(["No.", "Step", "Lead", "Deadline"], [goal], ["1", "Open a web page", "HR", "July 2025"]).actions
    assert action.theme == theme
    assert goal in action.comment


def test_a_goal_that_names_two_themes_is_neither() -> None:
    goal = "Goal: Improve visibility and recognition"
    (action,) = plan(["No.", "Step", "Lead", "Deadline"], [goal], ["1", "Open a web page", "HR", "July 2025"]).actions
    assert action.theme == ""


def test_what_was_said_and_done_stays_beside_what_is_next() -> None:
    (action,) = plan(
        ["You said", "We did", "What happens next", "Who", "By when"],
        ["Funds are hard to find", "Listed every fund", "Ask for one fund", "Training Lead", "July 2025"],
    ).actions
    assert (action.title, action.rationale, action.comment) == (
        "Ask for one fund",
        "Funds are hard to find",
        "Listed every fund",
    )


# ---- newer and older columns


def test_a_revised_date_holds_and_an_empty_one_leaves_the_original() -> None:
    draft = plan(
        ["Action", "Lead", "Original date", "Revised date"],
        ["Open a web page", "Web Team", "July 2024", "Dec 2024"],
        ["Start a prize", "Awards Office", "June 2024", ""],
    )
    assert [each.due for each in draft.actions] == [date(2024, 12, 31), date(2024, 6, 30)]


def test_a_newest_status_column_that_nobody_filled_in_falls_back_and_says_so() -> None:
    draft = plan(
        ["Action", "Lead", "RAG Nov 2023", "RAG May 2024", "RAG Nov 2024"],
        ["Open a web page", "Web Team", "Red", "Amber", ""],
        ["Start a prize", "Awards Office", "Red", "Green", ""],
    )
    assert [each.rag for each in draft.actions] == [Rag.AMBER, Rag.GREEN]
    assert "Rows 2, 3 say nothing under “RAG Nov 2024”" in said(draft)


def test_an_empty_cell_of_a_status_column_in_use_is_no_status() -> None:
    draft = plan(
        ["Action", "Lead", "RAG May 2024", "RAG Nov 2024"],
        ["Open a web page", "Web Team", "Amber", ""],
        ["Start a prize", "Awards Office", "Red", "Green"],
    )
    assert [each.rag for each in draft.actions] == [None, Rag.GREEN]


def test_an_empty_newest_review_says_that_an_older_one_was_taken() -> None:
    draft = plan(
        ["Action", "Lead", "Due", "Review May 2024", "Review Nov 2024"],
        ["Open a web page", "Web Team", "July 2025", "Amber", ""],
        ["Start a prize", "Awards Office", "July 2025", "Red", ""],
    )
    assert [each.rag for each in draft.actions] == [Rag.AMBER, Rag.RED]
    assert "Rows 2, 3 say nothing under “Review Nov 2024”" in said(draft)


def test_a_review_that_every_action_has_is_not_warned_of() -> None:
    draft = plan(
        ["Action", "Lead", "Due", "Review May 2024", "Review Nov 2024"],
        ["Open a web page", "Web Team", "July 2025", "Amber", "Green"],
    )
    assert "say nothing" not in said(draft)
    assert "says nothing" not in said(draft)
