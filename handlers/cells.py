"""The text of one cell, tidied, and whether it would run as a formula in a spreadsheet."""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = {ord(mark): None for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00"}
_NUMBER = re.compile(r"[+-]\s*[£$€]?[\d.,\s()/-]*\d[\d.,\s()/-]*%?")
# A bullet is "- word" or "-word". After a formula's + or - comes a function, a cell, a sum, a sheet or a pipe (DDE).
_SIGNED_FORMULA = re.compile(
    r"[+-][\s+-]*(?:[A-Za-z_.]+\(|\$?[A-Za-z]{1,3}\$?\d+\s*(?:$|[*/^+:-])|[\d.\s*/^+()-]+$|[^\s]*[|!]\S)"
)
_LOOKED_AT = 300


BULLET = re.compile(
    r"^\s*(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u2043\u25a0*\uf0b7\uf0a7]|[-\u2013](?=\s)|o(?=\s+[A-Z]))\s*"
)
"""A mark of a list at the start of a line."""


def clean(text: str) -> str:
    """Tidy spaces, line ends and invisible marks; keep the words, quotes and line breaks as they are."""
    if text.isalnum() and text.isascii():  # most cells of a large file
        return text
    plain = text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    lines = (_SPACES.sub(" ", line).strip() for line in plain.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Tidy a text and put it on a single line."""
    return " ".join(text.translate(_INVISIBLE).split())


def key(text: str) -> str:
    """Reduce a heading or a word to what matters for comparing it: small letters and digits, single spaces."""
    small = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    return " ".join(re.findall(r"[^\W_]+", small))


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take this text for a formula. A bullet or a number is none."""
    start = text.lstrip()[:_LOOKED_AT]  # enough to tell, and a long cell cannot make the patterns slow
    if start[:1] in {"=", "@"}:
        return len(start) > 1
    if start[:1] not in {"+", "-"} or _NUMBER.fullmatch(start):
        return False
    return _SIGNED_FORMULA.match(start) is not None


def column_letter(index: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def shown(text: str, length: int = 60) -> str:
    """Quote a text in a message, shortened so that the message stays readable."""
    line = one_line(text)
    return f"“{line if len(line) <= length else line[: length - 1].rstrip() + '…'}”"
