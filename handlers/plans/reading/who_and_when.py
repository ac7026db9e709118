"""Who and when in one cell: "Lead: HR Director; By: June 2027", or "HR Director, June 2027" under a heading of both."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.plans.reading.columns import Column, loose_columns
from handlers.plans.reading.dates import is_recurring, read_period
from handlers.plans.reading.records import Part, Record
from handlers.plans.reading.verbs import begins_with_doing

_WHEN = re.compile(
    r"(?:^|(?<=[\n;]))\s*(?P<label>by(?: when)?|when|time ?scale|time ?frame|deadline|due(?: date| by)?|date|"
    r"target date|completion(?: date)?|end(?: date)?)\s*[:\u2013-]\s*(?P<text>[^\n;]+)",
    re.I,
)
_CUTS = re.compile(r"\s*[\n;,]\s*|\s+[\u2013\u2014-]\s+|\s*[()]\s*")
_LONGEST = 300
_MOST_WORDS = 8


def who_apart_from_when(record: Record) -> Record:
    """Take the date out of the owner's cell, or the owner out of the date's, where only one of them has a column."""
    if record.text(Column.OWNER) and record.text(Column.DUE):
        return record
    parts: list[Part] = []
    for part in record.parts:
        parts += _apart(part) if part.column in {Column.OWNER, Column.DUE} else (part,)
    if len(parts) == len(record.parts):
        return record
    return replace(record, parts=tuple(parts), inferred=record.inferred | {Column.OWNER, Column.DUE})


def _apart(part: Part) -> Sequence[Part]:
    if len(part.text) > _LONGEST:
        return (part,)
    labelled = _WHEN.search(part.text) if part.column is Column.OWNER else None
    if labelled is not None:
        who = f"{part.text[: labelled.start()]}{part.text[labelled.end() :]}".strip(" \n;,")
        when = Part(Column.DUE, labelled["label"], labelled["text"].strip())
        return (replace(part, text=who), when) if who else (part,)
    return _under_both(part) if {Column.OWNER, Column.DUE} <= {*loose_columns(part.heading)} else (part,)


def _under_both(part: Part) -> Sequence[Part]:
    """Cut a cell whose heading announces both, where one end of it is a date and the rest a post."""
    pieces = [piece for piece in _CUTS.split(part.text) if piece]
    for at in (-1, 0):
        rest = pieces[:-1] if at else pieces[1:]
        if rest and _says_when(pieces[at]) and all(map(_could_be_who, rest)):
            who = "; ".join(rest)
            return (
                Part(Column.OWNER, part.heading, who, part.index),
                Part(Column.DUE, part.heading, pieces[at], part.index),
            )
    return (part,)


def _could_be_who(text: str) -> bool:
    """Tell whether a text may name a post; the heading has promised one, so it need not be a usual word for it."""
    return text[:1].isupper() and len(text.split()) <= _MOST_WORDS and not begins_with_doing(text)


def _says_when(text: str) -> bool:
    period = read_period(text)
    return bool(period.first or period.last or period.error) or is_recurring(text)
