"""Every question that Bunsen suggests is answered, by an entry that holds what was asked for."""

import re
from typing import Final

import pytest

from bot.demo.seats import demo_seats
from handlers.answers.cards import CHOOSE_PRESS
from handlers.answers.prompts import SUGGESTED
from tests.support.house import House, buttons

_KINDS: Final = (
    (r"how much|cost", r"£\s?\d", "a sum"),
    (r"will you pay", r"\b(?:repa(?:y|id|ys)|pays?|paid)\b", "who pays"),
    (r"^who can", r"\bany technician\b|\bmay (?:all )?apply\b", "who may"),
    (r"^what is", r"\bis\b|\bmeans\b", "what it is"),
)
"""What a question asks for, how an answer has it, and what that is."""
_COMMANDS = {"pulse", "help"}
_ASKED = [*(label for label, _ in SUGGESTED), *sorted(set(demo_seats()[0].suggestions) - _COMMANDS)]


def _kind(question: str) -> tuple[str, str]:
    found = [(has, what) for asks, has, what in _KINDS if re.search(asks, question, re.IGNORECASE)]
    assert found, f"Say in this test what “{question}” asks for."
    return found[0]


@pytest.mark.parametrize("question", _ASKED)
async def test_a_suggested_question_gets_what_it_asks_for(house: House, question: str) -> None:
    (card,) = await house.hears("tina", question)
    entry = next((each for each in house.services.knowledge.entries.values() if each.title == card.title), None)
    assert entry is not None, f"“{question}” is not answered: {card.title}"
    has, what = _kind(question)
    assert re.search(has, f"{entry.answer} {entry.current}"), f"“{question}” is answered without {what}"


@pytest.mark.parametrize(("question", "entry_id"), SUGGESTED)
async def test_its_button_gives_the_same_answer_as_its_words(house: House, question: str, entry_id: str) -> None:
    (card,) = await house.hears("tina", question)
    assert card.title == house.services.knowledge.entries[entry_id].title


async def test_they_stand_where_nothing_was_asked(house: House) -> None:
    (card,) = await house.hears("tina", "a")
    labels = [button.label for button in buttons(card) if button.press == CHOOSE_PRESS]
    assert labels == [label for label, _ in SUGGESTED[:3]]
