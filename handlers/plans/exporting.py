"""A plan as rows again: the columns that were imported, with what they hold today. Pure."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from handlers.plans.formula_marks import marked
from handlers.plans.model import Action, Plan, PlanColumn
from handlers.wording import RAG_WORDS

USUAL = (
    PlanColumn("Reference", "ref"),
    PlanColumn("Theme", "theme"),
    PlanColumn("Action", "title"),
    PlanColumn("Rationale", "rationale"),
    PlanColumn("Owner", "owner_text"),
    PlanColumn("Start", "start"),
    PlanColumn("Due", "due"),
    PlanColumn("Success measure", "success_measure"),
    PlanColumn("Baseline", "baseline"),
    PlanColumn("Target", "target"),
    PlanColumn("Resource", "resource"),
    PlanColumn("Status", "rag"),
    PlanColumn("Comment", "comment"),
    PlanColumn("Learning", "learning"),
    PlanColumn("Next step", "next_step"),
)
"""For a plan that did not come from a file."""
_ALWAYS = (PlanColumn("Status", "rag"), PlanColumn("Comment", "comment"), PlanColumn("Learning", "learning"))
"""What a file may have lacked, and Bunsen has learnt since."""


def plan_rows(plan: Plan, actions: Sequence[Action], owners: Mapping[int, str]) -> list[list[str]]:
    """Give the heading row and a row per action; `owners` names posts by id.

    An owner is written as the file had it until the action was given to another post. Dates are ISO dates, the same in
    every spreadsheet program and in every country.
    """
    columns = _columns(plan)
    return [
        [column.heading for column in columns],
        *([_cell(column, action, owners) for column in columns] for action in actions),
    ]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows as a CSV that every spreadsheet program opens, and in which nothing runs as a formula.

    The apostrophe with which spreadsheets mark a text is taken off again when the file is imported.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows([marked(cell) for cell in row] for row in rows)
    # With the mark, Excel takes it for UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _columns(plan: Plan) -> Sequence[PlanColumn]:
    if not plan.columns:
        return USUAL
    there = {column.field for column in plan.columns}
    return (*plan.columns, *(column for column in _ALWAYS if column.field not in there))


def _cell(column: PlanColumn, action: Action, owners: Mapping[int, str]) -> str:
    match column.field:
        case "":
            return action.extra.get(column.heading, "")
        case "rag":
            return RAG_WORDS[action.latest.rag] if action.latest else ""
        case "comment" | "learning" | "next_step":
            return getattr(action.latest, column.field) if action.latest else ""
        case "owner_text" | "owners":
            return _owner(action, owners)
        case "start" | "start_text":
            return _day(action.start_on)
        case "due" | "due_text":
            return _day(action.due_on) or action.due_text
        case name:
            return str(getattr(action, name, "") or action.extra.get(column.heading, ""))


def _owner(action: Action, owners: Mapping[int, str]) -> str:
    name = owners.get(action.owner_post_id or 0, "")
    return action.owner_text if not name or name.casefold() in action.owner_text.casefold() else name


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
