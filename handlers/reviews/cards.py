"""What chairs and leads read about reviews."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Text
from handlers.dates import spoken, spoken_with_weekday
from handlers.nudges.presses import OVERVIEW_PRESS
from handlers.packs.presses import PACK_PRESS
from handlers.phrases import counted
from handlers.reviews.calendar import Calendar
from handlers.reviews.minutes_presses import MINUTES_PRESS
from handlers.reviews.model import Review, SnapshotLine
from handlers.reviews.reporting import Colour
from handlers.reviews.schedule import last_closed, last_use
from handlers.reviews.troubles import Kind, Trouble

DATES_PRESS = "reviews.dates"
OPEN_PRESS = "reviews.open"
CLOSE_PRESS = "reviews.close"

_CLOSING = "The status of every action is frozen as it is now, and this cannot be undone."


def dates(reviews: Sequence[Review], coming: Review | None) -> Card:
    """Tell anybody when the coming review is, and by when reports must be in."""
    if coming is None:
        said = "The committee chairs and the institutional lead set its date, and then I tell owners by when to report."
        return Card("No next review is set", (Facts(tuple(_dates(reviews, coming))), Text(said)))
    said = "Reports are to be in on the day of the papers. Owners of actions see theirs with “my actions”."
    return Card(f"The next review is on {spoken(coming.held_on)}", (Facts(tuple(_dates(reviews, coming))), Text(said)))


def _dates(reviews: Sequence[Review], coming: Review | None) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    if coming is not None:
        rows.append(("Next review", spoken_with_weekday(coming.held_on)))
        rows.append(("Papers by", spoken_with_weekday(coming.papers_due_on)))
    last = last_closed(reviews)
    rows.append(("Last review", spoken(last.held_on) if last else "none closed yet"))
    return rows


def overview(reviews: Sequence[Review], to_close: Review | None, coming: Review | None, today: date) -> Card:
    """Show the coming review with its deadlines, the last one, and what can be done."""
    rows = _dates(reviews, coming)
    buttons = _opening(to_close or coming, today)
    if to_close is not None:
        rows.append(("Still open", spoken(to_close.held_on)))
        label = f"Close the review of {spoken(to_close.held_on)}"
        buttons.append(Button(label, CLOSE_PRESS, str(to_close.id), confirm=_CLOSING))
    buttons.append(Button("Set the dates", DATES_PRESS, leads=Leads.FORM))
    if coming is not None:
        buttons.append(Button("Nudges", OVERVIEW_PRESS))
    at_hand = to_close or coming
    if at_hand is not None:
        buttons.append(Button("Review pack", PACK_PRESS, str(at_hand.id)))
    if to_close is not None:
        buttons.append(Button("Minutes", MINUTES_PRESS, f"{to_close.id}:1"))
    last = last_closed(reviews)
    if last is not None:
        buttons.append(Button("Pack of the last review", PACK_PRESS, str(last.id)))
    title = "A review is waiting to be closed" if to_close else "The reviews of the plan"
    if coming is None and to_close is None:
        title = "No next review is set"
    return Card(title, (Facts(tuple(rows)), Buttons(tuple(buttons))))


def _opening(review: Review | None, today: date) -> list[Button]:
    """The button that opens a review, once its papers are in, or shows the agenda of one that is open."""
    if review is None or today < review.papers_due_on:
        return []
    label = "Show the agenda" if review.opened_at else f"Open the review of {spoken(review.held_on)}"
    return [Button(label, OPEN_PRESS, str(review.id), ButtonStyle.PRIMARY)]


def dates_set(coming: Sequence[Review], now: datetime, calendar: Calendar) -> Card:
    """Confirm the dates, and say when owners are asked; where it is too late for that, say so."""
    if not coming:
        return Card("No review is set", (Text("Without a next review nobody is asked for reports."),))
    rows = tuple((spoken_with_weekday(review.held_on), _papers(review, now, calendar)) for review in coming)
    return Card(
        "The dates are set",
        (
            Facts(rows),
            Text(
                "Before the papers close I ask owners 28 and 14 days ahead and deputies 7, and tell the lead and the "
                "chairs 3 days ahead what is missing. Whoever has reported is left in peace."
            ),
        ),
    )


def _papers(review: Review, now: datetime, calendar: Calendar) -> str:
    papers = f"papers by {spoken(review.papers_due_on)}"
    if now >= last_use(review, calendar):
        return f"{papers}, which is past: no reminders can be sent any more"
    return papers


def closed(review: Review, frozen: Sequence[SnapshotLine]) -> Card:
    """Confirm the closing; `frozen` is what every action was."""
    silent = sum(line.colour == Colour.NOT_REPORTED for line in frozen)
    actions = counted(len(frozen), "action")
    body: list[Element] = [Text(f"I have frozen the status of {actions}; changes are told from here.")]
    if silent:
        body.append(Text(f"{counted(silent, 'of them was', 'of them were')} not reported on, and counted as such."))
    body.append(
        Buttons(
            (
                Button("Set the next dates", DATES_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM),
                Button("Review pack", PACK_PRESS, str(review.id)),
                Button("Minutes", MINUTES_PRESS, f"{review.id}:1"),
            )
        )
    )
    return Card(f"The review of {spoken(review.held_on)} is closed", tuple(body))


def cannot_close(review: Review | None) -> Card:
    """Say why a review cannot be closed now."""
    if review is None:
        return _NO_SUCH_REVIEW
    if review.closed_at is not None:
        return Card("That review is already closed", (Text("Nothing was changed."),))
    return Card("That review is still to come", (Text(f"It can be closed from {spoken(review.held_on)} on."),))


def cannot_open(review: Review | None) -> Card:
    """Say why a review cannot be opened now."""
    if review is None:
        return _NO_SUCH_REVIEW
    if review.closed_at is not None:
        return Card("That review is already closed", (Text("“status” tells what has changed since."),))
    when = f"Its papers close on {spoken(review.papers_due_on)}; it can be opened from that day on."
    return Card("Reports can still come in", (Text(when),))


def no_plan() -> Card:
    """Say that there is nothing to go through."""
    return Card("The review is open", (Text("There is no action plan here yet, so there is no agenda."),))


def alarm(found: Sequence[Trouble], today: date) -> Card:
    """Tell chairs and lead what is amiss with the reviews, and what mends it."""
    buttons: list[Button] = []
    for trouble in found:
        if trouble.kind is Kind.UNCLOSED and trouble.review is not None:
            label = f"Close the review of {spoken(trouble.review.held_on)}"
            buttons.append(Button(label, CLOSE_PRESS, str(trouble.review.id), confirm=_CLOSING))
    buttons.append(Button("Set the dates", DATES_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM))
    lines = tuple(_alarm_line(trouble, today) for trouble in found)
    title = "The reviews of the plan need a look"
    return Card(title, (Bullets(lines), Buttons(tuple(buttons))), "I remind you once a week while this lasts.")


def _alarm_line(trouble: Trouble, today: date) -> str:
    held_on = trouble.review.held_on if trouble.review else today
    match trouble.kind:
        case Kind.NONE_SET:
            return "No next review is set, so nobody is asked for reports."
        case Kind.UNCLOSED:
            return f"The review of {spoken(held_on)} was never closed: the status of its actions is not frozen yet."
        case Kind.LONG_AGO:
            return f"The last review was on {spoken(held_on)}, more than seven months ago. Two a year is usual."


_NO_SUCH_REVIEW = Card("There is no such review", (Text("It may have been taken back. Nothing was changed."),))
