"""Days as people write them in a chat: 12 May, 12/05/2027, Friday, tomorrow. Pure."""

import re
from datetime import date, timedelta

from handlers.dates import MONTHS, WEEKDAYS

_MONTHS = tuple(name.casefold() for name in MONTHS)
_WEEKDAYS = tuple(name.casefold() for name in WEEKDAYS)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?(?: (\d{4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", re.ASCII)
_LONGEST = 60


def read_day(text: str, today: date) -> date | None:
    """Read a day in British order; without a year the next such day. None where there is no such day, or no day."""
    said = " ".join(text[: _LONGEST + 1].casefold().replace(",", " ").split()).strip(" .")
    if not said or len(text) > _LONGEST:
        return None
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    words = said.split()
    while len(words) > 1 and (words[0] in ("the", "on", "next") or _index(words[0], _WEEKDAYS)):
        words = words[1:]
    return _weekday(words[0], today) or _written(" ".join(words), today)


def _written(said: str, today: date) -> date | None:
    if found := _ISO.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(said):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    if found := _DAY_MONTH.fullmatch(said):
        return _dated(int(found[1]), _index(found[2], _MONTHS), found[3], today)
    if found := _MONTH_DAY.fullmatch(said):
        return _dated(int(found[2]), _index(found[1], _MONTHS), found[3], today)
    return None


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    # 29 February is not in every year.
    coming = (_day(today.year + ahead, month, day) for ahead in range(9))
    return next((found for found in coming if found is not None and found >= today), None)


def _weekday(said: str, today: date) -> date | None:
    wanted = _index(said, _WEEKDAYS)
    return today + timedelta(days=(wanted - 2 - today.weekday()) % 7 + 1) if wanted else None


def _index(word: str, names: tuple[str, ...]) -> int:
    """From one on, which of the names the word begins, with three letters or more; 0 where it is none."""
    return next((number for number, name in enumerate(names, 1) if len(word) > 2 and name.startswith(word)), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
