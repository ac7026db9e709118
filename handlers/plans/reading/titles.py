"""What a plan is called and how long it runs, as its title row or the sheet's name says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from handlers.cells import BULLET, one_line
from handlers.plans.reading.date_words import MONTHS
from handlers.plans.reading.dates import Calendar, read_period
from handlers.plans.reading.rag import is_status_heading
from handlers.plans.reading.themes import announced_theme, read_key

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PERIOD = re.compile(
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})\s+)?20\d\d\s*(?:-|\u2013|\u2014|/|to|until)\s*"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})\s+)?(?:20)?\d\d(?!\d)",
    re.I,
)
_PLAN = re.compile(r"\bplan\b|technician|commitment|\baction|review|self[- ]assessment|roadmap", re.I)
_OLD = re.compile(
    r"\b(?:review|rag|old|previous|past|last|archived?|closed|superseded|former|completed|progress)\b", re.I
)
_NEW = re.compile(r"\b(?:new|future|next|forward|current|proposed|draft)\b", re.I)
_WHOLE_PLAN = re.compile(r"\bplan\b|\breview of\b|self[- ]assessment", re.I)
_LONGEST = 160
_MOST_WORDS = 12
_SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Name:
    """A plan's title and period; `age` is -1 for what is called old or a review, 1 for what is called new, else 0."""

    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    age: int = 0

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last calendar year of the period."""
        return (self.starts_on.year, self.ends_on.year) if self.starts_on and self.ends_on else None


def name_of(lines: Iterable[str], sheet: str) -> Name:
    """Propose title and period from the lines above a table and the sheet's name."""
    above = [one_line(line) for line in lines]
    titles = [
        line for line in above if 3 < len(line) <= _LONGEST and not read_key([line]) and not announced_theme(line)
    ]
    named = [line for line in titles if _PLAN.search(line)]
    title = next((line for line in (*named, *titles) if not line.endswith(".")), "")
    for text in (title, sheet, *above):
        starts, ends = period_in(text)
        if starts:
            return Name(title, starts, ends, _age(title if is_status_heading(sheet) else f"{title} {sheet}"))
    return Name(title, age=_age(title if is_status_heading(sheet) else f"{title} {sheet}"))


def is_title(text: str) -> bool:
    """Tell whether a lone line in the middle of a sheet begins another plan: it says so, and names a period."""
    short = len(text.split()) <= _MOST_WORDS and not BULLET.match(text) and not text.endswith(".")
    return short and _WHOLE_PLAN.search(text) is not None and period_in(text)[0] is not None


def period_in(text: str) -> tuple[date | None, date | None]:
    """Find a period of more than one year in a text ("2020-23", "November 2018 to October 2027")."""
    for found in _PERIOD.finditer(text[:_LONGEST]):
        years = re.fullmatch(r"(20\d\d)\s*\D\s*((?:20)?\d\d)", found[0])
        if years:
            first, last = int(years[1]), int(years[2]) % 100 + 2000
            if first < last:
                return date(first, 1, 1), date(last, 12, 31)
            continue
        period = read_period(found[0])
        if period.first and period.last and period.first < period.last:
            return period.first, period.last
    return None, None


def impossible_period(text: str) -> str:
    """Say why a period printed around the plan cannot be, or give nothing."""
    return next((error for found in _PERIOD.finditer(text[:_LONGEST]) if (error := read_period(found[0]).error)), "")


def calendar_of(name: Name, lines: Iterable[str], dates: Iterable[str], *, month_first: bool) -> Calendar:
    """Say how the plan counts its quarters and which years it runs: those of its title, or else of its dates."""
    words = " ".join(line[:_LONGEST] for line in lines).casefold()
    quarters = "calendar"
    if re.search(r"financial (?:year )?quarter|quarters? of the financial year|financial year \(|q1 ?[=:] ?apr", words):
        quarters = "financial"
    elif re.search(r"academic (?:year )?quarter|quarters? of the academic year|q1 ?[=:] ?aug", words):
        quarters = "academic"
    return Calendar(name.years or _years_of(dates), quarters, month_first)


def _years_of(dates: Iterable[str]) -> tuple[int, int] | None:
    periods = (read_period(text) for text in islice((each for each in dates if each), _SAMPLE))
    years = [day.year for period in periods for day in (period.first, period.last) if day]
    return (min(years), max(years)) if years else None


def _age(text: str) -> int:
    if _NEW.search(text):
        return 1
    return -1 if _OLD.search(text) else 0
