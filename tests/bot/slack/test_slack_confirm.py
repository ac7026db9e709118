"""Slack itself asks before a press that cannot be undone, within its limits."""

from dataclasses import replace
from typing import Any

import pytest

from bot.slack.origin import CannotRender
from bot.slack.render_cards import render_card
from handlers.cards import Button, Buttons, ButtonStyle, Card, Leads

CONFIRM_TEXTS = ("title", "text", "confirm", "deny")
CLOSE = Button("Close it now", "voice.close", "3", ButtonStyle.DANGER, confirm="This <cannot> be *undone*.")


def shown(button: Button) -> list[dict[str, Any]]:
    (message,) = render_card(Card("t", (Buttons((button,)),)))
    elements: list[dict[str, Any]] = message.blocks[1]["elements"]
    return elements


def test_slack_asks_before_a_press_that_cannot_be_undone() -> None:
    (button,) = shown(CLOSE)
    assert button["confirm"] == {
        "title": {"type": "plain_text", "text": "Close it now", "emoji": False},
        "text": {"type": "plain_text", "text": "This <cannot> be *undone*.", "emoji": False},
        "confirm": {"type": "plain_text", "text": "Yes, do it", "emoji": False},
        "deny": {"type": "plain_text", "text": "Not now", "emoji": False},
        "style": "danger",
    }


@pytest.mark.parametrize("button", [replace(CLOSE, confirm=""), replace(CLOSE, leads=Leads.FORM)], ids=["act", "form"])
def test_no_other_button_asks(button: Button) -> None:
    (rendered,) = shown(button)
    assert "confirm" not in rendered


def test_a_question_longer_than_a_sentence_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="one sentence"):
        replace(CLOSE, confirm="x" * 301)


def test_a_question_that_only_slack_counts_as_too_long_is_an_error() -> None:
    with pytest.raises(CannotRender, match="say it in a sentence"):
        render_card(Card("t", (Buttons((replace(CLOSE, confirm="<" * 300),)),)))


def test_a_row_of_buttons_that_all_ask_fits_a_message() -> None:
    row = Buttons(tuple(replace(CLOSE, label="x" * 75, confirm="y" * 300) for _ in range(60)))
    for message in render_card(Card("t", (row,))):
        buttons = [button for block in message.blocks if block["type"] == "actions" for button in block["elements"]]
        texts = [(button["text"], *(button["confirm"][name] for name in CONFIRM_TEXTS)) for button in buttons]
        assert sum(len(each["text"]) for of_one in texts for each in of_one) <= 12_000
