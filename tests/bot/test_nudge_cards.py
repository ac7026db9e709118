"""Nudges as Slack and Teams show them: whole, within the platforms' limits, and short."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.slack.origin import Origin
from bot.slack.render_cards import render_card as slack
from bot.slack.render_forms import render_form
from bot.teams.parts import LARGEST_CARD, size
from bot.teams.parts import render as teams
from handlers.cards import Card, plain_text
from handlers.forms import Form
from handlers.interactions import Conversation, Platform
from handlers.nudges import cards
from handlers.nudges.desk import Desk, Facts, lay_out
from handlers.nudges.later_form import later_form
from handlers.people.model import Holding, Institution, Person, Post
from handlers.plans.model import Action
from handlers.reviews.model import Review
from handlers.rights import PostKind

ORIGIN = Origin(Conversation(Platform.SLACK, "T0BUNSEN", "D0OLU", direct=True), "U0OLU", trigger="t")
WENLOW = Institution(1, "wenlow", "Wenlow", "Europe/London")
REVIEW = Review(1, date(2027, 6, 1), date(2027, 5, 17))
OWNERS = datetime(2027, 4, 19, 10, tzinfo=UTC)
DEPUTIES = datetime(2027, 5, 10, 10, tzinfo=UTC)
COMMITTEE = datetime(2027, 5, 14, 10, tzinfo=UTC)


def _desk(now: datetime, many: int, title: str) -> Desk:
    """Olu owns everything, Dee deputises, Lea leads."""
    post, lead = Post(1, "Technical Operations Manager", PostKind.OWNER), Post(2, "Institutional Lead", PostKind.LEAD)
    holdings = [
        Holding(post, Person(1, "Olu")),
        Holding(post, Person(2, "Dee"), deputy=True),
        Holding(lead, Person(3, "Lea")),
    ]
    actions = [
        Action(n, 1, f"V{n}", "Visibility", title, owner_post_id=1, due_on=date(2027, 5, 30))
        for n in range(1, many + 1)
    ]
    return lay_out(Facts(WENLOW, [REVIEW], actions, holdings, {}, []), now)


def _nudge(now: datetime, person: int, many: int, title: str = "Put technicians on the website") -> Card:
    card = cards.nudge(_desk(now, many, title), person)
    assert card is not None
    return card


CARDS = [
    _nudge(OWNERS, 1, 1),
    _nudge(OWNERS, 1, 60, "Long " * 60),
    _nudge(DEPUTIES, 2, 30, "Long " * 60),
    _nudge(COMMITTEE, 3, 10, "<!channel> *bold* & “quoted” " * 10),
]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title)
def test_a_nudge_fits_into_slack(card: Card) -> None:
    messages = slack(card)
    assert all(len(message.blocks) <= 50 for message in messages)
    assert "<!channel>" not in json.dumps([message.text for message in messages])


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title)
def test_a_nudge_fits_into_teams(card: Card) -> None:
    assert all(size(message) <= LARGEST_CARD for message in teams(card))


def test_an_ordinary_nudge_is_one_message_of_few_words() -> None:
    card = _nudge(OWNERS, 1, 3)
    assert len(slack(card)) == 1
    assert len(plain_text(card).split()) < 80


def test_the_form_for_later_opens_in_slack() -> None:
    form: Form = later_form(REVIEW, date(2027, 4, 19), WENLOW.calendar, 2)
    assert len(render_form(form, ORIGIN)["title"]["text"]) <= 24


def test_on_a_friday_tomorrow_is_called_by_its_day() -> None:
    form = later_form(REVIEW, date(2027, 4, 23), WENLOW.calendar, 2)
    labels = [option.label for option in form.fields[0].options]  # type: ignore[union-attr]
    assert labels[-1] == "After my leave"
    assert labels[0] == "Monday 26 April 2027"


def test_a_card_of_a_deputy_in_a_leave_says_why() -> None:
    away = replace(Person(1, "Olu"), away_until=OWNERS.date() + timedelta(days=7))
    post = Post(1, "OSD Manager", PostKind.OWNER)
    holdings = [Holding(post, away), Holding(post, Person(2, "Dee"), deputy=True)]
    actions = [Action(1, 1, "V1", "V", "Do", owner_post_id=1)]
    card = cards.nudge(lay_out(Facts(WENLOW, [REVIEW], actions, holdings, {}, []), OWNERS), 2)
    assert card is not None
    assert "Olu (OSD Manager) is on leave until 26 April 2027. So I ask you, as the deputy." in plain_text(card)
