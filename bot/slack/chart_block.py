"""Slack's chart block, which slack_sdk 3.47 has no model of yet.

Limits: docs.slack.dev/reference/block-kit/blocks/data-visualization-block (a block of 16 June 2026; read 2026-11-22).
That a message takes two, Slack's page does not say, but its API does (vercel/chat pull request 696).
"""

from typing import Any

from slack_sdk.models.blocks import Block

TITLE_LIMIT = 50
LABEL_LIMIT = 20
MOST_SERIES = 6
MOST_POINTS = 20
CHARTS_PER_MESSAGE = 2


class ChartBlock(Block):
    """A bar or line chart. `chart` is as Slack documents it; `render_charts` keeps to the limits."""

    type = "data_visualization"

    def __init__(self, title: str, chart: dict[str, Any]) -> None:
        super().__init__(type=self.type)
        self.title = title
        self.chart = chart

    @property
    def attributes(self) -> set[str]:  # type: ignore[override]
        """What is sent of it."""
        return super().attributes | {"title", "chart"}
