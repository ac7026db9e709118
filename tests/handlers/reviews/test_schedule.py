"""When nudges fall due: pure functions, over years of dates and both clock changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from handlers.reviews.calendar import DAY_ENDS, DAY_STARTS, Calendar
from handlers.reviews.model import Review
from handlers.reviews.schedule import Step, due, first_nudge_at, last_use, papers_due_on, step_at

NATIONS = st.sampled_from(("ENG", "WLS", "SCT", "NIR"))
ZONES = st.sampled_from(("Europe/London", "Pacific/Auckland", "America/Los_Angeles"))
CALENDARS = st.builds(Calendar, NATIONS, ZONES)
DAYS = st.dates(date(2025, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def _review(held_on: date, calendar: Calendar) -> Review:
    return Review(1, held_on, papers_due_on(held_on, calendar))


@given(DAYS, CALENDARS)
def test_papers_close_on_a_working_day(held_on: date, calendar: Calendar) -> None:
    assert calendar.is_working_day(papers_due_on(held_on, calendar))


@given(DAYS, CALENDARS)
def test_ten_working_days_lie_between_papers_and_review(held_on: date, calendar: Calendar) -> None:
    papers = papers_due_on(held_on, calendar)
    between = (papers + timedelta(days=n) for n in range((held_on - papers).days))
    assert sum(calendar.is_working_day(day) for day in between) == 10


@given(DAYS, CALENDARS, st.sampled_from(Step))
def test_a_step_falls_on_the_morning_of_a_working_day(held_on: date, calendar: Calendar, step: Step) -> None:
    local = step_at(step, _review(held_on, calendar), calendar).astimezone(ZoneInfo(calendar.timezone))
    assert local.time() == DAY_STARTS
    assert calendar.is_working_day(local.date())


@given(DAYS, CALENDARS, st.sampled_from(Step))
def test_a_step_is_never_later_than_its_distance_says(held_on: date, calendar: Calendar, step: Step) -> None:
    review = _review(held_on, calendar)
    local = step_at(step, review, calendar).astimezone(ZoneInfo(calendar.timezone))
    assert local.date() <= review.papers_due_on - timedelta(days=step.days)


@given(DAYS, CALENDARS)
def test_following_the_stored_times_meets_every_step_once(held_on: date, calendar: Calendar) -> None:
    review = _review(held_on, calendar)
    at = first_nudge_at(review, calendar, calendar.morning(held_on - timedelta(days=200)))
    met = []
    while at is not None:
        planned = due(review, calendar, at)
        met += [step for step in planned.steps if step not in met]
        at = planned.next_at
    # A closure can push two steps onto one morning; then the older of one audience is of no use any more.
    assert met[-1] is Step.COMMITTEE_3
    assert [step for step in Step if step in met] == met


@given(DAYS, CALENDARS, st.integers(0, 400))
def test_nothing_is_due_once_it_is_of_no_use(held_on: date, calendar: Calendar, hours: int) -> None:
    review = _review(held_on, calendar)
    assert due(review, calendar, last_use(review, calendar) + timedelta(hours=hours)).steps == ()


@given(DAYS, CALENDARS, MOMENTS)
def test_a_closed_review_asks_for_nothing(held_on: date, calendar: Calendar, now: datetime) -> None:
    review = replace(_review(held_on, calendar), closed_at=now)
    assert due(review, calendar, now).next_at is None


@given(MOMENTS, CALENDARS)
def test_bunsen_speaks_up_only_in_working_hours(moment: datetime, calendar: Calendar) -> None:
    local = calendar.next_open_moment(moment).astimezone(ZoneInfo(calendar.timezone))
    assert calendar.is_working_day(local.date())
    assert DAY_STARTS <= local.time() < DAY_ENDS


@given(MOMENTS, CALENDARS)
def test_waiting_for_working_hours_never_goes_back(moment: datetime, calendar: Calendar) -> None:
    assert calendar.next_open_moment(moment) >= moment


def test_the_scottish_one_off_holiday_of_2026_is_no_working_day() -> None:
    assert not Calendar("SCT", "Europe/London").is_working_day(date(2026, 6, 15))
