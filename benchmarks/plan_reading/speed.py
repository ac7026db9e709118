"""How long a reading takes, of an ordinary plan and of files that mean no good."""

import random
import string
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handlers.plans.reading import read_plan
from handlers.plans.reading.sheet import Look, Sheet

ROWS = 10_000
_HEADINGS = ("Ref", "Theme", "Action", "Owner", "Start", "Due", "Success measure", "Status", "Comment", "Learning")
_THEMES = ("Visibility", "Recognition", "Sustainability")


@dataclass(frozen=True, slots=True)
class Timing:
    """Processor seconds for all rows, and their ratio to those for half of them."""

    name: str
    rows: int
    seconds: float
    growth: float


def measure_speed(rows: int = ROWS) -> Iterator[Timing]:
    """Time each kind of file."""
    for name, make in _KINDS.items():
        whole, half = _seconds(make(rows)), _seconds(make(rows // 2))
        yield Timing(name, rows, whole, whole / max(half, 1e-9))


def _seconds(sheet: Sheet) -> float:
    begin = time.process_time()
    read_plan([sheet])
    return time.process_time() - begin


def _ordinary(rows: int) -> Sheet:
    cells = [
        (
            f"A{number}", _THEMES[number % 3], f"Open page {number} for technicians", "OSDS; HR / EDI Team", "May 2024",
            f"{number % 28 + 1} July 2026", "20% of people take part", "In progress", "A comment.", "A lesson.",
        )
        for number in range(rows)
    ]  # fmt: skip
    looks = {(number, 7): Look(fill="92D050") for number in range(1, rows + 1)}
    return Sheet((_HEADINGS, *cells), "Plan", looks)


def _junk(rows: int) -> Sheet:
    """200 columns of signs."""
    rng = random.Random(1)  # noqa: S311 - nothing secret
    return Sheet(
        [["".join(rng.choices(string.printable, k=rng.randint(0, 12))) for _ in range(200)] for _ in range(rows)]
    )


def _words(rows: int) -> Sheet:
    """200 columns of words that mean something elsewhere."""
    rng = random.Random(1)  # noqa: S311 - nothing secret
    words = (*_HEADINGS, "V", "6-12 months", "31 June 2018", "\u2022", "1.", "Action:", "Green", "Page 1", "x - y (Y1)")
    return Sheet([_HEADINGS, *([rng.choice(words) for _ in range(200)] for _ in range(rows))])


def _going_on(rows: int) -> Sheet:
    """One action, and rows that only continue it."""
    first = ("1", "Visibility", "Open a page", "IT")
    return Sheet([_HEADINGS, first, *(("",) * 8 + (f"and more words {number}",) for number in range(rows))])


def _bullets(rows: int) -> Sheet:
    return Sheet([("Action plan",), *((f"\u2022 Open page {number}",) for number in range(rows))])


_KINDS: dict[str, Callable[[int], Sheet]] = {
    "ordinary plan": _ordinary,
    "200 columns of junk": _junk,
    "200 columns of headings and words": _words,
    "one action over all rows": _going_on,
    "bullets": _bullets,
}
