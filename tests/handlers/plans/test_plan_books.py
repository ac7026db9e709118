"""Several sheets, and several plans in one file."""

from datetime import date

from handlers.plans.reading import PlanDraft, read_plan
from handlers.plans.reading.sheet import Sheet

HEADINGS = ["Action", "Owner"]


def sheet(name: str, *rows: list[str]) -> Sheet:
    return Sheet(rows, name)


def titles(draft: PlanDraft) -> list[str]:
    return [action.title for action in draft.actions]


def test_a_sheet_named_after_a_theme_gives_it() -> None:
    draft = read_plan(
        [
            sheet("1. Visibility", HEADINGS, ["Open a page", "IT"]),
            sheet("RECOGNITION actions", HEADINGS, ["Hold an award", "HR"]),
        ]
    )
    assert [(action.theme, action.sheet) for action in draft.actions] == [
        ("Visibility", "1. Visibility"),
        ("Recognition", "RECOGNITION actions"),
    ]


def test_problems_name_their_sheet() -> None:
    draft = read_plan([sheet("One", HEADINGS, ["Open a page", "IT/HR Team"])])
    assert {problem.sheet for problem in draft.problems} == {"One"}


def test_sheets_of_guidance_and_people_are_left_out_and_said() -> None:
    draft = read_plan(
        [
            sheet("Guidance", ["• Write one action in a row"], ["• Name one owner"]),
            sheet("Plan", HEADINGS, ["Open a page", "IT"]),
            sheet("Members", ["Name", "Role"], ["A. Person", "Chair"]),
        ]
    )
    left_out = [problem.sheet for problem in draft.problems if "not taken for a plan" in problem.message]
    assert (titles(draft), left_out) == (["Open a page"], ["Guidance", "Members"])


def test_of_an_old_review_and_a_new_plan_the_new_one_is_read() -> None:
    draft = read_plan(
        [
            sheet("RAG review 2018-2020", ["Action", "RAG"], ["Opened a page", "Green"]),
            sheet("Plan 2021-2023", HEADINGS, ["Hold an award", "HR"]),
        ]
    )
    assert titles(draft) == ["Hold an award"]


def test_the_other_plan_is_kept_beside_it_and_said() -> None:
    draft = read_plan(
        [
            sheet("RAG review 2018-2020", ["Action", "RAG"], ["Opened a page", "Green"]),
            sheet("Plan 2021-2023", HEADINGS, ["Hold an award", "HR"]),
        ]
    )
    assert ([titles(other) for other in draft.others], "another plan" in draft.problems[0].message) == (
        [["Opened a page"]],
        True,
    )


def test_two_plans_below_each_other_are_told_apart() -> None:
    draft = read_plan(
        [
            sheet(
                "Sheet1", ["Action plan 2018-2020: progress"], HEADINGS, ["Opened a page", "IT"], ["Held a show", "IT"],
                ["Action plan 2021-2023"], HEADINGS, ["Hold an award", "HR"],
            )
        ]
    )  # fmt: skip
    assert titles(draft) == ["Hold an award"]


def test_a_table_goes_on_without_headings_on_the_next_sheet() -> None:
    rows = [["1", "Open a page", "IT", "May 2024"], ["2", "Hold a show", "HR", "June 2024"]]
    draft = read_plan([sheet("A", ["No", "Action", "Owner", "Due"], rows[0]), sheet("B", rows[1])])
    assert [(action.ref, action.title) for action in draft.actions] == [("1", "Open a page"), ("2", "Hold a show")]


def test_a_key_on_another_sheet_explains_the_letters() -> None:
    draft = read_plan([sheet("Plan", ["Theme", "Action"], ["T", "Open a page"]), sheet("Key", ["T", "Recognition"])])
    assert draft.actions[0].theme == "Recognition"


def test_title_and_period_are_proposed_from_the_title_row() -> None:
    draft = read_plan(
        [sheet("Plan", ["Technician Commitment Action Plan 2020\u201323"], HEADINGS, ["Open a page", "IT"])]
    )
    assert (draft.title, draft.starts_on, draft.ends_on) == (
        "Technician Commitment Action Plan 2020\u201323",
        date(2020, 1, 1),
        date(2023, 12, 31),
    )


def test_an_impossible_period_is_a_problem() -> None:
    draft = read_plan([sheet("", ["Action plan, 31 June 2018 \u2013 31 June 2020"], HEADINGS, ["Open a page", "IT"])])
    assert "not a possible date" in draft.problems[0].message


def test_financial_quarters_are_counted_where_the_plan_says_so() -> None:
    draft = read_plan([sheet("", ["Quarters of the financial year"], ["Action", "Due"], ["Open a page", "Q1 2022/23"])])
    assert draft.actions[0].due == date(2022, 6, 30)


def test_quarters_of_a_pair_stay_text_where_nothing_says_whose_they_are() -> None:
    assert read_plan([sheet("", ["Action", "Due"], ["Open a page", "Q1 2022/23"])]).actions[0].due is None


def test_a_month_and_two_digits_are_a_month_within_the_plan() -> None:
    draft = read_plan([sheet("", ["Action plan 2023-2025"], ["Action", "Due"], ["Open a page", "Dec 24"])])
    assert draft.actions[0].due == date(2024, 12, 31)


def test_a_date_that_may_be_read_two_ways_is_said_where_the_file_shows_both() -> None:
    draft = read_plan([sheet("", ["Action", "Due"], ["Open a page", "03/04/2021"], ["Hold a show", "07/31/2021"])])
    assert (
        [action.due for action in draft.actions],
        [problem.row for problem in draft.problems if problem.column],
    ) == (
        [date(2021, 4, 3), date(2021, 7, 31)],
        [2, 3],
    )
