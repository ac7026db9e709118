"""Columns that a plan adds for each review ("Update Nov 2023", "Update May 2024"), the newest first."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from handlers.plans.reading.date_words import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WHEN = re.compile(
    rf"(?:\b(?P<month>{_MONTH})\b\.?[\s'\u2019/-]*)?\b(?P<year>20\d\d|(?<=[a-z\s'\u2019/-])\d\d)\b", re.I | re.ASCII
)
_SLASHED = re.compile(r"\b(?:\d{1,2}[/.])?(?P<month>0?[1-9]|1[0-2])[/.](?P<year>(?:20)?\d\d)\b", re.ASCII)


class Named(Protocol):
    """Anything with a heading."""

    @property
    def text(self) -> str:
        """The heading as written."""


Each = TypeVar("Each", bound=Named)


def when(heading: str) -> tuple[int, int]:
    """Give the year and month that a heading names; (0, 0) where it names none, month 0 where only a year."""
    for pattern in (_SLASHED, _WHEN):
        found = list(pattern.finditer(heading))
        if found:
            last = found[-1]
            month = last["month"]
            number = 0 if not month else int(month) if month.isdigit() else MONTHS[month.casefold()]
            return int(last["year"]) % 100 + 2000, number
    return 0, 0


def newest_first(columns: Sequence[Each]) -> list[Each]:
    """Sort columns by the date in their headings, if each has one; else give them as they are."""
    if len(columns) < 2 or any(when(each.text) == (0, 0) for each in columns):
        return list(columns)
    return sorted(columns, key=lambda each: when(each.text), reverse=True)
