"""Clocks. Time is an argument everywhere else; here it comes from."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that can be moved forward, for the demo and for tests."""

    def __init__(self, base: Clock, ahead: timedelta = timedelta()) -> None:
        self._base = base
        self.ahead = ahead

    def now(self) -> datetime:
        """The present moment of the demo, in UTC."""
        return self._base.now() + self.ahead

    def move_to(self, moment: datetime) -> None:
        """Go forward to `moment`; it never goes back."""
        self.ahead = max(self.ahead, moment - self._base.now())
