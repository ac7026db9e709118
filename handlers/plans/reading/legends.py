"""The key that a plan prints for its colours and type faces: "Green = completed, Blue = not started"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from handlers.cells import key
from handlers.plans.rag import Rag
from handlers.plans.reading.colours import USUAL
from handlers.plans.reading.rag import read_status

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
    rf"(?P<term>{_STYLES}|{_NAMES})(?: text| type| font| shading| cells?| rows?)?(?:\s*\([BRAGY]\))?"
)
_PAIR = re.compile(
    rf"\b{_TERM}(?<=[\w)]){_SAYS}(?P<words>[^;|\n.]{{2,90}}?)(?=\s*(?:[;|\n.)]|$|,\s*(?:and )?\b(?:text|in|"
    rf"{_STYLES}|{_NAMES})\b|"
    rf"\s+and\s+(?:text|in|{_STYLES}|{_NAMES})\b|\s+\b(?:{_STYLES}|{_NAMES})\b{_SAYS}))",
    re.I,
)
_LETTERS = {"b": "blue", "r": "red", "a": "amber", "y": "amber", "g": "green"}
_LETTER_PAIR = re.compile(
    r"(?<![\w.])(?P<letter>[A-Z]{1,2}|[0-5])(?:\s*[=:]|\s+[-\u2013\u2014]|\s*\))\s*"
    r"(?P<words>[^;|\n=]{2,90}?)(?=\s*(?:[;|\n]|$|[,.]?\s+"
    r"(?:and )?(?:[A-Z]{1,2}|[0-5])(?:\s*[=:]|\s+[-\u2013\u2014]|\s*\))))"
)
_LONGEST_LETTER = 2
_FEWEST_LETTERS = 2
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
            elif term in _LETTERS or len(term) <= _LONGEST_LETTER:
                self.names.setdefault(_LETTERS.get(term, term), words)
            else:
                self.styles.setdefault(term, words)

    def words_for(self, term: str) -> str:
        """Give what the key says of a colour by its name or its first letter, or nothing."""
        return self.names.get(group_named(term), "")

    @property
    def has_colours(self) -> bool:
        """Tell whether the key says what a colour means, and not only a letter or a number."""
        return bool(self.fills) or any(name in COLOURS.values() for name in self.names)

    @property
    def is_empty(self) -> bool:
        """Tell whether the plan prints no key."""
        return not (self.names or self.fills or self.styles)


def group_named(text: str) -> str:
    """Give the group of a colour that a text names, in full or by its first letter, or nothing."""
    small = text.strip(" .").casefold()
    return COLOURS.get(small, _LETTERS.get(small, small if len(small) <= _LONGEST_LETTER else ""))


def usual_meaning(group: str, words: str) -> Rag | None:
    """Give what a colour stands for by itself, where its key says it in words that leave it open ("some delay").

    Red for what is late says nothing of whether it was begun, so there is no answer.
    """
    late = group == "red" and re.search(r"\b(?:delay|late|behind|overdue|defer|postpone|slip)", words, re.I)
    return None if late and not re.search(r"\bnot (?:yet )?(?:started|begun)\b", words, re.I) else USUAL.get(group)


def mentions_key(text: str) -> bool:
    """Tell whether a text holds a key of colours or type faces: at least two pairs, or one and the word "key"."""
    found = _pairs(text)
    if len(found) != 1:
        return len(found) >= 2
    if re.match(r"\W*(?:key|legend|rag|colou?r)", text, re.I):
        return True
    return _PAIR.fullmatch(text.strip()) is not None and read_status(found[0][1]).known


def _pairs(text: str) -> list[tuple[str, str]]:
    named = [(_term(found["term"]), found["words"].strip()) for found in _PAIR.finditer(text[:_LONGEST])]
    return named or _lettered(text[:_LONGEST])


def _lettered(text: str) -> list[tuple[str, str]]:
    """Read "B = Complete, G = On track" or "3 = done": not a key of themes or numbers, so they must mean a status."""
    found = [(each["letter"].casefold(), each["words"].strip(" ,.")) for each in _LETTER_PAIR.finditer(text)]
    letters = {letter for letter, _ in found}
    says = sum(1 for _, words in found if read_status(words).known)
    enough = 1 if letters <= _LETTERS.keys() else len(found)
    return found if len(letters) >= _FEWEST_LETTERS and says >= enough else []


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
