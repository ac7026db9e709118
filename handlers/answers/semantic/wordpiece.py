"""Text into the pieces of words that the network knows, as the BERT tokeniser of its authors cuts it."""

import unicodedata
from collections.abc import Sequence

CLS = 101
SEP = 102
_UNKNOWN = 100
_LONGEST_WORD = 100
# What is cut off is the end of a page that somebody pasted.
MOST_PIECES = 128
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """Cuts texts into pieces of a vocabulary, whose order gives their numbers."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}

    def numbers(self, text: str) -> list[int]:
        """Give the pieces of a text between the marks of its beginning and its end, at most `MOST_PIECES`."""
        found: list[int] = []
        for word in _words(text):
            found += self._pieces(word)
            if len(found) > MOST_PIECES - 2:
                break
        return [CLS, *found[: MOST_PIECES - 2], SEP]

    def _pieces(self, word: str) -> list[int]:
        """Cut one word into the longest pieces that there are, from its beginning on."""
        if len(word) > _LONGEST_WORD:
            return [_UNKNOWN]
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [_UNKNOWN]
        return found


def _words(text: str) -> list[str]:
    spaced = "".join(_spaced(character) for character in text)
    # Marks go before capitals, as the authors' tokeniser has it: the order matters for a few letters.
    bare = (c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
    # Letter by letter: Python's lower() of a whole text would write another sigma at the end of a word.
    small = "".join(c.lower() for c in bare)
    return "".join(f" {c} " if _is_mark(c) else c for c in small).split()


def _spaced(character: str) -> str:
    """Drop what cannot be seen, and put spaces round characters that are words of their own."""
    if character in "\t\n\r":
        return " "
    code = ord(character)
    if code in (0, 0xFFFD) or unicodedata.category(character).startswith("C"):
        return ""
    if any(first <= code <= last for first, last in _CJK):
        return f" {character} "
    return " " if character.isspace() else character


def _is_mark(character: str) -> bool:
    code = ord(character)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(character).startswith("P")
