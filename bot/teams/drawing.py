"""Charts as Teams draws them (card version 1.5; on phones unverified, platform-facts 3.7)."""

from typing import assert_never

from microsoft_teams.cards import (
    CardElement,
    LineChart,
    LineChartData,
    LineChartValue,
    StackedHorizontalBarChart,
    StackedHorizontalBarChartData,
    StackedHorizontalBarChartDataPoint,
)
from microsoft_teams.cards.core import ChartColor

from bot.teams.literal import run_text
from handlers.charts import Bars, Chart, Lines, Series, Shade

_COLOURS: dict[Shade, ChartColor] = {
    Shade.GREEN: "good",
    Shade.AMBER: "warning",
    Shade.RED: "attention",
    Shade.QUIET: "neutral",
    Shade.PLAIN: "categoricalBlue",
}
_ONE_AFTER_ANOTHER: tuple[ChartColor, ...] = (
    "categoricalBlue",
    "categoricalMarigold",
    "categoricalTeal",
    "categoricalPurple",
    "categoricalRed",
    "categoricalLime",
)


def drawn(chart: Chart, otherwise: CardElement) -> CardElement:
    """Render a chart, and `otherwise` for clients that know none."""
    match chart:
        case Bars():
            return _bars(chart, otherwise)
        case Lines():
            return _lines(chart, otherwise)
        case _:
            assert_never(chart)


def _bars(chart: Bars, otherwise: CardElement) -> CardElement:
    bars = [
        StackedHorizontalBarChartData(
            title=run_text(category),
            data=[
                StackedHorizontalBarChartDataPoint(legend=run_text(each.name), value=value, color=_colour(each, number))
                for number, each in enumerate(chart.series)
                if (value := each.values[place]) is not None
            ],
        )
        for place, category in enumerate(chart.categories)
    ]
    title = run_text(chart.title)
    return StackedHorizontalBarChart(title=title, x_axis_title=chart.unit or None, data=bars, fallback=otherwise)


def _lines(chart: Lines, otherwise: CardElement) -> CardElement:
    lines = [
        LineChartData(
            legend=run_text(each.name),
            color=_colour(each, number),
            values=[
                LineChartValue(x=category, y=value)
                for category, value in zip(chart.categories, each.values, strict=True)
                if value is not None
            ],
        )
        for number, each in enumerate(chart.series)
    ]
    title = run_text(chart.title)
    return LineChart(title=title, y_axis_title=chart.unit or None, data=lines, fallback=otherwise)


def _colour(series: Series, number: int) -> ChartColor:
    if series.shade is Shade.PLAIN:
        return _ONE_AFTER_ANOTHER[number % len(_ONE_AFTER_ANOTHER)]
    return _COLOURS[series.shade]
