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
EARLIEST_PAPERS = timedelta(days=60)
"""Papers close at most so long before a review."""
_LABELS = ("Next review", "The one after")
_PAPERS_LABELS = ("Papers for the next review", "Papers for the one after")
_PAPERS = "papers-"


def dates_form(coming: Sequence[Review]) -> Form:
    """Build the form: the day and the papers deadline of each review that is set, and of one or two more."""
    shown = {f"review-{review.id}": review for review in coming[:HOW_MANY]}
    keys = [*shown, *(f"new-{index}" for index in range(len(shown), HOW_MANY))]
    held = {key: review.held_on for key, review in shown.items()}
    papers = {key: review.papers_due_on for key, review in shown.items()}
    days = [DateField(key, label, value=held.get(key)) for key, label in zip(keys, _LABELS, strict=True)]
    closing = [
        DateField(f"{_PAPERS}{key}", label, value=papers.get(key))
        for key, label in zip(keys, _PAPERS_LABELS, strict=True)
    ]
    return Form(
        name=FORM,
        title="Dates of the reviews",
        sections=(
            Section(
                "When are they held?",
                tuple(days),
                "Two a year is usual. Nudges follow when a date moves; an emptied field takes the review back.",
            ),
            Section(
                "When do the papers close?",
                tuple(closing),
                "Ten working days before, unless you choose another day. Left as it is, it moves with the review.",
            ),
        ),
        nonce=fresh_nonce(),
        submit_label="Set the dates",
    )


@dataclass(frozen=True, slots=True)
class Dates:
    """What came back, once checked.

    `moved` has the day for each review that is set (None takes it back), `new` the days of new ones and `papers` the
    papers deadlines that were given, by field; `errors` say what is wrong, by field.
    """

    moved: Mapping[int, date | None]
    new: Mapping[str, date]
    papers: Mapping[str, date]
    errors: Mapping[str, str]


def read_dates(values: FormValues, reviews: Sequence[Review], today: date, calendar: Calendar) -> Dates:
    """Check the form: real working days, in the next years, none twice and none that another review has."""
    given = {key: text for key, text in values.items() if key.startswith(("review-", "new-"))}
    moved_ids = {as_id(key.removeprefix("review-")) for key in given if key.startswith("review-")}
    taken = {review.held_on for review in reviews if review.id not in moved_ids}
    moved: dict[int, date | None] = {}
    new: dict[str, date] = {}
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
        elif day is not None and len(new) < HOW_MANY:
            new[key] = day
    held = {f"review-{number}": day for number, day in moved.items() if day} | new
    papers, wrong_papers = _papers(values, held, reviews, today, calendar)
    return Dates(moved, new, papers, errors | wrong_papers)


def _papers(
    values: FormValues, held: Mapping[str, date], reviews: Sequence[Review], today: date, calendar: Calendar
) -> tuple[dict[str, date], dict[str, str]]:
    """The papers deadlines that somebody has set, by the field of their review, and what is wrong with them."""
    before = {f"review-{review.id}": review.papers_due_on for review in reviews}
    found: dict[str, date] = {}
    errors: dict[str, str] = {}
    for key, day in held.items():
        text = values.get(f"{_PAPERS}{key}", "")
        papers = parse_date(text)
        if not text or papers == before.get(key):
            continue
        if wrong := _wrong_papers(papers, day, today, calendar):
            errors[f"{_PAPERS}{key}"] = wrong
        elif papers is not None:
            found[key] = papers
    return found, errors


def _wrong_papers(papers: date | None, held_on: date, today: date, calendar: Calendar) -> str:
    if papers is None:
        return "There is no such day."
    if papers <= today:
        return f"{spoken(papers)} is not in the future. Please choose a later day."
    if papers >= held_on:
        return f"Papers close before the review on {spoken(held_on)}. Please choose an earlier day."
    if papers < held_on - EARLIEST_PAPERS:
        return f"That is more than two months before the review on {spoken(held_on)}. Please choose a later day."
    return "" if calendar.is_working_day(papers) else _not_working(papers)


def _not_working(day: date) -> str:
    return f"{spoken_with_weekday(day)} is not a working day. Please choose another."


def _wrong(day: date | None, taken: set[date], today: date, calendar: Calendar) -> str:
    if day is None:
        return "There is no such day."
    if day <= today:
        return f"{spoken(day)} is not in the future. Please choose a later day."
    if day > today + FARTHEST:
        return f"{spoken(day)} is more than three years away, longer than any plan. Is the year right?"
    if not calendar.is_working_day(day):
        return _not_working(day)
    return f"A review is already set for {spoken(day)}." if day in taken else ""
