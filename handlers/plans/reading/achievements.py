"""Plans that list achievements beside a whole theme: "Action | Achievements", as Liverpool's paper has it.

The left cell is a theme with its definition, often merged downwards or split by a page break; each right cell is one
thing that was done. So the left cell is read as the theme, and each achievement as an action that is green: that is
what the heading says.
"""

from collections.abc import Sequence
from dataclasses import replace

from handlers.cells import shown
from handlers.plans.reading.columns import Column
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.records import Record
from handlers.plans.reading.themes import theme_label
from handlers.problems import Problem

_TURNED = {Column.TITLE: Column.THEME, Column.ACHIEVEMENTS: Column.TITLE, Column.THEME: None}


def turn_round(records: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Read the theme from the action column and the actions from the achievements."""
    to_turn = [record for record in records if _leads_with_theme(record)]
    if not to_turn:
        return list(records), []
    turned, problems = [], [_announcement(to_turn[0])]
    for record in records:
        if not _leads_with_theme(record):
            turned.append(record)
            continue
        lead = record.text(Column.TITLE)
        continues = bool(lead) and not theme_label(lead)
        if continues and _is_note(record.text(Column.ACHIEVEMENTS)):
            problems.append(_left_out(record))
            continue
        problems += [_continuation(record)] if continues else []
        turned.append(_turned(record, drop_lead=continues))
    return turned, problems


def _leads_with_theme(record: Record) -> bool:
    """Tell whether both columns are there; a later heading row may have lost the first."""
    return record.header.has(Column.ACHIEVEMENTS) and record.header.has(Column.TITLE)


def _turned(record: Record, *, drop_lead: bool) -> Record:
    old = record.header
    headings = tuple(Heading(each.index, each.text, _new_column(each.column)) for each in old.headings)
    parts = (replace(part, column=_new_column(part.column)) for part in record.parts)
    kept = tuple(part for part in parts if not (drop_lead and part.column is Column.THEME))
    return replace(
        record,
        header=Header(old.row, headings, old.theme),
        parts=kept,
        finished=True,
        inferred=record.inferred | {Column.THEME},
    )


def _new_column(column: Column | None) -> Column | None:
    return _TURNED.get(column, column) if column else None


def _is_note(text: str) -> bool:
    return text.startswith("(") and text.endswith(")")


def _announcement(first: Record) -> Problem:
    header = first.header
    name = header.name(Column.ACHIEVEMENTS)
    message = (
        f"Each entry under {shown(name)} was read as a finished action (green), and the cell beside it as its theme."
    )
    return Problem(header.row, name, message, "warning")


def _continuation(record: Record) -> Problem:
    message = (
        f"{shown(record.text(Column.TITLE))} names no theme, so it was taken for the rest of the cell above "
        "(a page break may have split it)."
    )
    return Problem(record.row, record.header.name(Column.TITLE), message, "warning")


def _left_out(record: Record) -> Problem:
    message = (
        f"{shown(record.text(Column.ACHIEVEMENTS))} looks like a note and was left out. Take the brackets off if not."
    )
    return Problem(record.row, record.header.name(Column.ACHIEVEMENTS), message, "warning")
