"""Charts as pictures, with matplotlib. Slow to import and to draw: only in a worker process (`apart`)."""

import io
from typing import Any, Final, Literal, assert_never

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from handlers.charts import Bars, Chart, Lines, Series, Shade

# Told apart by those who see no red and green (Okabe and Ito, 2008), and by their hatching in a black-and-white print.
_COLOURS: Final = {
    Shade.GREEN: "#009E73",
    Shade.AMBER: "#E69F00",
    Shade.RED: "#C8102E",
    Shade.QUIET: "#9AA5AE",
    Shade.PLAIN: "#0072B2",
}
_HATCHES: Final = {Shade.GREEN: "", Shade.AMBER: "//", Shade.RED: "xx", Shade.QUIET: "..", Shade.PLAIN: ""}
_MARKS: Final = "osD^v<>"
_WIDTH: Final = 6.3
"""Inches: the text of an A4 page."""
_LONGEST_LABEL: Final = 40


def as_picture(chart: Chart, kind: Literal["png", "svg"]) -> bytes:
    """Draw a chart: PNG at 200 dots an inch, or SVG with its text as text."""
    figure = _figure(chart)
    written = io.BytesIO()
    # The same chart gives the same bytes: no date, and ids that do not change.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "bunsen"}):
        metadata: Any = {"Date": None} if kind == "svg" else {"Software": None}
        figure.savefig(written, format=kind, dpi=200, metadata=metadata)
    return written.getvalue()


def _figure(chart: Chart) -> Figure:
    match chart:
        case Bars():
            height = 1.3 + 0.42 * len(chart.categories)
            figure = Figure(figsize=(_WIDTH, height), layout="constrained")
            _bars(figure.add_subplot(), chart)
        case Lines():
            figure = Figure(figsize=(_WIDTH, 3.2), layout="constrained")
            _lines(figure.add_subplot(), chart)
        case _:
            assert_never(chart)
    return figure


def _bars(axes: Axes, chart: Bars) -> None:
    places = list(range(len(chart.categories)))
    so_far = [0.0] * len(places)
    for series in chart.series:
        widths = [value or 0.0 for value in series.values]
        drawn = axes.barh(
            places,
            widths,
            left=so_far,
            label=_safe(series.name),
            color=_COLOURS[series.shade],
            hatch=_HATCHES[series.shade],
            edgecolor="white",
            linewidth=0.5,
        )
        texts = [f"{width:g}{chart.unit}" if width else "" for width in widths]
        axes.bar_label(drawn, labels=texts, label_type="center", fontsize=8, color="black", backgroundcolor="#FFFFFFCC")
        so_far = [before + width for before, width in zip(so_far, widths, strict=True)]
    axes.set_yticks(places, [_safe(category) for category in chart.categories])
    axes.invert_yaxis()
    if all(float(value or 0).is_integer() for series in chart.series for value in series.values):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right", "left"]].set_visible(False)
    _finish(axes, chart.title, chart.series)


def _lines(axes: Axes, chart: Lines) -> None:
    for number, series in enumerate(chart.series):
        points = [float("nan") if value is None else value for value in series.values]
        colour = f"C{number}" if series.shade is Shade.PLAIN else _COLOURS[series.shade]
        mark = _MARKS[number % len(_MARKS)]
        axes.plot(range(len(points)), points, marker=mark, label=_safe(series.name), color=colour)
    axes.set_xticks(range(len(chart.categories)), [_safe(category) for category in chart.categories])
    axes.set_ylim(bottom=0, top=axes.get_ylim()[1] * 1.05)
    if chart.unit:
        axes.set_ylabel(_safe(chart.unit))
    axes.spines[["top", "right"]].set_visible(False)
    _finish(axes, chart.title, chart.series)


def _finish(axes: Axes, title: str, series: tuple[Series, ...]) -> None:
    axes.set_title(_safe(title, 90), fontsize=10, loc="left")
    axes.tick_params(labelsize=8)
    if len(series) > 1:
        axes.legend(fontsize=8, ncols=min(len(series), 3), loc="upper left", bbox_to_anchor=(0, -0.12), frameon=False)


def _safe(text: str, longest: int = _LONGEST_LABEL) -> str:
    """What matplotlib would read as mathematics (two dollar signs) stays text; a long label is shortened."""
    short = text if len(text) <= longest else text[: longest - 1] + "\u2026"
    return short.replace("$", r"\$")
