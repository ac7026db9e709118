"""Dates as people write them in plans: a day, a month, a quarter, an academic year, a range, or no date at all.

Only what is certain becomes a date. What is relative ("6-12 months"), recurring ("twice yearly") or conditional ("when
the new site is live") stays text, without complaint. FORMATS.md of the project lists the wordings that were met.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.cells import shown
from handlers.plans.reading import date_forms, date_words
from handlers.plans.reading.date_forms import ImpossibleDateError, Span

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_CLOCK = re.compile(r"[t ,]+(?:at )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]m|z)?$", re.ASCII)
_SERIAL = re.compile(r"(?P<days>[34]\d{4})(?:\.\d+)?", re.ASCII)
_SERIAL_ORIGIN = date(1899, 12, 30)
_SLASHED = re.compile(r"(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-](?P<year>(?:19|20)?\d\d)", re.ASCII)
_MONTHS_IN_YEAR = 12
_YEAR_IN_BRACKETS = re.compile(r"(?P<outside>[^()]*)\((?P<inside>[^()]*\d{2}[^()]*)\)")
_SHORT = re.compile(rf"(?P<month>{'|'.join(sorted(date_words.MONTHS, key=len, reverse=True))})\.?\s(?P<year>\d\d)")
_MOVED = re.compile(
    r"(?<=\w)[\s,;:.(-]+(?:was |is |has been |date )*"
    r"(?:revised|extended|moved|now|changed|delayed|deferred|postponed|slipped|pushed back|put back|amended|updated|"
    r"rescheduled)\b(?: (?:date|to|until|till|target|deadline|due|by|back|for|from))*"
    r"[\s:-]*(?P<to>[^()]+)"
)
"""A second date that holds in place of the first ("June 2026, revised to January 2027")."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the plan says about its dates: the years it runs, whose quarters it counts, and if months come first.

    `quarters` is "calendar", "financial" or "academic"; `month_first` tells that some date in the file is so written.
    """

    years: tuple[int, int] | None = None
    quarters: str = "calendar"
    month_first: bool = False


PLAIN = Calendar()


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


def has_month_first(text: str) -> bool:
    """Tell whether a text is a date that only makes sense with its month first, such as 07/31/2024."""
    found = _SLASHED.fullmatch(_tidy(text[:_LONGEST])) if "/" in text else None
    return found is not None and int(found["a"]) <= _MONTHS_IN_YEAR < int(found["b"]) <= 31


def read_period(text: str, calendar: Calendar = PLAIN) -> Period:
    """Read a start, due or timescale cell. It never raises; a day that does not exist is an error in the answer."""
    words = _tidy(text) if len(text) <= 2 * _LONGEST else ""
    if not words or len(words) > _LONGEST:
        return Period()
    moved = _MOVED.search(words)
    if moved is not None and (later := read_period(moved["to"], calendar)).last is not None:
        note = f"{shown(text)} names more than one date; the later wording, {_long(later.last)}, was taken."
        return replace(later, warning=later.warning or note)
    try:
        return _slashed(words, text, calendar) or _read(words, text, calendar)
    except ImpossibleDateError as impossible:
        return Period(error=f"{shown(text)} is not a possible date: {impossible}. No date was set; please correct it.")


def _tidy(text: str) -> str:
    small = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    line = " ".join(_DASHES.sub("-", small).split()).rstrip(" .,;")
    return _CLOCK.sub("", line)


def _slashed(words: str, text: str, calendar: Calendar) -> Period | None:
    """Read 07/31/2024, which has no 31st month, with its month first; say so too where 03/04/2021 may be either."""
    found = _SLASHED.fullmatch(words)
    if found is None:
        return None
    if has_month_first(text):
        turned = f"{found['b']}/{found['a']}/{found['year']}"
        period = _read(turned, text, calendar)
        return replace(period, warning=f"{shown(text)} was read as {_long(period.last)}, with its month first.")
    period = _read(words, text, calendar)
    unsure = calendar.month_first and int(found["a"]) <= _MONTHS_IN_YEAR and found["a"] != found["b"]
    if not unsure or period.last is None:
        return period
    note = (
        f"{shown(text)} was read as {_long(period.last)}, day first, but other dates in this file have the month first."
    )
    return replace(period, warning=note)


def _long(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "no date"


def _read(words: str, text: str, calendar: Calendar) -> Period:
    if date_words.CONDITIONAL.search(words) or date_words.RECURRING.search(words):
        return Period()
    if date_forms.counts_quarters(words) and (calendar.quarters != "calendar" or date_forms.pairs_quarter(words)):
        return _quarter(words, text, calendar)
    span = _closer(words) or _with_lead_in(_BRACKETS.sub("", words)) or _bracketed(words) or _short(words, calendar)
    if span is not None:
        return Period(span.first, span.last, span.is_range, warning=_span_note(span, text))
    serial = _SERIAL.fullmatch(words)
    if serial:
        return _from_serial(int(serial["days"]), text)
    return Period(warning="" if date_words.RELATIVE.search(words) else _why_not(words, text))


def _closer(words: str) -> Span | None:
    """Read "Start of AY 26/27 (Sept 2026)": where only the brackets name a month, they say it more closely."""
    found = _YEAR_IN_BRACKETS.fullmatch(words)
    if found is None or date_forms.names_month(found["outside"]) or not date_forms.names_month(found["inside"]):
        return None
    return _with_lead_in(found["inside"].strip())


def _bracketed(words: str) -> Span | None:
    """Read "Year 1 (2021/22)": what is relative is said again, in brackets, as a date."""
    found = _YEAR_IN_BRACKETS.fullmatch(words)
    if found is None or not date_words.RELATIVE.search(found["outside"]):
        return None
    return _with_lead_in(found["inside"].strip())


def _short(words: str, calendar: Calendar) -> Span | None:
    """Read "Dec 24" as a month where the year lies within the plan; else it may as well be a day."""
    found = _SHORT.fullmatch(date_words.TO_THE_DATE.sub("", words))
    if found is None or calendar.years is None:
        return None
    year = 2000 + int(found["year"])
    span = date_forms.read(f"{found['month']} {year}") if calendar.years[0] <= year <= calendar.years[1] else None
    return replace(span, note="month") if span else None


def _quarter(words: str, text: str, calendar: Calendar) -> Period:
    """Read a quarter of a financial or academic year, where the plan says which it counts."""
    span = date_forms.quarter_of_pair(_with_no_lead_in(words), calendar.quarters)
    if span is None or span.last is None:
        return Period(warning=f"{shown(text)} does not say which quarter of which year is meant. Write a month.")
    return Period(span.first, span.last)


def _with_no_lead_in(words: str) -> str:
    return date_words.TO_THE_DATE.sub("", words)


def _from_serial(days: int, text: str) -> Period:
    day = _SERIAL_ORIGIN + timedelta(days=days)
    return Period(
        day, day, warning=f"{shown(text)} looks like a spreadsheet's own number for {_long(day)}, so that was taken."
    )


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
    if date_words.ONWARDS.search(words):
        span = _with_lead_in(date_words.ONWARDS.sub("", words))
        return _open(span) if span is not None else None
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


def _span_note(span: Span, text: str) -> str:
    if span.last is None or not (span.season or span.note):
        return ""
    if span.note:
        return f"{shown(text)} was taken for {span.last:%B %Y}, as the plan runs in that year."
    return f"{shown(text)} was taken to end on {span.last:%d %B %Y}. Write a month if another was meant."


def _why_not(words: str, text: str) -> str:
    """Say what is missing where the text looks as if a date was meant; stay silent where it is plain words."""
    if date_forms.lacks_year(words):
        return f"{shown(text)} has no year, so no date was set. Add the year if there is one."
    if re.search(r"\d", words):
        return (
            f"No date could be read from {shown(text)}; it is kept as text. Write it like 31 July 2026 if it is a date."
        )
    return ""
