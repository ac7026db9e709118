"""Rows that lost the cells of a merged column, so that all their other cells stand too far to the left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.plans.reading.columns import Column
from handlers.plans.reading.content import is_date, is_reference, is_status, is_theme
from handlers.plans.reading.headings import Heading
from handlers.plans.reading.owners import looks_like_owner
from handlers.plans.reading.records import Record
from handlers.problems import Problem

_FITS = {
    Column.THEME: is_theme,
    Column.REF: is_reference,
    Column.START: is_date,
    Column.DUE: is_date,
    Column.STATUS: is_status,
}
_CLEARLY = 2


def put_back(records: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Move the cells of such rows to the right, where they then fit clearly better. All records have one header."""
    header = records[0].header
    title = header.index(Column.TITLE)
    if title < 1:
        return list(records), []
    headings = {each.index: each for each in header.headings}
    last = max((each.index for each in header.headings if each.column is not None), default=0)
    result, problems = [], []
    for record in records:
        by = _best_shift(record, headings, title, last)
        result.append(_moved(record, headings, by) if by else record)
        if by:
            cells = "one cell" if by == 1 else f"{by} cells"
            message = f"The cells stood too far left, so they were read {cells} further right. Please check."
            problems.append(Problem(record.row, "", message, "warning"))
    return result, problems


def _best_shift(record: Record, headings: Mapping[int, Heading], title: int, last: int) -> int:
    places = [part.index for part in record.parts if part.index >= 0]
    room = last - max(places, default=last)
    if room < 1 or min(places, default=title) >= title:
        return 0
    now = _score(record, headings, 0)
    best = max(range(1, min(room, title) + 1), key=lambda by: _score(record, headings, by))
    return best if _score(record, headings, best) >= now + _CLEARLY else 0


def _score(record: Record, headings: Mapping[int, Heading], by: int) -> int:
    score = 0
    for part in record.parts:
        heading = headings.get(part.index + by) if part.index >= 0 else None
        if heading is None or heading.column is None:
            continue
        fits = _FITS.get(heading.column)
        if fits is not None:
            score += 1 if fits(part.text) else -1
        elif heading.column is Column.OWNER:
            score += looks_like_owner(part.text)
        elif heading.column is Column.TITLE:
            score -= is_date(part.text) or is_reference(part.text)
    return score


def _moved(record: Record, headings: Mapping[int, Heading], by: int) -> Record:
    parts = []
    for part in record.parts:
        heading = headings.get(part.index + by) if part.index >= 0 else None
        parts.append(
            replace(part, index=part.index + by, heading=heading.text, column=heading.column) if heading else part
        )
    return replace(record, parts=tuple(parts), inferred=record.inferred | {Column.TITLE})
