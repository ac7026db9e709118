"""Every card and form about actions renders on all three surfaces, also where everything is as long as it can be."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.slack.origin import METADATA_LIMIT, Origin
from bot.slack.render_cards import render_card
from bot.slack.render_forms import BLOCKS_PER_VIEW, render_form
from bot.teams.parts import LARGEST_CARD, render, size
from bot.teams.render_forms import form_card
from bot.web.forms import form_html
from bot.web.render import card_html
from handlers.actions import presses
from handlers.actions.meanwhile import Known
from handlers.actions.report_form import PAGE, Page, Shown, Subject, first_page, report_form
from handlers.actions.rules import Part
from handlers.cards import Card
from handlers.forms import Form
from handlers.interactions import Conversation, Platform
from handlers.people.model import Institution
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from tests.handlers.actions.wenlow import Wenlow, shown
from tests.support.house import opened

ORIGIN = Origin(
    Conversation(Platform.SLACK, "T" * 12, "D" * 12, False, "1795339950.000400"),
    "U" * 12,
    message="1795339950.000400",
    thread="1795339950.000400",
    response_url="https://hooks.slack.com/actions/" + "x" * 120,
    ephemeral=True,
)
INSTITUTION = Institution(1, "wenlow", "Wenlow", "Europe/London")
TODAY = date(2027, 3, 1)
FORMS = [
    presses.COMMENT_PRESS,
    presses.EDIT_PRESS,
    presses.MOVE_PRESS,
    presses.HAND_OVER_PRESS,
    presses.ADD_PRESS,
    presses.DROP_PRESS,
    presses.MERGE_PRESS,
    presses.SPLIT_PRESS,
    presses.ADD_EVIDENCE_PRESS,
]


def _render_form(form: Form) -> Mapping[str, Any]:
    """Render a form everywhere; gives Slack's modal."""
    assert form_html(form, "m1")
    assert size(form_card(form, "m1", {}, "")) < 80_000
    view = render_form(form, ORIGIN)
    assert len(view["blocks"]) <= BLOCKS_PER_VIEW
    assert len(view["private_metadata"]) <= METADATA_LIMIT
    return view


def _render_card(card: Card) -> None:
    assert card_html(card, "m1")
    assert render_card(card)
    assert all(size(part) <= LARGEST_CARD for part in render(card))


@pytest.mark.parametrize("press", FORMS)
async def test_a_form_renders_everywhere(wenlow: Wenlow, press: str) -> None:
    _render_form(opened(await wenlow.press("lea", press, wenlow.ids["V1"])))


@pytest.mark.parametrize("user", ["tina", "ed", "olu", "lea"])
async def test_the_card_of_an_action_renders_everywhere(wenlow: Wenlow, user: str) -> None:
    _render_card(await wenlow.card(user, "V1"))


async def test_the_card_of_an_action_with_everything_long_renders_everywhere(wenlow: Wenlow) -> None:
    long = {
        name: f"{name} " + "<&>*_~ “ü” " * 200
        for name in (
            "title",
            "success_measure",
            "baseline",
            "target",
            "rationale",
            "benefit",
            "resource",
            "cross_reference",
        )
    }
    action = replace(await wenlow.action("V1"), **long, carried=3)  # type: ignore[arg-type]
    async with wenlow.house.bunsen.begin() as tx:
        plans = tx.of(wenlow.house.institution.id).plans
        await plans.change(action)
        for _ in range(8):
            update = ActionUpdate(action.id, wenlow.house.clock.now(), Rag.RED, "c" * 2000, "l" * 2000, by="O" * 100)
            await plans.record(update)
    _render_card(await wenlow.card("lea", "V1"))
    _render_card(shown(await wenlow.press("lea", presses.HISTORY_PRESS, f"{action.id}:1")))


@pytest.mark.parametrize("command", ["my actions", "action technicians", "action V1", "action unicorns", "action"])
async def test_what_is_typed_is_answered_with_a_card_that_renders_everywhere(wenlow: Wenlow, command: str) -> None:
    _render_card(shown(await wenlow.house.command("olu", command)))


def _long_action(number: int) -> Action:
    latest = ActionUpdate(
        number,
        datetime(2027, 2, 1, tzinfo=UTC),
        Rag.AMBER,
        "c" * 2000,
        "l" * 2000,
        "n" * 300,
        "Olu",
        1,
        TODAY,
        "r" * 200,
    )
    return Action(
        id=999_999_000 + number,
        plan_id=1,
        ref="V" * 20,
        theme="Visibility",
        title="t" * 600,
        due_on=TODAY,
        first_due_on=date(2026, 1, 1),
        baseline="b" * 300,
        target="t" * 300,
        success_measure="m" * 1000,
        latest=latest,
    )


def test_ten_actions_with_every_field_fit_on_one_form_everywhere() -> None:
    subjects = [Subject(_long_action(number), 99_999, notes=("Amber needs a step.",)) for number in range(PAGE)]
    every = tuple(Shown(Known(each.action.id, each.version), tuple(Part)) for each in subjects)
    page = Page(every, tuple(range(999_999_100, 999_999_300)), 99)
    assert len(_render_form(report_form(subjects, page, INSTITUTION, TODAY))["blocks"]) <= BLOCKS_PER_VIEW


def test_ten_new_actions_ask_two_fields_each() -> None:
    subjects = [
        Subject(replace(_long_action(number), latest=None, baseline="", target=""), 0) for number in range(PAGE)
    ]
    form = report_form(subjects, first_page(subjects), INSTITUTION, TODAY)
    assert len(form.fields) == 2 * PAGE


def test_a_page_comes_back_as_it_was_written() -> None:
    subjects = [Subject(_long_action(number), number) for number in range(PAGE + 3)]
    page = first_page(subjects, 4)
    assert Page.read(str(page)) == page


def test_the_form_of_one_action_asks_everything_at_once() -> None:
    (subject,) = [Subject(_long_action(1), 0)]
    form = report_form([subject], first_page([subject], alone=True), INSTITUTION, TODAY)
    assert [field.key.partition("-")[0] for field in form.fields] == ["rag", *(part.value for part in Part)]


def test_a_rendered_modal_is_json() -> None:
    subject = Subject(_long_action(1), 0)
    assert json.dumps(render_form(report_form([subject], first_page([subject]), INSTITUTION, TODAY), ORIGIN))
