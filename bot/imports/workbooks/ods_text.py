"""The text of one cell of an .ods workbook: paragraphs, and parts of them that look different."""

import re
from collections.abc import Mapping

from bot.imports.limits import MAX_CELL

_SPACES = re.compile(r"[ \t\r\n]+")
_NO_STYLE = ""


class CellText:
    """Puts paragraphs together. Spaces count as XML text counts them: several are one, and `text:s` adds more."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._paragraphs = 0
        self._inside = False
        self._after_space = True
        self._spans: list[str] = []
        self._styles: set[str] = set()

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Hear that an element inside a cell begins."""
        if tag in ("p", "h"):
            if self._paragraphs:
                self._pieces.append("\n")
            self._paragraphs += 1
            self._inside, self._after_space = True, True
        elif tag == "s":
            self._add(" " * min(int(attrs.get("c", "1")), MAX_CELL))
        elif tag in ("tab", "line-break"):
            self._add("\t" if tag == "tab" else "\n")
        elif tag == "span":
            self._spans.append(attrs.get("style-name", _NO_STYLE))

    def end(self, tag: str) -> None:
        """Hear that an element inside a cell ends."""
        if tag in ("p", "h"):
            self._inside = False
        elif tag == "span" and self._spans:
            self._spans.pop()

    def text(self, data: str) -> None:
        """Hear of letters."""
        if not self._inside:
            return
        plain = _SPACES.sub(" ", data)
        if self._after_space:
            plain = plain.removeprefix(" ")
        if plain:
            self._after_space = plain.endswith(" ")
            self._pieces.append(plain)
            if plain.strip():
                self._styles.add(self._spans[-1] if self._spans else _NO_STYLE)

    def __str__(self) -> str:
        return "".join(self._pieces)

    @property
    def style(self) -> str:
        """The style of text that all letters have, "" where they have none or several."""
        return next(iter(self._styles)) if len(self._styles) == 1 else _NO_STYLE

    def _add(self, letters: str) -> None:
        if self._inside:
            self._pieces.append(letters)
            self._after_space = False
