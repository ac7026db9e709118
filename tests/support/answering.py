"""The answer engine of a few entries, with the shipped network."""

from collections.abc import Sequence

from bot.answering.reading import reader
from handlers.answers.elsewhere import Elsewhere
from handlers.answers.engine import AnswerEngine
from handlers.answers.entries import Entry


def learnt(*entries: Entry, elsewhere: Sequence[Elsewhere] = (), logged: Sequence[str] = ()) -> AnswerEngine:
    """Learn some entries."""
    return AnswerEngine(entries, reader(), elsewhere, logged)
