"""How an entry is shown on a given day.

Until its review date an entry is shown whole. After that it is shown with a warning, and what may have changed is left
out: all of `current`, and in `answer` each sentence with a sum, a percentage or a deadline. A sentence that names a
past year, and no later one, is history and stays: "In 2023 the fee was £16.40." A sentence of this year or of a year
to come is not history, as that is just what the missing review would have looked at.

The lines that an institution's own values are filled into are shown while both the entry and the values are in date.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.answers.entries import Entry
from handlers.answers.values import NO_VALUES, Line, Values, filled
from handlers.answers.whom import Whom, by_name
from handlers.dates import spoken

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# 2025/26, 2025-26 and 2025-2026: a span reaches into its second year.
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*[/\-\u2013]\s*(\d\d)\b")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME_BOUND = re.compile(
    r"[£€$]\s*\d"
    r"|\d\s*(?:%|p\b|k\b|pounds?\b|gbp\b|eur\b|euros?\b|per cent\b|percent\b|pence\b)"
    r"|\b(?:hundred|thousand|million)\s+(?:pounds|euros)\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH + r"\b"
    r"|\b" + _MONTH + r"\s+\d{1,2}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
    r"|\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:deadline|closing date|closes?|closed|opens?|reopens?|due|last day|no later than|by the end of)\b"
    r"[^.]*\b(?:\d|monday|tuesday|wednesday|thursday|friday|" + _MONTH + r"\b)",
    re.IGNORECASE,
)
# A full stop ends a sentence only before a space and a new beginning, so that "£16.40" and "e.g. a" stay whole.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(£€$A-Z0-9])")
_BULLET = re.compile(r"\s*(?:[-*\u2022]|\d+[.)])\s")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person sees of an entry: paragraphs, the institution's own lines, and a warning where a review is late.

    `asks` says to ask for what the institution has not set yet, empty where nothing is missing.
    """

    paragraphs: tuple[str, ...]
    warning: str | None = None
    withheld: bool = False
    local: tuple[Line, ...] = ()
    asks: str = ""


def shown(entry: Entry, today: date, values: Values = NO_VALUES, whom: Whom | None = None) -> Shown:
    """Compose what is shown of an entry on a day, with the values that the institution has set.

    `whom` is who can be asked about it; without it the post is named that looks after it.
    """
    whom = whom or by_name(entry.owner)
    if today <= entry.review_by:
        found = Shown((*_paragraphs(entry.answer), *_paragraphs(entry.current)))
        return _with_local(found, entry, today, values, whom)
    kept = [_lasting(block, today) for block in _blocks(entry.answer)]
    paragraphs = tuple(line for block in kept for line in _paragraphs(block))
    withheld = bool(entry.current or _set(entry, today, values)) or kept != _blocks(entry.answer)
    return Shown(paragraphs, _warning(entry, whom, withheld=withheld), withheld)


def _with_local(found: Shown, entry: Entry, today: date, values: Values, whom: Whom) -> Shown:
    lines = _set(entry, today, values)
    if not entry.local:
        return found
    if not lines:
        return replace(found, asks=f"For what holds at your institution, {whom.please_ask}.")
    if values.in_date(today) or values.review_by is None:
        return replace(found, local=lines)
    lasting = tuple(line for line in lines if not line.values)
    return replace(found, warning=_values_warning(whom, values.review_by), withheld=True, local=lasting)


def _set(entry: Entry, today: date, values: Values) -> tuple[Line, ...]:
    return tuple(line for text in entry.local if (line := filled(text, values, today)) is not None)


def _values_warning(whom: Whom, review_by: date) -> str:
    late = f"What your institution set for this was due for review by {spoken(review_by)} and has not been checked."
    return f"{late} Its amounts, dates and contacts are left out until it is; {whom.please_ask}."


def _warning(entry: Entry, whom: Whom, *, withheld: bool) -> str:
    late = f"This answer was due for review by {spoken(entry.review_by)} and has not been checked since."
    if not withheld:
        return f"{late} Before you rely on it, {whom.please_ask}."
    return f"{late} Amounts and deadlines are left out until it is; {whom.please_ask}."


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _blocks(text: str) -> list[str]:
    """Split into paragraphs; a line that ends in a colon keeps the list below it, whose year it may carry."""
    blocks: list[str] = []
    for line in _paragraphs(text):
        if blocks and _BULLET.match(line) and blocks[-1].split("\n", 1)[0].endswith(":"):
            blocks[-1] += "\n" + line
        else:
            blocks.append(line)
    return blocks


def sentences(text: str) -> list[str]:
    """The sentences of a text, line by line."""
    return [sentence for line in _paragraphs(text) for sentence in _SENTENCE_END.split(line)]


def _lasting(block: str, today: date) -> str:
    # A list stands or falls with its heading.
    parts = [block] if "\n" in block else _SENTENCE_END.split(block)
    return " ".join(part for part in parts if not _TIME_BOUND.search(part) or _is_history(part, today))


def _is_history(sentence: str, today: date) -> bool:
    years = {int(year) for year in _YEAR.findall(sentence)}
    years |= {int(first[:2] + second) for first, second in _SPAN.findall(sentence)}
    return bool(years) and max(years) < today.year
