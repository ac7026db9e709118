"""The forms that a date itself takes, once the words around it are gone."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.plans.reading.date_words import MONTHS, ORDINALS, PART_OF_MONTH, SEASON_ENDS, SEMESTERS, TERMS

_ACADEMIC_START = 8  # UK academic years run from August to July.
_FINANCIAL_START = 4  # The British public sector's financial year runs from April to March.


class ImpossibleDateError(ValueError):
    """A text that has the form of a date, of a day that does not exist."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day that a text stands for; `last` is None where it names no end."""

    first: date
    last: date | None
    is_range: bool = False
    season: bool = False
    note: str = ""


_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|20)?\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_AY = r"(?:academic (?:year|session)|session|a[./]?y\.?)"
_PAIR = r"(?P<a>(?:20)?\d\d)\s?[/-]\s?(?P<b>(?:20)?\d\d)"
_Q = r"q(?:uarter)?\s?(?P<quarter>[1-4])"


def read(words: str) -> Span | None:
    """Read a text that is nothing but a date, a month, a quarter, a year or a range of them."""
    words = PART_OF_MONTH.sub("", words)
    return _single(words) or _range(words)


def counts_quarters(words: str) -> bool:
    """Tell whether a text names a quarter by its number."""
    return _A_QUARTER.search(words) is not None


def pairs_quarter(words: str) -> bool:
    """Tell whether a text names a quarter of a year that is written as a pair ("Q3 2022/23")."""
    return _QUARTER_OF_PAIR.fullmatch(words.removeprefix("by ")) is not None


def quarter_of_pair(words: str, quarters: str) -> Span | None:
    """Read "Q3 2022/23" where it is known whose quarters are meant; None where it is not."""
    found = _QUARTER_OF_PAIR.fullmatch(words)
    first = {"financial": _FINANCIAL_START, "academic": _ACADEMIC_START}.get(quarters)
    if found is None or first is None:
        return None
    year = _full_year(found["a"] or found["c"])
    months = (first - 1) + 3 * (int(found["quarter"] or found["quarter2"]) - 1)
    begin = _months(year + months // 12, months % 12 + 1, months % 12 + 1)
    end = _months(year + (months + 2) // 12, (months + 2) % 12 + 1, (months + 2) % 12 + 1)
    return Span(begin.first, end.last)


def names_month(words: str) -> bool:
    """Tell whether a text names a month."""
    return _NAMED_MONTH.search(words) is not None


def lacks_year(words: str) -> bool:
    """Tell whether a month is named but no year."""
    return names_month(words) and re.search(r"(?:19|20)\d\d", words) is None


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


def _term(found: re.Match[str]) -> Span:
    """Read "autumn term 2023" and "spring term 2023/24"; with a pair, all but the first term lie in its second year."""
    groups = found.groupdict()
    word = groups.get("term") or str(ORDINALS[groups["nth"]])
    semester = groups.get("semester")
    first, last = (SEMESTERS if semester and semester != "term" and word in SEMESTERS else TERMS)[word]
    starts = first >= 9
    year = _full_year(groups["year"]) if groups.get("year") else _full_year(groups["a" if starts else "b"])
    if groups.get("a") and _full_year(groups["b"]) != _full_year(groups["a"]) + 1:
        raise ImpossibleDateError("an academic year ends one year after it began")
    begin = _months(year, first, first)
    end = _months(year + (last < first), last, last)
    return Span(begin.first, end.last, season=True)


def _winter(found: re.Match[str]) -> Span:
    return Span(date(_full_year(found["a"]), 12, 1), _months(_full_year(found["a"]) + 1, 2, 2).last, season=True)


def _half(found: re.Match[str]) -> Span:
    second = found["half"] in {"2", "second", "2nd"}
    return _months(int(found["year"]), 7 if second else 1, 12 if second else 6)


def _financial(found: re.Match[str]) -> Span:
    first, last = _full_year(found["a"]), _full_year(found["b"])
    if last != first + 1:
        raise ImpossibleDateError("a financial year ends one year after it began")
    return Span(date(first, _FINANCIAL_START, 1), date(last, _FINANCIAL_START - 1, 31), season=True)


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
        # "2026-2027" may be an academic year as well as two years, so it is worth a word.
        return Span(date(first, 1, 1), date(last, 12, 31), is_range=True, season=last == first + 1)
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


_TERM_WORDS = "|".join(word for word in TERMS if word.isalpha() and len(word) > 3)
_A_QUARTER = _form(r"\bq(?:uarter)?\s?[1-4]\b")
_QUARTER_OF_PAIR = _form(
    r"q(?:uarter)?\s?(?P<quarter>[1-4])[\s,/-]*(?:of )?(?:fy\s?|ay\s?)?(?P<a>(?:20)?\d\d)\s?[/-]\s?(?:20)?\d\d"
    r"|(?P<c>(?:20)?\d\d)\s?[/-]\s?(?:20)?\d\d[\s,]+q(?:uarter)?\s?(?P<quarter2>[1-4])"
)
_TERM = rf"(?P<term>{_TERM_WORDS})"
_PART_OF_AY = r"(?:(?P<semester>sem(?:ester)?|s(?=\s?\d))|t(?:erm|rimester)?)\.?\s?(?P<term>[123]|one|two|three)"
_NTH_PART = r"(?P<nth>1st|2nd|3rd|first|second|third) (?P<semester>semester|term)"
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
    (_form(rf"(?:the )?{_TERM} term,?(?: of)? {_YEAR}"), _term),
    (_form(rf"(?:the )?{_TERM}(?: term)?,?(?: of)? {_PAIR}"), _term),
    (_form(rf"{_PAIR},? {_TERM}(?: term)?"), _term),
    (_form(rf"(?P<semester>semester|term) (?P<term>[123]|one|two|three),?(?: of)? {_PAIR}"), _term),
    (_form(rf"{_PAIR},? (?P<semester>semester|term) (?P<term>[123]|one|two|three)"), _term),
    (_form(rf"{_PART_OF_AY}[\s,/-]*(?:of )?(?:{_AY}\s?)?{_PAIR}"), _term),
    (_form(rf"(?:{_AY}\s?)?{_PAIR}[\s,-]+{_PART_OF_AY}"), _term),
    (_form(rf"(?:the )?{_NTH_PART},?(?: of)? (?:the )?(?:{_AY}\s?)?{_PAIR}"), _term),
    (_form(rf"(?:{_AY}\s?){_PAIR},? {_TERM}(?: term)?"), _term),
    (_form(rf"(?P<term>michaelmas|martinmas|lent|hilary|trinity|candlemas),?(?: of)? {_YEAR}"), _term),
    (_form(rf"winter {_PAIR}"), _winter),
    (_form(rf"h(?P<half>[12]) {_YEAR}"), _half),
    (_form(rf"(?:the )?(?P<half>first|second|1st|2nd) half of {_YEAR}"), _half),
    (_form(rf"(?:the )?(?:financial year|f\.?y\.?)\s?{_PAIR}"), _financial),
    (_form(rf"(?P<season>spring|summer|autumn)(?: of)? {_YEAR}"), _season),
    (_form(rf"(?:the )?{_AY}\s?{_PAIR}"), _academic),
    (_form(rf"(?:the )?{_PAIR} {_AY}"), _academic),
    (_form(_PAIR), _bare_pair),
    (_form(rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])"), _month),
    (_form(rf"(?:the )?(?:calendar )?(?:year )?{_YEAR}"), _year),
)
