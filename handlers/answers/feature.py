"""Answers: from approved, sourced, dated entries, or else a person."""

from handlers.answers import cards, feedback, second_opinion
from handlers.answers.asking import ask, in_its_place, none_of_these, remember_choice
from handlers.answers.feedback_cards import ASK_PERSON_PRESS, FLAG_PRESS, HELPFUL_PRESS, NOT_HELPFUL_PRESS
from handlers.answers.giving import entry_now, given, related_to
from handlers.feature import Command, Context, Feature, FormRoute, Press
from handlers.help.cards import unknown_button
from handlers.outcomes import Outcome, Reply

_MARK = "answers.mark"
"""Whoever said that an answer was helpful does not say besides that it was not."""


async def choose(context: Context, entry_id: str) -> Outcome:
    """Give the entry that was chosen."""
    entry = await entry_now(context, entry_id)
    if entry is None:
        return Reply(unknown_button(), private=True)
    await remember_choice(context, entry.id)
    return in_its_place(context, [entry], await given(context, entry, await related_to(context, entry)))


FEATURE = Feature(
    "answers",
    commands=(Command("ask", "answer a question on funds and registration", ask, takes_words=True),),
    presses=(
        Press(cards.CHOOSE_PRESS, choose),
        Press(cards.NONE_PRESS, none_of_these),
        Press(HELPFUL_PRESS, feedback.helpful, once=_MARK),
        Press(NOT_HELPFUL_PRESS, feedback.open_not_helpful, once=_MARK),
        Press(ASK_PERSON_PRESS, second_opinion.ask_person),
        Press(FLAG_PRESS, feedback.open_flag, once=FLAG_PRESS),
    ),
    forms=(
        FormRoute(NOT_HELPFUL_PRESS, feedback.take_not_helpful, once=_MARK),
        FormRoute(FLAG_PRESS, feedback.take_flag, once=FLAG_PRESS),
    ),
    deliveries={feedback.FLAGGED: feedback.compose_flag},
)
