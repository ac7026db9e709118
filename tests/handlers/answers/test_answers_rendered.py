"""Answers with their presses, and what the committee reads, fit into every surface, also at their longest."""

from dataclasses import replace
from datetime import date

import pytest

from bot.slack.origin import METADATA_LIMIT, Origin
from bot.slack.render_cards import render_card
from bot.slack.render_forms import render_form
from bot.teams.parts import LARGEST_CARD, render, size
from bot.teams.render_forms import form_card
from bot.web.forms import form_html
from bot.web.render import card_html
from handlers.answers import cards
from handlers.answers.entries import Entry, Source
from handlers.answers.feedback_cards import feedback, flag_form, not_helpful_form, please_look
from handlers.answers.prompts import prompts
from handlers.answers.whom import by_name
from handlers.cards import Card
from handlers.demand import cards as demand_cards
from handlers.demand.evidence import Evidence, Group, Helped, Topic, months_until
from handlers.forms import Form
from handlers.help.cards import welcome
from handlers.interactions import Conversation, Platform

TODAY = date(2027, 3, 1)
LONG = "An answer & <more> of it. " * 96
ENTRY = Entry(
    "x" * 80,
    "T" * 120,
    ("a way to ask",),
    LONG,
    tuple(Source("S" * 120, f"https://www.example.ac.uk/{number}", TODAY) for number in range(20)),
    "O" * 120,
    date(2027, 12, 31),
    current="C" * 1000,
)
NONCE = "n" * 12
MONTHS = months_until(TODAY)
LARGE = Evidence(
    MONTHS,
    [Topic(f"t{n}", "T" * 120, dict.fromkeys(MONTHS, 999)) for n in range(90)],
    4,
    90_000,
    4_000,
    3,
    [Group("q" * 2000, 40)] * 30,
    [Helped("T" * 120, 3, 5)] * 40,
    ["T" * 120] * 90,
)
EMPTY = Evidence(MONTHS, [], 0, 0, 0, 0, [], [], [])
ORIGIN = Origin(Conversation(Platform.SLACK, "T" * 12, "D" * 12, True), "U" * 12, message="1795339950.000400")


def _answer() -> Card:
    card = cards.answer(ENTRY, TODAY, related=[replace(ENTRY, id=f"other-{n}") for n in range(5)])
    return replace(card, body=(*card.body, feedback(ENTRY.id, NONCE)))


CARDS = {
    "an answer": _answer(),
    "a choice": cards.choose([ENTRY] * 3),
    "nothing asked": cards.nothing_asked(prompts({"development-fund-amount", "registration-fees-reimbursed"})),
    "the welcome": welcome("N" * 200, prompts({"development-fund-amount"})),
    "a flag": please_look(ENTRY, 300, ["r" * 500] * 300),
    "a great demand": demand_cards.demand(LARGE),
    "no demand": demand_cards.demand(EMPTY),
    "a break": cards.too_many(20, "11:45"),
}
FORMS = {
    "why not": not_helpful_form(ENTRY, f"{ENTRY.id} {NONCE}"),
    "what is wrong": flag_form(ENTRY, by_name("Fund manager"), f"{ENTRY.id} {NONCE}"),
}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_fits_everywhere(name: str) -> None:
    assert render_card(CARDS[name])
    assert all(size(part) <= LARGEST_CARD for part in render(CARDS[name]))
    assert card_html(CARDS[name], "m1")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_fits_everywhere(form: Form) -> None:
    assert len(render_form(form, ORIGIN)["private_metadata"]) <= METADATA_LIMIT
    assert size(form_card(form, "m1", {}, "")) <= LARGEST_CARD
    assert form_html(form, "m1")
