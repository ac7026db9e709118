"""The forms that a date itself takes, once the words around it are gone."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.plans.reading.date_words import MONTHS, ORDINALS, SEASON_ENDS

_ACADEMIC_START = 8  # UK academic years run from August to July.


class ImpossibleDateError(ValueError):
    """A text that has the form of a date, of a day that does not exist."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day that a text stands for; `last` is None where it names no end."""

    first: date
    last: date | None
    is_range: bool = False
    season: bool = False


_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|20)?\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_AY = r"(?:academic (?:year|session)|a\.?y\.?)"
_PAIR = r"(?P<a>(?:20)?\d\d)\s?[/-]\s?(?P<b>(?:20)?\d\d)"
_Q = r"q(?:uarter)?\s?(?P<quarter>[1-4])"


def read(words: str) -> Span | None:
    """Read a text that is nothing but a date, a month, a quarter, a year or a range of them."""
    return _single(words) or _range(words)


def lacks_year(words: str) -> bool:
    """Tell whether a month is named but no year."""
    return _NAMED_MONTH.search(words) is not None and re.search(r"(?:19|20)\d\d", words) is None


def _single(words: str) -> Span | None:
    for pattern, make in _FORMS:
        found = pattern.fullmatch(words)
        span = make(found) if found is not None else None
        if span is not None:
            return span
    return None


def _day(found: re.Match[str]) -> Span:
    year, day = _full_year(found["year"]), int(found["day"])
    month = MONTHS.get(found["month"]) or int(found["month"])
    return Span(*2 * (_date(year, month, day),))


def _month(found: re.Match[str]) -> Span:
    year = _full_year(found["year"])
    month = MONTHS.get(found["month"]) or int(found["month"])
    return _months(year, month, month)


def _quarter(found: re.Match[str]) -> Span:
    number = ORDINALS.get(found["quarter"]) or int(found["quarter"])
    return _months(_full_year(found["year"]), 3 * number - 2, 3 * number)


def _season(found: re.Match[str]) -> Span:
    first, last = SEASON_ENDS[found["season"]]
    span = _months(int(found["year"]), first, last)
    return Span(span.first, span.last, season=True)


def _year(found: re.Match[str]) -> Span:
    return _months(int(found["year"]), 1, 12)


def _academic(found: re.Match[str]) -> Span:
    first, last = _full_year(found["a"]), _full_year(found["b"])
    if last <= first:
        raise ImpossibleDateError(f"the academic year would end in {last} but begin in {first}")
    return Span(date(first, _ACADEMIC_START, 1), date(last, _ACADEMIC_START - 1, 31), is_range=last > first + 1)


def _bare_pair(found: re.Match[str]) -> Span | None:
    """Read "2024/25" and "24/25" as an academic year, and "2021-23" as calendar years."""
    first, last = _full_year(found["a"]), _full_year(found["b"])
    if last == first + 1 and len(found["b"]) == 2:
        return _academic(found)
    if last > first and len(found["a"]) == 4:
        return Span(date(first, 1, 1), date(last, 12, 31), is_range=True)
    return None


def _range(words: str) -> Span | None:
    """Read "March 2024 - May 2025", "July/August 2024", "1-31 May 2024", "between … and …"."""
    whole = words.removeprefix("between ").removeprefix("from ")
    for joint in (" - ", " to ", " and ", " until ", "/", "-"):
        left, found, right = whole.partition(joint)
        if found:
            span = _joined(left.strip(), right.strip())
            if span is not None:
                return span
    return None


def _joined(left: str, right: str) -> Span | None:
    end = _single(right) if left else None
    if end is None or end.last is None:
        return None
    for borrowed in ("", *_borrowed(right)):
        begin = _single(f"{left} {borrowed}".strip())
        if begin is not None:
            return _ordered(begin, end)
    return None


def _borrowed(right: str) -> tuple[str, ...]:
    """What the first half of "1-31 May 2024" or "October - March 2025" takes from the second."""
    month_and_year = _MONTH_AND_YEAR.search(right)
    year = re.search(r"(?:19|20)\d\d$", right)
    return tuple(part.group() for part in (year, month_and_year) if part)


def _ordered(begin: Span, end: Span) -> Span:
    first = begin.first
    if end.last is not None and first > end.last and first.year == end.last.year:
        first = _date(first.year - 1, first.month, first.day)  # "October - March 2025" begins in 2024
    if end.last is not None and first > end.last:
        raise ImpossibleDateError("it ends before it begins")
    return Span(first, end.last, is_range=True)


def _months(year: int, first: int, last: int) -> Span:
    if not 1 <= first <= last <= 12:
        raise ImpossibleDateError(f"there is no month {first}")
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _date(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise ImpossibleDateError(f"there is no month {month} (the order is day, month, year)")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ImpossibleDateError(f"{calendar.month_name[month]} {year} has {days} days")
    return date(year, month, day)


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_NAMED_MONTH = _form(rf"\b{_MONTH}(?!\w)")
_MONTH_AND_YEAR = _form(rf"{_MONTH}\s+(?:19|20)\d\d$")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = (
    (_form(rf"{_YEAR}([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)"), _day),
    (_form(rf"(?P<day>\d\d?)([-/.])(?P<month>\d\d?)\2{_SHORT_YEAR}"), _day),
    (_form(rf"{_DAY}(?:\s+of)?[\s-]*{_MONTH}[\s,-]*{_YEAR}"), _day),
    (_form(rf"{_DAY}[\s-]+{_MONTH}[\s-]+{_SHORT_YEAR}"), _day),
    (_form(rf"{_MONTH}\s*{_DAY},?\s+{_YEAR}"), _day),
    (_form(rf"(?:the )?(?:month of )?{_MONTH}[\s,'/-]*(?:of )?{_YEAR}"), _month),
    (_form(rf"{_MONTH}\s?[-'/]\s?{_SHORT_YEAR}"), _month),
    (_form(rf"(?P<month>0?[1-9]|1[0-2])/{_YEAR}"), _month),
    (_form(rf"(?:calendar )?{_Q}[\s,/-]*(?:of )?{_SHORT_YEAR}"), _quarter),
    (_form(rf"{_YEAR}[\s,/-]*{_Q}"), _quarter),
    (_form(rf"(?P<quarter>first|second|third|fourth|[1-4](?:st|nd|rd|th)) quarter (?:of )?{_YEAR}"), _quarter),
    (_form(rf"(?P<season>spring|summer|autumn)(?: of)? {_YEAR}"), _season),
    (_form(rf"(?:the )?{_AY}\s?{_PAIR}"), _academic),
    (_form(rf"(?:the )?{_PAIR} {_AY}"), _academic),
    (_form(_PAIR), _bare_pair),
    (_form(rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])"), _month),
    (_form(rf"(?:the )?(?:calendar )?(?:year )?{_YEAR}"), _year),
)
