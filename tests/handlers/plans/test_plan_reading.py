"""Single cells of a plan, the JSON that others rely on, and rows of any kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.plans.reading import PlanDraft, read_plan, to_json
from handlers.plans.reading.sheet import Sheet
from handlers.problems import Problem

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


# ---- single cells


def test_texts_are_tidied_but_keep_their_quotes() -> None:
    assert plan(row(Action="The\u00a0Technicians\u2019 \r\n Hub ")).actions[0].title == "The Technicians\u2019 Hub"


def test_a_full_stop_after_a_reference_is_dropped() -> None:
    assert plan(row(Ref="10.")).actions[0].ref == "10"


@pytest.mark.parametrize("text", ["=cmd()", "@SUM(A1)", "+1+1", "-2+3+cmd|' /C calc'!A0", '=HYPERLINK("x")'])
def test_a_formula_is_kept_as_text(text: str) -> None:
    assert plan(row(Comment=text)).actions[0].comment == text


@pytest.mark.parametrize("text", ["=cmd()", "@SUM(A1)", "+1+1", "-2+3+cmd|' /C calc'!A0", "-SUM(A1)"])
def test_a_formula_is_a_warning(text: str) -> None:
    assert messages(plan(row(Comment=text))) == [(2, "Comment", "warning")]


@pytest.mark.parametrize("text", ["- a bullet", "-another", "-5%", "+44 1334 476161", "- 2024-2027 plan", "=", "-"])
def test_a_bullet_or_a_number_is_no_formula(text: str) -> None:
    assert plan(row(Comment=text)).problems == ()


def test_a_range_in_the_due_column_gives_the_start_too() -> None:
    action = plan(row(Due="March 2024 \u2013 February 2025")).actions[0]
    assert (action.start, action.due) == (date(2024, 3, 1), date(2025, 2, 28))


def test_a_due_day_before_the_start_is_a_warning() -> None:
    assert messages(plan(row(Start="May 2025", Due="May 2024"))) == [(2, "Due", "warning")]


def test_what_a_status_says_beyond_its_word_is_kept() -> None:
    assert plan(row(Status="Completed (30 of 37)")).actions[0].comment == "Status: Completed (30 of 37)"


def test_a_delay_is_asked_about() -> None:
    draft = plan(row(Status="Delayed"))
    assert (draft.actions[0].rag, messages(draft)) == (None, [(2, "Status", "warning")])


def test_prose_about_progress_becomes_comment() -> None:
    draft = plan(["Web page", "Nearly there."], headings=["Action", "Progress & Next Steps"])
    assert draft.actions[0].comment == "Nearly there."


def test_a_row_without_an_action_goes_to_the_one_above() -> None:
    draft = plan(row(Comment="First"), row(Theme="", Action="", Comment="and so on"))
    assert [action.comment for action in draft.actions] == ["First and so on"]


def test_a_first_row_without_an_action_is_left_out_with_an_error() -> None:
    draft = plan(row(Action="", Theme="", Comment="and so on"), row())
    assert (len(draft.actions), messages(draft)) == (1, [(2, "Action", "error")])


def test_a_reference_used_twice_in_a_theme_is_an_error() -> None:
    assert messages(plan(row(Ref="V1"), row(Ref="v1"))) == [(3, "", "error")]


def test_numbers_that_begin_again_in_each_theme_are_a_warning() -> None:
    assert messages(plan(row(Ref="1"), row(Ref="1", Theme="Recognition"))) == [(3, "", "warning")]


# ---- the contract

CONTRACT = (
    "ref theme title owner_text owners start due due_text success_measure rag comment learning source".split()  # noqa: SIM905
)


def test_the_json_is_that_of_the_contract() -> None:
    draft = plan(row(Ref="V1", Owner="OSDS; IT", Due="31 July 2026", Status="Amber", Comment="So far so good"))
    (action,) = to_json(draft)["actions"]
    assert {key: value for key, value in action.items() if key in CONTRACT} == {
        "ref": "V1",
        "theme": "Visibility",
        "title": "Open a web page",
        "owner_text": "OSDS; IT",
        "owners": ["OSDS", "IT"],
        "start": None,
        "due": "2026-07-31",
        "due_text": "31 July 2026",
        "success_measure": "",
        "rag": "amber",
        "comment": "So far so good",
        "learning": "",
        "source": "",
    }


def test_the_json_of_a_problem_has_its_severity() -> None:
    draft = PlanDraft((), (Problem(3, "Due", "Not a day.", "error"),))
    assert to_json(draft)["problems"] == [
        {"row": 3, "column": "Due", "message": "Not a day.", "severity": "error", "sheet": ""}
    ]


# ---- anything at all

WORDS = st.sampled_from(
    [*HEADINGS, "Achievements", "6-12 months", "Work stream\nRecognition", "Visibility", "V; CD", "31 June 2018", "=x"]
)


@given(st.lists(st.lists(st.text() | WORDS)))
def test_no_rows_make_it_raise(rows: list[list[str]]) -> None:
    read_plan([Sheet(rows)])


@given(st.lists(st.lists(st.text() | WORDS, max_size=12)))
def test_every_problem_says_something_about_a_row_of_the_file(rows: list[list[str]]) -> None:
    draft = plan(*rows)
    assert all(problem.message and 1 <= problem.row <= len(rows) + 1 for problem in draft.problems)


@given(st.lists(st.lists(st.text() | WORDS, max_size=12)))
def test_every_action_has_a_title(rows: list[list[str]]) -> None:
    assert all(action.title for action in plan(*rows).actions)
