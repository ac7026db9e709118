"""Plans written as paragraphs with labels: "1. Action: … Comment: … Learning: …", in lines, cells or pairs of cells.

Number and label may stand on separate lines, the label may be followed by an empty line, and a theme is a line of its
own (St Andrews' form). Cards, with the label in one cell and the text beside it, read the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from handlers.plans.reading.columns import Column
from handlers.plans.reading.heading_choice import settled
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.layout import Layout
from handlers.plans.reading.lines import Line
from handlers.plans.reading.rag import is_status_heading
from handlers.plans.reading.records import Part, Record
from handlers.plans.reading.themes import announced_theme

_LONGEST_SECTION = 80
_HEADER = Header(0, ())


@dataclass(slots=True)
class _Told:
    """The action that is being told, and what was told so far."""

    layout: Layout
    records: list[Record] = field(default_factory=list)
    open: Record | None = None
    number: str = ""
    titled: bool = False

    def close(self) -> None:
        if self.open is not None and self.open.text(Column.TITLE):
            self.records.append(self.open)
        self.open = None


def read_narrative(layout: Layout, lines: Sequence[Line]) -> Layout | None:
    """Read labelled paragraphs, or give None where there are none."""
    labels = [line for line in lines if line.column is Column.TITLE]
    others = {line.column for line in lines if line.column not in {None, Column.TITLE}}
    if len(labels) < 2 and not (labels and others):
        return None
    if not others and not all(line.label.casefold().endswith(("action", "activity")) for line in labels):
        return None
    told = _Told(Layout(layout.page))
    for at, line in enumerate(lines):
        _tell(told, line, lines[at + 1] if at + 1 < len(lines) else None)
    told.close()
    if not told.records:
        return None
    header, changed = _header(told.records)
    told.layout.headers.append(header)
    told.layout.records = [_under(each, header, changed) for each in told.records]
    return told.layout


def _under(record: Record, header: Header, changed: Mapping[Column, Column]) -> Record:
    parts = tuple(
        replace(part, column=changed.get(part.column, part.column)) if part.column else part for part in record.parts
    )
    return replace(record, header=header, parts=parts)


def _tell(told: _Told, line: Line, following: Line | None) -> None:
    theme = announced_theme(line.text) if line.column is None else ""
    if theme:
        told.close()
        told.layout.theme, told.layout.section = theme, told.layout.section + 1
    elif line.column is Column.THEME:
        told.close()
        told.layout.theme, told.layout.section = announced_theme(line.text) or line.text, told.layout.section + 1
    elif line.column is Column.TITLE:
        _begin(told, line)
    elif line.column is None and line.number and not line.text:
        told.number = line.number
    elif line.column is None and is_status_heading(line.text):
        told.close()
        told.layout.status = line.text
    elif line.column is None and _heads_section(line, following):
        told.close()
        told.layout.own_sections.append((line.row, line.text))
        told.layout.theme, told.layout.section = line.text.rstrip(" :"), told.layout.section + 1
    elif told.open is None:
        told.layout.above.append((line.row, (line.text,)))
    else:
        _go_on(told, line)


def _heads_section(line: Line, following: Line | None) -> bool:
    next_begins = following is not None and (following.column is Column.TITLE or bool(following.number))
    return next_begins and line.text.endswith(":") and len(line.text) <= _LONGEST_SECTION


def _begin(told: _Told, line: Line) -> None:
    told.close()
    number = line.number or told.number
    parts = [Part(Column.REF, "No", number)] if number else []
    parts.append(Part(Column.TITLE, line.label, line.text))
    layout = told.layout
    told.open = Record(line.row, _HEADER, tuple(parts), layout.theme, layout.section, status_above=layout.status)
    told.number = ""


def _go_on(told: _Told, line: Line) -> None:
    record = told.open
    if record is None:
        return
    last = record.parts[-1]
    text = f"\u2022 {line.text}" if line.bullet else f"{line.number}. {line.text}" if line.number else line.text
    if line.column is not None:
        told.open = replace(record, parts=(*record.parts, Part(line.column, line.label, line.text)))
    elif last.column is Column.TITLE and last.text and not _same_sentence(last.text, line):
        told.open = replace(record, parts=(*record.parts, Part(Column.COMMENT, "Comment", text)))
    else:
        space = " " if last.column is Column.TITLE else "\n"
        grown = replace(last, text=f"{last.text}{space}{text}" if last.text else text)
        told.open = replace(record, parts=(*record.parts[:-1], grown))


def _same_sentence(before: str, line: Line) -> bool:
    return line.text[:1].islower() and not before.endswith((".", ":"))


def _header(records: Sequence[Record]) -> tuple[Header, Mapping[Column, Column]]:
    """Make a heading row of the labels, in the order in which they are met, and say which stand for another field."""
    found: dict[Column, str] = {}
    for part in (part for record in records for part in record.parts if part.column is not None):
        if part.column is not None:
            found.setdefault(part.column, part.heading)
    headings = [Heading(index, text, column) for index, (column, text) in enumerate(found.items())]
    final = settled(headings)
    changed = {
        old.column: new.column
        for old, new in zip(headings, final, strict=True)
        if old.column and new.column is not None
    }
    return Header(records[0].row, tuple(final)), changed
