"""Dates as plans write them, and the day each stands for."""

import calendar
import random
from collections.abc import Callable
from datetime import date

Style = str
_MONTHS = list(calendar.month_name)
_SHORT = list(calendar.month_abbr)
STYLES = ("long", "short", "iso", "slashed", "month", "short month", "quarter", "academic", "term", "loose", "mixed")
NO_DATE = (
    "TBC",
    "Ongoing and reviewed each year",
    "Continuous",
    "Ongoing",
    "ongoing",
    "twice yearly",
    "6-12 months",
    "Y1",
    "Y1-3",
    "Year One",
    "when funding allows",
    "annual",
)
"""Wordings that stay text."""


def style(rng: random.Random) -> Style:
    """Choose how a plan writes its dates."""
    return rng.choice(STYLES)


def due(rng: random.Random, how: Style, year: int) -> tuple[str, date | None]:
    """Make up a due text and its last day, None where it stays text."""
    if rng.random() < 0.18:
        return rng.choice(NO_DATE), None
    form = rng.choice(STYLES[:-1]) if how == "mixed" else how
    return _FORMS[form](rng, year + rng.randint(1, 2))


def start(rng: random.Random, how: Style, year: int) -> tuple[str, date | None]:
    """Make up a start text and its first day."""
    month = rng.randint(1, 12)
    form = "month" if how in {"term", "quarter", "academic", "loose", "mixed"} else how
    first = date(year, month, 1)
    return _text_of(form, first), first


def _text_of(form: Style, day: date) -> str:
    forms = {
        "long": f"{day.day} {_MONTHS[day.month]} {day.year}",
        "short": f"{day.day:02}-{_SHORT[day.month]}-{day.year % 100:02}",
        "iso": day.isoformat(),
        "slashed": f"{day.day:02}/{day.month:02}/{day.year}",
        "month": f"{_MONTHS[day.month]} {day.year}",
        "short month": f"{_SHORT[day.month]}-{day.year % 100:02}",
    }
    return forms[form]


def _day(form: Style) -> Callable[[random.Random, int], tuple[str, date]]:
    def make(rng: random.Random, year: int) -> tuple[str, date]:
        day = date(year, rng.randint(1, 12), rng.randint(1, 28))
        text = _text_of(form, day)
        return (f"by {text}" if form == "long" and rng.random() < 0.3 else text), day

    return make


def _month(form: Style) -> Callable[[random.Random, int], tuple[str, date]]:
    def make(rng: random.Random, year: int) -> tuple[str, date]:
        month = rng.randint(1, 12)
        last = _last(year, month)
        text = _text_of(form, last)
        lead = rng.choice(("", "", "End of ", "by ", "by the end of ")) if form == "month" else ""
        return f"{lead}{text}", last

    return make


def _quarter(rng: random.Random, year: int) -> tuple[str, date]:
    number = rng.randint(1, 4)
    text = rng.choice(
        (f"Q{number} {year}", f"{year} Q{number}", f"Quarter {number} {year}", f"end of Q{number} {year}")
    )
    return text, _last(year, 3 * number)


def _academic(rng: random.Random, year: int) -> tuple[str, date]:
    short = f"{year % 100:02}/{(year + 1) % 100:02}"
    text = rng.choice(
        (f"AY {short}", f"Academic Year {short}", f"academic year {year}-{year + 1}", f"{year}/{short[3:]}")
    )
    return text, date(year + 1, 7, 31)


def _term(rng: random.Random, year: int) -> tuple[str, date]:
    season, month = rng.choice((("summer", 8), ("spring", 5), ("autumn", 11)))
    return rng.choice((f"{season} {year}", f"{season.capitalize()} {year}")), _last(year, month)


def _loose(rng: random.Random, year: int) -> tuple[str, date]:
    month = rng.randint(1, 12)
    name, short = _MONTHS[month], _SHORT[month]
    pair = f"{year}/{(year + 1) % 100:02}"
    return rng.choice(
        (
            (f"{short} {year}", _last(year, month)),
            (f"By the end of {year}", date(year, 12, 31)),
            (f"28.{month:02}.{year}", date(year, month, 28)),
            (f"mid {name} {year}", _last(year, month)),
            (f"no later than {name} {year}", _last(year, month)),
            (f"Year 2 ({pair})", date(year + 1, 7, 31)),
            (f"autumn term {pair}", date(year, 12, 31)),
            (f"H1 {year}", date(year, 6, 30)),
            (f"{name} {year} (papers)", _last(year, month)),
            (f"1st {name} {year}", date(year, month, 1)),
        )
    )


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_FORMS: dict[str, Callable[[random.Random, int], tuple[str, date]]] = {
    "long": _day("long"),
    "short": _day("short"),
    "iso": _day("iso"),
    "slashed": _day("slashed"),
    "month": _month("month"),
    "short month": _month("short month"),
    "quarter": _quarter,
    "academic": _academic,
    "term": _term,
    "loose": _loose,
}
