"""Every card and form of submission, pre-check, public page and measures renders everywhere, also of a large plan."""

from dataclasses import replace
from datetime import date

import pytest

from bot.slack.origin import METADATA_LIMIT, Origin
from bot.slack.render_cards import render_card
from bot.slack.render_forms import BLOCKS_PER_VIEW, render_form
from bot.teams.parts import LARGEST_CARD, render, size
from bot.teams.render_forms import form_card
from bot.web.forms import form_html
from bot.web.render import card_html
from handlers.cards import Button, Card
from handlers.forms import Form
from handlers.interactions import Conversation, Platform
from handlers.measures import cards as measure_cards
from handlers.outcomes import OpenForm, Reply, Update
from handlers.people.model import Holding, Person
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.precheck import cards as precheck_cards
from handlers.public_page import names as page_names
from handlers.rights import PostKind
from handlers.submission import names
from handlers.submission.model import Remark, RemarkKind
from tests.handlers.submission import world
from tests.support.house import House, buttons

ORIGIN = Origin(Conversation(Platform.SLACK, "T" * 12, "D" * 12, False, "1795339950.000400"), "U" * 12)
_LONG = "Support & develop the harmonised career pathway of <technicians> in all faculties " * 4
_MANY = 130


@pytest.fixture
async def large(house: House) -> House:
    """A plan of many long actions and posts, a submission, remarks, and a contact."""
    await world.staffed(house)
    lea = await house.person("lea")
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        for number in range(_MANY):
            post = await people.add_post(f"Technical Services Manager number {number} " + "x" * 60, PostKind.OWNER)
            person = await people.save(Person(0, f"Person {number}", f"p{number}@wenlow.example"))
            await people.hold(Holding(post, person))
    action = Action(
        0,
        0,
        "",
        "Visibility",
        _LONG,
        due_on=date(2027, 6, 30),
        success_measure=_LONG,
        baseline="8%",
        target="20% " * 40,
    )
    actions = await house.plan(*(replace(action, ref=f"V{number}") for number in range(_MANY)))
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        for each in actions[:30]:
            said = ActionUpdate(
                each.id, house.clock.now(), Rag.AMBER, _LONG, reading="9% " * 50, by="Lea", by_person_id=lea.id
            )
            await work.plans.record(said)
        ids = tuple(each.id for each in actions[:40])
        for _ in range(7):
            words = (_LONG * 8)[:2000]
            await work.remarks.save(
                Remark(0, 1, date(2027, 1, 1), RemarkKind.CONDITION, words, "", house.clock.now(), action_ids=ids)
            )
    await world.submission(house)
    await world.give_to(house, "profile")
    return house


def _shown(card: Card) -> None:
    assert card_html(card, "m1")
    assert render_card(card)
    assert all(size(part) <= LARGEST_CARD for part in render(card))


def _asked(form: Form) -> None:
    assert form_html(form, "m1")
    assert size(form_card(form, "m1", {}, "")) < 80_000
    view = render_form(form, ORIGIN)
    assert len(view["blocks"]) <= BLOCKS_PER_VIEW
    assert len(view["private_metadata"]) <= METADATA_LIMIT


@pytest.mark.parametrize(
    ("user", "command"),
    [
        ("lea", "submission"),
        ("chad", "submission"),
        ("wim", "my sections"),
        ("lea", "remarks"),
        ("lea", "precheck"),
        ("lea", "check the plan"),
        ("chad", "measures"),
        ("lea", "public page"),
    ],
)
async def test_what_a_command_says_is_shown_everywhere(large: House, user: str, command: str) -> None:
    for card in await large.hears(user, command):
        _shown(card)


@pytest.mark.parametrize(
    "press",
    [
        Button("", names.WRITERS_PRESS, "2"),
        Button("", names.REMARKS_PRESS, "2"),
        Button("", page_names.PREVIEW_PRESS),
        Button("", precheck_cards.PAGE_PRESS, "1:2"),
        Button("", precheck_cards.ACTIONS_PRESS, "1:resources:3"),
        Button("", measure_cards.PAGE_PRESS, "3"),
        Button("", measure_cards.CHART_PRESS, "1"),
    ],
)
async def test_what_a_press_shows_is_shown_everywhere(large: House, press: Button) -> None:
    outcome = await large.press("lea", press)
    assert isinstance(outcome, Reply | Update)
    _shown(outcome.card)


@pytest.mark.parametrize(
    ("press", "value"),
    [
        (names.SET_PRESS, ""),
        (names.ASSIGN_PRESS, "profile"),
        (names.HAND_IN_PRESS, ""),
        (names.ADD_REMARK_PRESS, ""),
        (names.EDIT_REMARK_PRESS, "1"),
        (page_names.ASK_PRESS, ""),
        (page_names.COMMENT_PRESS, ""),
    ],
)
async def test_every_form_opens_everywhere(large: House, press: str, value: str) -> None:
    outcome = await large.press("lea", Button("", press, value))
    assert isinstance(outcome, OpenForm), outcome
    _asked(outcome.form)


async def test_the_writers_form_opens_everywhere(large: House) -> None:
    outcome = await large.press("wim", Button("", names.MARK_PRESS, "profile"))
    assert isinstance(outcome, OpenForm)
    _asked(outcome.form)


async def test_every_button_of_the_precheck_leads_somewhere(large: House) -> None:
    (card,) = await large.hears("lea", "precheck")
    for button in buttons(card):
        outcome = await large.press("lea", button)
        assert isinstance(outcome, Update), button
        _shown(outcome.card)
