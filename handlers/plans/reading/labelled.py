"""Several things said in one cell, each behind its label: "Delivery … Success measure …", "Evidence: …"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.cells import key
from handlers.plans.reading.columns import Column
from handlers.plans.reading.records import Part, Record

_LABELS = (
    (Column.SUCCESS, r"success (?:measures?|criteria|criterion|indicators?)|measures? of success|outcomes?|kpis?"),
    (Column.EVIDENCE, r"evidence(?: of success)?"),
    (Column.TARGET, r"targets?"),
    (Column.BASELINE, r"baseline"),
    (Column.OWNER, r"action owner|owners?|lead(?: owner)?|responsib(?:le|ility)(?: person)?|by whom|led by"),
    (Column.START, r"start(?: date)?"),
    (Column.DUE, r"time ?scales?|time ?frames?|timeline|deadline|due(?: date| by)?|by when|target date|end date"),
    (Column.LEARNING, r"learning(?: points?)?|lessons? (?:learned|learnt)"),
    (Column.NEXT_STEP, r"next steps?|further action"),
    (Column.PROGRESS, r"progress(?: update| so far| to date)?|updates?"),
    (Column.STATUS, r"rag(?: status| rating)?|status"),
    (Column.RATIONALE, r"rationale|why|benefits?"),
    (Column.RESOURCE, r"resources?(?: required)?|costs?|budget"),
    (Column.COMMENT, r"delivery|comments?|notes?|explanation"),
    (Column.TITLE, r"(?:planned |proposed )?action|activity"),
)
_COLUMNS = tuple((column, re.compile(words, re.I)) for column, words in _LABELS)
_ANY = "|".join(words for _, words in _LABELS)
_WITH_COLON = re.compile(
    rf"(?:^|(?<=[\s.;,\u2013\u2014(-]))(?P<label>{_ANY})\s*(?:\([^()\n]{{0,40}}\)\s*)?:\s*", re.I | re.M
)
_ALONE = re.compile(rf"^(?P<label>{_ANY})\s*$\n?", re.I | re.M)
_GLUED = re.compile(rf"(?P<label>(?i:{_ANY}))\s*(?=[A-Z0-9\u2022]|\n)", re.M)
_CUT = frozenset({Column.TITLE, Column.SUCCESS, Column.COMMENT, Column.PROGRESS, Column.ACHIEVEMENTS, Column.EVIDENCE})
_SINGLE = frozenset({Column.OWNER, Column.START, Column.DUE, Column.STATUS, Column.TITLE})
_PROSE = frozenset({Column.COMMENT, Column.PROGRESS, Column.ACHIEVEMENTS})
"""Cells of prose, in which a label counts only at the beginning of a line."""
_LOOKED_AT = 8000


def take_apart(record: Record) -> Record:
    """Put what stands behind a label in a cell under the field that the label names."""
    if not any(part.column in _CUT and _could_hold_label(part) for part in record.parts):
        return record
    said = {part.column for part in record.parts}
    parts: list[Part] = []
    found: set[Column] = set()
    for part in record.parts:
        pieces = _pieces(part, said) if part.column in _CUT and _could_hold_label(part) else ()
        parts += pieces or (part,)
        found |= {piece.column for piece in pieces if piece.column is not None and piece.column is not part.column}
    if not found:
        return replace(record, parts=tuple(parts))
    return replace(record, parts=tuple(_success_from_evidence(parts)), inferred=record.inferred | found)


def _could_hold_label(part: Part) -> bool:
    return ":" in part.text or "\n" in part.text or _names_two(part.heading)


def _names_two(heading: str) -> bool:
    """Tell whether a heading announces two things in one cell ("Delivery & Success")."""
    return re.search(r"&|/|\band\b|\+", heading, re.I) is not None


def _pieces(part: Part, said: set[Column | None]) -> Sequence[Part]:
    text = part.text[:_LOOKED_AT]
    labels = [each for each in _labels(part, text) if each[2] not in said & _SINGLE or each[2] is part.column]
    if not labels:
        return ()
    lead = text[: labels[0][0]].strip(" \n;,\u2013-")
    if part.column is Column.TITLE and not lead and labels[0][2] is not Column.TITLE:
        return ()
    pieces = [replace(part, text=lead)] if lead else []
    for (_, begin, column, label), following in zip(labels, [*labels[1:], None], strict=True):
        end = following[0] if following else len(part.text)
        text = part.text[begin:end].strip(" \n;,")
        own = column is part.column
        pieces.append(Part(column, part.heading if own else label, text, part.index if own else -1))
    return [piece for piece in pieces if piece.text]


def _labels(part: Part, text: str) -> list[tuple[int, int, Column, str]]:
    """Give each label: where it and its text begin, and what it stands for."""
    found = {each.start("label"): each for pattern in (_ALONE, _WITH_COLON) for each in pattern.finditer(text)}
    found |= {each.start("label"): each for each in _glued(part, text) if each.start("label") not in found}
    result: list[tuple[int, int, Column, str]] = []
    for start in sorted(found):
        label = found[start]["label"]
        if part.column in _PROSE and text[max(0, start - 1) : start].strip("\n"):
            continue
        if (not result or start >= result[-1][1]) and (label[:1].isupper() or start == 0):
            result.append((start, found[start].end(), _column(label), label))
    return result


def _glued(part: Part, text: str) -> list[re.Match[str]]:
    """Give labels without a colon, where the heading itself announces both ("Delivery & Success")."""
    announced = set(key(part.heading).split()) if _names_two(part.heading) else set()
    found = [each for each in _GLUED.finditer(text) if announced and key(each["label"]).split()[0] in announced]
    capital = [each for each in found if each["label"][:1].isupper()]
    return capital if len({key(each["label"]).split()[0] for each in capital}) > 1 else []


def _column(label: str) -> Column:
    return next(column for column, pattern in _COLUMNS if pattern.fullmatch(label))


def _success_from_evidence(parts: Sequence[Part]) -> list[Part]:
    """Let a target or evidence stand for the success measure where none is named."""
    if any(part.column is Column.SUCCESS for part in parts):
        return list(parts)
    stand_in = next(
        (each for each in parts if each.column in {Column.TARGET, Column.EVIDENCE} and each.index < 0), None
    )
    return [replace(each, column=Column.SUCCESS) if each is stand_in else each for each in parts]
