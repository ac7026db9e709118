"""The cards and forms of posts fit every surface, however many posts there are and however long their names."""

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest

from bot.slack.origin import Origin
from bot.slack.render_cards import render_card
from bot.slack.render_forms import render_form
from bot.teams.parts import render
from bot.teams.render_forms import form_card
from bot.web.forms import form_html
from bot.web.render import card_html
from handlers.cards import Card
from handlers.forms import Form
from handlers.interactions import Account, Conversation, Platform
from handlers.people.handovers import Handover
from handlers.people.model import Holding, Institution, KnownAccount, Person, Post, Unit
from handlers.plans.model import Action
from handlers.posts import cards, forms, handover_cards, names, queue_cards, queue_forms
from handlers.posts.alarms import alarms
from handlers.posts.board import Board
from handlers.posts.pack import Contact, Pack, PackedAction
from handlers.posts.pack_text import pack_card
from handlers.posts.queue import Waiting
from handlers.rights import PostKind

TODAY = date(2027, 3, 1)
LONG = ("Head of *very* <long> & [winding] corridors " * 12)[:500]
SLACK_BLOCKS = 50
TEAMS_BYTES = 25_000
"""platform-facts 2.6 and 3.6."""

WENLOW = Institution(1, "wenlow", "Wenlow", "Europe/London")
POSTS = [Post(number, f"{number} {LONG}", PostKind.OWNER, "Physics") for number in range(1, 301)]
PEOPLE = [Person(number, f"Person {number} {LONG[:180]}", f"p{number}@wenlow.example") for number in range(1, 301)]
HOLDINGS = [
    Holding(post, person, deputy, TODAY, date(2027, 4, 1))
    for post, person in zip(POSTS, PEOPLE, strict=True)
    for deputy in (False, True)
]
GONE = {
    person.id: [KnownAccount(Account(Platform.SLACK, "T1", str(person.id)), person.id, gone=True)] for person in PEOPLE
}
BOARD = Board(TODAY, WENLOW, POSTS, HOLDINGS, GONE, {post.id: 3 for post in POSTS})
UNITS = [Unit(number, f"Unit {number} {LONG}", 1) for number in range(1, 301)]
ACTIONS = [Action(number, 1, f"A{number}", "Visibility", LONG, LONG) for number in range(1, 31)]
WAITING = [Waiting(action, f"“{LONG}” is vacant") for action in ACTIONS]
OFFER = Handover(1, 1, 1, datetime(2027, 3, 1), to_person_id=2, reason="x" * 1000, last_day=TODAY)  # noqa: DTZ001
EVERY_PRESS = frozenset(value for name, value in vars(names).items() if name.endswith("_PRESS"))
PACKED = tuple(PackedAction(action, (), (), ()) for action in ACTIONS)
PACK = Pack(
    WENLOW, POSTS[0], TODAY, PACKED, 2, tuple(Contact("helps", person) for person in PEOPLE[:20]), ("x" * 1000,), ()
)

CARDS: dict[str, Callable[[], Card]] = {
    "overview": lambda: cards.overview(BOARD, alarms(BOARD), 3, leads=True),
    "one post": lambda: cards.one_post(
        BOARD, POSTS[0], HOLDINGS[:40], [OFFER], {2: PEOPLE[1]}, EVERY_PRESS, email=True
    ),
    "my posts": lambda: cards.my_posts(HOLDINGS[:40]),
    "alarms": lambda: cards.alarm_message(alarms(BOARD)[:60], BOARD),
    "ended": lambda: cards.closed(POSTS[0], 3, "1 March 2027"),
    "offer": lambda: handover_cards.offer(OFFER, POSTS[0], PEOPLE[0].name, 2),
    "accepted": lambda: handover_cards.accepted(POSTS[0], TODAY),
    "pack": lambda: pack_card(PACK),
    "queue": lambda: queue_cards.queue(WAITING, 0),
    "assigned": lambda: queue_cards.assigned(3, POSTS[:20], 9),
}
FORMS: dict[str, Callable[[], Form]] = {
    "choose": lambda: forms.choose_form(POSTS[:10]),
    "give": lambda: forms.give_form(POSTS[0], BOARD),
    "end": lambda: forms.end_form(POSTS[0], BOARD),
    "change": lambda: forms.change_form(POSTS[0], UNITS),
    "add": lambda: forms.add_form(UNITS[:100]),
    "offer": lambda: forms.offer_form(POSTS[0], BOARD, PEOPLE[0]),
    "rule": lambda: forms.rule_form(2),
    "contact": lambda: forms.contact_form(UNITS[:10], POSTS),
    "assign to many": lambda: queue_forms.assign_form([(each.action, each.why) for each in WAITING[:10]], POSTS),
    "assign to few": lambda: queue_forms.assign_form([(each.action, each.why) for each in WAITING[:10]], POSTS[:20]),
    "bulk": lambda: queue_forms.bulk_form({f"{n} {LONG}": [action] for n, action in enumerate(ACTIONS)}, POSTS[:100]),
}
ORIGIN = Origin(Conversation(Platform.SLACK, "T1", "D1", direct=True), "U1", trigger="t")


@pytest.mark.parametrize("name", CARDS)
def test_a_card_fits_into_slack(name: str) -> None:
    messages = render_card(CARDS[name]())
    assert max(len(message.blocks) for message in messages) <= SLACK_BLOCKS


@pytest.mark.parametrize("name", CARDS)
def test_a_card_fits_into_teams(name: str) -> None:
    assert max(len(json.dumps(part)) for part in render(CARDS[name]())) <= TEAMS_BYTES


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_escaped_in_the_browser(name: str) -> None:
    assert "<long>" not in card_html(CARDS[name](), "u")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_fits_into_slack(name: str) -> None:
    assert render_form(FORMS[name](), ORIGIN)["type"] == "modal"


@pytest.mark.parametrize("name", FORMS)
def test_a_form_fits_into_teams(name: str) -> None:
    assert len(json.dumps(form_card(FORMS[name](), "", {}, ""))) <= TEAMS_BYTES


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_escaped_in_the_browser(name: str) -> None:
    assert "<long>" not in form_html(FORMS[name](), "")
