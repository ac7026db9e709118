"""How cells of an .xlsx workbook look, and how their numbers are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from xml.etree.ElementTree import Element

from bot.imports.workbooks import colours
from bot.imports.workbooks.grid import PLAIN
from bot.imports.workbooks.numbers import BUILT_IN
from handlers.plans.reading.sheet import Look

Parts = Mapping[str, Mapping[str, str]]
"""The elements of a font, by name, with their attributes."""

T = TypeVar("T")

_GENERAL = "General"
_NO_FILL = ("", "none", "gray125", "gray0625")
_SWAPPED = (1, 0, 3, 2)
"""A theme lists dark 1, light 1, dark 2, light 2; cells count light 1 first."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a workbook names by number."""

    theme: tuple[str, ...] = ()
    indexed: tuple[str, ...] = colours.INDEXED

    def colour(self, attrs: Mapping[str, str]) -> str:
        """Give what `rgb`, `theme` or `indexed` and `tint` say; "" for the screen's own colour."""
        tint = _number(attrs.get("tint", ""))
        if "rgb" in attrs:
            return colours.tinted(colours.rgb(attrs["rgb"]), tint)
        if "theme" in attrs:
            number = int(_number(attrs["theme"]))
            place = _SWAPPED[number] if 0 <= number < len(_SWAPPED) else number
            return colours.tinted(_item(self.theme, place, ""), tint)
        return colours.tinted(_item(self.indexed, int(_number(attrs.get("indexed", "-1"))), ""), tint)


@dataclass(frozen=True, slots=True)
class Styles:
    """Look and number format of each style of cells, by its number."""

    palette: Palette = Palette()
    looks: tuple[Look, ...] = ()
    codes: tuple[str, ...] = ()

    def look(self, style: int) -> Look:
        """Give how cells of a style look."""
        return _item(self.looks, style, PLAIN)

    def code(self, style: int) -> str:
        """Give the number format of a style."""
        return _item(self.codes, style, _GENERAL)


def read_theme(root: Element | None) -> tuple[str, ...]:
    """Give the twelve colours of a theme in the order of the file."""
    scheme = next(root.iter("clrScheme"), None) if root is not None else None
    return tuple(_theme_colour(item) for item in scheme) if scheme is not None else ()


def read_styles(root: Element, theme: tuple[str, ...]) -> Styles:
    """Read the styles; a workbook that colours nothing has plain ones."""
    own = tuple(colours.rgb(item.get("rgb", "")) for item in islice(root.iter("rgbColor"), 64))
    palette = Palette(theme, own + colours.INDEXED[len(own) :])
    codes = {**BUILT_IN, **_own_codes(root)}
    fonts = [font_look({part.tag: part.attrib for part in font}, palette) for font in _children(root, "fonts")]
    fills = [_fill(item, palette) for item in _children(root, "fills")]
    formats = _children(root, "cellXfs")
    return Styles(
        palette,
        tuple(_look(item, fonts, fills) for item in formats),
        tuple(codes.get(_integer(item, "numFmtId"), _GENERAL) for item in formats),
    )


def font_look(parts: Parts, palette: Palette) -> Look:
    """Give how a text looks, from the elements of its font."""
    colour = parts.get("color", {})
    # Theme colour 1 untouched is the theme's own ink, whatever it is: the text has no colour of its own.
    own = "" if colour.get("theme") == "1" and "tint" not in colour else colours.ink(palette.colour(colour))
    return Look(ink=own, bold=_on(parts, "b"), italic=_on(parts, "i"), struck=_on(parts, "strike"))


def _look(item: Element, fonts: list[Look], fills: list[str]) -> Look:
    font = _item(fonts, _integer(item, "fontId"), PLAIN)
    fill = _item(fills, _integer(item, "fillId"), "")
    look = Look(fill, font.ink, font.bold, font.italic, font.struck)
    return PLAIN if look == PLAIN else look


def _fill(item: Element, palette: Palette) -> str:
    """Give the colour of a filled cell: of a pattern the colour of its lines, of a gradient where it begins."""
    for pattern in item.iter("patternFill"):
        if pattern.get("patternType", "") in _NO_FILL:
            return ""
        found = [palette.colour(part.attrib) for tag in ("fgColor", "bgColor") for part in pattern.iter(tag)]
        return colours.fill(next(filter(None, found), ""))
    stops = [palette.colour(stop.attrib) for stop in item.iter("color")]
    return colours.fill(stops[0]) if stops else ""


def _own_codes(root: Element) -> dict[int, str]:
    return {_integer(item, "numFmtId"): item.get("formatCode", _GENERAL) for item in _children(root, "numFmts")}


def _theme_colour(item: Element) -> str:
    for colour in item:
        return colours.rgb(colour.get("lastClr") or colour.get("val") or "")
    return ""


def _children(root: Element, tag: str) -> list[Element]:
    found = root.find(tag)
    return list(found) if found is not None else []


def _on(parts: Parts, tag: str) -> bool:
    return tag in parts and parts[tag].get("val", "1") not in ("0", "false")


def _integer(item: Element, key: str) -> int:
    return int(_number(item.get(key, "")))


def _number(text: str) -> float:
    try:
        return float(text or "0")
    except ValueError:
        return 0.0


def _item(items: Sequence[T], at: int, otherwise: T) -> T:
    return items[at] if 0 <= at < len(items) else otherwise
