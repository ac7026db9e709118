"""Tables as HTML that stays a table, however it is laid out."""

import pytest

from bot.web.render import card_html
from handlers.cards import Card, Table
from tests.bot.web.reading import Page


def test_a_table_names_its_rows_columns_and_itself() -> None:
    page = Page(card_html(Card("T", (Table("Plan", ("Theme", "Red"), (("Visibility", "2"),)),)), "m"))
    assert [a["scope"] for a in page.having("scope")] == ["col", "col", "row"]
    assert page.having("role")[0] == {"class": "table", "role": "region", "tabindex": "0", "aria-label": "Plan"}


def test_a_table_keeps_its_roles_when_its_rows_become_blocks() -> None:
    page = Page(card_html(Card("T", (Table("Plan", ("Theme", "Red"), (("Visibility", "2"),)),)), "m"))
    headings = ["rowgroup", "row", "columnheader", "columnheader"]
    body = ["rowgroup", "row", "rowheader", "cell"]
    assert [a["role"] for a in page.having("role")] == ["region", "table", "caption", *headings, *body]


def test_each_value_of_a_table_knows_its_heading() -> None:
    page = Page(card_html(Card("T", (Table("", ("Theme", "Red", "Due"), (("Visibility", "2"),)),)), "m"))
    assert [a["data-label"] for a in page.having("data-label")] == ["Red", "Due"]


@pytest.mark.parametrize(
    ("value", "looks"), [("2", "number red"), ("0", "number zero red"), ("0%", "number zero red"), ("none", "")]
)
def test_a_zero_is_quieter_than_other_numbers(value: str, looks: str) -> None:
    page = Page(card_html(Card("T", (Table("", ("Theme", "Red"), (("Visibility", value),)),)), "m"))
    assert page.having("data-label")[0].get("class", "") == looks
