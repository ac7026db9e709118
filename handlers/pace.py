"""How fast a platform wants to be spoken to; each messenger says so for its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """At most `count` calls within any `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """What holds for one kind of call: every window, and `every` seconds from call to call on average.

    `burst` calls may follow each other at once before that average counts. Nothing given means: as fast as one likes.
    """

    windows: tuple[Window, ...] = ()
    every: float = 0.0
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Paces:
    """The pace of one workspace or tenant."""

    sends: Pace = Pace()
    """Messages to all of it."""
    to_one: Pace = Pace()
    """Messages to one conversation in it."""
    others: Pace = Pace()
    """Any other call, each kind for itself."""
    at_once: int = 8
    """So many calls may be under way at the same time."""


UNPACED = Paces(at_once=16)
"""For a platform that sets no limits."""
