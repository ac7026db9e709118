"""Working days, by nation, and the hours in which Bunsen speaks up unasked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

DAY_STARTS = time(9, 0)
DAY_ENDS = time(16, 30)
_ONE_DAY = timedelta(days=1)


@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year))


def learn_bank_holidays() -> None:
    """Do beforehand, in a thread, what the first question to a calendar would do: to import the calendars of the world.

    It takes a third of a second where Python keeps no bytecode, as in many containers.
    """
    _bank_holidays("ENG", date.today().year)  # noqa: DTZ011 - any year will do


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working calendar of an institution. `nation` is ENG, WLS, SCT or NIR; `timezone` an IANA name.

    `closures` are the days on which it is closed besides weekends and bank holidays.
    """

    nation: str
    timezone: str
    closures: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work on this day: Monday to Friday, no bank holiday of the nation, no closure day."""
        return day.weekday() < 5 and day not in _bank_holidays(self.nation, day.year) and day not in self.closures

    def working_day_on_or_before(self, day: date) -> date:
        """Give `day`, or the working day before it."""
        while not self.is_working_day(day):
            day -= _ONE_DAY
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """Give the working day that lies `count` working days before `day`."""
        while count:
            day = self.working_day_on_or_before(day - _ONE_DAY)
            count -= 1
        return day

    def morning(self, day: date) -> datetime:
        """The moment (UTC) at which Bunsen starts to speak on this day."""
        return datetime.combine(day, DAY_STARTS, ZoneInfo(self.timezone)).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """The moment (UTC) at which this day is over."""
        return datetime.combine(day + _ONE_DAY, time(), ZoneInfo(self.timezone)).astimezone(UTC)

    def day(self, moment: datetime) -> date:
        """The day it is here at this moment."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()

    def working_day_on_or_after(self, day: date) -> date:
        """Give `day`, or the working day after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie from `first` (included) up to `last` (not included)."""
        days = (first + timedelta(days=number) for number in range((last - first).days))
        return sum(self.is_working_day(day) for day in days)

    def next_morning(self, moment: datetime) -> datetime:
        """The first working morning (UTC) after the day it is at this moment."""
        return self.morning(self.working_day_on_or_after(self.day(moment) + _ONE_DAY))

    def next_open_moment(self, moment: datetime) -> datetime:
        """Give `moment` when it lies in working hours, else the next morning (UTC) on a working day."""
        local = moment.astimezone(ZoneInfo(self.timezone))
        if self.is_working_day(local.date()):
            if local.time() < DAY_STARTS:
                return self.morning(local.date())
            if local.time() < DAY_ENDS:
                return moment
        return self.next_morning(moment)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, number)
        except ValueError:
            continue
    return date(day.year + years, month + 1, day.day)
