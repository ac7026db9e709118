"""Texts of an .xlsx workbook, which may be made of several runs that look different."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.imports.limits import MAX_LETTERS
from bot.imports.unreadable import UnreadableFile
from bot.imports.workbooks.xlsx_styles import Palette, font_look
from handlers.plans.reading.sheet import Look

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and how all of it looks where its runs say so themselves and agree."""

    text: str
    ink: Look | None = None


class TextReader:
    """Puts the runs of one text together. Pronunciations (`rPh`) are left out."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self.clear()

    def clear(self) -> None:
        """Begin a new text."""
        self._pieces: list[str] = []
        self._looks: set[Look | None] = set()
        self._font: dict[str, Mapping[str, str]] | None = None
        self._in_font = self._in_text = self._in_sound = False

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Hear that an element inside a text begins."""
        if tag == "t":
            self._in_text = not self._in_sound
        elif tag == "r":
            self._font = None
        elif tag == "rPr":
            self._font, self._in_font = {}, True
        elif tag == "rPh":
            self._in_sound = True
        elif self._in_font and self._font is not None:
            self._font[tag] = attrs

    def end(self, tag: str) -> None:
        """Hear that an element inside a text ends."""
        if tag == "t":
            self._in_text = False
        elif tag == "rPr":
            self._in_font = False
        elif tag == "rPh":
            self._in_sound = False

    def text(self, data: str) -> None:
        """Hear of letters."""
        if self._in_text:
            self._pieces.append(data)
            if data.strip():
                self._looks.add(None if self._font is None else font_look(self._font, self._palette))

    def result(self) -> Text:
        """Give the text that was put together."""
        look = self._looks.pop() if len(self._looks) == 1 else None
        return Text(unescaped("".join(self._pieces)), look)


class SharedStrings:
    """The list of texts that cells name by number."""

    def __init__(self, name: str, palette: Palette) -> None:
        self.texts: list[Text] = []
        self._name = name
        self._letters = MAX_LETTERS
        self._reader = TextReader(palette)

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        if tag == "si":
            self._reader.clear()
        else:
            self._reader.start(tag, attrs)

    def end(self, tag: str) -> None:
        """Hear that an element ends."""
        if tag != "si":
            self._reader.end(tag)
            return
        self.texts.append(self._reader.result())
        self._letters -= len(self.texts[-1].text) + 1
        if self._letters < 0:
            raise UnreadableFile(
                f"{self._name} holds more text than {MAX_LETTERS // 1024 // 1024} MB. "
                "Copy the sheet that is needed into a new workbook and try that file."
            )

    def text(self, data: str) -> None:
        """Hear of letters."""
        self._reader.text(data)


def unescaped(text: str) -> str:
    """Resolve what XML cannot hold and Excel writes as `_x000D_`; control characters are dropped."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if code in _SURROGATES:
        return found[0]
    return chr(code) if code >= ord(" ") or chr(code) in "\t\n\r" else ""
