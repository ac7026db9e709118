"""Dates as people write them in plans: a day, a month, a quarter, an academic year, a range, or no date at all.

Only what is certain becomes a date. What is relative ("6-12 months"), recurring ("twice yearly") or conditional ("when
the new site is live") stays text, without complaint. FORMATS.md of the project lists the wordings that were met.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from handlers.plans.reading import date_forms, date_words
from handlers.plans.reading.cells import shown
from handlers.plans.reading.date_forms import ImpossibleDateError, Span

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_CLOCK = re.compile(r"[t ,]+(?:at )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]m|z)?$", re.ASCII)
_SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?", re.ASCII)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Period:
    """What a date cell says: the first and last day, where certain, and a word of warning where there is need."""

    first: date | None = None
    last: date | None = None
    is_range: bool = False
    """True where the text itself names a beginning ("March 2024 - February 2025", "from October 2024")."""
    error: str = ""
    warning: str = ""


def is_recurring(text: str) -> bool:
    """Tell whether a due text speaks of something that comes back, such as "twice yearly"."""
    return date_words.RECURRING.search(text.casefold()) is not None


def read_period(text: str) -> Period:
    """Read a start, due or timescale cell. It never raises; a day that does not exist is an error in the answer."""
    words = _tidy(text)
    if not words or len(words) > _LONGEST:
        return Period()
    try:
        return _read(words, text)
    except ImpossibleDateError as impossible:
        return Period(error=f"{shown(text)} is not a possible date: {impossible}. No date was set; please correct it.")


def _tidy(text: str) -> str:
    small = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    line = " ".join(_DASHES.sub("-", small).split()).rstrip(" .,;")
    return _CLOCK.sub("", line)


def _read(words: str, text: str) -> Period:
    if date_words.CONDITIONAL.search(words) or date_words.RECURRING.search(words):
        return Period()
    span = _with_lead_in(_BRACKETS.sub("", words))
    if span is not None:
        return Period(span.first, span.last, span.is_range, warning=_season_note(span, text))
    return Period(warning="" if date_words.RELATIVE.search(words) else _why_not(words, text))


def _with_lead_in(words: str) -> Span | None:
    """Take off, one by one, the words that may stand before a date, and read the rest."""
    while words:
        span = _turned(words) or date_forms.read(words)
        if span is not None:
            return span
        lead = date_words.LEAD_IN.match(words)
        if lead is None:
            return None
        words = words[lead.end() :]
    return None


def _turned(words: str) -> Span | None:
    """Read "end of …" (its last day), "start of …" (its first) and "from …" (no end is named)."""
    for pattern, turn in ((date_words.END_OF, _end_of), (date_words.START_OF, _start_of), (date_words.OPEN, _open)):
        found = pattern.match(words)
        span = _with_lead_in(words[found.end() :]) if found else None
        if span is not None:
            return turn(span)
    return None


def _end_of(span: Span) -> Span:
    return replace(span, first=span.last or span.first)


def _start_of(span: Span) -> Span:
    return replace(span, last=span.first)


def _open(span: Span) -> Span:
    return replace(span, last=span.last if span.is_range else None, is_range=True)


def _season_note(span: Span, text: str) -> str:
    if not span.season or span.last is None:
        return ""
    return f"{shown(text)} was taken to end on {span.last:%d %B %Y}. Write a month if another was meant."


def _why_not(words: str, text: str) -> str:
    """Say what is missing where the text looks as if a date was meant; stay silent where it is plain words."""
    if _SERIAL.fullmatch(words):
        return (
            f"{shown(text)} looks like a spreadsheet's own number for a day. "
            "Format the column as dates, save the file and import it again."
        )
    if date_forms.lacks_year(words):
        return f"{shown(text)} has no year, so no date was set. Add the year if there is one."
    if re.search(r"\d", words):
        return (
            f"No date could be read from {shown(text)}; it is kept as text. Write it like 31 July 2026 if it is a date."
        )
    return ""
