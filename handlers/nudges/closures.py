"""Closure days from a list: what is read, and what is wrong with it, row by row. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dates import spoken

LONGEST = 60
"""Days; a longer range is more likely a wrong year than a closure."""
MOST = 366
_RANGE = re.compile(r"\s*(?:\.\.|[\u2013\u2014]|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_HEADINGS = {"date", "day", "first", "from", "start", "closed", "closure"}


@dataclass(frozen=True, slots=True)
class Closure:
    """Some days on which an institution is closed, both included, and what they are called."""

    first: date
    last: date
    name: str = ""

    @property
    def days(self) -> Sequence[date]:
        """Every day of it."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row (counted from 1)."""

    row: int
    message: str


@dataclass(frozen=True, slots=True)
class Closures:
    """What a list says; nothing of it is used while there are problems."""

    closures: tuple[Closure, ...]
    problems: tuple[Problem, ...]

    @property
    def days(self) -> frozenset[date]:
        """All days together."""
        return frozenset(day for closure in self.closures for day in closure.days)


def read_closures(rows: Iterable[Sequence[str]], today: date) -> Closures:
    """Read rows of a day or a range and a name: "2027-12-24..2028-01-03", "Christmas"; or first day, last day, name."""
    closures: list[Closure] = []
    problems: list[Problem] = []
    for number, cells in enumerate(rows, 1):
        given = [cell.strip() for cell in cells]
        if not any(given) or given[0].startswith("#") or (number == 1 and given[0].casefold() in _HEADINGS):
            continue
        read = _closure(given, today)
        if isinstance(read, str):
            problems.append(Problem(number, read))
        else:
            closures.append(read)
    days = {day for closure in closures for day in closure.days}
    if len(days) > MOST:
        problems.append(Problem(0, f"These are {len(days):,} days; at most {MOST} closure days can be kept."))
    return Closures(tuple(closures), tuple(problems))


def _closure(cells: Sequence[str], today: date) -> Closure | str:
    """One row, or what is wrong with it."""
    ends = _RANGE.split(cells[0], maxsplit=1)
    rest = list(cells[1:])
    if len(ends) == 1 and rest and (_looks_like_a_day(rest[0]) or (not rest[0] and len(rest) > 1)):
        ends.append(rest.pop(0) or ends[0])
    first, last = _day(ends[0]), _day(ends[-1])
    if first is None or last is None:
        wrong = ends[0] if first is None else ends[-1]
        return f"“{wrong[:40]}” is not a day. Write it like 2027-12-24 or 24/12/2027."
    if last < first:
        return f"It ends on {spoken(last)}, before it begins on {spoken(first)}."
    if (last - first).days >= LONGEST:
        return f"From {spoken(first)} to {spoken(last)} is more than {LONGEST} days. Is the year right?"
    if abs((first - today).days) > 5 * 366:
        return f"{spoken(first)} is more than five years away. Is the year right?"
    return Closure(first, last, next((cell for cell in rest if cell), ""))


def _looks_like_a_day(text: str) -> bool:
    return bool(text) and text[0].isdigit()


def _day(text: str) -> date | None:
    """A day as ISO or in British order; None for anything else, such as 30 February."""
    text = text.strip()
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
        if british := _BRITISH.fullmatch(text):
            day, month, year = map(int, british.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None
