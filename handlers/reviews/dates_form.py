"""The form for the dates of the coming two reviews."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.dates import spoken
from handlers.forms import DateField, Form, FormValues, Section, fresh_nonce, parse_date
from handlers.reviews.model import Review

FORM = "reviews.dates"
HOW_MANY = 2
_LABELS = ("Next review", "The one after")


def dates_form(coming: Sequence[Review]) -> Form:
    """Build the form, filled with the reviews that are set."""
    days = [review.held_on for review in coming[:HOW_MANY]] + [None] * HOW_MANY
    fields = tuple(
        DateField(f"review-{index}", label, value=days[index], required=index == 0)
        for index, label in enumerate(_LABELS)
    )
    return Form(
        name=FORM,
        title="Dates of the reviews",
        sections=(Section("When are they held?", fields, "Two a year is usual. Nudges follow when a date moves."),),
        nonce=fresh_nonce(),
        context=",".join(str(review.id) for review in coming[:HOW_MANY]),
        submit_label="Set the dates",
    )


def read_dates(values: FormValues, taken: Sequence[date], today: date) -> tuple[list[date], Mapping[str, str]]:
    """Check the form: real days, in the future, none twice and none that another review has."""
    days: list[date] = []
    errors: dict[str, str] = {}
    for index in range(HOW_MANY):
        key = f"review-{index}"
        text = values.get(key, "")
        day = parse_date(text)
        if not text and index > 0:
            continue
        if day is None:
            errors[key] = "Please choose a day." if not text else "There is no such day."
        elif day <= today:
            errors[key] = f"{spoken(day)} is not in the future. Please choose a later day."
        elif day in days or day in taken:
            errors[key] = f"A review is already set for {spoken(day)}."
        else:
            days.append(day)
    return days, errors
