"""References for new actions, in the manner of those that the plan has. Pure."""

import re
from collections.abc import Iterable, Sequence
from string import ascii_lowercase

from handlers.plans.model import Action

_NUMBERED = re.compile(r"(.*?)(\d{1,6})")


def next_ref(theme: str, actions: Iterable[Action]) -> str:
    """The reference that follows those of a theme: after "V1" and "V3" comes "V4"; empty where they have no numbers."""
    known = [action for action in actions if action.ref]
    pairs = [match.groups() for action in known if action.theme == theme and (match := _NUMBERED.fullmatch(action.ref))]
    if not pairs:
        return ""
    prefix = pairs[-1][0]
    number = max(int(digits) for each, digits in pairs if each == prefix) + 1
    taken = {action.ref.casefold() for action in known}
    while f"{prefix}{number}".casefold() in taken:
        number += 1
    return f"{prefix}{number}"


def part_refs(ref: str, count: int, taken: Iterable[str]) -> Sequence[str]:
    """References for the parts of an action: "V1b", "V1c"; empty ones where it has none itself."""
    if not ref:
        return [""] * count
    known = {each.casefold() for each in taken}
    letters = (f"{ref}{letter}" for letter in ascii_lowercase[1:])
    free = [each for each in letters if each.casefold() not in known]
    return (free + [""] * count)[:count]
