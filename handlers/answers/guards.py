"""What is left unanswered before anything is compared: orders to the machine, and what single people said.

A pattern that several of the entries' own phrasings fit is not used with those entries: where "delete everything on my
list" is an approved question, it is no attack.
"""

import re
from collections.abc import Iterable
from typing import Final

_ORDERS: Final = (
    r"</?\s*(?:system|instructions?|prompt|assistant|user|tool)\b",
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|guideline|above|previous|told)",
    r"\bsystem prompt\b|\byou are now\b|\bdeveloper mode\b|\bjailbreak",
    r"\b(?:delete|erase|drop|wipe|remove)\b.{0,30}\b(?:all|every|each|everything|table|database)\b",
    r"\b(?:mark|set|turn|change|make|move|switch|update)\b.{0,30}\b(?:all|every|each)\b"
    r".{0,40}\b(?:completed?|done|greens?|reds?|ambers?|closed)\b",
    r"\b(?:send|post|forward|e-?mail)\s+(?:this|a)?\s*(?:message|text|note|e-?mail)?\s*to\s+(?:all|every)",
)
_ABOUT_PEOPLE: Final = (
    r"\bwho\s+(?:(?:has|have|had)\s+)?(?:said|wrote|written|complained|voted|answered|rated|scored|commented|criticised)\b",
    r"\bwho\s+(?:gave|put|left)\b.{0,40}\b(?:score|rating|comment|answer|survey|ballot)",
    r"\b(?:who|which of (?:my|our|the)\b.{0,30})\s+(?:failed|wants? to (?:leave|quit)|was rejected|were rejected"
    r"|(?:is|are) (?:leaving|unhappy|looking for|planning to leave|thinking of leaving))",
    r"\bwho\s+(?:hasn.?t|has not|didn.?t|did not|haven.?t)\b",
    r"\b(?:say|said|put|wrote|write|answer|answered)\b.{0,20}\b(?:in|on)\s+the\s+(?:survey|ballot|comments?)\b",
    r"\b(?:technicians|people|staff|those|everyone|everybody|colleagues)\s+(?:who|that)\s+"
    r"(?:said|want|wrote|complained|are leaving|are unhappy|answered|did not|didn.?t)\b",
)


# "The share of those who said yes" is a figure, and nobody's secret.
_A_FIGURE: Final = re.compile(
    r"\b(?:proportion|percentage|per cent|share|number|how many)\b[^?.,;]{0,30}\bwho\b", re.IGNORECASE
)
# One is a coincidence: "who wrote the talent report".
_SEVERAL: Final = 2


class Guards:
    """The patterns that hold for a knowledge base."""

    def __init__(self, phrasings: Iterable[str]) -> None:
        patterns = [re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in (*_ORDERS, *_ABOUT_PEOPLE)]
        known = list(phrasings)
        self._patterns = [p for p in patterns if sum(bool(p.search(text)) for text in known) < _SEVERAL]

    def stop(self, text: str) -> bool:
        """Tell whether a text gives orders to the machine, or asks what single people said, answered or want."""
        without_figures = _A_FIGURE.sub("figure", text)
        return any(pattern.search(without_figures) for pattern in self._patterns)
