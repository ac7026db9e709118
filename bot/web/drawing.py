"""Charts as SVG inside the page, in its own colours; who cannot see them has the words, and the figures below."""

from html import escape
from typing import Final, assert_never

from handlers.charts import Bars, Chart, Lines, Series, Shade, in_words

_WIDTH: Final = 480
_LEFT: Final = 150
_BAR: Final = 22
_GAP: Final = 12
_TOP: Final = 8
_PLOT: Final = 150
_LETTER: Final = 8


def drawn(chart: Chart) -> str:
    """Draw a chart with its legend."""
    match chart:
        case Bars():
            picture, height = _bars(chart)
        case Lines():
            picture, height = _lines(chart)
        case _:
            assert_never(chart)
    legend = "".join(
        f'<li class="{_kind(each, number)}">{escape(each.name)}</li>' for number, each in enumerate(chart.series)
    )
    return (
        f'<figure class="chart"><figcaption>{escape(chart.title)}</figcaption>'
        f'<svg role="img" aria-label="{escape(in_words(chart))}" viewBox="0 0 {_WIDTH} {height}">{picture}</svg>'
        f'<ul class="legend" aria-hidden="true">{legend}</ul></figure>'
    )


def _bars(chart: Bars) -> tuple[str, int]:
    longest = max((sum(each.values[n] or 0 for each in chart.series) for n in range(len(chart.categories))), default=0)
    scale = (_WIDTH - _LEFT - 10) / (longest or 1)
    drawing = []
    for place, category in enumerate(chart.categories):
        y = _TOP + place * (_BAR + _GAP)
        drawing.append(f'<text x="{_LEFT - 8}" y="{y + 16}" text-anchor="end">{escape(category)}</text>')
        x = float(_LEFT)
        for number, each in enumerate(chart.series):
            value = each.values[place] or 0
            width = value * scale
            if width:
                drawing.append(
                    f'<rect class="{_kind(each, number)}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}"/>'
                    f'<text class="figure" x="{x + width / 2:.1f}" y="{y + 16}" text-anchor="middle">'
                    f"{escape(_figure(each, value, chart.unit, width))}</text>"
                )
            x += width
    return "".join(drawing), _TOP + len(chart.categories) * (_BAR + _GAP)


def _lines(chart: Lines) -> tuple[str, int]:
    highest = max((value for each in chart.series for value in each.values if value is not None), default=0) or 1
    step = (_WIDTH - 2 * 40) / max(len(chart.categories) - 1, 1)
    drawing = [f'<line class="axis" x1="30" y1="{_TOP + _PLOT}" x2="{_WIDTH - 10}" y2="{_TOP + _PLOT}"/>']
    for place, category in enumerate(chart.categories):
        x = 40 + place * step
        drawing.append(f'<text x="{x:.1f}" y="{_TOP + _PLOT + 18}" text-anchor="middle">{escape(category)}</text>')
    for number, each in enumerate(chart.series):
        kind = _kind(each, number)
        points = [
            (40 + place * step, _TOP + _PLOT * (1 - value / highest) * 0.95 + 4, value)
            for place, value in enumerate(each.values)
            if value is not None
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        drawing.append(f'<polyline class="{kind}" points="{path}"/>')
        drawing += [
            f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{escape(each.name)} {value:g}'
            f"{escape(chart.unit)}</title></circle>"
            for x, y, value in points
        ]
    return "".join(drawing), _TOP + _PLOT + 28


def _figure(series: Series, value: float, unit: str, width: float) -> str:
    """The figure, with its series' name where there is room: not everybody tells the colours apart."""
    named = f"{value:g}{unit} {series.name}"
    return named if len(named) * _LETTER <= width else f"{value:g}{unit}"


def _kind(series: Series, number: int) -> str:
    return f"series{number % 6}" if series.shade is Shade.PLAIN else series.shade.value
