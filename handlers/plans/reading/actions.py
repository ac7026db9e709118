"""One action from the texts that belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.cells import BULLET, is_formula, one_line, shown
from handlers.plans.reading.columns import Column
from handlers.plans.reading.confidence import Certainty, confidence_of
from handlers.plans.reading.dates import Calendar, Period, read_period
from handlers.plans.reading.drafts import ActionDraft
from handlers.plans.reading.owners import Owners, read_owners
from handlers.plans.reading.records import LONGEST_MARK, Record
from handlers.plans.reading.statuses import Found
from handlers.problems import Problem, Severity

_NO_MARK = frozenset({"-", "\u2013", "\u2014", "n/a", "na", "no", "0", "."})
"""What people write into a cell of a grid to say that nothing happens then."""


@dataclass(slots=True)
class _Notes:
    """Problems of one action, as they are met."""

    record: Record
    sheet: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, column: Column, message: str, severity: Severity = "warning") -> None:
        if message:
            self.problems.append(Problem(self.record.row, self._heading(column), message, severity, self.sheet))

    def _heading(self, column: Column) -> str:
        heading = self.record.header.name(column)
        return heading or next((part.heading for part in self.record.parts if part.column is column), "")


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


def read_action(
    record: Record, theme: str, status: Found, calendar: Calendar, sheet: str
) -> tuple[ActionDraft, list[Problem]]:
    """Read a record that has an action in it."""
    notes = _Notes(record, sheet)
    owners = read_owners(record.text(Column.OWNER))
    notes.add(Column.OWNER, owners.warning)
    times = _times(record, calendar)
    _note_times(times, notes)
    for warning in status.warnings:
        notes.add(Column.STATUS, warning)
    _note_cells(record, notes)
    draft = ActionDraft(
        ref=one_line(record.text(Column.REF)).rstrip(" .):-\u2013"),
        theme=theme,
        title=one_line(BULLET.sub("", record.title)) or one_line(record.title),
        owner_text=record.text(Column.OWNER),
        owners=owners.names,
        start=times.first.first,
        start_text=times.start_text,
        due=times.due.last,
        due_text=times.due_text,
        success_measure=record.text(Column.SUCCESS),
        rag=status.rag,
        comment=_comment(record, status.note),
        learning=record.text(Column.LEARNING),
        source=record.text(Column.SOURCE),
        row=record.row,
        sheet=sheet,
        rag_source=status.source if status.rag else "",
        rationale=record.text(Column.RATIONALE),
        baseline=record.text(Column.BASELINE),
        target=record.text(Column.TARGET),
        resource=record.text(Column.RESOURCE),
        evidence=record.text(Column.EVIDENCE),
        next_step=record.text(Column.NEXT_STEP),
        extra=_extra(record),
        confidence=_confidence(record, theme, owners, times, status),
    )
    return draft, notes.problems


def _times(record: Record, calendar: Calendar) -> _Times:
    """Read start and due; in a time-band grid the first and the last period that is filled stand for them."""
    bands = [name for name, text in record.entries(Column.BAND) if text.casefold() not in _NO_MARK]
    start_text = record.text(Column.START) or (bands[0] if bands else "")
    due_text = record.text(Column.DUE) or (bands[-1] if bands else "")
    return _Times(start_text, due_text, read_period(start_text, calendar), read_period(due_text, calendar))


def _note_times(times: _Times, notes: _Notes) -> None:
    for column, period in ((Column.START, times.start), (Column.DUE, times.due)):
        notes.add(column, period.error, "error")
        notes.add(column, period.warning)
    first, last = times.first.first, times.due.last
    if first and last and first > last:
        notes.add(
            Column.DUE, f"The action is due ({last:%d %B %Y}) before it starts ({first:%d %B %Y}). Please correct one."
        )


def _comment(record: Record, status_note: str) -> str:
    """Join everything that explains the action, each part under its heading where there is more than one."""
    comment = record.text(Column.COMMENT)
    told = [(name, text) for column in (Column.PROGRESS, Column.ACHIEVEMENTS) for name, text in record.entries(column)]
    served = [f"{name}: {text}" for name, text in record.entries(Column.CONTEXT)]
    bands = [f"{name}: {text}" for name, text in record.entries(Column.BAND) if len(text) > LONGEST_MARK]
    later = bands if record.header.has(Column.TITLE) else bands[1:]
    alone = len(told) == 1 and not comment
    progress = [told[0][1]] if alone else [f"{name}: {text}" for name, text in told]
    return "\n".join(part for part in (comment, *served, *progress, *later, status_note) if part)


def _extra(record: Record) -> Mapping[str, str]:
    """Keep what stands under headings that are not understood, or that share a field or feed several."""
    kept: dict[str, str] = {}
    shared = {each.text for each in record.header.headings if record.header.shares(each.text)}
    for part in record.parts:
        if part.column is None or part.column is Column.BAND or (part.heading in shared and part.index >= 0):
            kept[part.heading] = f"{kept[part.heading]}\n{part.text}" if part.heading in kept else part.text
    return kept


def _confidence(record: Record, theme: str, owners: Owners, times: _Times, status: Found) -> float:
    def read(column: Column, *, check: str = "", error: str = "") -> Certainty:
        if error:
            return Certainty.IN_ERROR
        if check:
            return Certainty.TO_CHECK
        return Certainty.INFERRED if column in record.inferred else Certainty.STATED

    others = []
    if theme:
        others.append(read(Column.THEME) if record.text(Column.THEME) or record.theme_above else Certainty.INFERRED)
    if record.text(Column.OWNER):
        others.append(read(Column.OWNER, check=owners.warning))
    if times.start_text:
        others.append(read(Column.START, check=times.start.warning, error=times.start.error))
    if times.due_text:
        others.append(read(Column.DUE, check=times.due.warning, error=times.due.error))
    if record.text(Column.SUCCESS):
        others.append(read(Column.SUCCESS))
    if status.rag or status.warnings:
        plain = Certainty.STATED if status.source == "word" else Certainty.INFERRED
        others.append(Certainty.TO_CHECK if status.warnings else plain)
    return confidence_of(read(Column.TITLE), others)


def _note_cells(record: Record, notes: _Notes) -> None:
    """Warn of formulas, which are kept as text and never worked out, and of a title that reads like a note."""
    for part in record.parts:
        if is_formula(part.text):
            message = f"{shown(part.text)} begins like a formula. It is kept as plain text and was not worked out."
            notes.problems.append(Problem(record.row, part.heading, message, "warning", notes.sheet))
    title = one_line(record.title)
    if title.startswith("(") and title.endswith(")"):
        notes.add(Column.TITLE, f"{shown(title)} looks like a note, not an action. Take the row out if it is one.")
