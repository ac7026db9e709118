"""What Bunsen does not answer, and who does: pay, computers, safety, students and the rest of a university's life.

A question that fits one of these better than any entry is left unanswered, with the signpost. An institution that
writes an entry on one of these matters wins against it, as its own phrasings fit better.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handlers.answers.entries import MOST_PHRASINGS, Problem, is_slug

_LONGEST: Final = {"id": 80, "title": 120, "signpost": 500}
_LONGEST_PHRASING: Final = 300
_FIELDS: Final = (*_LONGEST, "phrasings")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One thing that is asked of Bunsen and belongs to somebody else: how it is asked, and where to go instead."""

    id: str
    title: str
    phrasings: tuple[str, ...]
    signpost: str


def parse_elsewhere(mapping: object, where: str) -> Elsewhere | list[Problem]:
    """Read one of them from plain data, or say everything that is wrong with it."""
    if not isinstance(mapping, Mapping):
        return [Problem(where, "", "Write 'id:', 'title:', 'signpost:' and 'phrasings:'.")]
    problems = [
        Problem(where, str(key)[:40], f"There is no field '{str(key)[:40]}'. Use {', '.join(_FIELDS)}.")
        for key in mapping
        if key not in _FIELDS
    ]
    problems += [
        Problem(where, field, f"Write this as text of at most {longest} characters.")
        for field, longest in _LONGEST.items()
        if not _is_text(mapping.get(field), longest)
    ]
    phrasings = mapping.get("phrasings")
    if not _are_phrasings(phrasings):
        message = f"Write 1 to {MOST_PHRASINGS} ways to ask, each on its own line after '- '."
        problems.append(Problem(where, "phrasings", message))
    if not problems and not is_slug(mapping["id"]):
        problems.append(Problem(where, "id", "Use small letters, digits and single hyphens only, for example 'pay'."))
    if problems:
        return problems
    ways = tuple(str(phrasing).strip() for phrasing in mapping["phrasings"])
    return Elsewhere(mapping["id"], mapping["title"].strip(), ways, mapping["signpost"].strip())


def _are_phrasings(value: object) -> bool:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_PHRASINGS:
        return False
    return all(_is_text(phrasing, _LONGEST_PHRASING) for phrasing in value)


def _is_text(value: object, longest: int) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= longest and value.strip().isprintable()
