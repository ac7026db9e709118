"""Teams has no question of its own, so a press that cannot be undone opens one below it."""

from dataclasses import replace
from typing import Any

from bot.teams.parts import render
from handlers.cards import Button, Buttons, ButtonStyle, Card, Leads
from tests.support.teams_service import actions, read

CLOSE = Button("Close it now", "voice.close", "3", ButtonStyle.DANGER, confirm="Nobody can answer *any* more.")


def shown(button: Button) -> dict[str, Any]:
    (card,) = render(Card("", (Buttons((button,)),)))
    (row,) = card["body"]
    found: dict[str, Any] = row
    return found


def test_a_press_that_cannot_be_undone_opens_its_question_first() -> None:
    (asking,) = shown(CLOSE)["actions"]
    assert (asking["type"], asking["title"], asking["style"]) == ("Action.ShowCard", "Close it now", "destructive")
    assert read(asking["card"]) == "Nobody can answer *any* more.\n[Close it now]"


def test_the_button_below_the_question_is_the_one_that_acts() -> None:
    (asked,) = actions(shown(CLOSE))
    (plain,) = actions(shown(replace(CLOSE, confirm="")))
    assert asked == plain


def test_the_question_is_no_card_of_a_newer_version() -> None:
    assert shown(CLOSE)["actions"][0]["card"]["version"] == "1.5"


def test_a_button_that_leads_to_a_form_does_not_ask_before() -> None:
    form = replace(CLOSE, leads=Leads.FORM)
    assert shown(form) == shown(replace(form, confirm=""))
