"""When writers and signatories are reminded: pure."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.reviews.calendar import Calendar
from handlers.submission.model import Submission
from handlers.submission.schedule import FAR, Step, day_trouble, holding, moved, step_at

LONDON = Calendar("ENG", "Europe/London")
DUE = date(2027, 7, 30)
START = datetime(2025, 6, 1, tzinfo=UTC)
_DAYS = st.dates(date(2026, 1, 1), date(2035, 12, 31))
_MOMENTS = st.integers(0, 4_000 * 24 * 4).map(lambda quarters: START + timedelta(minutes=15 * quarters))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_nothing_holds_more_than_six_months_before() -> None:
    assert holding(DUE, LONDON, _noon(date(2027, 1, 28))) is None


def test_the_first_step_holds_from_six_months_before() -> None:
    # 30 January 2027 is a Saturday, so it is said on the Friday.
    held = holding(DUE, LONDON, _noon(date(2027, 1, 29)))
    assert held is not None
    assert held.step is Step.MONTHS_6


def test_six_months_before_the_end_of_august_is_the_end_of_february() -> None:
    assert Step.MONTHS_6.day(date(2027, 8, 31)) == date(2027, 2, 28)


def test_after_the_day_nothing_holds() -> None:
    assert holding(DUE, LONDON, _noon(DUE + timedelta(days=1))) is None


@given(_DAYS)
def test_every_step_is_a_working_morning(due_on: date) -> None:
    for step in Step:
        moment = step_at(step, due_on, LONDON)
        assert LONDON.is_working_day(LONDON.day(moment))
        assert LONDON.next_open_moment(moment) == moment


@given(_DAYS)
def test_steps_come_in_their_order(due_on: date) -> None:
    times = [step_at(step, due_on, LONDON) for step in Step]
    assert times == sorted(times)


@given(_DAYS, _MOMENTS)
def test_the_step_that_holds_has_begun_and_is_the_newest(due_on: date, now: datetime) -> None:
    held = holding(due_on, LONDON, now)
    begun = [step for step in Step if step_at(step, due_on, LONDON) <= now]
    if now >= LONDON.end_of(due_on) or not begun:
        assert held is None
    else:
        assert held is not None
        assert held.step is begun[-1]


@given(_DAYS, _MOMENTS)
def test_a_step_is_of_use_until_the_next_or_the_end_of_the_day(due_on: date, now: datetime) -> None:
    held = holding(due_on, LONDON, now)
    if held is not None:
        ends = [*(step_at(step, due_on, LONDON) for step in Step), LONDON.end_of(due_on)]
        assert held.until == min(end for end in ends if end > now)


@given(_DAYS, st.integers(-1000, 1000))
def test_only_a_day_that_moves_far_reminds_anew(due_on: date, days: int) -> None:
    after = moved(Submission(1, 2, due_on), due_on + timedelta(days=days))
    assert (after.round == 2) == (abs(timedelta(days=days)) >= FAR)


def test_a_past_day_is_refused() -> None:
    assert "is past" in day_trouble(date(2027, 2, 28), date(2027, 3, 1))


def test_today_can_be_set() -> None:
    assert day_trouble(date(2027, 3, 1), date(2027, 3, 1)) == ""


def test_a_day_in_the_far_future_is_refused() -> None:
    assert "more than three years" in day_trouble(date(2031, 3, 1), date(2027, 3, 1))
