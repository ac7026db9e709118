"""The draft of a plan as `bunsen plan import --json` prints it."""

from datetime import date
from typing import TypedDict

from handlers.plans.reading.drafts import ActionDraft, PlanDraft
from handlers.problems import Problem


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
    rationale: str
    baseline: str
    target: str
    resource: str
    evidence: str
    next_step: str
    extra: dict[str, str]
    confidence: float
    row: int
    sheet: str


class ProblemJson(TypedDict):
    """One problem in the JSON that others rely on."""

    row: int
    column: str
    message: str
    severity: str
    sheet: str


class ColumnJson(TypedDict):
    """One heading of the file in the JSON that others rely on."""

    heading: str
    field: str


class PlanJson(TypedDict):
    """The whole answer."""

    actions: list[ActionJson]
    problems: list[ProblemJson]
    title: str
    starts_on: str | None
    ends_on: str | None
    coloured: bool
    columns: list[ColumnJson]


def to_json(draft: PlanDraft) -> PlanJson:
    """Give the draft in plain values, ready for `json.dumps`."""
    return {
        "actions": [_action(each) for each in draft.actions],
        "problems": [_problem(each) for each in draft.problems],
        "title": draft.title,
        "starts_on": _iso(draft.starts_on),
        "ends_on": _iso(draft.ends_on),
        "coloured": draft.coloured,
        "columns": [{"heading": each.heading, "field": each.field} for each in draft.columns],
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
        "rationale": action.rationale,
        "baseline": action.baseline,
        "target": action.target,
        "resource": action.resource,
        "evidence": action.evidence,
        "next_step": action.next_step,
        "extra": dict(action.extra),
        "confidence": action.confidence,
        "row": action.row,
        "sheet": action.sheet,
    }


def _problem(problem: Problem) -> ProblemJson:
    return {
        "row": problem.row,
        "column": problem.column,
        "message": problem.message,
        "severity": problem.severity,
        "sheet": problem.sheet,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
