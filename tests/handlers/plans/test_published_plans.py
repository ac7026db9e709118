"""What is understood of the plans that institutions have published."""

import csv
from pathlib import Path

import pytest

from handlers.plans.reading import PlanDraft, read_plan
from handlers.plans.reading.sheet import Sheet

PLANS = Path(__file__).parents[2] / "data" / "action-plans"


def published(name: str) -> PlanDraft:
    with (PLANS / name).open(encoding="utf-8", newline="") as file:
        return read_plan([Sheet(list(csv.reader(file)))])


@pytest.mark.parametrize(
    ("name", "actions", "starts", "dues"),
    [
        ("cambridge-2018-tally.csv", 6, 6, 0),
        ("cardiff-2020-23.csv", 5, 0, 5),
        ("jic-2018-2020.csv", 5, 0, 0),
        ("leicester-2018-2020.csv", 17, 0, 1),
        ("liverpool-2018-2023-completed.csv", 23, 22, 11),
        ("qub-2019.csv", 2, 1, 1),
        ("st-andrews-2021-2024-red.csv", 16, 1, 4),
        ("st-andrews-2024-2027-forward.csv", 8, 3, 5),
        ("warwick-2018-2020.csv", 20, 0, 0),
        ("raw-layouts/cardiff-planned-action.csv", 5, 0, 5),
        ("raw-layouts/leicester-workstream-grid.csv", 11, 0, 0),
        ("raw-layouts/liverpool-action-achievements.csv", 8, 0, 0),
        ("raw-layouts/qub-responsibility-start-end.csv", 2, 1, 1),
        ("raw-layouts/st-andrews-narrative.txt", 3, 0, 0),
    ],
)
def test_every_published_plan_gives_its_actions_and_certain_dates(
    name: str, actions: int, starts: int, dues: int
) -> None:
    draft = published(name)
    found = (
        len(draft.actions),
        sum(action.start is not None for action in draft.actions),
        sum(action.due is not None for action in draft.actions),
    )
    assert found == (actions, starts, dues)


@pytest.mark.parametrize(
    ("name", "colours"),
    [
        ("cambridge-2018-tally.csv", {"green": 1, "amber": 1, "red": 4}),
        ("leicester-2018-2020.csv", {"green": 1, "amber": 2, None: 14}),
        ("liverpool-2018-2023-completed.csv", {"green": 21, "amber": 1, None: 1}),
        ("st-andrews-2021-2024-red.csv", {"red": 16}),
        ("warwick-2018-2020.csv", {"green": 10, None: 10}),
        ("raw-layouts/liverpool-action-achievements.csv", {"green": 8}),
    ],
)
def test_published_status_words_become_colours(name: str, colours: dict[str | None, int]) -> None:
    rags = [action.rag for action in published(name).actions]
    assert {rag: rags.count(rag) for rag in set(rags)} == colours


@pytest.mark.parametrize("name", ["st-andrews-2021-2024-red.csv", "liverpool-2018-2023-completed.csv"])
def test_a_plan_in_good_order_has_no_problems(name: str) -> None:
    assert published(name).problems == ()


def test_the_theme_counts_of_st_andrews_are_those_of_its_form() -> None:
    themes = [action.theme for action in published("st-andrews-2021-2024-red.csv").actions]
    assert {theme: themes.count(theme) for theme in themes} == {
        "Visibility": 2,
        "Recognition": 2,
        "Career Development": 6,
        "Sustainability": 3,
        "Evaluating Impact": 3,
    }


def test_the_impossible_dates_of_the_john_innes_centre_are_named_by_row_and_column() -> None:
    errors = [problem for problem in published("jic-2018-2020.csv").problems if problem.severity == "error"]
    assert [(problem.row, problem.column) for problem in errors] == [
        (row, column) for row in range(2, 7) for column in ("start", "due")
    ]


def test_an_impossible_date_keeps_its_text() -> None:
    action = published("jic-2018-2020.csv").actions[0]
    assert (action.due, action.due_text) == (None, "31 June 2020")


def test_an_empty_theme_among_repeated_ones_is_not_filled_from_above() -> None:
    assert published("cambridge-2018-tally.csv").actions[4].theme == ""


def test_the_page_break_of_liverpool_does_not_become_an_action() -> None:
    titles = [action.title for action in published("raw-layouts/liverpool-action-achievements.csv").actions]
    assert "(page break splits the theme cell)" not in titles


def test_the_grid_of_leicester_takes_themes_from_cells_headings_and_above() -> None:
    themes = [action.theme for action in published("raw-layouts/leicester-workstream-grid.csv").actions]
    assert themes == [""] + ["Visibility"] * 3 + ["Recognition"] * 3 + ["Career Development"] * 3 + ["Sustainability"]


def test_the_second_stage_of_a_time_band_row_is_kept() -> None:
    action = published("raw-layouts/leicester-workstream-grid.csv").actions[1]
    assert action.comment == "1 to 2 years: Annual event beginning in summer 2019"


def test_a_time_band_row_runs_from_its_first_to_its_last_band() -> None:
    action = published("raw-layouts/leicester-workstream-grid.csv").actions[1]
    assert (action.start_text, action.due_text) == ("6-12 months", "1 to 2 years")


def test_a_column_whose_heading_was_lost_is_read_by_what_stands_in_it() -> None:
    columns = {each.heading: each.field for each in published("raw-layouts/cardiff-planned-action.csv").columns}
    assert (columns["[heading lost 3]"], columns["[heading lost 4]"]) == ("due", "")


def test_a_column_read_by_its_content_is_said() -> None:
    draft = published("raw-layouts/cardiff-planned-action.csv")
    (problem,) = [problem for problem in draft.problems if problem.column == "[heading lost 3]"]
    assert "reads like dates" in problem.message


def test_a_theme_row_above_the_headings_counts() -> None:
    draft = published("raw-layouts/qub-responsibility-start-end.csv")
    assert {action.theme for action in draft.actions} == {"Visibility"}
