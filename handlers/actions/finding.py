"""Finding an action by what somebody typed. Pure."""

import re
from collections.abc import Sequence

from handlers.plans.model import Action

MOST = 10
"""More are not offered to choose from: whoever finds so many types another word."""
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
_LONGEST = 300


def find(text: str, actions: Sequence[Action]) -> Sequence[Action]:
    """The actions that somebody means, the likeliest first: the one of this reference, else those with these words.

    A word counts where a word of the title begins with it. Actions with all the words come alone, if there are any.
    """
    wanted = _plain(text)
    named = [action for action in actions if action.ref and _plain(action.ref) == wanted]
    if named:
        return named[:MOST]
    words = [word for word in _words(text[:_LONGEST]) if len(word) >= _SHORTEST]
    scores = [(sum(_begins(word, _words(action.title)) for word in words), action) for action in actions]
    best = max((score for score, _ in scores), default=0)
    least = best if best == len(words) else max(best - 1, 1, len(words) // 2)
    found = [(score, action) for score, action in scores if score and score >= least]
    return [action for _, action in sorted(found, key=lambda pair: -pair[0])][:MOST]


def _plain(text: str) -> str:
    """A reference without what people leave out: "Action V1." is "v1"."""
    return "".join(_words(text[:_LONGEST])).removeprefix("action")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _begins(word: str, title: Sequence[str]) -> bool:
    return any(each.startswith(word) for each in title)
