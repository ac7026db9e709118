"""Whether a question leans on the one before it: "who pays the second year tho", "and for apprentices?"."""

import re
from typing import Final

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


def leans_on_what_came_before(text: str) -> bool:
    """Tell whether a question is short, and points back or says too little to stand alone."""
    size = len(_WORD.findall(text))
    if not 0 < size <= _MOST_WORDS:
        return False
    return size <= _FEW_WORDS or bool(_BEGINS.match(text) or _POINTS_BACK.search(text))
