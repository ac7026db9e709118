"""Every card and form about achievements and the self-assessment renders on all surfaces, however long things are."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.slack.origin import METADATA_LIMIT, Origin
from bot.slack.render_cards import render_card
from bot.slack.render_forms import BLOCKS_PER_VIEW, render_form
from bot.teams.parts import LARGEST_CARD, render, size
from bot.teams.render_forms import form_card
from bot.web.forms import form_html
from bot.web.render import card_html
from handlers.achievements import cards as achievement_cards
from handlers.achievements import forms, model
from handlers.achievements.model import (
    LONGEST_CROSS,
    LONGEST_FIGURE,
    LONGEST_NOTE,
    LONGEST_OF,
    LONGEST_TESTIMONIAL,
    LONGEST_UNIT,
    LONGEST_WHAT,
    Achievement,
    AchievementProof,
    State,
)
from handlers.assessment import cards
from handlers.assessment.model import Headcount, HeadcountRow, TalentAnswer
from handlers.assessment.owed import Debt
from handlers.assessment.sections import stage
from handlers.assessment.talent import LONGEST_EXAMPLE, LONGEST_SOURCE, LONGEST_WORDING, mapped
from handlers.cards import Card
from handlers.forms import Form
from handlers.interactions import Conversation, Platform
from handlers.paging import page_of
from handlers.people.model import Institution
from handlers.plans.model import Action

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
TODAY = date(2027, 3, 1)
INSTITUTION = Institution(1, "wenlow", "Wenlow", "Europe/London")
ORIGIN = Origin(
    Conversation(Platform.SLACK, "T" * 12, "D" * 12, False, "1795339950.000400"),
    "U" * 12,
    message="1795339950.000400",
    thread="1795339950.000400",
    response_url="https://hooks.slack.com/actions/" + "x" * 120,
    ephemeral=True,
)
ACTION = Action(7, 1, "V1", "Visibility", "<!channel> " + "w" * 600)


def _achievement(state: State = State.KEPT) -> Achievement:
    return Achievement(
        999_999,
        "Career Development",
        "<!channel> " + "w" * (LONGEST_WHAT - 11),
        TODAY,
        state,
        NOW,
        "9" * LONGEST_FIGURE,
        "u" * LONGEST_UNIT,
        model.Testimonial("t" * LONGEST_TESTIMONIAL, "o" * LONGEST_OF, TODAY, "c" * LONGEST_OF),
        "x" * LONGEST_CROSS,
        (7,),
        "n" * LONGEST_NOTE,
        99,
        "Tom",
        1,
        1,
    )


def _card(state: State) -> Card:
    proofs = [
        AchievementProof(
            number, 1, "p" * 200, NOW, link="https://www.example.ac.uk/" + "l" * 1900 if number % 2 else ""
        )
        for number in range(6)
    ]
    return achievement_cards.achievement_card(
        _achievement(state), proofs, {7: ACTION}, INSTITUTION, decides=True, corrects=True, versions=True
    )


def _talent() -> Sequence[TalentAnswer]:
    long = [
        TalentAnswer(f"own {number}", NOW, "w" * LONGEST_WORDING, "s" * LONGEST_SOURCE, "e" * LONGEST_EXAMPLE)
        for number in range(20)
    ]
    return [*long, TalentAnswer("data", NOW, "", "s" * LONGEST_SOURCE, "e" * LONGEST_EXAMPLE)]


def _counts() -> Sequence[Headcount]:
    return [Headcount(1, TODAY, ("Total",), (HeadcountRow("Biology", (Decimal(3),)),), NOW)]


def _debts() -> Sequence[Debt]:
    return [Debt(ACTION, f"{number} " + "p" * 200, ("a report on where it stands",)) for number in range(60)]


CARDS = {
    "list": achievement_cards.list_card(page_of([_achievement()] * 30, 2, 8), records=True, papers=True),
    "empty list": achievement_cards.list_card(page_of([], 1, 8), records=False, papers=False),
    "kept": _card(State.KEPT),
    "suggested": _card(State.SUGGESTED),
    "history": achievement_cards.history_card([_achievement()] * 12, INSTITUTION),
    "accepted": achievement_cards.settled(_achievement()),
    "declined": achievement_cards.settled(_achievement(State.DECLINED)),
    "asked": achievement_cards.suggested(_achievement(State.SUGGESTED)),
    "drafts": cards.drafts_card(None, _debts(), _counts(), mapped(_talent())),
    "drafts of one stage": cards.drafts_card(stage(3), None, [], mapped([])),
    "owed": cards.owed_card(page_of(_debts(), 2, cards.PAGE)),
    "nothing owed": cards.owed_card(page_of([], 1, cards.PAGE)),
    "talent": cards.talent_card(page_of(mapped(_talent()), 2, cards.PAGE), 3),
}
FORMS = {
    "new": forms.achievement_form(None, {7: ACTION}, decides=True),
    "suggestion": forms.achievement_form(None, {}, decides=False),
    "correction": forms.achievement_form(_achievement(), {7: ACTION}, decides=True),
    "decline": forms.decline_form(_achievement()),
    "withdraw": forms.withdraw_form(_achievement()),
    "link": forms.link_form(_achievement()),
    "file": forms.file_form(1, "f" * 300 + ".pdf", [_achievement()] * 120),
    "since": forms.since_form(),
    "example": cards.example_form(mapped(_talent())[3]),
    "own": cards.own_form(),
}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_renders_everywhere(name: str) -> None:
    card = CARDS[name]
    assert card_html(card, "m1")
    assert render_card(card)
    assert all(size(part) <= LARGEST_CARD for part in render(card))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_renders_everywhere(name: str) -> None:
    form: Form = FORMS[name]
    assert form_html(form, "m1")
    assert size(form_card(form, "m1", {}, "")) < 80_000
    view = render_form(form, ORIGIN)
    assert len(view["blocks"]) <= BLOCKS_PER_VIEW
    assert len(view["private_metadata"]) <= METADATA_LIMIT
