"""Colours of old and new workbooks as six hexadecimal digits."""

import colorsys
import re

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
WHITE, BLACK = "FFFFFF", "000000"

_FIRST = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_REST = """
800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333
"""
INDEXED = tuple(f"{_FIRST} {_FIRST} {_REST}".split())
"""The palette of old workbooks by index, 0 to 63 (ECMA-376, part 1, 18.8.27); 64 and 65 are the screen's own."""


def rgb(text: str) -> str:
    """Give the last six digits of a colour such as FFC00000 or #c00000, or "" where it is none."""
    digits = text.strip().lstrip("#")[-6:]
    return digits.upper() if _HEX.fullmatch(digits) else ""


def tinted(colour: str, tint: float) -> str:
    """Make a colour lighter (up to 1) or darker (down to -1), as workbooks say it: by its lightness."""
    if not colour or not -1 <= tint <= 1 or tint == 0:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def fill(colour: str) -> str:
    """Give the colour of a cell; white is what a cell without a colour has."""
    return "" if colour == WHITE else colour


def ink(colour: str) -> str:
    """Give the colour of a text; black is what a text without a colour has."""
    return "" if colour == BLACK else colour
