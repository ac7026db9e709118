"""The form that asks until when a nudge is put off."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.dates import spoken, spoken_with_weekday
from handlers.forms import ChoiceField, DateField, Form, FormValues, Option, Section, fresh_nonce, parse_date
from handlers.nudges.presses import LATER_FORM
from handlers.nudges.snoozing import Until, asked_again_on, possible
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review

_WHEN, _LAST_DAY = "when", "last-day"
_LONGEST_LEAVE = timedelta(days=366)


def later_form(review: Review, today: date, calendar: Calendar, left: int) -> Form:
    """Build the form, with the ways that are still possible; `left` is how often it can be put off."""
    how_often = "You can put it off once more after this." if left > 1 else "This is the last time it can be put off."
    return Form(
        name=LATER_FORM,
        title="Ask me later",
        sections=(
            Section(
                "",
                (
                    ChoiceField(_WHEN, "When shall I ask again?", _options(review, today, calendar), required=True),
                    DateField(_LAST_DAY, "Last day of your leave", hint="Only for the answer “after my leave”."),
                ),
                f"The papers close on {spoken(review.papers_due_on)}. {how_often}",
            ),
        ),
        nonce=fresh_nonce(),
        context=str(review.id),
        submit_label="Ask me then",
    )


def _options(review: Review, today: date, calendar: Calendar) -> tuple[Option, ...]:
    return tuple(Option(until, _label(until, today, calendar)) for until in possible(review, today, calendar))


def _label(until: Until, today: date, calendar: Calendar) -> str:
    day = asked_again_on(until, today, None, calendar)
    if day is None:
        return "After my leave"
    tomorrow = until is Until.TOMORROW and day == today + timedelta(days=1)
    return f"Tomorrow, {spoken_with_weekday(day)}" if tomorrow else spoken_with_weekday(day)


def read_later(values: FormValues, today: date) -> tuple[Until | None, date | None, dict[str, str]]:
    """What was chosen, the last day of a leave, and what is wrong, by field."""
    try:
        until = Until(values.get(_WHEN, ""))
    except ValueError:
        return None, None, {_WHEN: "Please choose when to ask again."}
    text = values.get(_LAST_DAY, "")
    last_day = parse_date(text)
    if until is not Until.LEAVE:
        return until, None, {}
    if last_day is None:
        return (
            until,
            None,
            {_LAST_DAY: "There is no such day." if text else "Please choose the last day of your leave."},
        )
    if last_day < today:
        return until, None, {_LAST_DAY: f"{spoken(last_day)} has passed. Please choose today or later."}
    if last_day > today + _LONGEST_LEAVE:
        return until, None, {_LAST_DAY: f"{spoken(last_day)} is more than a year away. Is the year right?"}
    return until, last_day, {}


def too_late(day: date, review: Review, offers: Sequence[str]) -> dict[str, str]:
    """Say that a day is past the papers deadline, and what is possible instead."""
    papers = spoken_with_weekday(review.papers_due_on)
    return {_LAST_DAY: f"I could only ask again on {spoken(day)}, but the papers close on {papers}. {' '.join(offers)}"}
