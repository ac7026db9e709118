"""The questions that a press or form names, as far as they are this person's to deal with."""

from collections.abc import Sequence

from handlers.cards import Card
from handlers.enquiries import asked_cards
from handlers.enquiries.desk import Desk, desk_of
from handlers.enquiries.model import Enquiry
from handlers.feature import Context
from handlers.forms import as_id
from handlers.help.cards import unknown_button

MOST_TOGETHER = 10
"""Questions that one answer may go to: as many boxes as a Slack form shows (platform-facts 2.6)."""


async def my_desk(context: Context) -> Desk:
    """The desk of whoever presses."""
    return await desk_of(context.work, context.institution, context.person.id, context.now)


async def theirs(context: Context, value: str, written: str = "") -> Sequence[Enquiry] | Card:
    """Those of the named questions that wait and are theirs to answer; where none is, the card that says why.

    `value` holds ids with full stops between them. `written` is given back in that card.
    """
    ids = [number for part in value.split(".")[:MOST_TOGETHER] if (number := as_id(part)) is not None]
    found = [each for number in ids if (each := await context.work.enquiries.get(number)) is not None]
    if not found:
        return unknown_button()
    desk = await my_desk(context)
    if answerable := [each for each in found if desk.may_answer(each)]:
        return answerable
    settled = next((each for each in found if desk.may_look(each) and each.asked_by_id != context.person.id), None)
    return asked_cards.settled_before(settled, written) if settled is not None else asked_cards.not_for_you(written)


async def one_of_theirs(context: Context, value: str, written: str = "") -> Enquiry | Card:
    """The same for a press or form about one question."""
    found = await theirs(context, value.partition(".")[0], written)
    return found if isinstance(found, Card) else found[0]
