"""The guides' cards and forms fit every surface in one message, whatever was answered."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from bot.imports.guides import shipped_guides
from bot.imports.knowledge import load_base
from bot.slack.origin import Origin
from bot.slack.render_cards import render_card
from bot.slack.render_forms import render_form
from bot.teams.parts import render
from bot.teams.render_forms import form_card
from bot.web.forms import form_html
from bot.web.render import card_html
from handlers.answers.values import NO_VALUES
from handlers.cards import Card
from handlers.forms import OPTION_LABEL, ChoiceField, Form
from handlers.guides import fund_cards, route_cards
from handlers.guides.fund import FundQuestion, fund_answer
from handlers.guides.fund_form import fund_form
from handlers.guides.route_form import route_form
from handlers.guides.routes import find_routes
from handlers.interactions import Conversation, Platform
from handlers.knowledge.own import example_values

TEAMS_BYTES = 25_000
"""platform-facts 3.6."""

GUIDES = shipped_guides()
BASE = load_base(None)
EXAMPLE = example_values(BASE)
TODAY = GUIDES.fund.book.review_by + timedelta(days=1)
LATE = date(2020, 1, 1)
ORIGIN = Origin(Conversation(Platform.SLACK, "T1", "D1", direct=True), "U1", trigger="t")


def fund_results() -> Iterator[Card]:
    """Every result of the walk-through: with nothing set, and with everything set and something to remark on all."""
    keys = [question.key for question in GUIDES.fund.book.questions]
    for answers in product(*([choice.id for choice in question.choices] for question in GUIDES.fund.book.questions)):
        asked = FundQuestion(dict(zip(keys, answers, strict=True)), Decimal(999_999), LATE)
        for values in (NO_VALUES, EXAMPLE):
            found = fund_answer(GUIDES.fund, asked, values, TODAY)
            reading = [BASE.entries[each] for each in found.reading]
            yield fund_cards.result(GUIDES.fund, found, values, "Lea", reading, "x" * 60, TODAY)


def route_results() -> Iterator[Card]:
    """Every different result of the route finder."""
    questions = GUIDES.routes.book.questions
    seen = set()
    for answers in product(*([choice.id for choice in question.choices] for question in questions)):
        found = find_routes(GUIDES.routes, dict(zip([q.key for q in questions], answers, strict=True)))
        routes = tuple(each.route.id for each in found.suggestions)
        if routes not in seen:
            seen.add(routes)
            for values in (NO_VALUES, EXAMPLE):
                reading = [BASE.entries[entry] for entry in found.reading]
                yield route_cards.result(GUIDES.routes, found, values, "Lea", reading, "x" * 60, TODAY)


CARDS: dict[str, Callable[[], list[Card]]] = {
    "fund offer": lambda: [fund_cards.offer()],
    "fund results": lambda: list(fund_results()),
    "route offer": lambda: [route_cards.offer()],
    "route results": lambda: list(route_results()),
}
FORMS: dict[str, Callable[[], Form]] = {
    "fund": lambda: fund_form(GUIDES.fund),
    "routes": lambda: route_form(GUIDES.routes),
}


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_one_message_in_slack(name: str) -> None:
    assert {len(render_card(card)) for card in CARDS[name]()} == {1}


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_one_message_in_teams(name: str) -> None:
    sizes = [[len(json.dumps(part)) for part in render(card)] for card in CARDS[name]()]
    assert {len(parts) for parts in sizes} == {1}
    assert max(max(parts) for parts in sizes) <= TEAMS_BYTES


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_shown_in_the_browser(name: str) -> None:
    assert all(card.title in card_html(card, "u") for card in CARDS[name]())


@pytest.mark.parametrize("name", FORMS)
def test_a_form_opens_in_slack(name: str) -> None:
    assert render_form(FORMS[name](), ORIGIN)["type"] == "modal"


@pytest.mark.parametrize("name", FORMS)
def test_a_form_opens_in_teams(name: str) -> None:
    assert len(json.dumps(form_card(FORMS[name](), "", {}, ""))) <= TEAMS_BYTES


@pytest.mark.parametrize("name", FORMS)
def test_a_form_opens_in_the_browser(name: str) -> None:
    assert FORMS[name]().title in form_html(FORMS[name](), "")


@pytest.mark.parametrize("name", FORMS)
def test_every_answer_is_short_enough_to_stand_in_the_list(name: str) -> None:
    choices = [field for field in FORMS[name]().fields if isinstance(field, ChoiceField)]
    assert max(len(option.label) for field in choices for option in field.options) <= OPTION_LABEL
