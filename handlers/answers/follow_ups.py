"""Whether a question leans on the one before it: "who pays the second year tho", "and for apprentices?"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from handlers.answers.words import LONGEST, STOP, stem, words

_MOST_WORDS: Final = 14
# A question of so few words hardly stands alone.
_FEW_WORDS: Final = 4
_WORD: Final = re.compile(r"[\w'\u2019]+")
_BEGINS: Final = re.compile(
    r"\s*(?:and|but|or|so|then|also|ok|okay|what about|how about|what if|what else|any(?:thing)? (?:more|else)|why|when"
    r"|same|even|only|is that|is it|does that|does it|do they|are they|can they|can i still)\b",
    re.IGNORECASE,
)
_POINTS_BACK: Final = re.compile(
    r"\b(?:it|its|that|this|those|these|them|they|their|there|one|ones|same|instead|tho|though|then|too|as well|either"
    r"|after(?:wards)?|second|third|next|first|other|others|else|again|still|later)\b",
    re.IGNORECASE,
)
# A word is somebody else's where it is asked there at least so often, and mostly in one matter. From two on, "expire",
# "extend" and "nearest" were among them, which fit many an entry (23 Nov 2026).
_OFTEN: Final = 3
_MOSTLY: Final = 0.6


def leans_on_what_came_before(text: str) -> bool:
    """Tell whether a question is short, and points back or says too little to stand alone."""
    size = len(_WORD.findall(text))
    if not 0 < size <= _MOST_WORDS:
        return False
    return size <= _FEW_WORDS or bool(_BEGINS.match(text) or _POINTS_BACK.search(text))


class ElsewhereWords:
    """Words that lead away from what came before: asked again and again of somebody else, and named by no entry.

    "Can it be claimed on my payslip" points back to a fee, and asks what pay alone knows. Taken together with the
    question before it, it would be answered from an entry that says nothing of payslips, and surely at that.
    """

    def __init__(self, ours: Iterable[str], elsewhere: Iterable[Iterable[str]]) -> None:
        """`ours` are all texts of the entries, `elsewhere` the phrasings of each matter that belongs to others."""
        known = {word for text in ours for word in _stems(text)}
        asked: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for matter, phrasings in enumerate(elsewhere):
            for phrasing in phrasings:
                asked_here = _stems(phrasing) - known
                for word in asked_here:
                    asked[word][matter] += 1
        self._words = frozenset(word for word, matters in asked.items() if _is_of_one(matters))

    def in_text(self, text: str) -> bool:
        """Whether one of them is in a text."""
        return not self._words.isdisjoint(_stems(text))


def _stems(text: str) -> set[str]:
    parts = (text[at : at + LONGEST] for at in range(0, len(text), LONGEST))
    return {stem(word) for part in parts for word in words(part) if word not in STOP}


def _is_of_one(matters: Counter[int]) -> bool:
    most = max(matters.values())
    return most >= _OFTEN and most / matters.total() > _MOSTLY
