"""Dates as they are written in real plans."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.plans.reading.dates import Period, read_period

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2098, 12, 31))


def last(text: str) -> date | None:
    return read_period(text).last


def test_nothing_is_no_date() -> None:
    assert read_period("") == Period()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11 December 2020", date(2020, 12, 11)),
        ("31st July 2024", date(2024, 7, 31)),
        ("before the deadline of 31st July 2024", date(2024, 7, 31)),
        ("Wednesday 31 July 2024", date(2024, 7, 31)),
        ("July 31, 2024", date(2024, 7, 31)),
        ("31/07/2024", date(2024, 7, 31)),
        ("31.7.24", date(2024, 7, 31)),
        ("31-Jul-24", date(2024, 7, 31)),
        ("2024-07-31 00:00:00", date(2024, 7, 31)),
        ("May-19", date(2019, 5, 31)),
        ("November 2021", date(2021, 11, 30)),
        ("February 2024", date(2024, 2, 29)),
        ("Sept 2024", date(2024, 9, 30)),
        ("07/2024", date(2024, 7, 31)),
        ("2024-07", date(2024, 7, 31)),
        ("End of November 2020", date(2020, 11, 30)),
        ("by end March 2025", date(2025, 3, 31)),
        ("up until December 2023", date(2023, 12, 31)),
        ("July/August 2024", date(2024, 8, 31)),
        ("2023", date(2023, 12, 31)),
        ("in 2019", date(2019, 12, 31)),
        ("throughout 2024", date(2024, 12, 31)),
        ("Q3 2022", date(2022, 9, 30)),
        ("2022 Q3", date(2022, 9, 30)),
        ("end of Q3 2022", date(2022, 9, 30)),
        ("third quarter of 2022", date(2022, 9, 30)),
        ("Academic Year 21/22", date(2022, 7, 31)),
        ("AY 24/25", date(2025, 7, 31)),
        ("AY24/25", date(2025, 7, 31)),
        ("academic year 2024-2025", date(2025, 7, 31)),
        ("by the end of academic year 24/25", date(2025, 7, 31)),
        ("2024/25 academic year", date(2025, 7, 31)),
        ("2024/25", date(2025, 7, 31)),
        ("2024-2027", date(2027, 12, 31)),
        ("2025\u201328", date(2028, 12, 31)),
        ("March 2019-February 2020", date(2020, 2, 29)),
        ("November 2018 to October 2027", date(2027, 10, 31)),
        ("31 July 2024 (papers)", date(2024, 7, 31)),
    ],
)
def test_a_due_day_is_the_last_that_the_text_allows(text: str, day: date) -> None:
    assert last(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("May-19", date(2019, 5, 1)),
        ("2023", date(2023, 1, 1)),
        ("Q3 2022", date(2022, 7, 1)),
        ("AY 24/25", date(2024, 8, 1)),
        ("from October 2024", date(2024, 10, 1)),
        ("2024-2027", date(2024, 1, 1)),
        ("October - March 2025", date(2024, 10, 1)),
        ("1-31 May 2024", date(2024, 5, 1)),
        ("start of academic year 24/25", date(2024, 8, 1)),
    ],
)
def test_a_start_is_the_first_day_that_the_text_allows(text: str, day: date) -> None:
    assert read_period(text).first == day


@pytest.mark.parametrize("text", ["from October 2024", "from 2024", "since May 2023"])
def test_a_beginning_alone_is_no_due_day(text: str) -> None:
    assert last(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "6-12 months",
        "1 to 2 years",
        "next 24 months",
        "in the first 2 years",
        "Y1",
        "Y1-3",
        "Yr1-3",
        "Year One",
        "twice yearly",
        "Continue",
        "Continued",
        "Ongoing",
        "annual",
        "biennial",
        "monthly meetings",
        "every year",
        "when OSDS moves to the new web format",
        "subject to pandemic rules in 2021",
        "timeframe to be agreed",
        "in the autumn (timeframe to be agreed)",
        "Annual event beginning in summer 2019",
        "recently",
        "Complete",
        "carried over",
        "n/a",
        "TBC",
        "-",
    ],
)
def test_relative_recurring_and_conditional_dates_stay_text_without_complaint(text: str) -> None:
    assert read_period(text) == Period()


@pytest.mark.parametrize("text", ["31 June 2018", "29 February 2023", "2024-02-30", "31/06/2018", "AY 25/24"])
def test_an_impossible_date_is_an_error(text: str) -> None:
    assert read_period(text).error


def test_the_error_says_why_the_date_is_impossible() -> None:
    assert "June 2018 has 30 days" in read_period("31 June 2018").error


@pytest.mark.parametrize("text", ["31 June 2018", "29 February 2023"])
def test_an_impossible_date_is_no_date(text: str) -> None:
    assert last(text) is None


@pytest.mark.parametrize("text", ["by the end of January", "31 July", "May 19"])
def test_a_date_without_a_year_is_a_warning(text: str) -> None:
    assert "no year" in read_period(text).warning


@pytest.mark.parametrize("text", ["45504", "mid-2024", "31 July 2024; 31 July 2025", "Introduction into 2019 process"])
def test_a_date_that_is_not_understood_is_a_warning(text: str) -> None:
    assert read_period(text).warning


def test_the_end_of_a_season_is_said() -> None:
    assert read_period("summer 2019").warning == (
        "“summer 2019” was taken to end on 31 August 2019. Write a month if another was meant."
    )


@given(DAYS, st.sampled_from(["%d %B %Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%B %d, %Y", "by %d %b %Y", "%d.%m.%Y"]))
def test_a_day_in_any_usual_form_is_that_day(day: date, form: str) -> None:
    assert read_period(day.strftime(form)) == Period(day, day)


@given(DAYS, st.sampled_from(["%B %Y", "%b %Y", "%b-%Y", "end of %B %Y", "by %B %Y"]))
def test_a_month_ends_the_day_before_the_next(day: date, form: str) -> None:
    end = last(day.strftime(form))
    assert end is not None
    assert (end.month, (end + timedelta(days=1)).day) == (day.month, 1)


@given(st.integers(min_value=2000, max_value=2097))
def test_an_academic_year_runs_from_august_to_july(year: int) -> None:
    assert read_period(f"academic year {year}/{year + 1}") == Period(date(year, 8, 1), date(year + 1, 7, 31))


@given(DAYS, DAYS)
def test_a_range_of_days_keeps_both(first: date, second: date) -> None:
    begin, end = sorted((first, second))
    period = read_period(f"{begin:%d %B %Y} - {end:%d %B %Y}")
    assert (period.first, period.last) == (begin, end)


@given(
    st.text()
    | st.from_regex(r"[0-9qy/ .-]{1,20}|(end of |from |by the |to )*[0-9]{1,4}( |-|/)(may|AY|Q[0-9]) ?[0-9]{2,4}")
)
def test_no_text_makes_it_raise(text: str) -> None:
    read_period(text)


@given(st.text(alphabet="0123456789/-. Qqjuneay", max_size=30))
def test_a_period_never_ends_before_it_begins(text: str) -> None:
    period = read_period(text)
    assert period.first is None or period.last is None or period.first <= period.last
