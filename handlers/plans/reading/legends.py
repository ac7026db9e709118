"""The key that a plan prints for its colours and type faces: "Green = completed, Blue = not started"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from handlers.plans.reading.cells import key

COLOURS = {
    "green": "green",
    "amber": "amber",
    "orange": "amber",
    "yellow": "amber",
    "red": "red",
    "blue": "blue",
    "purple": "purple",
    "grey": "grey",
    "gray": "grey",
    "white": "white",
    "black": "black",
}
"""Names of colours, and the group that each is counted in."""

_STYLES = r"bold[ -]?italics?|italics?|bold|struck[ -]?through|strikethrough"
_NAMES = "|".join(COLOURS)
_SAYS = (
    r"\s*(?:[=:\u2013\u2014]|-(?=\s|\w)|\bmeans?\b|\bindicates?\b|\bdenotes?\b|\bshows?\b|\brepresents?\b|\bis\b|\bare\b)"
    r"\s*"
)
_TERM = (
    r"(?:(?:text |items? |actions? |those |rows? |cells? )?(?:in |shaded |highlighted |marked )*)"
    rf"(?P<term>{_STYLES}|{_NAMES})(?: text| type| font| shading| cells?| rows?)?"
)
_PAIR = re.compile(
    rf"\b{_TERM}\b{_SAYS}(?P<words>[^;|\n.]{{2,90}}?)(?=\s*(?:[;|\n.)]|$|,\s*(?:and )?\b(?:text|in|"
    rf"{_STYLES}|{_NAMES})\b|"
    rf"\s+and\s+(?:text|in|{_STYLES}|{_NAMES})\b|\s+\b(?:{_STYLES}|{_NAMES})\b{_SAYS}))",
    re.I,
)
_LONGEST = 1000


@dataclass(slots=True)
class Legend:
    """What colours and type faces mean in this file, as words; `fills` are single shades, by six digits."""

    names: dict[str, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)

    def take(self, text: str) -> None:
        """Read the pairs of a text into the key."""
        for term, words in _pairs(text):
            if term in COLOURS:
                self.names.setdefault(COLOURS[term], words)
            else:
                self.styles.setdefault(term, words)

    @property
    def is_empty(self) -> bool:
        """Tell whether the plan prints no key."""
        return not (self.names or self.fills or self.styles)


def mentions_key(text: str) -> bool:
    """Tell whether a text holds a key of colours or type faces: at least two pairs, or one and the word "key"."""
    found = _pairs(text)
    return len(found) >= 2 or (len(found) == 1 and re.match(r"\W*(?:key|legend|rag|colou?r)", text, re.I) is not None)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(_term(found["term"]), found["words"].strip()) for found in _PAIR.finditer(text[:_LONGEST])]


def _term(text: str) -> str:
    words = key(text)
    if words in COLOURS:
        return words
    if words.startswith("bold") and "italic" in words:
        return "bold italic"
    return "bold" if words == "bold" else "italic" if words.startswith("italic") else "struck"


def legend_of(texts: Iterable[str]) -> Legend:
    """Read the key of colours from the remarks around a table."""
    legend = Legend()
    for text in texts:
        legend.take(text)
    return legend
