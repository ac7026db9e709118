"""Headings that are periods: months and quarters across a table, and the years above them."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from handlers.plans.reading.columns import Column, recognise
from handlers.plans.reading.date_words import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAMED = re.compile(rf"(?P<month>{_MONTH})\.?(?:[\s'\u2019/-]*(?P<year>(?:20)?\d\d))?", re.I)
_DAY = re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[ T]00:00(?::00)?)?", re.ASCII)
_PART = re.compile(r"(?:q|quarter ?)[1-4]|(?:term|semester|t|s) ?[1-3]|(?:autumn|spring|summer|winter)(?: term)?", re.I)
_YEAR = re.compile(
    r"(?:(?:academic |financial )?year |ay ?|fy ?)?(?:20\d\d|(?:20)?\d\d ?[/\u2013-] ?(?:20)?\d\d)", re.I
)
_ANY_YEAR = re.compile(r"(?:year|yr|y) ?(?:\d|one|two|three|four)", re.I)
_FEWEST = 3


def months_across(cells: Sequence[str]) -> Mapping[int, str]:
    """Give the headings that are months ("Sep-24", "October", a day that a spreadsheet shows as one), by their column.

    Two or fewer are not a grid: a row of an action may well name its first and last month.
    """
    found = {index: name for index, text in enumerate(cells) if (name := _month(text))}
    neighbours = sum(1 for one, other in pairwise(found) if other == one + 1)
    return found if len(found) >= _FEWEST and neighbours >= _FEWEST - 1 and len(set(found.values())) > 1 else {}


def _month(text: str) -> str:
    if not text or len(text) > 20:
        return ""
    day = _DAY.fullmatch(text)
    if day:
        names = [name for name, number in MONTHS.items() if number == int(day["month"]) and len(name) > 3]
        return f"{next(iter(names), 'May').capitalize()} {day['year']}"
    named = _NAMED.fullmatch(text)
    if named is None:
        return ""
    year = named["year"]
    return f"{named['month'].capitalize()} {year if len(year) == 4 else f'20{year}'}" if year else text


def is_year(text: str) -> bool:
    """Tell whether a heading is a year, in which the headings below it lie ("2024", "AY 2024/25", "Year 1")."""
    return bool(_YEAR.fullmatch(text) or _ANY_YEAR.fullmatch(text))


def is_part(text: str) -> bool:
    """Tell whether a heading is a part of a year ("T1", "Q2", "Semester 2"), which means little without one."""
    return bool(_PART.fullmatch(text))


def in_year(part: str, year: str) -> str:
    """Give "Q1" below "2024" as "Q1 2024"; what is not a part of a year stays as it is."""
    if not year or not (_PART.fullmatch(part) or (_NAMED.fullmatch(part) and not re.search(r"\d", part))):
        return part
    return f"{part} {year}"


def is_band_row(cells: Sequence[str]) -> bool:
    """Tell whether all that a row holds are periods, as the second heading row of a grid does."""
    filled = [text for text in cells if text]
    months = months_across(cells)
    return bool(filled) and (
        len(months) == len(filled) or all(recognise(text) is Column.BAND or is_part(text) for text in filled)
    )
