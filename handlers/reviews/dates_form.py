"""The form for the dates of the coming two reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dates import spoken, spoken_with_weekday
from handlers.forms import DateField, Form, FormValues, Section, as_id, fresh_nonce, parse_date
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review

FORM = "reviews.dates"
HOW_MANY = 2
FARTHEST = timedelta(days=3 * 366)
"""A plan runs for 36 months at most."""
_LABELS = ("Next review", "The one after")


def dates_form(coming: Sequence[Review]) -> Form:
    """Build the form: a field for each review that is set, and for one or two more."""
    shown = [_field(f"review-{review.id}", index, review.held_on) for index, review in enumerate(coming[:HOW_MANY])]
    new = [_field(f"new-{index}", index, None) for index in range(len(shown), HOW_MANY)]
    help_text = "Two a year is usual. Nudges follow when a date moves; an emptied field takes the review back."
    return Form(
        name=FORM,
        title="Dates of the reviews",
        sections=(Section("When are they held?", (*shown, *new), help_text),),
        nonce=fresh_nonce(),
        submit_label="Set the dates",
    )


def _field(key: str, index: int, day: date | None) -> DateField:
    return DateField(key, _LABELS[index], value=day)


@dataclass(frozen=True, slots=True)
class Dates:
    """What came back: the day for each review that is set (None takes it back), the new days, and what is wrong."""

    moved: Mapping[int, date | None]
    new: tuple[date, ...]
    errors: Mapping[str, str]


def read_dates(values: FormValues, reviews: Sequence[Review], today: date, calendar: Calendar) -> Dates:
    """Check the form: real working days, in the next years, none twice and none that another review has."""
    given = {key: text for key, text in values.items() if key.startswith(("review-", "new-"))}
    moved_ids = {as_id(key.removeprefix("review-")) for key in given if key.startswith("review-")}
    taken = {review.held_on for review in reviews if review.id not in moved_ids}
    moved: dict[int, date | None] = {}
    new: list[date] = []
    errors: dict[str, str] = {}
    for key, text in given.items():
        day = parse_date(text)
        if text and (wrong := _wrong(day, taken, today, calendar)):
            errors[key] = wrong
            continue
        taken |= {day} if day else set()
        review_id = as_id(key.removeprefix("review-"))
        if review_id is not None:
            moved[review_id] = day
        elif day is not None:
            new.append(day)
    return Dates(moved, tuple(new[:HOW_MANY]), errors)


def _wrong(day: date | None, taken: set[date], today: date, calendar: Calendar) -> str:
    if day is None:
        return "There is no such day."
    if day <= today:
        return f"{spoken(day)} is not in the future. Please choose a later day."
    if day > today + FARTHEST:
        return f"{spoken(day)} is more than three years away, longer than any plan. Is the year right?"
    if not calendar.is_working_day(day):
        return f"{spoken_with_weekday(day)} is not a working day. Please choose another."
    return f"A review is already set for {spoken(day)}." if day in taken else ""
