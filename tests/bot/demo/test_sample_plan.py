"""The sample plan: as untidy as real ones, and understood all the same."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.demo.sample import sample_plan
from bot.imports.plan_files import understand
from bot.imports.progress import silent
from handlers.plans.rag import Rag
from handlers.plans.reading import PlanDraft
from handlers.plans.themes import THEMES

TODAY = date(2027, 3, 1)


@pytest.fixture(scope="module")
def plan() -> PlanDraft:
    return understand("sample-plan.xlsx", sample_plan(TODAY), silent)


def test_every_action_is_found_under_its_theme(plan: PlanDraft) -> None:
    assert [action.ref for action in plan.actions] == [f"W{number}" for number in range(1, 16)]
    assert list(dict.fromkeys(action.theme for action in plan.actions)) == list(THEMES)


def test_the_colour_of_a_cell_is_its_status(plan: PlanDraft) -> None:
    by_ref = {action.ref: action.rag for action in plan.actions}
    assert (by_ref["W1"], by_ref["W3"], by_ref["W5"], by_ref["W6"]) == (Rag.GREEN, Rag.AMBER, Rag.RED, None)


def test_several_owners_stand_in_one_cell(plan: PlanDraft) -> None:
    assert {action.ref: action.owners for action in plan.actions}["W8"] == ("HR Business Partner", "OSD Manager")


def test_one_action_has_no_owner(plan: PlanDraft) -> None:
    assert [action.ref for action in plan.actions if not action.owners] == ["W7"]


def test_one_date_is_impossible_and_is_named(plan: PlanDraft) -> None:
    (problem,) = [problem for problem in plan.problems if problem.severity == "error"]
    assert "31 June 2027" in problem.message


def test_what_hangs_on_something_else_stays_text(plan: PlanDraft) -> None:
    undated = {action.ref: action.due_text for action in plan.actions if action.due is None}
    assert undated["W6"] == "once the policy is agreed"


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 31), date(2030, 6, 30)])
def test_its_days_move_with_today(today: date) -> None:
    actions = {a.ref: a for a in understand("sample-plan.xlsx", sample_plan(today), silent).actions}
    due = actions["W3"].due
    assert due is not None
    assert (due - today).days == 75


def test_it_says_where_its_actions_come_from() -> None:
    book = load_workbook(BytesIO(sample_plan(TODAY)))
    assert "University of Warwick" in str(book["About this file"]["A1"].value)
