"""The list of somebody's own questions."""

from dataclasses import dataclass

from handlers.cards import Button, Buttons, Card, Divider, Element, Text, Tone
from handlers.dates import spoken
from handlers.enquiries import names
from handlers.enquiries.asking_cards import withdraw_button
from handlers.enquiries.model import Enquiry, EnquiryState
from handlers.enquiries.returned_cards import by
from handlers.paging import Page
from handlers.phrases import counted, shortened
from handlers.reviews.calendar import Calendar

PAGE = 5
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Mine:
    """One's own question, the name of the post that has it, and for how many working days."""

    enquiry: Enquiry
    post: str
    days: int


def mine(page: Page[Mine], calendar: Calendar) -> Card:
    """One's own questions with their state, the newest first."""
    if not page.total:
        said = "When I have no answer to a question, I offer to ask a person; what you asked that way stands here."
        return Card("You have asked nobody anything yet", (Text(said),))
    body: list[Element] = []
    for one in page.items:
        body += (Divider(), *_one(one, calendar)) if body else _one(one, calendar)
    if turning := page.turning(names.MINE_PRESS):
        body.append(Buttons(turning))
    span = f"Questions {page.span}. " if page.pages > 1 else ""
    return Card("My questions", tuple(body), f"{span}What is settled stands here for 30 days.")


def _one(one: Mine, calendar: Calendar) -> tuple[Element, ...]:
    enquiry = one.enquiry
    question = Text(f"“{shortened(enquiry.question, _SHOWN)}”" if enquiry.question else "A question that you took back")
    state = Text(_state(one, calendar), Tone.QUIET)
    if enquiry.state is EnquiryState.OPEN:
        return question, state, Buttons((withdraw_button(enquiry.id),))
    if enquiry.state is EnquiryState.WITHDRAWN:
        return question, state
    return question, state, Buttons((Button("Read the answer", names.READ_PRESS, str(enquiry.id)),))


def _state(one: Mine, calendar: Calendar) -> str:
    enquiry = one.enquiry
    on = f" on {spoken(calendar.day(enquiry.settled_at))}" if enquiry.settled_at is not None else ""
    match enquiry.state:
        case EnquiryState.ANSWERED:
            return f"Answered{on} by {by(enquiry)}."
        case EnquiryState.NOT_OURS:
            return f"Not theirs, said {by(enquiry)}{on}, and who does help."
        case EnquiryState.WITHDRAWN:
            return f"Taken back{on}."
        case EnquiryState.OPEN | EnquiryState.KEPT:
            days = f"for {counted(one.days, 'working day')}" if one.days else "since today"
            return f"Waits with {one.post or 'the institutional lead'} {days}."
