"""What somebody looks at: which part of the plan, how long, since which review. It travels in the buttons."""

import json
from dataclasses import dataclass
from enum import StrEnum

from handlers.interactions import Place


class Kind(StrEnum):
    """By what a part of the plan is cut out."""

    WHOLE = "whole"
    THEME = "theme"
    PHASE = "phase"
    POST = "post"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the plan. `key` is the theme, the number of the phase, or the id of the post or unit."""

    kind: Kind = Kind.WHOLE
    key: str = ""


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class View:
    """A part, in one of two lengths: the chair's, or the `short` one. `since` is the id of a closed review.

    None stands for the one that was closed last. `place` is the channel in which it was asked for, if it was.
    """

    part: Part = WHOLE
    short: bool = False
    since: int | None = None
    place: Place | None = None

    def encode(self) -> str:
        """Write it into the value of a button."""
        place = [self.place.channel, self.place.thread] if self.place else []
        return json.dumps([self.part.kind, self.part.key, int(self.short), self.since or 0, *place], ensure_ascii=False)


def decode(value: str) -> View:
    """Read it back; the whole plan for whatever is none: a value comes from the client, and may be anything."""
    try:
        kind, key, short, since, *place = json.loads(value)
        part = Part(Kind(kind), str(key))
        channel = Place(*map(str, place)) if place else None
        return View(part, bool(short), since if isinstance(since, int) and since else None, channel)
    except (ValueError, TypeError, RecursionError):
        return View()
