"""Rounds of surveys for tests."""

from datetime import UTC, date, datetime

from handlers.voice.model import Instrument, Survey, SurveyState


def a_round(instrument: Instrument) -> Survey:
    """A round of this instrument that is open to twenty people."""
    return Survey(1, instrument, SurveyState.OPEN, datetime(2027, 3, 1, tzinfo=UTC), date(2027, 3, 15), b"", 20)
