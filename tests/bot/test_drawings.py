"""Charts on every surface: drawn where it can be, in figures where it cannot, in words always."""

import json
from typing import Any

import pytest
from microsoft_teams.cards import AdaptiveCard

from bot.email.html import letter_html
from bot.slack.render_cards import render_card
from bot.teams.parts import render
from bot.teams.render_cards import adaptive_card
from bot.web.render import card_html
from handlers.cards import Card, Drawing, plain_text
from handlers.charts import Bars, Chart, Lines, Series, Shade

RAG = Bars(
    "Actions by theme",
    ("Visibility", "Recognition"),
    (Series("green", (3, 1), Shade.GREEN), Series("red", (0, 2), Shade.RED)),
)
TREND = Lines("Agreement", ("2026", "2027"), (Series("Visibility", (33, 41)),), "%")
WITH_A_GAP = Lines("Agreement", ("2026", "2027"), (Series("Visibility", (None, 41)),), "%")


def _card(*charts: Chart) -> Card:
    return Card("Status", tuple(map(Drawing, charts)))


def _slack_blocks(card: Card) -> list[list[dict[str, Any]]]:
    return [list(message.blocks) for message in render_card(card)]


@pytest.mark.parametrize(("chart", "kind"), [(RAG, "bar"), (TREND, "line")])
def test_slack_draws_a_chart_with_every_figure(chart: Chart, kind: str) -> None:
    [block] = [b for b in _slack_blocks(_card(chart))[0] if b["type"] == "data_visualization"]
    assert (block["title"], block["chart"]["type"]) == (chart.title, kind)
    drawn = [[point["value"] for point in series["data"]] for series in block["chart"]["series"]]
    assert drawn == [list(series.values) for series in chart.series]


@pytest.mark.parametrize(
    "chart",
    [
        WITH_A_GAP,
        Bars("T" * 51, ("a",), (Series("x", (1,)),)),
        Bars("T", ("a category of more than twenty",), (Series("x", (1,)),)),
        Bars("T", ("a",), tuple(Series(f"s{n}", (1,)) for n in range(7))),
        Bars("T", tuple(f"c{n}" for n in range(21)), (Series("x", (1,) * 21),)),
        Bars("T", ("a", "a"), (Series("x", (1, 2)),)),
    ],
    ids=["a gap", "long title", "long label", "seven series", "21 points", "the same label twice"],
)
def test_what_is_too_much_for_slack_is_shown_in_figures(chart: Chart) -> None:
    kinds = {block["type"] for message in _slack_blocks(_card(chart)) for block in message}
    assert "data_visualization" not in kinds
    assert "table" in kinds


def test_slack_gets_two_charts_in_a_message_at_most() -> None:
    counts = [sum(b["type"] == "data_visualization" for b in blocks) for blocks in _slack_blocks(_card(*[RAG] * 5))]
    assert counts == [2, 2, 1]


@pytest.mark.parametrize("chart", [RAG, TREND, WITH_A_GAP])
def test_teams_draws_a_chart_that_its_own_models_accept(chart: Chart) -> None:
    content = json.loads(json.dumps(adaptive_card(_card(chart))))
    assert AdaptiveCard.model_validate(content)
    [drawn] = [element for element in content["body"] if element["type"].startswith("Chart.")]
    assert drawn["fallback"]["items"], "clients without charts show the figures"


def test_a_point_without_a_figure_is_not_drawn_as_nought_in_teams() -> None:
    [drawn] = [e for e in adaptive_card(_card(WITH_A_GAP))["body"] if e["type"].startswith("Chart.")]
    assert drawn["data"][0]["values"] == [{"x": "2027", "y": 41}]


def test_the_browser_draws_and_says_a_chart() -> None:
    page = card_html(_card(RAG), "m1")
    assert 'aria-label="Actions by theme' in page
    assert "The same in figures" in page


def test_what_is_typed_into_a_chart_is_text_in_the_browser() -> None:
    page = card_html(_card(Bars("<b>", ("<i>",), (Series("<u>", (1,)),))), "m1")
    assert not {"<b>", "<i>", "<u>"} & set(page.replace(">", "> ").split())
    assert "<b>" not in page


def test_an_e_mail_has_the_figures() -> None:
    assert "Recognition" in letter_html(_card(RAG))


@pytest.mark.parametrize("chart", [RAG, TREND])
def test_a_chart_is_read_out_whole(chart: Chart) -> None:
    said = plain_text(_card(chart))
    assert all(f"{value:g}" in said for series in chart.series for value in series.values if value is not None)


def test_a_chart_that_is_too_large_for_a_teams_card_comes_in_figures_over_several() -> None:
    many = tuple(f"category {n}" for n in range(900))
    cards = render(_card(Bars("Long", many, (Series("x", tuple(range(900))),))))
    said = json.dumps(cards)
    assert len(cards) > 1
    assert all(category in said for category in many)
