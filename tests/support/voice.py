"""Rounds of surveys for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from handlers.voice.model import Instrument, Survey, SurveyState


def a_round(instrument: Instrument) -> Survey:
    """A round of this instrument that is open to twenty people."""
    return Survey(1, instrument, SurveyState.OPEN, datetime(2027, 3, 1, tzinfo=UTC), date(2027, 3, 15), b"", 20)


class OneKey:
    """`handlers.voice.ports.RoundKeys` with one private key in memory, for rounds that are closed in a test."""

    process = "test"

    def __init__(self, private: bytes | None) -> None:
        self._private = private

    async def folder_id(self) -> str:
        """Always the same."""
        return "memory"

    async def create(self) -> bytes:
        """It makes none."""
        raise NotImplementedError

    async def private(self, public_key: bytes) -> bytes | None:
        """The one that it has."""
        return self._private

    async def destroy(self, public_key: bytes) -> None:
        """Forget it."""
        self._private = None

    async def kept(self) -> Sequence[bytes]:
        """It names none."""
        return []
