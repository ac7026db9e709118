"""What chairs and the lead read about review packs."""

from datetime import date

from handlers.cards import Button, Buttons, Card, Text, Tone
from handlers.dates import spoken
from handlers.documents import DocumentKind
from handlers.packs.gathering import SnapshotChanged
from handlers.packs.presses import WRITE_MINUTES_PRESS, WRITE_PRESS
from handlers.reviews.model import Review

_KINDS = {
    DocumentKind.DOCX: "Word file",
    DocumentKind.XLSX: "Spreadsheet",
    DocumentKind.HTML: "Web page",
}


def offer(review: Review | None, today: date, *, has_minutes: bool) -> Card:
    """Offer the pack of a review as files, and say what it shows."""
    which = str(review.id) if review else ""
    buttons = [Button(label, WRITE_PRESS, f"{kind.value}:{which}") for kind, label in _KINDS.items()]
    if review is not None and has_minutes:
        buttons.append(Button("Minutes as a Word file", WRITE_MINUTES_PRESS, which))
    title = f"Review pack, {spoken(review.held_on)}" if review else "Review pack"
    return Card(title, (Text(_shows(review, today)), Buttons(tuple(buttons)), Text(_WHAT, Tone.QUIET)))


_WHAT = (
    "It has a one-page summary, the agenda, changes, reds, missing reports, what the plan check found, what "
    "technicians said, the status over time, and every action. Writing it takes a few seconds."
)


def _shows(review: Review | None, today: date) -> str:
    if review is not None and review.closed_at is not None:
        return "This review is closed: the pack shows the plan as it was frozen, with its fingerprint."
    live = f"The pack shows the plan as it stands today, {spoken(today)}."
    return live if review is not None else f"No next review is set. {live}"


def caption(review: Review | None, today: date) -> str:
    """The sentence that the file comes with."""
    if review is None:
        return f"The review pack as of {spoken(today)}."
    if review.closed_at is not None:
        return f"The pack of the review on {spoken(review.held_on)}, as it was frozen."
    return f"The pack of the review on {spoken(review.held_on)}, as of {spoken(today)}."


def minutes_caption(review: Review) -> str:
    """The sentence that minutes come with."""
    return f"The minutes of the review on {spoken(review.held_on)}."


def nothing_frozen(review: Review) -> Card:
    """Say that a closed review has nothing to tell."""
    said = "It was closed without a plan, so nothing was frozen."
    return Card(f"There is no pack of the review on {spoken(review.held_on)}", (Text(said),))


def no_such_review() -> Card:
    """Say that a review is not there."""
    return Card("There is no such review", (Text("It may have been taken back. “review pack” has the one at hand."),))


def changed(found: SnapshotChanged) -> Card:
    """Say that a snapshot is not as it was frozen."""
    return Card("This pack cannot be made", (Text(str(found), Tone.WARNING),))
