"""Charts in neutral figures: what each surface draws in its own way, or says in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Shade(StrEnum):
    """How a series is meant; whoever draws it chooses a colour that is also told apart without seeing colours."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    QUIET = "quiet"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, one for each category of its chart; None where there is no figure."""

    name: str
    values: tuple[float | None, ...]
    shade: Shade = Shade.PLAIN


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, one a category, made of the series one after another."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A line for each series over points in time; `categories` are the points, in order."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


Chart = Bars | Lines


def in_words(chart: Chart) -> str:
    """Say a whole chart as text: for screen readers, and wherever there is no picture."""
    lines = [chart.title]
    for place, category in enumerate(chart.categories):
        parts = [f"{series.name} {_figure(series.values[place], chart.unit)}" for series in chart.series]
        lines.append(f"{category}: {', '.join(parts)}")
    return "\n".join(lines)


def rows(chart: Chart) -> Sequence[tuple[str, ...]]:
    """Give a chart as the rows of a table; the first names the series."""
    head = ("", *(series.name for series in chart.series))
    return [
        head,
        *(
            (category, *(_figure(series.values[place], chart.unit) for series in chart.series))
            for place, category in enumerate(chart.categories)
        ),
    ]


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "no figure"
    return f"{value:g}{unit}"
