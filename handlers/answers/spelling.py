"""Short forms written out and slips of the finger put right, before anything is compared.

A word that neither the entries nor the English language know goes to the nearest word of the entries, or else to the
commonest English word one slip away. A word that exists is never touched: "trading" stays, though "grading" is known,
and so does "mowing", as "mow" is known. Only letters that are mistaken for each other count as one for another:
neighbours on the keyboard, vowels, and what sounds alike; "ramen" is no "raven".
"""

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from handlers.answers.words import LONGEST, MEANT, MEANT_ANYWHERE, STOP, stem, words

_SHORTEST = 4
_LONGEST = 24
# From this length on, two slips are forgiven.
_LONG = 8
# A question is respelt up to so many strange words: a pasted page of another language is not worth the time.
_MOST = 12
# "U.S." is one word, and no "you".
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[^\W_]+")
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "r", "ers", "rs", "ly", "y", "nt", "re", "ve")
_BEGINNINGS = ("un", "re", "de", "dis", "non", "over", "out", "pre", "mis")
_SHORTEST_ROOT = 3


def _mistaken() -> dict[str, str]:
    """Give the letters that each letter is typed for by mistake."""
    keys = {
        letter: (x, y) for y, row in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm")) for x, letter in enumerate(row)
    }
    pairs = {one + other for one, a in keys.items() for other, b in keys.items() if _touch(a, b)}
    pairs |= {one + other for group in ("aeiouy", "ckqs", "sz", "gj", "fv", "mn") for one in group for other in group}
    return {letter: "".join(sorted({p[1] for p in pairs if p[0] == letter} - {letter})) for letter in keys}


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two keys lie side by side; each row begins further to the right than the one above."""
    across, down = other[0] - one[0], other[1] - one[1]
    return (down == 0 and abs(across) == 1) or (down == 1 and across in (-1, 0)) or (down == -1 and across in (0, 1))


_MISTAKEN = _mistaken()


class Spelling:
    """Knows the words of the entries, and English words with their rank (0 is the commonest)."""

    def __init__(self, texts: Iterable[str], english: Mapping[str, int]) -> None:
        texts = list(texts)
        self._known = Counter(word for text in texts for word in words(text))
        self._english = english
        # Another base may mean something else by a short form: for a bank, an app is no application.
        raw = {stem(word) for text in texts for word in _WORD.findall(text.casefold())}
        local = {short: whole for short, whole in MEANT.items() if raw.issuperset(map(stem, whole.split()))}
        self._short = {**local, **MEANT_ANYWHERE}
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if word.isalpha() and len(word) >= _SHORTEST:
                self._by_start.setdefault(word[0], []).append(word)

    def meant(self, text: str) -> str:
        """Write a text as it was meant, its marks and capitals left as they are."""
        left = _MOST
        parts: list[str] = []
        end = 0
        for match in _WORD.finditer(text[:LONGEST]):
            word = match[0].casefold()
            better = self._short.get(word)
            if better is None and left and self._is_strange(word):
                left -= 1
                better = self._nearest(word)
            parts += [text[end : match.start()], match[0] if better is None else better]
            end = match.end()
        return "".join([*parts, text[end:LONGEST]])

    def _is_strange(self, word: str) -> bool:
        right_size = _SHORTEST <= len(word) <= _LONGEST
        return right_size and word.isascii() and word.isalpha() and not self._exists(word)

    def _exists(self, word: str) -> bool:
        """Tell whether a word is known, or is made of one that is."""
        if word in STOP or self._is_root(word) or self._is_root(f"{word}s"):
            return True
        if word.endswith("e") and self._is_root(f"{word}d"):
            return True
        if any(word.startswith(beginning) and self._is_root(word[len(beginning) :]) for beginning in _BEGINNINGS):
            return True
        roots = [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)]
        return any(self._is_root(root) or self._is_root(f"{root}e") or self._is_doubled(root) for root in roots)

    def _is_root(self, word: str) -> bool:
        return len(word) >= _SHORTEST_ROOT and (word in self._english or self._known[word] > 0)

    def _is_doubled(self, root: str) -> bool:
        return root[-2:-1] == root[-1:] and self._is_root(root[:-1])

    def _nearest(self, word: str) -> str | None:
        near = set(_one_slip_away(word))
        ours = [known for known in near if self._known[known] and len(known) >= _SHORTEST]
        if not ours and len(word) >= _LONG:
            alike = (known for known in self._by_start.get(word[0], ()) if abs(len(known) - len(word)) <= 2)
            ours = [known for known in alike if len(known) >= _LONG - 1 and slips(word, known, 2) <= 2]
        if ours:
            # The first letter is seldom mistyped.
            return min(ours, key=lambda known: (known[0] != word[0], -self._known[known], known))
        english = [w for w in near if w in self._english and len(w) >= _SHORTEST and _begin_alike(w, word)]
        return min(english, key=lambda known: (known[0] != word[0], self._english[known]), default=None)


def _begin_alike(one: str, other: str) -> bool:
    return one[0] == other[0] or one[:2] == other[1::-1]


def _one_slip_away(word: str) -> Iterator[str]:
    """Give all that one letter left out, added, taken for another, or two exchanged could have made of a word."""
    for i in range(len(word) + 1):
        before, after = word[:i], word[i:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in string.ascii_lowercase:
            yield before + letter + after
        for letter in _MISTAKEN[after[0]] if after else "":
            yield before + letter + after[1:]


@lru_cache(maxsize=20_000)
def slips(one: str, other: str, most: int) -> int:
    """Count the slips between two words: letters left out, added, taken for another, neighbours exchanged."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
