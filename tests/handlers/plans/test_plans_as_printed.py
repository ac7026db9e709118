"""Layouts as universities really print them, in small: each was once misread."""

from datetime import date

import pytest

from handlers.plans.reading import ActionDraft, PlanDraft, read_plan
from handlers.plans.reading.sheet import Look, Merge, Sheet


def plan(*rows: list[str], merges: tuple[Merge, ...] = (), name: str = "") -> PlanDraft:
    return read_plan([Sheet(rows, name, merges=merges)])


def coloured(rows: list[list[str]], fills: dict[tuple[int, int], str]) -> PlanDraft:
    return read_plan([Sheet(rows, looks={place: Look(fill=fill) for place, fill in fills.items()})])


def only(draft: PlanDraft) -> ActionDraft:
    (action,) = draft.actions
    return action


def titles(draft: PlanDraft) -> list[str]:
    return [action.title for action in draft.actions]


def themes(draft: PlanDraft) -> list[str]:
    return [action.theme for action in draft.actions]


def rags(draft: PlanDraft) -> list[str | None]:
    return [action.rag for action in draft.actions]


def told(draft: PlanDraft, words: str) -> bool:
    return any(words in problem.message for problem in draft.problems)


# ---- themes


@pytest.mark.parametrize("blurb", ["Make sure that technical staff are seen by all.", "Institutions must:"])
def test_a_sentence_below_a_theme_row_is_not_a_theme(blurb: str) -> None:
    draft = plan(["Ref", "Action", "Lead"], ["VISIBILITY"], [blurb], ["1.1", "Open a hub", "HR"])
    assert themes(draft) == ["Visibility"]


def test_a_sentence_below_a_section_of_the_plans_own_is_not_a_theme() -> None:
    draft = plan(["Ref", "Action", "Lead"], ["Good culture"], ["Institutions must:"], ["E1", "Hold a launch", "HR"])
    assert themes(draft) == ["Good culture"]


def test_a_number_beside_the_name_of_a_theme_announces_it() -> None:
    draft = plan(["Ref", "Action", "Lead"], ["2", "Recognition", ""], ["2.1", "Open an award", "HR"])
    assert (titles(draft), themes(draft)) == (["Open an award"], ["Recognition"])


def test_a_column_that_names_the_five_themes_is_the_theme_whatever_it_is_called() -> None:
    draft = plan(
        ["Strategic aim", "Action", "Lead"], ["Visibility", "Open a hub", "HR"], ["Recognition", "Hold an award", "HR"]
    )
    assert themes(draft) == ["Visibility", "Recognition"]


def test_a_priority_stands_for_the_theme_where_a_plan_has_none() -> None:
    draft = plan(["Ref", "Action", "Lead"], ["Priority 1: Fair reward"], ["1.1", "Write guidance", "HR"])
    assert themes(draft) == ["Priority 1: Fair reward"]


def test_an_objective_that_is_named_after_a_theme_is_that_theme() -> None:
    draft = plan(["Ref", "Action", "Lead"], ["Objective 2: Recognition"], ["2.1", "Open an award", "HR"])
    assert themes(draft) == ["Recognition"]


def test_themes_at_the_beginnings_of_actions_are_taken_out() -> None:
    draft = plan(
        ["Theme and action", "Lead"], ["Visibility: Hold an open evening", "HR"], ["Recognition: Give an award", "HR"]
    )
    assert list(zip(themes(draft), titles(draft), strict=True)) == [
        ("Visibility", "Hold an open evening"),
        ("Recognition", "Give an award"),
    ]


# ---- grids of time


def test_quarters_below_joined_years_with_marks_give_start_and_end() -> None:
    draft = plan(
        ["Action", "Owner", "2024", "", "", "", "2025", ""],
        ["", "", "Q1", "Q2", "Q3", "Q4", "Q1", "Q2"],
        ["Show photographs", "Library", "", "", "x", "x", "x", ""],
    )
    action = only(draft)
    assert (action.start, action.due, action.comment) == (date(2024, 7, 1), date(2025, 3, 31), "")


def test_coloured_months_give_start_and_end() -> None:
    rows = [
        ["Task", "Who", "Sep-24", "Oct-24", "Nov-24", "Dec-24"],
        ["Write a guide", "HR", "", "", "", ""],
        ["Run a workshop", "HR", "", "", "", ""],
    ]
    draft = coloured(rows, {(1, 2): "4472C4", (1, 3): "4472C4", (2, 5): "4472C4"})
    assert [(each.start, each.due) for each in draft.actions] == [
        (date(2024, 9, 1), date(2024, 10, 31)),
        (date(2024, 12, 1), date(2024, 12, 31)),
    ]


def test_rows_that_are_coloured_all_across_say_nothing_of_time() -> None:
    rows = [["Task", "Who", "Sep-24", "Oct-24", "Nov-24"], ["Write a guide", "HR", "", "", ""]]
    draft = coloured(rows, {(1, column): "DDEBF7" for column in range(5)})
    assert (only(draft).start, only(draft).due) == (None, None)


def test_ticks_under_horizons_are_times_and_no_status() -> None:
    draft = plan(
        ["Action", "Lead", "Timescale", "", ""],
        ["", "", "Short (0-6 months)", "Medium (6-18 months)", "Long (18-36 months)"],
        ["Open a path for apprentices", "HR", "✓", "✓", ""],
    )
    assert (only(draft).due_text, only(draft).rag) == ("Medium (6-18 months)", None)


def test_years_as_columns_are_stages_of_the_commitment_beside_them() -> None:
    draft = plan(
        ["Priority", "Commitment", "Year 1", "Year 2", "Owner"],
        ["Visibility", "A voice in the institute", "Two seats", "Three seats", "Director"],
        ["Career development", "Access to travel money", "A fund", "", "Head of Finance"],
    )
    assert titles(draft) == ["A voice in the institute", "Access to travel money"]
    assert [action.due_text for action in draft.actions] == ["Year 2", "Year 1"]


def test_sheets_for_the_years_of_a_plan_are_one_plan() -> None:
    rows = [["Theme", "Action", "Lead"], ["Visibility", "Open a hub", "HR"]]
    later = [["Theme", "Action", "Lead"], ["Recognition", "Hold an award", "HR"]]
    draft = read_plan([Sheet(rows, "Year 1 (2023-24)"), Sheet(later, "Year 2 (2024-25)")])
    assert titles(draft) == ["Open a hub", "Hold an award"]


# ---- several rows of one thing


def test_the_lines_of_a_table_out_of_a_pdf_are_put_together() -> None:
    draft = plan(
        ["Actions", "Lead", "Timeline", "Success indicators"],
        ["1.1 Create a list of staff", "Comms Business", "June 2023", "List online with"],
        ["on the intranet", "Partner", "", "90% of staff"],
        ["1.2 Make a short film on", "Institutional Lead", "December", "Film shown at"],
        ["careers", "", "2023", "induction"],
    )
    assert [(each.title, each.owner_text, each.due) for each in draft.actions] == [
        ("Create a list of staff on the intranet", "Comms Business Partner", date(2023, 6, 30)),
        ("Make a short film on careers", "Institutional Lead", date(2023, 12, 31)),
    ]


def test_actions_in_small_letters_with_times_of_their_own_stay_apart() -> None:
    draft = plan(
        ["Action", "Lead", "Due"],
        ["Open a hub", "HR", "June 2023"],
        ["hold an award", "HR", "July 2023"],
        ["Write a guide", "HR", "May 2024"],
        ["make a film", "HR", "June 2024"],
    )
    assert len(draft.actions) == 4


def test_a_row_above_lettered_steps_is_what_they_serve() -> None:
    draft = plan(
        ["Ref", "Sub-ref", "Action", "Lead", "Due"],
        ["1", "", "Improve inductions", "", ""],
        ["", "a)", "Agree a list of checks", "Safety Adviser", "March 2024"],
        ["", "b)", "Give each new starter a buddy", "Team Leaders", ""],
    )
    assert [(each.ref, each.comment) for each in draft.actions] == [
        ("1a", "Objective: Improve inductions"),
        ("1b", "Objective: Improve inductions"),
    ]


# ---- statuses


def test_the_newest_coloured_review_counts_and_an_older_one_where_it_is_empty() -> None:
    rows = [
        ["Action", "Update Nov 2023", "Update May 2024"],
        ["Open a hub", "Begun", "Open"],
        ["Hold an award", "Case made", ""],
    ]
    draft = coloured(rows, {(1, 1): "FFC000", (1, 2): "92D050", (2, 1): "FF0000"})
    assert rags(draft) == ["green", "red"]


def test_letters_that_lead_the_progress_of_each_review_are_its_status() -> None:
    draft = plan(
        ["Action", "Progress at Jan 2024", "Progress at Jul 2024"],
        ["Open a hub", "A - page drafted", "G - open"],
        ["Hold an award", "R", "A - form drafted"],
    )
    assert rags(draft) == ["green", "amber"]


def test_letters_of_brag_are_read_by_their_own_key() -> None:
    draft = plan(
        ["B = Complete, G = On track, A = Some delay, R = Not started"],
        ["Action", "Lead", "BRAG"],
        ["Open a hub", "HR", "B"],
        ["Hold an award", "HR", "G"],
        ["Write a guide", "HR", "A"],
        ["Make a film", "HR", "R"],
    )
    assert rags(draft) == ["green", "amber", "amber", "red"]


def test_blue_is_complete_in_a_column_called_brag() -> None:
    assert rags(plan(["Action", "Lead", "BRAG"], ["Open a hub", "HR", "Blue"])) == ["green"]


def test_numbers_are_statuses_where_a_key_says_so() -> None:
    draft = plan(
        ["Status: 3 = complete, 2 = under way, 1 = not started"],
        ["Action", "Lead", "Status"],
        ["Open a hub", "HR", "3"],
        ["Hold an award", "HR", "2"],
        ["Write a guide", "HR", "1"],
    )
    assert rags(draft) == ["green", "amber", "red"]


@pytest.mark.parametrize(
    ("words", "rag"),
    [
        ("At risk", "amber"),
        ("Doing", "amber"),
        ("Closed \u2013 superseded by a new policy", "dropped"),
        ("Closed in May 2024", "green"),
    ],
)
def test_a_wording_of_a_status_is_known(words: str, rag: str) -> None:
    assert rags(plan(["Action", "Lead", "Status"], ["Open a hub", "HR", words])) == [rag]


def test_where_we_are_now_is_the_progress_where_it_holds_statuses() -> None:
    draft = plan(
        ["Action", "Lead", "Where are we now?"],
        ["Open a hub", "HR", "Complete \u2013 opened in March"],
        ["Hold an award", "HR", "Not started"],
    )
    assert rags(draft) == ["green", "red"]


# ---- headings, owners and remarks


def test_headings_in_plain_words_are_known() -> None:
    draft = plan(
        ["What we will do", "Who", "When", "How we'll know it worked", "How's it going?"],
        ["Open a hub", "HR", "May 2024", "50 profiles", "All done"],
    )
    assert [each.field for each in draft.columns] == ["title", "owner_text", "due", "success_measure", "comment"]


def test_a_management_action_comes_before_a_recommendation() -> None:
    draft = plan(
        ["Rec", "Recommendation", "Management action", "Action owner"], ["R1", "One service", "Move staff", "COO"]
    )
    assert (only(draft).title, only(draft).comment) == ("Move staff", "Recommendation: One service")


def test_codes_of_tasks_are_references_and_their_description_is_the_action() -> None:
    draft = plan(
        ["Task", "Description", "Task lead"], ["T1.1", "List all skills", "IT Lead"], ["T1.2", "Open a page", "IT Lead"]
    )
    assert [(each.ref, each.title) for each in draft.actions] == [("T1.1", "List all skills"), ("T1.2", "Open a page")]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Lead: Events Officer\nSupport: Estates", ("Events Officer",)),
        ("HoD, Technical Managers; HR (advice)", ("HoD", "Technical Managers", "HR (advice)")),
        ("Technical Manager, HR BP", ("Technical Manager", "HR BP")),
    ],
)
def test_owners_are_told_apart(text: str, owners: tuple[str, ...]) -> None:
    assert only(plan(["Action", "Lead"], ["Open a hub", text])).owners == owners


@pytest.mark.parametrize(
    "remark", ["Signed on behalf of the group:", "Questions? Ask the manager", "Success will look like: a policy"]
)
def test_a_line_below_the_table_is_no_action(remark: str) -> None:
    draft = plan(["Action", "Lead"], ["Open a hub", "HR"], [remark, ""])
    assert (titles(draft), told(draft, "taken for a remark")) == (["Open a hub"], True)
