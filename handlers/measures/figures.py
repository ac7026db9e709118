"""Figures in what people write of a measure: "24% (May 2027)" is 24 percent. Pure."""

import re
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 300
_FIGURE: Final = re.compile(
    r"(?<![\w.,/-])(?P<money>[£€$])?\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<thousand>k\b)?\s?(?P<unit>%|per ?cent\b|percent\b)?(?![\w/]|-\d|[.,]\d)",
    re.I,
)
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE: Final = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})[a-z]*\.?(?:\s+\d{{4}})?|\b(?:19|20)\d\d(?:[/-]\d{{2,4}})?\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    re.I,
)
_THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: "%", a currency sign, or "" for a count."""

    value: float
    unit: str = ""


def figure_in(text: str) -> Figure | None:
    """The first figure in a text, which is neither a year nor part of a date; None where there is none."""
    undated = _DATE.sub(lambda found: " " * len(found.group()), text[:_LONGEST])
    found = _FIGURE.search(undated)
    if found is None:
        return None
    value = float(found["number"].replace(",", "")) * (_THOUSAND if found["thousand"] else 1)
    return Figure(value, "%" if found["unit"] else found["money"] or "")
