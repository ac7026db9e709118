"""What was understood of a plan, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from handlers.plans.rag import Rag
from handlers.problems import Problem

RagSource = Literal["", "word", "colour", "style", "layout"]
"""Where a status was read: a word or letter, the colour of a cell, the type face, or the kind of list it is in."""


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """One action as read. Texts stay as written; `owners` is a proposal, and a date is there only when it is certain.

    `theme` is one of the five, or the plan's own word where it is none of them, or empty. `extra` keeps what stands
    under headings that are not understood, or that feed several fields. `confidence` is between 0 and 1, by the rule
    of `reading.confidence`; the problems of an action are those of its `sheet` and `row`.
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
    sheet: str = ""
    rag_source: RagSource = ""
    rationale: str = ""
    baseline: str = ""
    target: str = ""
    resource: str = ""
    evidence: str = ""
    next_step: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ColumnDraft:
    """One heading as found, and the field of `ActionDraft` it was read into, or "" where `extra` keeps it."""

    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """All actions that could be read, in the order of the file, and everything worth saying about them.

    `title`, `starts_on` and `ends_on` are proposals from the title row or the sheet's name. `coloured` tells that the
    status of at least one action was read from a colour, so that one can ask as of when the colours are. `columns` are
    the headings in their order. `others` are further plans found in the same file, left out of `actions`.
    """

    actions: tuple[ActionDraft, ...]
    problems: tuple[Problem, ...]
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    coloured: bool = False
    columns: tuple[ColumnDraft, ...] = ()
    others: tuple["PlanDraft", ...] = ()
