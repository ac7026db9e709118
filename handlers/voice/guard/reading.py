"""A text as the guard reads it: words with their places, and the same words on one plain line."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_APOSTROPHES: Final = "\u2018\u2019\u02bc`"
_DASHES: Final = "\u2010\u2011\u2013\u2014"
_PLAIN: Final = str.maketrans(_APOSTROPHES + _DASHES + "\u201c\u201d", "'" * 4 + "-" * 4 + '"' * 2)
_WORD: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+){0,6}|[^\w\s]|_")
_LETTER: Final = r"[^\W\d_]"
_SMALL: Final = r"[^\W\d_A-Z]"
_CAPITAL: Final = re.compile(
    rf"(?:Mc|Mac|O'|D'|Fitz)?{_LETTER}{_SMALL}{{1,38}}(?:[-']{_LETTER}{_SMALL}{{0,38}}){{0,3}}",
)
_SENTENCE_ENDS: Final = frozenset('.!?:;"([•*-/')
_STOPS: Final = frozenset(".!?")
_LONGEST: Final = 40
"""Characters of a word that are looked at."""
_SHOUTED: Final = 0.7
_NO_PRONOUNS: Final = frozenset(("HE", "IT", "US"))
"""Higher education, computing and a country; they stay as they are on the line."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark, where it stands, and whether a sentence begins with it.

    `lower` is the word in lower case; `name` the same without a possessive ("pete" of "Pete's").
    """

    text: str
    lower: str
    name: str
    start: int
    end: int
    first: bool
    owning: bool

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        """Whether it is written as names are: Pete, Anne-Marie, McIntyre; not DNA, CSciTeach or pete."""
        return self.text[0].isupper() and _CAPITAL.fullmatch(self.name_as_written) is not None

    @property
    def name_as_written(self) -> str:
        """The word without its possessive, as it is written."""
        return self.text[: len(self.name)]


class Reading:
    """A text, its words, and those words in lower case on one line with single spaces between them."""

    def __init__(self, text: str) -> None:
        # One character for one, so that places stay what they are.
        self.text = text.translate(_PLAIN)
        self.words: Sequence[Word] = tuple(self._words())

    def _words(self) -> list[Word]:
        found: list[Word] = []
        end = 0
        for match in _WORD.finditer(self.text):
            written = match.group()
            lower = written[:_LONGEST].lower()
            before = self.text[end : match.start()]
            first = not found or "\n" in before or found[-1].lower in _SENTENCE_ENDS
            name = lower.removesuffix("'s").removesuffix("'")
            found.append(Word(written, lower, name, match.start(), match.end(), first, name != lower))
            end = match.end()
        return found

    @cached_property
    def shouted(self) -> bool:
        """Whether the text is in capitals, so that they say nothing."""
        letters = [each for each in self.text[:400] if each.isalpha()]
        return len(letters) > 12 and sum(each.isupper() for each in letters) > _SHOUTED * len(letters)

    @cached_property
    def line(self) -> str:
        """The words in lower case, one space between them; what is no pronoun in capitals stays in capitals."""
        return self.line_of(self.words)

    def line_of(self, words: Sequence[Word]) -> str:
        """Some of its words as `line` has them."""
        return " ".join(each.text if each.text in _NO_PRONOUNS and not self.shouted else each.lower for each in words)

    def sentences(self) -> Iterator[Sequence[Word]]:
        """Its words, sentence by sentence."""
        begin = 0
        for at, word in enumerate(self.words):
            if at > begin and (word.lower in _STOPS or at + 1 == len(self.words)):
                yield self.words[begin : at + 1]
                begin = at + 1

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for word in self.words:
            starts.append(at)
            at += len(word.lower) + 1
        return starts

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text a stretch of the line stands."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return self.words[first].start, self.words[last].end
