"""What chairs and leads read about reviews."""

from collections.abc import Sequence
from datetime import datetime

from handlers.cards import Button, Buttons, ButtonStyle, Card, Facts, Leads, Text
from handlers.dates import spoken, spoken_with_weekday
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review
from handlers.reviews.schedule import last_closed, last_use

DATES_PRESS = "reviews.dates"
CLOSE_PRESS = "reviews.close"

_CLOSING = "The status of every action is frozen as it is now, and this cannot be undone."


def overview(reviews: Sequence[Review], to_close: Review | None, coming: Review | None) -> Card:
    """Show the coming review with its deadlines, the last one, and what can be done."""
    rows: list[tuple[str, str]] = []
    if coming is not None:
        rows.append(("Next review", spoken_with_weekday(coming.held_on)))
        rows.append(("Papers by", spoken_with_weekday(coming.papers_due_on)))
    last = last_closed(reviews)
    rows.append(("Last review", spoken(last.held_on) if last else "none closed yet"))
    buttons = [Button("Set the dates", DATES_PRESS, leads=Leads.FORM)]
    if to_close is not None:
        rows.append(("Still open", spoken(to_close.held_on)))
        label = f"Close the review of {spoken(to_close.held_on)}"
        buttons.append(Button(label, CLOSE_PRESS, str(to_close.id), confirm=_CLOSING))
    title = "A review is waiting to be closed" if to_close else "The reviews of the plan"
    if coming is None and to_close is None:
        title = "No next review is set"
    return Card(title, (Facts(tuple(rows)), Buttons(tuple(buttons))))


def dates_set(coming: Sequence[Review], now: datetime, calendar: Calendar) -> Card:
    """Confirm the dates, and say when owners are asked; where it is too late for that, say so."""
    if not coming:
        return Card("No review is set", (Text("Without a next review nobody is asked for reports."),))
    rows = tuple((spoken_with_weekday(review.held_on), _papers(review, now, calendar)) for review in coming)
    return Card(
        "The dates are set",
        (Facts(rows), Text("Owners are asked for their reports 28 and 14 days before the papers close.")),
    )


def _papers(review: Review, now: datetime, calendar: Calendar) -> str:
    papers = f"papers by {spoken(review.papers_due_on)}"
    if now >= last_use(review, calendar):
        return f"{papers}, which is past: no reminders can be sent any more"
    return papers


def closed(review: Review) -> Card:
    """Confirm the closing."""
    return Card(
        f"The review of {spoken(review.held_on)} is closed",
        (
            Text(f"I have frozen the status of all {len(review.snapshot)} actions; changes are told from here."),
            Buttons((Button("Set the next dates", DATES_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM),)),
        ),
    )


def cannot_close(review: Review | None) -> Card:
    """Say why a review cannot be closed now."""
    if review is None:
        return Card("There is no such review", (Text("Nothing was changed."),))
    if review.closed_at is not None:
        return Card("That review is already closed", (Text("Nothing was changed."),))
    return Card("That review is still to come", (Text(f"It can be closed from {spoken(review.held_on)} on."),))
