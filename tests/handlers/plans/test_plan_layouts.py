"""Layouts that are not one row for each action: how each is read."""

from datetime import date

import pytest

from handlers.plans.reading import ActionDraft, PlanDraft, read_plan
from handlers.plans.reading.sheet import Merge, Sheet


def plan(*rows: list[str], merges: tuple[Merge, ...] = ()) -> PlanDraft:
    return read_plan([Sheet(rows, merges=merges)])


def only(draft: PlanDraft) -> ActionDraft:
    (action,) = draft.actions
    return action


def titles(draft: PlanDraft) -> list[str]:
    return [action.title for action in draft.actions]


def told(draft: PlanDraft, words: str) -> bool:
    return any(words in problem.message for problem in draft.problems)


# ---- headings


def test_start_and_end_below_a_joined_timescale_are_read() -> None:
    draft = plan(
        ["Action", "Timescale", "", "Lead"], ["", "Start", "End", ""], ["Open a page", "May 2024", "June 2024", "IT"]
    )
    action = only(draft)
    assert (action.start, action.due, action.owners) == (date(2024, 5, 1), date(2024, 6, 30), ("IT",))


def test_the_column_with_the_longest_texts_is_the_action_where_no_heading_names_it() -> None:
    draft = plan(
        ["Theme", "Beschreibung", "Owner", "Due", "RAG"],
        ["Visibility", "Open a page for technicians", "IT", "May 2024", "G"],
        ["Recognition", "Hold an award for technicians", "HR", "June 2024", "A"],
    )
    assert titles(draft) == ["Open a page for technicians", "Hold an award for technicians"]


def test_headings_in_no_list_are_read_by_their_words() -> None:
    draft = plan(
        ["Which theme", "Planned action and scope", "Who leads", "Planned finish date"],
        ["Visibility", "Open a page", "IT", "May 2024"],
        ["Recognition", "Hold an award", "HR", "June 2024"],
    )
    assert [each.field for each in draft.columns] == ["theme", "title", "owner_text", "due"]


def test_of_several_status_columns_the_newest_year_counts() -> None:
    draft = plan(["Action", "RAG 2022", "RAG 2023"], ["Open a page", "Red", "Green"])
    action = only(draft)
    assert (action.rag, action.extra) == ("green", {"RAG 2022": "Red"})


def test_evidence_stands_for_the_success_measure_only_where_there_is_no_other() -> None:
    with_both = only(plan(["Action", "Success measure", "Evidence"], ["Open a page", "20 visits", "Web log"]))
    alone = only(plan(["Action", "Evidence"], ["Open a page", "Web log"]))
    assert (with_both.evidence, alone.success_measure) == ("Web log", "Web log")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Rationale", "rationale"),
        ("Why", "rationale"),
        ("Baseline", "baseline"),
        ("Resources required", "resource"),
        ("Budget", "resource"),
        ("Next steps", "next_step"),
    ],
)
def test_further_headings_have_fields_of_their_own(heading: str, field: str) -> None:
    action = only(plan(["Action", "Lead", heading], ["Open a page", "IT", "words"]))
    assert getattr(action, field) == "words"


# ---- rows


def test_a_row_with_a_date_but_no_action_is_a_further_stage() -> None:
    draft = plan(["Action", "Owner", "Due"], ["Open a page", "IT", "May 2024"], ["", "", "June 2025"])
    assert [(action.title, action.due_text) for action in draft.actions] == [
        ("Open a page", "May 2024"),
        ("Open a page (stage 2)", "June 2025"),
    ]


def test_a_sentence_cut_by_a_page_is_put_together_again() -> None:
    draft = plan(
        ["No", "Action", "Owner"], ["1", "Open a page for", "IT"], ["", "technicians", ""], ["2", "Hold an award", "HR"]
    )
    assert titles(draft) == ["Open a page for technicians", "Hold an award"]


def test_rows_that_lost_the_joined_theme_are_moved_back() -> None:
    draft = plan(
        ["Theme", "No", "Action", "Owner", "Due"],
        ["Visibility", "1", "Open a page", "IT Team", "May 2024"],
        ["2", "Hold an award", "HR Team", "June 2024"],
    )
    assert [(each.theme, each.title, each.owners) for each in draft.actions] == [
        ("Visibility", "Open a page", ("IT Team",)),
        ("Visibility", "Hold an award", ("HR Team",)),
    ]


def test_a_cell_joined_downwards_holds_for_all_its_rows() -> None:
    draft = plan(
        ["Action", "Owner", "Due"],
        ["Open a page", "IT Team", "May 2024"],
        ["Hold an award", "", "June 2024"],
        merges=(Merge(1, 1, 2, 1),),
    )
    assert [action.owners for action in draft.actions] == [("IT Team",), ("IT Team",)]


@pytest.mark.parametrize(
    "footer", ["Page 2 of 3", "Last updated May 2024", "Notes: see the minutes", "Total actions: 1"]
)
def test_a_footer_is_no_action(footer: str) -> None:
    assert titles(plan(["Action", "Owner"], ["Open a page", "IT"], [footer, ""])) == ["Open a page"]


def test_the_definition_below_a_theme_is_no_action() -> None:
    draft = plan(
        ["Action", "Owner"],
        ["Visibility", ""],
        ["Ensure that all technicians within the organisation are identifiable", ""],
        ["Open a page", "IT"],
    )
    assert [(action.theme, action.title) for action in draft.actions] == [("Visibility", "Open a page")]


def test_a_row_joined_across_the_table_is_a_heading_of_its_own() -> None:
    draft = plan(
        ["Action", "Owner", "Due"], ["Better together", "", ""], ["Open a page", "IT", ""], merges=(Merge(1, 0, 1, 2),)
    )
    assert only(draft).theme == "Better together"


def test_a_promise_right_above_the_headings_is_an_action() -> None:
    draft = plan(["Action plan"], ["We will set up a steering group"], ["Action", "Owner"], ["Open a page", "IT"])
    assert titles(draft) == ["We will set up a steering group", "Open a page"]


# ---- cells


def test_two_labels_in_a_cell_are_two_fields() -> None:
    action = only(
        plan(
            ["Action", "Delivery & Success"], ["Open a page", "Delivery\nBy the web team.\nSuccess Measure\n20 visits"]
        )
    )
    assert (action.comment, action.success_measure) == ("By the web team.", "20 visits")


def test_labels_that_lost_their_space_are_seen_where_the_heading_names_both() -> None:
    action = only(
        plan(["Action", "Delivery & Success"], ["Open a page", "DeliveryBy the web team. Success Measure20 visits"])
    )
    assert action.success_measure == "20 visits"


def test_a_label_within_a_sentence_of_a_comment_stays_there() -> None:
    action = only(plan(["Action", "Comment"], ["Open a page", "It began late. Next step: a draft"]))
    assert action.comment == "It began late. Next step: a draft"


def test_bullets_in_the_action_are_actions() -> None:
    draft = plan(["No", "Actions", "Lead"], ["3", "Be seen:\n• Open a page\n• Hold a show", "IT Team"])
    assert [(each.ref, each.title, each.owners, each.comment) for each in draft.actions] == [
        ("3.1", "Open a page", ("IT Team",), "Actions: Be seen"),
        ("3.2", "Hold a show", ("IT Team",), "Actions: Be seen"),
    ]


def test_lists_of_the_same_length_are_shared_out() -> None:
    draft = plan(["Action", "Due"], ["• Open a page\n• Hold a show", "May 2024\nJune 2025"])
    assert [action.due_text for action in draft.actions] == ["May 2024", "June 2025"]


def test_stages_of_one_line_are_actions_with_their_times() -> None:
    draft = plan(["Action"], ["Mentoring \u2013 review the pool (Y2), advertise it (Y1-3)"])
    assert [(action.title, action.due_text) for action in draft.actions] == [
        ("Mentoring \u2013 review the pool", "Y2"),
        ("Mentoring \u2013 advertise it", "Y1-3"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "owner"),
    [
        ("Open a page \u2013 Lead: OSD Manager", "Open a page", "OSD Manager"),
        ("Open a page - Head of Web, Print and Design", "Open a page", "Head of Web, Print and Design"),
        ("Open a page (HRBP)", "Open a page", "HRBP"),
        ("Open a page, led by the Library Team", "Open a page", "Library Team"),
    ],
)
def test_an_owner_at_the_end_of_the_action_is_found(text: str, title: str, owner: str) -> None:
    action = only(plan(["Theme", "Action"], ["Visibility", text]))
    assert (action.title, action.owner_text) == (title, owner)


@pytest.mark.parametrize(
    "text",
    [
        "Join the Public Engagement Portfolio (PEP)",
        "Mentoring \u2013 A seat on the Research Culture Group",
        "Green lab accreditation led by technicians",
        "Careers \u2013 Training for team leaders",
    ],
)
def test_what_only_looks_like_an_owner_stays_in_the_action(text: str) -> None:
    action = only(plan(["Theme", "Action"], ["Visibility", text]))
    assert (action.title, action.owner_text) == (text, "")


def test_numbers_before_the_actions_are_references() -> None:
    draft = plan(["Recommendation", "Response"], ["1. Publish pathways", "Yes."], ["2. Include technicians", "Yes."])
    assert [(action.ref, action.title) for action in draft.actions] == [
        ("1", "Publish pathways"),
        ("2", "Include technicians"),
    ]


# ---- time bands, columns of themes


def test_marks_below_periods_are_times() -> None:
    action = only(plan(["Action", "Q1 2023", "Q2 2023", "Q3 2023"], ["Open a page", "x", "x", ""]))
    assert (action.start, action.due, action.comment) == (date(2023, 1, 1), date(2023, 6, 30), "")


def test_bullets_below_a_period_are_actions_of_that_period() -> None:
    draft = plan(["Theme", "Year 1", "Year 2"], ["Visibility", "• Open a page\n• Hold a show", "• Report"])
    assert [(action.title, action.due_text) for action in draft.actions] == [
        ("Open a page", "Year 1"),
        ("Hold a show", "Year 1"),
        ("Report", "Year 2"),
    ]


def test_themes_side_by_side_are_read_column_by_column() -> None:
    draft = plan(["Visibility", "Recognition", "Sustainability"], ["Open a page", "Hold an award", "• Plan\n• Train"])
    assert [(action.theme, action.title) for action in draft.actions] == [
        ("Visibility", "Open a page"),
        ("Recognition", "Hold an award"),
        ("Sustainability", "Plan"),
        ("Sustainability", "Train"),
    ]


def test_a_cell_joined_across_the_themes_is_for_all_of_them() -> None:
    draft = plan(
        ["Visibility", "Recognition", "Sustainability"],
        ["Hold meetings", "", ""],
        ["Open a page", "Hold an award", "Train"],
        merges=(Merge(1, 0, 1, 2),),
    )
    assert draft.actions[-1].theme == "All themes"


# ---- no table


def test_labelled_paragraphs_are_actions() -> None:
    draft = plan(
        ["Visibility:"], ["1."], ["Action:"], ["Open a page"], ["Comment:"], ["Late."], ["2. Action: Hold a show"]
    )
    assert [(each.ref, each.theme, each.title, each.comment) for each in draft.actions] == [
        ("1", "Visibility", "Open a page", "Late."),
        ("2", "Visibility", "Hold a show", ""),
    ]


def test_cards_of_labels_and_texts_are_actions() -> None:
    draft = plan(["Action", "Open a page"], ["Owner", "IT"], ["Action", "Hold a show"], ["Owner", "HR"])
    assert [(action.title, action.owners) for action in draft.actions] == [
        ("Open a page", ("IT",)),
        ("Hold a show", ("HR",)),
    ]


def test_bullets_below_themes_are_actions() -> None:
    draft = plan(["Action plan"], ["Visibility"], ["• Open a page"], ["Recognition"], ["• Hold an award"])
    assert [(action.theme, action.title) for action in draft.actions] == [
        ("Visibility", "Open a page"),
        ("Recognition", "Hold an award"),
    ]


def test_a_paragraph_below_a_numbered_action_is_its_comment() -> None:
    draft = plan(["Action plan"], ["1 \u2013 Open a page"], ["It will be short."], ["2 \u2013 Hold a show"])
    assert [(each.ref, each.title, each.comment) for each in draft.actions] == [
        ("1", "Open a page", "It will be short."),
        ("2", "Hold a show", ""),
    ]


def test_numbered_objectives_with_bullets_are_not_actions_themselves() -> None:
    draft = plan(
        ["Action plan"], ["1 \u2013 Be seen"], ["• Open a page (Y1)"], ["2 \u2013 Be heard"], ["• Hold a forum (Y2)"]
    )
    assert [(each.title, each.comment, each.due_text) for each in draft.actions] == [
        ("Open a page", "Objective: Be seen", "Y1"),
        ("Hold a forum", "Objective: Be heard", "Y2"),
    ]


def test_a_heading_of_achievements_says_that_they_are_done() -> None:
    draft = plan(
        ["Action plan"],
        ["Progress so far"],
        ["• Opened a page"],
        ["• Held a show"],
        ["Next steps"],
        ["• Hold an award"],
    )
    assert [action.rag for action in draft.actions] == ["green", "green", None]


def test_a_plain_list_below_themes_is_read_without_its_introduction() -> None:
    draft = plan(
        ["Our plan"], ["We are proud of our technicians."], ["Visibility"], ["Profiles on the website"],
        ["Recognition"], ["An award"],
        ["Attribution in papers"],
    )  # fmt: skip
    assert (titles(draft)[0], told(draft, "We are proud")) == ("Profiles on the website", True)


def test_guidance_is_no_plan() -> None:
    draft = plan(["How to fill this in"], ["Write one row for each."], ["Name one person for each."])
    assert draft.actions == ()


def test_a_table_drawn_with_tabs_in_one_cell_is_taken_apart() -> None:
    draft = plan(["Action\tOwner"], ["Open a page\tIT"], ["Hold a show\tHR"])
    assert [(action.title, action.owners) for action in draft.actions] == [
        ("Open a page", ("IT",)),
        ("Hold a show", ("HR",)),
    ]
