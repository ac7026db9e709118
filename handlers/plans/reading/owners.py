"""Who is accountable, as far as the owner cell says it. The split is a proposal; the cell itself is always kept."""

import re
from dataclasses import dataclass

from handlers.plans.reading.cells import key, one_line, shown

_BULLET = re.compile(r"^\s*(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7*\uf0b7]|[-\u2013](?=\s))\s*")
_INLINE_BULLET = re.compile(r"[\u2022\u25cf\u25aa\u2023\uf0b7]")
_INITIALS = re.compile(r"\s*\((?:[A-Z]\.?\s?){2,3}\)|\s*\(initials\)")
_NOBODY = re.compile(
    r"^(?:n a|na|none|nobody|tbc|tba|tbd|unassigned|vacant|to be \w+)$"
    r"|\bto be (?:identified|confirmed|agreed|appointed|decided)\b"
)


@dataclass(frozen=True, slots=True)
class Owners:
    """The proposed owners, and what should be checked about the proposal."""

    names: tuple[str, ...] = ()
    warning: str = ""


def read_owners(text: str) -> Owners:
    """Propose the owners in a cell: split at semicolons, lines and bullets, and with a warning at "/" and "&"."""
    listed = [part for line in text.split("\n") for part in _pieces(line)]
    proposed = [name for part in listed for name in _joined(part)]
    names = tuple({name.casefold(): name for name in reversed(proposed)}.values())[::-1]
    if key(text) and not names:
        return Owners(warning=f"{shown(text)} names nobody yet. Give the action an accountable post when there is one.")
    if len(proposed) > len(listed):
        return Owners(
            names, f"{shown(text)} was split into {_list(names)}. Please check that these are separate owners."
        )
    return Owners(names)


def _pieces(line: str) -> list[str]:
    parts = (part for chunk in line.split(";") for part in _INLINE_BULLET.split(chunk))
    plain = (one_line(_INITIALS.sub("", _BULLET.sub("", part))).strip(" ,.") for part in parts)
    return [part for part in plain if key(part) and not _NOBODY.search(key(part))]


def _joined(part: str) -> list[str]:
    """Split at "/" if there is one, else at "&" where each side could be a post of its own.

    "Technical Managers / People & Culture" names a department with "&" in it, so a slash comes first; and a single word
    beside "&" ("People & Culture") is more often half a name than a post.
    """
    by_slash = [each.strip() for each in re.split(r"\s+and/or\s+|/", part)]
    if len(by_slash) > 1:
        return [each for each in by_slash if key(each)] if all(len(each) > 1 for each in by_slash) else [part]
    by_and = [each.strip() for each in part.split("&")]
    if len(by_and) > 1 and all(_could_be_a_post(each) for each in by_and):
        return by_and
    return [part]


def _could_be_a_post(text: str) -> bool:
    return len(text.split()) > 1 or (len(text) > 1 and text.isupper())


def _list(names: tuple[str, ...]) -> str:
    return " and ".join(shown(name) for name in names)
