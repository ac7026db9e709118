"""Whatever cannot be undone asks first, and says what will happen."""

from datetime import UTC, date, datetime

import pytest

from handlers.cards import Button, Buttons, Card
from handlers.reviews.cards import overview
from handlers.reviews.model import Review
from handlers.voice.cards import for_lead, key_lost
from handlers.voice.model import Instrument, Question, Survey, SurveyState

PULSE = Instrument("pulse", "Pulse", (Question("V1", "Visibility", "My work is seen."),))
ROUND = Survey(3, PULSE, SurveyState.OPEN, datetime(2026, 11, 2, 9, tzinfo=UTC), date(2026, 11, 27), b"", 12)
REVIEW = Review(7, date(2026, 11, 20), date(2026, 11, 6))


def asking(card: Card) -> dict[str, str]:
    """The questions of a card's buttons, by their labels."""
    buttons: list[Button] = [b for element in card.body if isinstance(element, Buttons) for b in element.buttons]
    return {button.label: button.question for button in buttons if button.question}


@pytest.mark.parametrize(
    ("card", "label", "consequence"),
    [
        (for_lead([ROUND], {ROUND.id: 4}), "Close it now", "Nobody can answer any more"),
        (key_lost(ROUND), "Give this round up", "deleted for good"),
        (overview([REVIEW], REVIEW, None, REVIEW.held_on), "Close the review of 20 November 2026", "frozen"),
    ],
    ids=["close a survey", "give a survey up", "close a review"],
)
def test_it_asks_first(card: Card, label: str, consequence: str) -> None:
    assert list(asking(card)) == [label]
    assert consequence in asking(card)[label]
