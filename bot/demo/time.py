"""The demo's clock: the real one, and as far ahead as somebody has moved it."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.clock import Clock, MovableClock
from bot.demo.news import news
from handlers.dates import spoken_with_weekday
from handlers.people.model import Institution
from handlers.work import Begin

_ARRIVAL: Final = time(9, 30)
"""Inside working hours, so that what falls due in the morning has arrived."""
_APART: Final = timedelta(minutes=15)
"""What fails is tried again within seconds; the clock need not stop for each try."""
_FARTHEST: Final = timedelta(days=365)
_FILE: Final = "clock.json"


class DemoClock:
    """Tells the demo's time, and moves it forward to a morning."""

    def __init__(self, begin: Begin, institution: Institution, clock: MovableClock, state: Path | None) -> None:
        self._begin = begin
        self._institution = institution
        self._zone = ZoneInfo(institution.timezone)
        self._clock = clock
        self._file = state / _FILE if state else None
        self._settle: Callable[[], Awaitable[None]] | None = None

    def when_moved(self, settle: Callable[[], Awaitable[None]]) -> None:
        """Say what is to be done each time the clock was moved."""
        self._settle = settle

    def now(self) -> datetime:
        """The present moment of the demo, in UTC."""
        return self._clock.now()

    def label(self) -> str:
        """The present moment in words."""
        local = self.now().astimezone(self._zone)
        return f"{spoken_with_weekday(local.date())}, {local:%H:%M}"

    async def forward(self, to: str) -> str:
        """Go to the next morning, a week on, or to the next deadline; give a sentence on what the time is now."""
        today = self._institution.day(self.now())
        said = ""
        match to:
            case "day":
                await self._pass(self._arrival(today + timedelta(days=1)))
            case "week":
                await self._pass(self._arrival(today + timedelta(days=7)))
            case _:
                said = await self._to_the_next_deadline(today)
        self._save()
        return f"It is now {self.label()}{said}."

    async def _to_the_next_deadline(self, today: date) -> str:
        """Pass working mornings until something has happened on one of them by itself; say what."""
        last = today + _FARTHEST
        since = today
        while since < last:
            # Each institution may close on other days by then, so the calendar is read anew.
            institution = await self._current()
            morning = institution.calendar.working_day_on_or_after(since + timedelta(days=1))
            await self._pass(self._arrival(morning))
            async with self._begin() as tx:
                found = await news(tx.of(institution.id), institution, institution.calendar.morning(morning), since)
            if found:
                return f": {', '.join(found)}"
            since = morning
        return ", a year on: nothing has fallen due"

    async def _pass(self, to: datetime) -> None:
        """Let everything on the way come in its order and at its own time; a jump over it would lose it."""
        await self._work()
        while (now := self.now()) < to:
            self._clock.move_to(min(await self._next_moment(now), to))
            await self._work()

    async def _next_moment(self, now: datetime) -> datetime:
        """The next working morning, or before it the moment at which a message falls due: not all days begin here."""
        calendar = (await self._current()).calendar
        opens = calendar.next_open_moment(now)
        morning = opens if opens > now else calendar.next_morning(now)
        async with self._begin() as tx:
            due = await tx.queue.next_due(now)
        return min(morning, max(due, now + _APART)) if due is not None and due > now else morning

    async def _current(self) -> Institution:
        async with self._begin() as tx:
            return await tx.institutions.get(self._institution.id) or self._institution

    async def _work(self) -> None:
        if self._settle is not None:
            await self._settle()

    def _arrival(self, day: date) -> datetime:
        return datetime.combine(day, _ARRIVAL, self._zone).astimezone(UTC)

    def _save(self) -> None:
        if self._file is not None:
            self._file.write_text(json.dumps({"ahead_seconds": self._clock.ahead.total_seconds()}), "utf-8")


def movable_clock(state: Path | None, base: Clock) -> MovableClock:
    """A clock on top of another, as far ahead as it was left."""
    file = state / _FILE if state else None
    if file is None or not file.exists():
        return MovableClock(base)
    return MovableClock(base, timedelta(seconds=json.loads(file.read_text("utf-8"))["ahead_seconds"]))
