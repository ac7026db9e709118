"""Reading made-up plans in many layouts, and counting what was understood."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.plan_reading import arranged, books, coloured, mixed, tabled, written
from benchmarks.plan_reading.case import Case, Layout
from benchmarks.plan_reading.scoring import Score, score
from benchmarks.plan_reading.truth import make_plan
from benchmarks.plan_reading.worn import wear
from handlers.plans.reading import read_plan

LAYOUTS: dict[str, Layout] = (
    tabled.LAYOUTS | written.LAYOUTS | coloured.LAYOUTS | books.LAYOUTS | mixed.LAYOUTS | arranged.LAYOUTS
)
DEVELOPMENT = 20_180
"""The seed that the rules were made with."""
HELD_OUT = 71_993
"""The seed that they are judged by."""


def case_of(name: str, seed: int, *, worn: bool = False) -> Case:
    """Make one file in a layout, the worse for wear if asked; the same seed gives the same file."""
    rng = random.Random(f"{name}/{seed}")  # noqa: S311 - nothing secret
    case = LAYOUTS[name](rng, make_plan(rng))
    if not worn:
        return case
    # All sheets of a file have gone through the same hands.
    return replace(case, sheets=tuple(wear(random.Random(f"{name}/{seed}/worn"), sheet) for sheet in case.sheets))  # noqa: S311


def measure(name: str, seeds: Sequence[int], *, worn: bool = False) -> Score:
    """Read a layout in several versions."""
    total = Score()
    for seed in seeds:
        case = case_of(name, seed, worn=worn)
        total.add(score(case.truths, read_plan(case.sheets).actions))
    return total


def measure_all(seed: int, versions: int, *, worn: bool = False) -> Iterator[tuple[str, Score]]:
    """Read every layout in as many versions, beginning at a seed."""
    for name in LAYOUTS:
        yield name, measure(name, range(seed, seed + versions), worn=worn)
