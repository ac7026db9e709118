"""Which column a heading stands for. The headings are those met in published plans, and their near relatives."""

import re
from enum import StrEnum

from handlers.plans.reading.cells import key


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
    CONTEXT = "context"
    """What an action serves ("Objective"), where another column names the action itself."""
    BAND = "period"
    """A heading that is itself a period ("6-12 months", "Year One")."""


MANY = frozenset({Column.SUCCESS, Column.PROGRESS, Column.COMMENT, Column.LEARNING, Column.CONTEXT, Column.BAND})
"""Columns that a table may have several of; their texts are joined."""

_HEADINGS = {
    Column.REF: (
        "id|ref|ref no|reference|reference no|reference number|no|number|nr|item|item no|code|action no|"
        "action number|action id|action ref|action reference|action code|ref number|s no"
    ),
    Column.TITLE: (
        "action|actions|planned action|planned actions|planned action objective|planned activity|"
        "planned activities|activity|activities|activity to be explored|activities to be explored|step|steps|"
        "what is to be done|task|tasks|title|action title|action description|description of action|"
        "action description detail|action point|action points|action required|actions required|"
        "action to be taken|actions to be taken|proposed action|proposed actions|agreed action|agreed actions|"
        "key action|key actions|specific action|specific actions|action item|action step|"
        "action steps|action objective|objective action|actions activities|action activity|planned steps"
    ),
    Column.THEME: (
        "theme|themes|work stream|work streams|pillar|pillars|strand|theme pillar|key theme|commitment theme|"
        "tc theme|technician commitment theme|technician commitment pillar|technician commitment area|area|"
        "key area|priority area"
    ),
    Column.OWNER: (
        "owner|owners|owner role|action owner|action owners|responsibility|responsibilities|responsible|"
        "internal area|lead|leads|lead s|by whom|who|lead directorate|lead department|person responsible|"
        "responsible person|persons responsible|responsible owner|responsible lead|lead responsibility|"
        "accountable|accountable owner|accountable post|action lead|lead person|lead role|owner lead|"
        "lead owner|owned by|assigned to|whose responsibility|responsible party"
    ),
    Column.START: "start|starts|start date|date started|begin|begins|from|planned start|commence|commencement",
    Column.DUE: (
        "due|due date|due by|date due|end|ends|end date|by when|when|target date|target dates|"
        "target completion date|completion date|completion|date of completion|deadline|deadlines|"
        "timescale|timescales|time scale|timeframe|time frame|timeline|timelines|timing|finish|finish date|"
        "planned end|to be completed by|complete by|date|until"
    ),
    Column.SUCCESS: (
        "success measure|success measures|success criteria|success criterion|delivery and success|"
        "delivery and success measure|delivery success|evidence|evidence of success|outcome|outcomes|"
        "expected outcome|expected outcomes|kpi|kpis|measure|measures|measure of success|measures of success|"
        "measure of impact|success indicator|success indicators|impact measure|impact measures|success outcome|"
        "success outcomes|success|target|targets"
    ),
    Column.STATUS: (
        "status|rag|rag status|rag rating|status rag|brag|brag status|current status|action status|"
        "progress status|rating|rag analysis|rag review"
    ),
    Column.PROGRESS: (
        "progress|progress and next steps|progress notes|progress note|progress so far|progress to date|"
        "progress update|our response|response|update|updates|latest update|next steps|progress comments"
    ),
    Column.ACHIEVEMENTS: "achievements|achievement",
    Column.COMMENT: (
        "comment|comments|remit|support actions|explanation|explanations|notes|note|commentary|"
        "additional comments|comment explanation|further information|reason|detail|details|description"
    ),
    Column.LEARNING: (
        "learning|learnings|learning points|lessons|lessons learned|lessons learnt|lesson|reflection|reflections"
    ),
    Column.SOURCE: "source|sources|source document",
}
_EXACT = {word: column for column, words in _HEADINGS.items() for word in words.split("|")}

SECOND_CHOICE_TITLES = (
    "recommendation",
    "recommendations",
    "objective",
    "objectives",
    "initiative",
    "initiatives",
    "workstream",
    "workstreams",
    "aim",
    "aims",
)
"""Headings that stand for the action only where no better one is there ("Workstream" may also be a theme)."""

# Looser words, used only for the other cells of a row that is already known to be the heading row.
_LOOSE = (
    (Column.STATUS, "rag|status"),
    (Column.LEARNING, "learning|learned|learnt|lesson|lessons"),
    (Column.SUCCESS, "success|measure|measures|kpi|kpis|outcome|outcomes|evidence|indicator|indicators"),
    (Column.START, "start|begin|commence"),
    (Column.DUE, "deadline|due|timescale|timeframe|when|completion|end date|target date"),
    (Column.OWNER, "owner|owners|responsible|responsibility|whom|lead|accountable"),
    (Column.THEME, "theme|themes|pillar|pillars"),
    (Column.PROGRESS, "progress|update|updates|response"),
    (Column.COMMENT, "comment|comments|notes|explanation"),
)
_LOOSE_PATTERNS = tuple((column, re.compile(rf"\b(?:{words})\b")) for column, words in _LOOSE)
_LOOSE_LONGEST = 6

_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|twelve|eighteen)"
_BAND = re.compile(
    rf"{_COUNT} (?:to )?{_COUNT} (?:months|years|weeks)|(?:first|next|within|up to|in) {_COUNT} (?:months|years)|"
    rf"{_COUNT} (?:months|years)|(?:year|yr|y|phase) ?{_COUNT}|(?:first|second|third) year|"
    r"(?:academic year |ay )?(?:20)?\d\d (?:20)?\d\d|20\d\d|(?:short|medium|long) term|q[1-4](?: 20\d\d)?|20\d\d q[1-4]"
)
_LONGEST = 80

LOOKED_FOR = (
    "Action (or Planned action, Activity, Recommendation, Step, What is to be done), and beside it Theme, Owner (or "
    "Responsibility, Lead, By whom), Start, Due (or End, Timescale, By when, Deadline), Success measures, Status (or "
    "RAG), Comment and Learning"
)


def recognise(text: str) -> Column | None:
    """Say which column a heading stands for, if it is one of those that plans are known to use."""
    if len(text) > _LONGEST:
        return None
    for words in (key(text), key(_without_brackets(text))):
        if words in _EXACT:
            return _EXACT[words]
        if words in SECOND_CHOICE_TITLES:
            return Column.TITLE
        if _BAND.fullmatch(words):
            return Column.BAND
    return Column.REF if text.strip() in {"#", "№"} else None


def recognise_loosely(text: str) -> Column | None:
    """Say which column a heading in a known heading row most likely stands for, by a word in it."""
    words = key(_without_brackets(text)) if len(text) <= _LONGEST else ""
    if not words or len(words.split()) > _LOOSE_LONGEST:
        return None
    return next((column for column, pattern in _LOOSE_PATTERNS if pattern.search(words)), None)


def is_second_choice(text: str) -> bool:
    """Tell whether a heading names the action only where there is no better one."""
    return key(_without_brackets(text)) in SECOND_CHOICE_TITLES


def theme_within(text: str) -> str:
    """Give what follows a theme heading inside the same cell ("Work stream Recognition"), or nothing."""
    found = re.match(r"\s*(?:work\s?stream|theme|pillar)s?\b[\s:\-\u2013]+(\S.*)", text[:_LONGEST], re.I | re.S)
    return found[1] if found else ""


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
