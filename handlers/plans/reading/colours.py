"""Which colour a cell is painted in, told by its hue, so that any green is a green."""

import colorsys
import re

from handlers.plans.rag import Rag

USUAL = {"green": Rag.GREEN, "amber": Rag.AMBER, "red": Rag.RED}
MEANINGFUL = frozenset(USUAL)
"""The colours that stand for a status by themselves; blue, purple and grey do so only where a key says it."""

_SIX = re.compile(r"[0-9A-Fa-f]{6}")
_PALE = 0.07
_DARK = 0.16
_BRIGHT = 0.9
# Upper ends of the hues, in degrees: C00000 is 0, FF3300 12, F4B084 24, FFC000 45, FFFF00 60, 92D050 89, 00B050 147,
# 00B0F0 196, 7030A0 275, FF99CC 330, FFC7CE 352.
_HUES = ((15, "red"), (72, "amber"), (172, "green"), (255, "blue"), (335, "purple"), (360, "red"))


def group_of(colour: str) -> str:
    """Give the group of a colour of six digits: green, amber (with yellow and orange), red, blue, purple, grey …

    "" is given for no colour and for what is no colour's code.
    """
    if not _SIX.fullmatch(colour):
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if value < _DARK:
        return "black"
    if saturation < _PALE:
        return "white" if value > _BRIGHT else "grey"
    return next(name for end, name in _HUES if hue * 360 <= end)
