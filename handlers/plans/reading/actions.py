"""One action from one row of a table."""

from dataclasses import dataclass, field

from handlers.plans.rag import Rag
from handlers.plans.reading.cells import is_formula, one_line, shown
from handlers.plans.reading.columns import Column
from handlers.plans.reading.dates import Period, read_period
from handlers.plans.reading.drafts import ActionDraft, Problem, Severity
from handlers.plans.reading.layout import Record
from handlers.plans.reading.owners import read_owners
from handlers.plans.reading.rag import read_status


@dataclass(slots=True)
class _Notes:
    """Problems of one row, as they are met."""

    record: Record
    problems: list[Problem] = field(default_factory=list)

    def add(self, column: Column, message: str, severity: Severity = "warning") -> None:
        if message:
            name = self.record.header.name(column)
            self.problems.append(Problem(self.record.row, name, message, severity))


@dataclass(frozen=True, slots=True)
class _Times:
    """When an action runs: texts as written, days where certain."""

    start_text: str
    due_text: str
    start: Period
    due: Period

    @property
    def first(self) -> Period:
        """The period to take the start from: its own cell, or a range or "from …" in the due cell."""
        return self.due if not self.start_text and self.due.is_range else self.start


def title_of(record: Record) -> str:
    """Give the text of the action: its own column, or the first period that is filled in a time-band grid."""
    if record.header.has(Column.TITLE):
        return one_line(record.text(Column.TITLE))
    return one_line(next((text for _, text in record.entries(Column.BAND)), ""))


def read_action(record: Record, theme: str) -> tuple[ActionDraft, list[Problem]]:
    """Read a row that has an action in it."""
    notes = _Notes(record)
    owners = read_owners(record.text(Column.OWNER))
    notes.add(Column.OWNER, owners.warning)
    times = _times(record)
    _note_times(times, notes)
    rag, status_note = _rag(record, notes)
    _note_cells(record, notes)
    draft = ActionDraft(
        ref=one_line(record.text(Column.REF)).rstrip(" .):-\u2013"),
        theme=theme,
        title=title_of(record),
        owner_text=record.text(Column.OWNER),
        owners=owners.names,
        start=times.first.first,
        start_text=times.start_text,
        due=times.due.last,
        due_text=times.due_text,
        success_measure=record.text(Column.SUCCESS),
        rag=rag,
        comment=_comment(record, status_note),
        learning=record.text(Column.LEARNING),
        source=record.text(Column.SOURCE),
        row=record.row,
    )
    return draft, notes.problems


def _times(record: Record) -> _Times:
    """Read start and due; in a time-band grid the first and the last period that is filled stand for them."""
    bands = [name for name, _ in record.entries(Column.BAND)]
    start_text = record.text(Column.START) or (bands[0] if bands else "")
    due_text = record.text(Column.DUE) or (bands[-1] if bands else "")
    return _Times(start_text, due_text, read_period(start_text), read_period(due_text))


def _note_times(times: _Times, notes: _Notes) -> None:
    for column, period in ((Column.START, times.start), (Column.DUE, times.due)):
        notes.add(column, period.error, "error")
        notes.add(column, period.warning)
    first, last = times.first.first, times.due.last
    if first and last and first > last:
        notes.add(
            Column.DUE, f"The action is due ({last:%d %B %Y}) before it starts ({first:%d %B %Y}). Please correct one."
        )


def _rag(record: Record, notes: _Notes) -> tuple[Rag | None, str]:
    """Read the colour, and what the status cell says beyond it. Prose about progress is no status: nothing is asked."""
    if record.finished:
        return Rag.GREEN, ""
    text = record.text(Column.STATUS)
    if text:
        status = read_status(text)
        notes.add(Column.STATUS, status.warning)
        return status.rag, f"Status: {status.note}" if status.note else ""
    return read_status(record.text(Column.PROGRESS)).rag, ""


def _comment(record: Record, status_note: str) -> str:
    """Join everything that explains the action, each part under its heading where it is not the comment itself."""
    parts = [record.text(Column.COMMENT)]
    for column in (Column.CONTEXT, Column.PROGRESS, Column.ACHIEVEMENTS):
        parts += [f"{name}: {text}" for name, text in record.entries(column)]
    bands = [f"{name}: {text}" for name, text in record.entries(Column.BAND)]
    parts += bands if record.header.has(Column.TITLE) else bands[1:]
    return "\n".join(part for part in (*parts, status_note) if part)


def _note_cells(record: Record, notes: _Notes) -> None:
    """Warn of formulas, which are kept as text and never worked out, and of a title that reads like a note."""
    for heading in record.header.headings:
        text = record.cells[heading.index] if heading.column and heading.index < len(record.cells) else ""
        if is_formula(text):
            message = f"{shown(text)} begins like a formula. It is kept as plain text and was not worked out."
            notes.problems.append(Problem(record.row, heading.text, message, "warning"))
    title = title_of(record)
    if title.startswith("(") and title.endswith(")"):
        notes.add(Column.TITLE, f"{shown(title)} looks like a note, not an action. Take the row out if it is one.")
