"""Read a plan: rows in, actions and problems out."""

from collections.abc import Sequence

from handlers.plans.reading.achievements import turn_round
from handlers.plans.reading.actions import read_action, title_of
from handlers.plans.reading.checks import (
    above_the_headings,
    periods_as_columns,
    repeated_references,
    unread_columns,
    without_actions,
    without_headings,
    without_title,
)
from handlers.plans.reading.columns import Column
from handlers.plans.reading.drafts import ActionDraft, PlanDraft, Problem
from handlers.plans.reading.layout import Layout, Record, lay_out
from handlers.plans.reading.theming import themes_of


def read_plan(rows: Sequence[Sequence[str]]) -> PlanDraft:
    """Understand the rows of a plan as far as that is certain, and say what is not. It never raises."""
    layout = lay_out(rows)
    if not layout.headers:
        return PlanDraft((), (without_headings(layout),))
    records, problems = _records(layout)
    actions, more = _actions(records, layout)
    problems += more
    problems += [*above_the_headings(layout), *periods_as_columns(layout), *unread_columns(records)]
    problems += repeated_references(actions)
    if not actions:
        problems.append(without_actions(layout))
    return PlanDraft(tuple(actions), tuple(sorted(problems, key=lambda problem: problem.row)))


def _records(layout: Layout) -> tuple[list[Record], list[Problem]]:
    return turn_round(layout.records) if layout.themes_lead_rows else (layout.records, [])


def _actions(records: Sequence[Record], layout: Layout) -> tuple[list[ActionDraft], list[Problem]]:
    named = [record for record in records if title_of(record) or record.text(Column.THEME)]
    themes, problems = themes_of(named, layout.letters)
    problems += [without_title(record) for record in records if not title_of(record) and not _only_theme(record)]
    actions = []
    for record, theme in zip(named, themes, strict=True):
        if title_of(record):
            action, notes = read_action(record, theme)
            actions.append(action)
            problems += notes
    return actions, problems


def _only_theme(record: Record) -> bool:
    """Tell whether a row only announces a theme, in its theme column."""
    return bool(record.text(Column.THEME)) and len(record.filled) == 1
