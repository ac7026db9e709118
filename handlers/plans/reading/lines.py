"""A page that is no table, read line by line."""

import re
from dataclasses import dataclass, replace

from handlers.cells import BULLET
from handlers.plans.reading.columns import Column, recognise
from handlers.plans.reading.page import Page

_NUMBER = re.compile(
    r"^(?P<number>\(?(?:[A-Z]{1,3})?\d{1,3}(?:\.\d{1,2}){0,2})\s*(?:[.):]|\s[-\u2013\u2014])\s*(?P<rest>.*)$", re.S
)
_CODE = re.compile(r"^(?P<number>[A-Z]{1,2}\d{1,2}(?:\.\d{1,2})?|\d{1,2}\.\d{1,2})\s+(?P<rest>\S.*)$", re.S)
_LABEL = re.compile(
    r"^(?P<label>[A-Za-z][A-Za-z&/ "
    r"()'?\u2019-]{1,45}?)\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)?\s*(?P<mark>:|\.(?=\s)|[-\u2013](?=\s)|$)\s*(?P<rest>.*)$",
    re.S,
)
_ALONE = re.compile(r"^[\u2022\u25cf\u25aa\u25e6\u2023\u00b7*\uf0b7-]$|^\(?\d{1,2}[.)]?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stands, its text without mark, its number or label, and whether it has a bullet."""

    row: int
    text: str
    number: str = ""
    bullet: bool = False
    label: str = ""
    column: Column | None = None
    """What the label stands for."""
    whole: str = ""
    """The line with its label, where it has one."""

    def without_label(self) -> "Line":
        """Give the line where labels are taken for plain words."""
        return replace(self, text=self.whole, label="", column=None) if self.column else self


def lines_of(page: Page) -> list[Line]:
    """Give the lines of a page. Cells of one row are one line, save where a comma only cut a sentence in two."""
    result: list[Line] = []
    for row, cells in page.numbered():
        filled = [text for text in cells if text]
        result += [_line(row, text) for text in _joined(filled).split("\n") if text.strip()]
    return result


def _joined(filled: list[str]) -> str:
    if len(filled) == 1:
        return filled[0]
    label = recognise(filled[0].rstrip(" :"))
    if label not in {None, Column.BAND}:
        return f"{filled[0].rstrip(' :')}: {' '.join(filled[1:])}"
    if _ALONE.match(filled[0]):
        return f"{filled[0]} {' '.join(filled[1:])}"
    return ", ".join(filled)


def _line(row: int, text: str) -> Line:
    mark = BULLET.match(text)
    if mark and text[mark.end() :].strip():
        return Line(row, text[mark.end() :].strip(), bullet=True)
    numbered = _NUMBER.match(text) or _CODE.match(text)
    number = numbered["number"].lstrip("(") if numbered else ""
    rest = numbered["rest"].strip() if numbered else text
    labelled = _LABEL.match(rest)
    column = recognise(labelled["label"]) if labelled else None
    if labelled is None or column in {None, Column.BAND} or not _is_label(labelled, column):
        return Line(row, rest, number)
    text = labelled["rest"].strip()
    return Line(row, text, number or labelled["number"] or "", False, labelled["label"], column, rest)


def _is_label(found: re.Match[str], column: Column | None) -> bool:
    """Tell a label from a sentence: it has a colon, or a number, or stands alone on its line."""
    if found["mark"] == ":":
        return True
    if found["number"] and column is Column.TITLE:
        return True
    return not found["rest"] and not found["number"] and found["label"][:1].isupper()
