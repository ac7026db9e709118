"""What was understood of a plan, and what was not."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handlers.plans.rag import Rag

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell the person who brought the file.

    An error: something in the file could not be taken over. A warning: it was taken over, but please check.
    `row` counts as a spreadsheet does, from 1; `column` is the heading as written, or empty for the whole row.
    """

    row: int
    column: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """One action as read. Texts stay as written; `owners` is a proposal, and a date is there only when it is certain.

    `theme` is one of the five, or the plan's own word where it is none of them, or empty.
    """

    ref: str
    theme: str
    title: str
    owner_text: str
    owners: tuple[str, ...]
    start: date | None
    start_text: str
    due: date | None
    due_text: str
    success_measure: str
    rag: Rag | None
    comment: str
    learning: str
    source: str
    row: int


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """All actions that could be read, in the order of the file, and everything worth saying about them."""

    actions: tuple[ActionDraft, ...]
    problems: tuple[Problem, ...]
