"""Which field a column of a plan holds, told from its heading alone."""

import re
from enum import StrEnum
from functools import lru_cache

from handlers.cells import key
from handlers.plans.reading import heading_words


class Column(StrEnum):
    """What a column of a plan can hold."""

    REF = "reference"
    TITLE = "action"
    THEME = "theme"
    OWNER = "owner"
    START = "start"
    DUE = "due"
    SUCCESS = "success measure"
    STATUS = "status"
    PROGRESS = "progress"
    """Mostly prose ("Progress & Next Steps"), now and then a status word."""
    ACHIEVEMENTS = "achievements"
    COMMENT = "comment"
    LEARNING = "learning"
    SOURCE = "source"
    RATIONALE = "rationale"
    BASELINE = "baseline"
    TARGET = "target"
    RESOURCE = "resource"
    EVIDENCE = "evidence"
    NEXT_STEP = "next step"
    CONTEXT = "context"
    """What an action serves ("Objective"), where another column names the action itself."""
    BAND = "period"
    """A heading that is itself a period ("6-12 months", "Year One")."""


FIELDS = {
    Column.REF: "ref",
    Column.TITLE: "title",
    Column.THEME: "theme",
    Column.OWNER: "owner_text",
    Column.START: "start",
    Column.DUE: "due",
    Column.SUCCESS: "success_measure",
    Column.STATUS: "rag",
    Column.PROGRESS: "comment",
    Column.ACHIEVEMENTS: "comment",
    Column.COMMENT: "comment",
    Column.LEARNING: "learning",
    Column.SOURCE: "source",
    Column.RATIONALE: "rationale",
    Column.BASELINE: "baseline",
    Column.TARGET: "target",
    Column.RESOURCE: "resource",
    Column.EVIDENCE: "evidence",
    Column.NEXT_STEP: "next_step",
    Column.CONTEXT: "comment",
}
"""The field of `ActionDraft` that a column is read into. A period column is kept whole, as it feeds several."""

MANY = frozenset(
    {
        Column.SUCCESS,
        Column.PROGRESS,
        Column.COMMENT,
        Column.LEARNING,
        Column.CONTEXT,
        Column.BAND,
        Column.RATIONALE,
        Column.BASELINE,
        Column.TARGET,
        Column.RESOURCE,
        Column.EVIDENCE,
        Column.NEXT_STEP,
    }
)
"""Columns that a table may have several of; their texts are joined."""

_EXACT = {word: Column[name] for name, words in heading_words.EXACT.items() for word in words.split("|")}
_LOOSE = tuple((Column[name], re.compile(rf"\b(?:{words})\b")) for name, words in heading_words.LOOSE)
_OTHER = frozenset(heading_words.OTHER.split("|"))
_SECOND_CHOICE = frozenset(heading_words.SECOND_CHOICE_TITLES.split("|"))
_THEME_STAND_INS = frozenset(heading_words.THEME_STAND_INS.split("|"))
_JOINT = re.compile(r"\s*[/,;+|\n]\s*|\s+(?:and|or)\s+|\s*&\s*")
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_LOOSE_LONGEST = 9
_LONGEST = 80

_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|twelve|eighteen)"
_BAND = re.compile(
    rf"{_COUNT} (?:to )?{_COUNT} (?:months|years|weeks)|(?:first|next|within|up to|in) {_COUNT} (?:months|years)|"
    rf"{_COUNT} (?:months|years)|(?:year|yr|y|phase|stage) ?{_COUNT}(?: (?:20)?\d\d(?: (?:20)?\d\d)?)?|"
    rf"(?:short|medium|long)(?: term)? {_COUNT} (?:to )?{_COUNT} (?:months|years)|"
    r"(?:first|second|third) year|(?:academic year |ay ?)?(?:20)?\d\d (?:20)?\d\d|20\d\d|(?:short|medium|long) term|"
    r"q[1-4](?: (?:20)?\d\d(?: \d\d)?)?|20\d\d q[1-4]|(?:autumn|spring|summer|winter)(?: term)?(?: 20\d\d)?|"
    r"(?:term|semester) [123](?: 20\d\d(?: \d\d)?)?"
)
_DATED = re.compile(
    r"(?: (?:as of|as at|at|to|in))?(?: (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)?(?: (?:20)?\d\d){1,2}$"
)
_WITHIN = re.compile(r"\s*(?:work\s?stream|theme|pillar)s?\b[\s:\-\u2013]+(\S.*)", re.I | re.S)

LOOKED_FOR = (
    "Action (or Planned action, Activity, Recommendation, Step, What is to be done), and beside it Theme, Owner (or "
    "Responsibility, Lead, By whom), Start, Due (or End, Timescale, By when, Deadline), Success measures, Status (or "
    "RAG), Comment and Learning"
)


@lru_cache(maxsize=4096)
def recognise(text: str) -> Column | None:
    """Say which column a heading stands for, if it is one of those that plans are known to use."""
    if len(text) > _LONGEST:
        return None
    plain = key(_without_brackets(text))
    for words in (key(text), key(_written_out(text)), plain, _DATED.sub("", plain)):
        if words in _EXACT:
            return _EXACT[words]
        if words in _SECOND_CHOICE:
            return Column.TITLE
        if _BAND.fullmatch(words):
            return Column.BAND
    return Column.REF if text.strip() in {"#", "№"} else _of_parts(text)


def _of_parts(text: str) -> Column | None:
    """Read a heading of two names ("Challenges / risks", "Outputs and outcomes") where they mean one field."""
    parts = [key(part) for part in _JOINT.split(_without_brackets(text)) if key(part)]
    found = [_EXACT[part] for part in parts if part in _EXACT]
    if len(parts) < 2 or len(found) * 2 < len(parts) or not all(part in _EXACT or part in _OTHER for part in parts):
        return None
    return found[0] if len({FIELDS.get(each, each) for each in found}) == 1 else None


@lru_cache(maxsize=4096)
def recognise_loosely(text: str) -> Column | None:
    """Say which column a heading in a known heading row most likely stands for, by a word in it."""
    return next(iter(loose_columns(text)), None)


@lru_cache(maxsize=4096)
def loose_columns(text: str) -> tuple[Column, ...]:
    """Give every column that a word of a heading may stand for, in the order of the words."""
    words = key(_without_brackets(text)) if len(text) <= _LONGEST else ""
    if not words or len(words.split()) > _LOOSE_LONGEST or is_other(text):
        return ()
    found = [(match.start(), column) for column, pattern in _LOOSE if (match := pattern.search(words))]
    return tuple(dict.fromkeys(column for _, column in sorted(found, key=lambda each: each[0])))


def is_other(text: str) -> bool:
    """Tell whether a heading is known to hold something that an action has no field for ("Priority")."""
    return key(_without_brackets(text)) in _OTHER


def is_second_choice(text: str) -> bool:
    """Tell whether a heading names the action only where there is no better one."""
    return _DATED.sub("", key(_without_brackets(text))) in _SECOND_CHOICE


def may_be_theme(text: str) -> bool:
    """Tell whether a heading names the theme where no other one does ("Bucket", "Strategic priority")."""
    return key(_without_brackets(text)) in _THEME_STAND_INS


def theme_within(text: str) -> str:
    """Give what follows a theme heading inside the same cell ("Work stream Recognition"), or nothing."""
    found = _WITHIN.match(text[:_LONGEST])
    return found[1] if found else ""


def _without_brackets(text: str) -> str:
    return _written_out(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text))


def _written_out(text: str) -> str:
    """Write "we'll", "how's" and "DueDate" as headings usually have them."""
    text = _RUN_TOGETHER.sub(" ", text) if " " not in text else text
    if "'" not in text and "\u2019" not in text:
        return text
    whole = re.sub(r"['\u2019]ll\b", " will", text, flags=re.I)
    return re.sub(
        r"\b(how|what|who|where|when|it)['\u2019]s\b",
        r"\1 is",
        re.sub(r"\b(we|you)['\u2019]ve\b", r"\1 have", whole, flags=re.I),
        flags=re.I,
    )
