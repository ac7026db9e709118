"""Figures, floors and ratios, said the same way everywhere."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement beside what it is held to. `good` says whether it meets the bound, where there is one."""

    name: str
    measured: float
    floor: float
    unit: str
    ratio: float
    bound: str
    good: bool

    def line(self) -> str:
        """One line to print."""
        verdict = "meets" if self.good else "MISSES"
        return (
            f"{self.name}: {self.measured:,.4g} {self.unit}, floor {self.floor:,.4g} {self.unit}, "
            f"ratio {self.ratio:.3f} ({verdict} {self.bound})"
        )


def at_least(name: str, measured: float, floor: float, unit: str, ratio: float) -> Figure:
    """A figure of which more is better: at least `ratio` times the floor."""
    found = measured / floor if floor else float("inf")
    return Figure(name, measured, floor, unit, found, f"at least {ratio}", found >= ratio)


def at_most(name: str, measured: float, floor: float, unit: str, ratio: float) -> Figure:
    """A figure of which less is better: at most `ratio` times the floor."""
    found = measured / floor if floor else (0.0 if not measured else float("inf"))
    return Figure(name, measured, floor, unit, found, f"at most {ratio}", found <= ratio)


def none_of(name: str, measured: int, of: int) -> Figure:
    """A figure that has to be nought; the floor is how often it could have happened."""
    return Figure(name, measured, of, "messages", measured / of, "none", measured == 0)


def show(figures: list[Figure]) -> None:
    """Print figures, a line each; ends with exit code 1 where one misses its bound."""
    for figure in figures:
        sys.stdout.write(figure.line() + "\n")
    if not all(figure.good for figure in figures):
        sys.exit(1)
