"""How cells and texts of an .ods workbook look: styles that inherit from each other by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.imports.workbooks import colours
from bot.imports.workbooks.grid import PLAIN
from handlers.plans.reading.sheet import Look

_DEFAULT = ""
_MOST_PARENTS = 20
_BOLD = ("bold", "700", "800", "900")
_DATE_PARTS = {
    "year": "y",
    "quarter": "m",
    "month": "m",
    "week-of-year": "d",
    "day": "d",
    "day-of-week": "d",
    "hours": "h",
    "minutes": "n",
    "seconds": "s",
}


@dataclass(slots=True)
class _Style:
    parent: str = ""
    data: str = ""
    hidden: bool = False
    says: dict[str, str] = field(default_factory=dict)
    """What it says itself, by the field of `Look`; what it leaves out comes from its parent."""


class OdsStyles:
    """Hears the styles of a document, in whichever of its parts they are."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._dates: dict[str, str] = {}
        self._style: _Style | None = None
        self._date = ""

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Hear that an element of a style begins."""
        if tag in ("style", "default-style"):
            self._style = _Style(attrs.get("parent-style-name", ""), attrs.get("data-style-name", ""))
            self._styles[attrs.get("family", ""), attrs.get("name", _DEFAULT)] = self._style
        elif tag in ("date-style", "time-style"):
            self._date = attrs.get("name", "")
            self._dates[self._date] = ""
        elif tag in _DATE_PARTS and self._date:
            self._dates[self._date] += _DATE_PARTS[tag]
        elif self._style is not None:
            self._property(self._style, tag, attrs)

    def end(self, tag: str) -> None:
        """Hear that an element of a style ends."""
        if tag in ("style", "default-style"):
            self._style = None
        elif tag in ("date-style", "time-style"):
            self._date = ""

    def text(self, data: str) -> None:
        """Styles hold no text."""

    def cell(self, name: str) -> Look:
        """Give how cells of a style look."""
        return self._look("table-cell", name)

    def inside(self, name: str) -> Look | None:
        """Give how a part of a text looks, or None where its style says nothing on it."""
        style = self._styles.get(("text", name))
        return self._look("text", name) if style is not None and (style.says or style.parent) else None

    def dates(self, name: str) -> str:
        """Give the parts of a date that cells of a style show, "" where they do not say."""
        return self._dates.get(self._data(name), "")

    def formatted(self, name: str) -> bool:
        """Tell whether cells of a style say how numbers are shown."""
        return bool(self._data(name))

    def hides(self, name: str) -> bool:
        """Tell whether a style of tables hides them."""
        style = self._styles.get(("table", name))
        return style is not None and style.hidden

    def _data(self, name: str) -> str:
        return next((style.data for style in self._line("table-cell", name) if style.data), "")

    def _line(self, family: str, name: str) -> list[_Style]:
        """Give a style and its parents, the nearest first."""
        line: list[_Style] = []
        style = self._styles.get((family, name))
        while style is not None and len(line) < _MOST_PARENTS:
            line.append(style)
            style = self._styles.get((family, style.parent)) if style.parent else None
        default = self._styles.get((family, _DEFAULT))
        return [*line, default] if default is not None else line

    def _look(self, family: str, name: str) -> Look:
        key = (family, name)
        if key not in self._looks:
            said: dict[str, str] = {}
            for style in reversed(self._line(family, name)):
                said.update(style.says)
            look = Look(
                said.get("fill", ""), said.get("ink", ""), *(bool(said.get(w)) for w in ("bold", "italic", "struck"))
            )
            self._looks[key] = PLAIN if look == PLAIN else look
        return self._looks[key]

    def _property(self, style: _Style, tag: str, attrs: Mapping[str, str]) -> None:
        if tag == "table-properties":
            style.hidden = attrs.get("display") == "false"
        elif tag == "table-cell-properties":
            if "background-color" in attrs:
                style.says["fill"] = colours.fill(_rgb(attrs["background-color"]))
        elif tag == "text-properties":
            style.says.update(_letters(attrs))


def _letters(attrs: Mapping[str, str]) -> dict[str, str]:
    """Give what an element says on letters; "" says that they are not so."""
    says = {}
    if "color" in attrs:
        says["ink"] = colours.ink(_rgb(attrs["color"]))
    if "font-weight" in attrs:
        says["bold"] = "yes" if attrs["font-weight"] in _BOLD else ""
    if "font-style" in attrs:
        says["italic"] = "yes" if attrs["font-style"] in ("italic", "oblique") else ""
    line = attrs.get("text-line-through-style", attrs.get("text-line-through-type"))
    if line is not None:
        says["struck"] = "yes" if line != "none" else ""
    return says


def _rgb(text: str) -> str:
    return colours.rgb(text) if text.startswith("#") else ""
