"""The draft of a plan as `bunsen plan import --json` prints it."""

from datetime import date
from typing import TypedDict

from handlers.plans.reading.drafts import ActionDraft, PlanDraft, Problem


class ActionJson(TypedDict):
    """One action in the JSON that others rely on."""

    ref: str
    theme: str
    title: str
    owner_text: str
    owners: list[str]
    start: str | None
    due: str | None
    due_text: str
    success_measure: str
    rag: str | None
    comment: str
    learning: str
    source: str


class ProblemJson(TypedDict):
    """One problem in the JSON that others rely on."""

    row: int
    column: str
    message: str
    severity: str


class PlanJson(TypedDict):
    """The whole answer."""

    actions: list[ActionJson]
    problems: list[ProblemJson]


def to_json(draft: PlanDraft) -> PlanJson:
    """Give the draft in plain values, ready for `json.dumps`."""
    return {
        "actions": [_action(each) for each in draft.actions],
        "problems": [_problem(each) for each in draft.problems],
    }


def _action(action: ActionDraft) -> ActionJson:
    return {
        "ref": action.ref,
        "theme": action.theme,
        "title": action.title,
        "owner_text": action.owner_text,
        "owners": list(action.owners),
        "start": _iso(action.start),
        "due": _iso(action.due),
        "due_text": action.due_text,
        "success_measure": action.success_measure,
        "rag": action.rag.value if action.rag else None,
        "comment": action.comment,
        "learning": action.learning,
        "source": action.source,
    }


def _problem(problem: Problem) -> ProblemJson:
    return {
        "row": problem.row,
        "column": problem.column,
        "message": problem.message,
        "severity": problem.severity,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
