"""Taking out of a question what says who asked, or whom it is about. Pure.

E-mail and web addresses, numbers that may be somebody's (telephone, card, staff and reference numbers, postcodes), and
names: of people of the institution, and whatever stands behind a title. Years, days and sums of money stay: they say
what is needed, and not by whom.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from handlers.demand.word_names import BEHIND_TITLES, WORDS_TOO

EMAIL: Final = "[e-mail]"
LINK: Final = "[link]"
NUMBER: Final = "[number]"
NAME: Final = "[name]"

# All that cannot be seen, but the end of a line; also the marks that turn the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_WEB = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.)\S*", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+|(?<!\w)@[\w.-]+")
_SUM = r"\d[\d,]*(?:\.\d+)?\s?"
_MONEY = rf"[£€$]\s?{_SUM}(?:k|m|million|thousand)?\b|\b{_SUM}(?:(?:pounds?|gbp|euros?|eur|quid|pence)\b|%)"
_DAY = r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
_YEARS = r"\b(?:19|20)\d\d\s?[-/\u2013]\s?(?:(?:19|20)\d\d|\d\d)\b"
# Standards and funding rounds: ISO 17025, H2020, REF2029.
_KNOWN = r"\b(?:iso|bs|en|h|ref|tef|kef)\s?\d{3,5}\b"
_HARMLESS = re.compile(f"{_MONEY}|{_DAY}|{_YEARS}|{_KNOWN}", re.IGNORECASE)
_POSTCODE = r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\b"
# Five digits and more, whatever stands between them; and letters with three digits or more, as staff numbers have them.
_DIGITS = r"\+?\(?\d(?:[\s().\-\u2010-\u2015/]{0,2}\d){4,}"
_CODE = r"\b(?=\w*\d\w*\d\w*\d)(?=\w*[^\W\d_])\w+\b"
_SOMEBODYS = re.compile(f"{_POSTCODE}|{_DIGITS}|{_CODE}")

_TITLE = (
    r"\b(?:(?i:dr|mr|mrs|mx|prof|professor|doctor|sir)\b\.?\s+(?=[^\W\d_])"
    r"|(?:Ms|MS|Miss|Madam|Dame|Lord|Lady|Rev)\b\.?\s+(?=[A-Z]))"
)
_PART = r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*"
_TITLED = re.compile(rf"({_TITLE})({_PART})(?:\s+[A-Z][\w'\u2019\-]*)*")
_WORD = re.compile(_PART)
_BELONGS = re.compile(r"['\u2019]s$")


def stripped(question: str, names: Sequence[str]) -> str:
    """Give the question without addresses, personal numbers and names, as one line.

    `names` are those of the institution's people; parts of them count wherever they stand, unless they are words too.
    What was taken out is marked: "[name]".
    """
    text = " ".join(_UNSEEN.sub("", question).split())
    text = _MAIL.sub(EMAIL, _WEB.sub(LINK, text))
    text = _without_numbers(text)
    text = _TITLED.sub(_untitled, text)
    return _without_names(text, names)


def _without_numbers(text: str) -> str:
    """Leave sums and days as they are, and take the other long numbers out of what stands between them."""
    parts: list[str] = []
    at = 0
    for harmless in _HARMLESS.finditer(text):
        parts += [_SOMEBODYS.sub(NUMBER, text[at : harmless.start()]), harmless[0]]
        at = harmless.end()
    return "".join([*parts, _SOMEBODYS.sub(NUMBER, text[at:])])


def _untitled(found: re.Match[str]) -> str:
    title, first = found[1], found[2]
    return found[0] if first.casefold() in BEHIND_TITLES else f"{title}{NAME}"


def _without_names(text: str, names: Sequence[str]) -> str:
    words = {_plain(_BELONGS.sub("", word)) for word in _WORD.findall(text)}
    # Most names of an institution have nothing to do with a question.
    near = [name for name in map(_words, names) if not words.isdisjoint(_parts(name))]
    for name in sorted(near, key=len, reverse=True):
        if len(name) > 1:
            pattern = r"[\s.,]+".join(map(re.escape, name))
            text = re.sub(rf"(?<!\w){pattern}(?!\w)", NAME, text, flags=re.IGNORECASE)
    parts = frozenset(part for name in near for part in _parts(name))
    return _WORD.sub(lambda found: NAME if _is_name(found, text, parts) else found[0], text)


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name))


@lru_cache(maxsize=20_000)
def _parts(name: tuple[str, ...]) -> frozenset[str]:
    """First and last names, and the halves of double ones, as words are compared."""
    halves = [half for part in name if "-" in part for half in part.split("-") if len(half) > 2]
    return frozenset(_plain(part) for part in (*name, *halves) if len(part) > 1)


def _plain(word: str) -> str:
    """Small letters without accents: people leave them out."""
    bare = (letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter) != "Mn")
    return "".join(bare).casefold()


def _is_name(found: re.Match[str], text: str, parts: frozenset[str]) -> bool:
    word = _BELONGS.sub("", found[0])
    if _plain(word) not in parts or text[: found.start()].endswith("["):
        return False
    if word.casefold() not in WORDS_TOO:
        return True
    begins = not text[: found.start()].strip() or text[: found.start()].rstrip().endswith((".", "!", "?"))
    return word[0].isupper() and not word.isupper() and not begins
