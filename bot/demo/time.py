"""The demo's clock: the real one, and as far ahead as somebody has moved it."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import MovableClock, SystemClock
from handlers.dates import spoken_with_weekday
from handlers.people.model import Institution
from handlers.voice.model import SurveyState
from handlers.work import Begin

_MORNING = time(9, 30)
"""Inside working hours, so that what falls due in the morning has arrived."""
_FILE = "clock.json"


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
        today = self.now().astimezone(self._zone).date()
        reason = ""
        match to:
            case "day":
                day = today + timedelta(days=1)
            case "week":
                day = today + timedelta(days=7)
            case _:
                day, reason = await self._next_deadline(today)
        await self._pass(today, day)
        return f"It is now {self.label()}{reason}."

    async def _pass(self, today: date, to: date) -> None:
        """Let every working morning on the way come, with what falls due on it; a jump over them would lose it."""
        calendar = self._institution.calendar
        days = [today + timedelta(days=number) for number in range(1, (to - today).days + 1)]
        for day in days:
            if day != to and not calendar.is_working_day(day):
                continue
            self._clock.move_to(datetime.combine(day, _MORNING, self._zone).astimezone(UTC))
            if self._settle is not None:
                await self._settle()
        self._save()

    async def _next_deadline(self, today: date) -> tuple[date, str]:
        """The next day on which something happens by itself, and what."""
        async with self._begin() as tx:
            work = tx.of(self._institution.id)
            reviews = await work.reviews.all()
            surveys = await work.surveys.all()
        calendar = self._institution.calendar
        days: list[tuple[date, str]] = []
        for review in reviews:
            if review.closed_at is not None:
                continue
            if review.next_nudge_at is not None:
                days.append((self._institution.day(review.next_nudge_at), "owners are asked for their reports"))
            days.append((review.papers_due_on, "the papers of the review close"))
            days.append((review.held_on, "the review is held"))
        days += [
            (survey.closes_on + timedelta(days=1), "the survey is closed")
            for survey in surveys
            if survey.state is SurveyState.OPEN
        ]
        coming = sorted((day, reason) for day, reason in days if day > today)
        if not coming:
            return calendar.working_days_before(today + timedelta(days=8), 1), ", a week on: no deadline is set"
        return coming[0][0], f": {coming[0][1]}"

    def _save(self) -> None:
        if self._file is not None:
            self._file.write_text(json.dumps({"ahead_seconds": self._clock.ahead.total_seconds()}), "utf-8")


def movable_clock(state: Path | None) -> MovableClock:
    """The demo's clock, as far ahead as it was left."""
    file = state / _FILE if state else None
    if file is None or not file.exists():
        return MovableClock(SystemClock())
    return MovableClock(SystemClock(), timedelta(seconds=json.loads(file.read_text("utf-8"))["ahead_seconds"]))
