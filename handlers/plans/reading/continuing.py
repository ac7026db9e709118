"""One action over several rows: a row without an action of its own belongs to the one above.

If it brings a date of its own, it is a further stage of that action and becomes an action itself; otherwise its texts
are joined to those above. A sentence that only breaks off at a page's end is put together again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from handlers.cells import BULLET, key
from handlers.plans.reading.columns import MANY, Column
from handlers.plans.reading.content import is_date
from handlers.plans.reading.records import Part, Record
from handlers.problems import Problem

_OWN = (Column.OWNER, Column.DUE, Column.START, Column.STATUS)
_LEFT_OPEN = (",", " and", " of", " the", " to", " for", " with", " in", " a", " an", " or", "-", " &", "/", " by")
_LISTED = 8
_MOST = 0.8
_LONG = 2_000
"""Beyond so many letters nothing is compared any more, so that many rows cannot make it slow."""
_FEW = 0.34


@dataclass(slots=True)
class _Joining:
    """The records so far, and what was done to them."""

    records: list[Record] = field(default_factory=list)
    stages: dict[int, int] = field(default_factory=dict)
    joined: list[tuple[Record, Record]] = field(default_factory=list)
    staged: list[Record] = field(default_factory=list)


def join_rows(records: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Join the rows that only continue the one above."""
    joining = _Joining()
    numbered = _share_numbered(records) >= _MOST
    small = _share_small(records) > _FEW
    for record in records:
        last = joining.records[-1] if joining.records else None
        if last is None or last.section != record.section or last.finished or not record.parts:
            joining.records.append(record)
        elif _is_untitled(record) and last.title:
            _continue(joining, last, record)
        elif not small and _is_rest_of_title(last, record, numbered=numbered):
            _join(joining, last, record)
        else:
            joining.records.append(record)
    return joining.records, _said(joining)


def _share_numbered(records: Sequence[Record]) -> float:
    titled = [each for each in records if each.title]
    return sum(1 for each in titled if each.text(Column.REF)) / len(titled) if titled else 0.0


def _share_small(records: Sequence[Record]) -> float:
    """Tell how many actions begin with a small letter; where many do, it does not mean that they go on."""
    titles = [each.title for each in records if each.title]
    return sum(1 for title in titles if title[:1].islower()) / len(titles) if titles else 0.0


def _is_untitled(record: Record) -> bool:
    if record.title or record.text(Column.REF) or not record.header.has(Column.TITLE):
        return False
    own = [part for part in record.parts if part.index >= 0]
    return bool(own) and not all(part.column is Column.THEME for part in own)


def _is_rest_of_title(last: Record, record: Record, *, numbered: bool) -> bool:
    """Tell whether the action only goes on: a small letter, or an open sentence, and nothing of its own beside it."""
    text, before = record.text(Column.TITLE), last.text(Column.TITLE)
    if not text or not before or BULLET.match(text) or record.text(Column.REF):
        return False
    if any(record.text(column) for column in _OWN) or before.endswith((".", ":")):
        return False
    goes_on = text[:1].islower() or before.casefold().endswith(_LEFT_OPEN)
    return goes_on or (numbered and bool(last.text(Column.REF)) and text.startswith("(") and len(record.parts) == 1)


def _continue(joining: _Joining, last: Record, record: Record) -> None:
    due, before = record.text(Column.DUE), last.text(Column.DUE)
    own_due = due and before and key(due) != key(before) and is_date(due) and is_date(before)
    if own_due:
        _stage(joining, last, record)
    else:
        _join(joining, last, record)


def _stage(joining: _Joining, last: Record, record: Record) -> None:
    first = last.rows[0] if last.inferred >= {Column.TITLE} and last.rows else last.row
    number = joining.stages[first] = joining.stages.get(first, 1) + 1
    title = next((each.title for each in joining.records if each.row == first), last.title)
    stage = record.saying(Column.TITLE, f"{title} (stage {number})", inferred=True)
    if not stage.text(Column.THEME) and last.text(Column.THEME):
        stage = stage.saying(Column.THEME, last.text(Column.THEME), inferred=True)
    stage = replace(stage, rows=(first,))
    joining.records.append(stage)
    joining.staged.append(stage)


def _join(joining: _Joining, last: Record, record: Record) -> None:
    joining.records[-1] = _both(last, record)
    joining.joined.append((last, record))


def _both(last: Record, record: Record) -> Record:
    parts = list(last.parts)
    for part in record.parts:
        same = next((i for i, each in enumerate(parts) if _same_place(each, part)), None)
        if same is None:
            parts.append(part)
        elif len(parts[same].text) > _LONG or key(part.text) not in key(parts[same].text):
            parts[same] = replace(parts[same], text=_run_on(parts[same], part.text))
    return replace(last, parts=tuple(parts), rows=(*last.rows, record.row))


def _same_place(one: Part, other: Part) -> bool:
    if one.index >= 0 and one.index == other.index:
        return True
    return one.column is not None and one.column is other.column and one.column not in MANY


def _run_on(part: Part, text: str) -> str:
    sentence = part.column is Column.TITLE or (text[:1].islower() and not part.text.endswith((".", ":", ";")))
    return f"{part.text} {text}" if sentence and not BULLET.match(text) else f"{part.text}\n{text}"


def _said(joining: _Joining) -> list[Problem]:
    problems = []
    rows: dict[int, list[int]] = {}
    for last, record in joining.joined:
        rows.setdefault(last.row, []).append(record.row)
    for row, further in rows.items():
        these = ", ".join(str(each) for each in further[:_LISTED])
        rest = f" and {len(further) - _LISTED} more" if len(further) > _LISTED else ""
        which = f"Row {these} has" if len(further) == 1 else f"Rows {these}{rest} have"
        message = (
            f"{which} no action of their own and went to this one."
            if len(further) > 1
            else (f"{which} no action of its own and went to this one.")
        )
        problems.append(Problem(row, "", message, "warning"))
    for stage in joining.staged:
        message = (
            "The row has a date but no action of its own, so it was taken for a further stage of the action in row "
            f"{stage.rows[0]}. Give it words of its own if it is something else."
        )
        problems.append(Problem(stage.row, stage.header.name(Column.TITLE), message, "warning"))
    return problems
