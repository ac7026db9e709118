"""What somebody types behind “status”: a part, a length, a day to compare with. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.day_words import read_day
from handlers.reviews.model import Review

_SHORT = re.compile(r"\b(?:in )?(?:short|brief)\b|\bexecutive(?: view)?\b", re.I)
_SINCE = re.compile(r"\bsince (?:the )?(?:review )?(?:on |of )?(?P<day>.+)$", re.I)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """A status that somebody asks for; `part` is as it was typed, empty for the whole plan."""

    part: str
    short: bool = False
    since: date | None = None


def read_asked(text: str, today: date) -> Asked:
    """Read it; what is no length and no day belongs to the part."""
    said = " ".join(text[:_LONGEST].split()).strip(" ?.!")
    short = _SHORT.search(said)
    if short:
        said = (said[: short.start()] + said[short.end() :]).strip()
    found = _SINCE.search(said)
    day = _past(found["day"], today) if found else None
    if found and day:
        said = said[: found.start()].strip()
    return Asked(said, bool(short), day)


def review_by(day: date, reviews: Sequence[Review]) -> Review | None:
    """The last review closed that was held on this day or before it; None where there is none."""
    held = [review for review in reviews if review.closed_at is not None and review.held_on <= day]
    return max(held, key=lambda review: review.held_on, default=None)


def _past(text: str, today: date) -> date | None:
    """A day that has been: one without a year is the last such day, not the next."""
    day = read_day(text, today)
    if day is None or day <= today:
        return day
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None
