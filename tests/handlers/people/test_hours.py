"""When somebody may be spoken to: their own zone, the institution's days, after their leave."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.people.hours import here_at, is_away, opens_at
from handlers.people.model import Institution, Person
from handlers.reviews.calendar import DAY_ENDS, DAY_STARTS

WENLOW = Institution(1, "wenlow", "Wenlow", "Europe/London")
ZONES = st.sampled_from(
    ("Europe/London", "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "America/Adak")
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
UNHURRIED = settings(deadline=None)


def _person(zone: str, away_until: date | None = None) -> Person:
    return Person(1, "Olu", timezone=zone, away_until=away_until)


@UNHURRIED
@given(ZONES, MOMENTS)
def test_hours_are_those_where_the_person_is(zone: str, now: datetime) -> None:
    local = opens_at(WENLOW, _person(zone), now).astimezone(ZoneInfo(zone))
    assert DAY_STARTS <= local.time() < DAY_ENDS
    assert local.weekday() < 5


@UNHURRIED
@given(ZONES, MOMENTS)
def test_hours_never_go_back(zone: str, now: datetime) -> None:
    assert opens_at(WENLOW, _person(zone), now) >= now


@UNHURRIED
@given(ZONES, MOMENTS, st.integers(-5, 60))
def test_nobody_is_spoken_to_in_their_leave(zone: str, now: datetime, days: int) -> None:
    person = _person(zone, now.date() + timedelta(days=days))
    at = here_at(WENLOW, person, now)
    assert not is_away(person, at.astimezone(ZoneInfo(zone)).date())
    assert at >= now


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "Europe", "../../etc/passwd", "x" * 5000])
def test_a_zone_that_does_not_exist_counts_as_the_institution_s(zone: str) -> None:
    night = datetime(2027, 3, 1, 3, tzinfo=UTC)
    assert opens_at(WENLOW, _person(zone), night) == datetime(2027, 3, 1, 9, tzinfo=UTC)


def test_a_bank_holiday_of_the_institution_counts_abroad_too() -> None:
    easter_monday = datetime(2027, 3, 29, 14, tzinfo=UTC)
    assert opens_at(WENLOW, _person("America/St_Johns"), easter_monday).date() == date(2027, 3, 30)


def test_nine_o_clock_is_nine_before_and_after_the_clocks_change() -> None:
    before = opens_at(WENLOW, _person(""), datetime(2027, 3, 25, 3, tzinfo=UTC))
    after = opens_at(WENLOW, _person(""), datetime(2027, 3, 30, 3, tzinfo=UTC))
    assert (before.hour, after.hour) == (9, 8)
