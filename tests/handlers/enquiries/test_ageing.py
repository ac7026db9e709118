"""How long a question waits before more people are asked: three working days, whatever the calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.enquiries.ageing import asked_now, is_overdue, patience_ends, step_after, waited
from handlers.enquiries.model import Enquiry, EnquiryState, Step
from handlers.enquiries.routing import offices_without
from handlers.people.model import Holding, Person, Post
from handlers.reviews.calendar import DAY_ENDS, DAY_STARTS, Calendar
from handlers.rights import PostKind

ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
_FIRST, _LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 12, 31, tzinfo=UTC)
MOMENTS = st.integers(0, int((_LAST - _FIRST).total_seconds())).map(lambda s: _FIRST + timedelta(seconds=s))
CALENDARS = st.builds(
    Calendar,
    st.sampled_from(("ENG", "WLS", "SCT", "NIR")),
    st.sampled_from(ZONES),
    st.frozensets(DAYS, max_size=40),
)


def _open_days(calendar: Calendar, first: datetime, last: datetime) -> int:
    """The working days after the first day up to the last, counted one by one."""
    day, found = calendar.day(first), 0
    while day < calendar.day(last):
        day += timedelta(days=1)
        found += calendar.is_working_day(day)
    return found


def _handed(moment: datetime) -> Enquiry:
    return Enquiry(1, "?", 1, moment, EnquiryState.OPEN, post_id=1, handings=1, handed_over_at=moment)


@given(MOMENTS, CALENDARS)
def test_three_working_days_lie_between_handing_over_and_asking_more(moment: datetime, calendar: Calendar) -> None:
    begins = calendar.next_open_moment(moment)
    assert _open_days(calendar, begins, patience_ends(moment, calendar)) == 3


@given(MOMENTS, CALENDARS)
def test_more_are_asked_in_working_hours_only(moment: datetime, calendar: Calendar) -> None:
    ends = patience_ends(moment, calendar).astimezone(ZoneInfo(calendar.timezone))
    assert calendar.is_working_day(ends.date())
    assert DAY_STARTS <= ends.time() < DAY_ENDS


@given(MOMENTS, CALENDARS)
def test_the_clock_on_the_wall_shows_the_same_time_whatever_the_season(moment: datetime, calendar: Calendar) -> None:
    zone = ZoneInfo(calendar.timezone)
    begins = calendar.next_open_moment(moment).astimezone(zone)
    assert patience_ends(moment, calendar).astimezone(zone).time() == begins.time()


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=30)), CALENDARS)
def test_what_comes_later_never_runs_out_sooner(moment: datetime, later: timedelta, calendar: Calendar) -> None:
    assert patience_ends(moment, calendar) <= patience_ends(moment + later, calendar)


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=30)), CALENDARS)
def test_it_is_overdue_from_that_moment_on_and_not_before(
    moment: datetime, later: timedelta, calendar: Calendar
) -> None:
    ends = patience_ends(moment, calendar)
    assert is_overdue(_handed(moment), calendar, moment + later) == (moment + later >= ends)


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=30)), CALENDARS)
def test_what_is_overdue_has_waited_three_working_days_or_more(
    moment: datetime, later: timedelta, calendar: Calendar
) -> None:
    question = _handed(moment)
    if is_overdue(question, calendar, moment + later):
        assert waited(question, calendar, moment + later) >= 3


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=30)), CALENDARS)
def test_weekends_and_closed_days_do_not_age_a_question(moment: datetime, later: timedelta, calendar: Calendar) -> None:
    now = moment + later
    if not calendar.is_working_day(calendar.day(now)):
        tomorrow = calendar.morning(calendar.day(now) + timedelta(days=1))
        assert waited(_handed(moment), calendar, tomorrow) == waited(_handed(moment), calendar, now)


@pytest.mark.parametrize(
    ("handed", "ends"),
    [
        # A Monday morning in winter.
        (datetime(2027, 3, 1, 10, tzinfo=UTC), datetime(2027, 3, 4, 10, tzinfo=UTC)),
        # The clocks go forward in between (and it is Easter): the same time on the wall is an hour earlier.
        (datetime(2027, 3, 24, 14, tzinfo=UTC), datetime(2027, 3, 31, 13, tzinfo=UTC)),
        # In the night to Saturday: it waits from Monday 9:00 on.
        (datetime(2027, 3, 5, 23, tzinfo=UTC), datetime(2027, 3, 11, 9, tzinfo=UTC)),
    ],
)
def test_examples(handed: datetime, ends: datetime) -> None:
    assert patience_ends(handed, Calendar("ENG", "Europe/London")) == ends


TODAY = date(2027, 3, 1)
ASKER, FAY, DEE, LEA, LIZ = (Person(n, name) for n, name in enumerate(("Asker", "Fay", "Dee", "Lea", "Liz"), 1))
FUND, LEAD = Post(1, "Fund", PostKind.OWNER), Post(2, "Institutional Lead", PostKind.LEAD)
ALL = (Holding(FUND, FAY), Holding(FUND, DEE, deputy=True), Holding(LEAD, LEA), Holding(LEAD, LIZ, deputy=True))


def _asked(step: Step, holdings: tuple[Holding, ...] = ALL, post: Post = FUND) -> tuple[list[str], Step | None]:
    question = Enquiry(1, "?", ASKER.id, datetime.now(UTC), EnquiryState.OPEN, post_id=post.id, step=step)
    known = offices_without(holdings, ASKER.id)
    return [person.name for person in asked_now(question, known, TODAY)], step_after(question, known, TODAY)


def test_first_the_holder_then_the_deputy_too_then_the_lead_too() -> None:
    assert [_asked(step) for step in Step] == [
        (["Fay"], Step.DEPUTIES),
        (["Fay", "Dee"], Step.LEAD),
        (["Fay", "Dee", "Lea"], None),
    ]


def test_while_the_holder_is_away_the_deputy_is_asked_at_once_and_then_the_lead() -> None:
    away = Person(FAY.id, "Fay", away_until=TODAY)
    assert _asked(Step.POST, (Holding(FUND, away), *ALL[1:])) == (["Dee"], Step.LEAD)


def test_where_nobody_deputises_the_lead_is_next() -> None:
    assert _asked(Step.POST, (ALL[0], ALL[2])) == (["Fay"], Step.LEAD)


def test_after_the_lead_come_the_deputies_of_the_lead_and_nobody_else() -> None:
    assert _asked(Step.POST, post=LEAD) == (["Lea"], Step.DEPUTIES)
    assert _asked(Step.DEPUTIES, post=LEAD) == (["Lea", "Liz"], None)


def test_whoever_asks_is_never_asked() -> None:
    own = (Holding(FUND, ASKER), Holding(LEAD, ASKER), Holding(LEAD, LIZ, deputy=True))
    assert _asked(Step.POST, own) == ([], Step.LEAD)
    assert _asked(Step.LEAD, own) == (["Liz"], None)
