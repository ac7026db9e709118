"""Charts as Slack's own, or as a table of their figures where Slack's are too small for them."""

from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from bot.slack.chart_block import LABEL_LIMIT, MOST_POINTS, MOST_SERIES, TITLE_LIMIT, ChartBlock
from bot.slack.markup import size
from bot.slack.pages import Part
from bot.slack.render_tables import table_parts
from handlers.cards import Drawing, as_table
from handlers.charts import Bars, Chart, Lines, in_words


def drawing_parts(drawing: Drawing) -> Iterator[Part]:
    """Render a chart; nothing in it is cut."""
    chart = drawing.chart
    if not _fits(chart):
        yield from table_parts(as_table(drawing))
        return
    series = [
        {
            "name": each.name,
            "data": [{"label": c, "value": v} for c, v in zip(chart.categories, each.values, strict=True)],
        }
        for each in chart.series
    ]
    axes: dict[str, Any] = {"categories": list(chart.categories)}
    if chart.unit:
        axes["y_label"] = chart.unit
    yield Part(ChartBlock(chart.title, {"type": _type(chart), "series": series, "axis_config": axes}), in_words(chart))


def _fits(chart: Chart) -> bool:
    # Slack asks for a figure at every point: what has none is not drawn as nought.
    whole = all(value is not None for each in chart.series for value in each.values)
    names = [each.name for each in chart.series]
    return (
        whole
        and 0 < size(chart.title) <= TITLE_LIMIT
        and size(chart.unit) <= TITLE_LIMIT
        and _labels(names, MOST_SERIES)
        and _labels(chart.categories, MOST_POINTS)
    )


def _labels(labels: Sequence[str], most: int) -> bool:
    different = len(set(labels)) == len(labels)
    return different and 0 < len(labels) <= most and all(0 < size(label) <= LABEL_LIMIT for label in labels)


def _type(chart: Chart) -> str:
    match chart:
        case Bars():
            return "bar"
        case Lines():
            return "line"
        case _:
            assert_never(chart)
