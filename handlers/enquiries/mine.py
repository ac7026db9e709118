"""What somebody asked a person, and where it stands: for them alone."""

from handlers.cards import Card
from handlers.enquiries import mine_cards, returned_cards
from handlers.enquiries.ageing import waited
from handlers.enquiries.consenting import own
from handlers.enquiries.model import EnquiryState
from handlers.feature import Context
from handlers.outcomes import Outcome, Reply, Update
from handlers.paging import page_asked, page_of


async def show_mine(context: Context, value: str) -> Reply:
    """Show somebody's own questions as a message of its own."""
    return Reply(await _card(context, value), private=True)


async def turn_mine(context: Context, value: str) -> Outcome:
    """Show a page of them, in the place of the one before; without a number, as a message of its own."""
    return Update(await _card(context, value)) if value else await show_mine(context, value)


async def read_answer(context: Context, value: str) -> Outcome:
    """Show the answer to one's own question once more."""
    enquiry = await own(context, value)
    if isinstance(enquiry, Reply):
        return enquiry
    if enquiry.state not in (EnquiryState.ANSWERED, EnquiryState.NOT_OURS):
        return await show_mine(context, "")
    return Reply(returned_cards.answer(enquiry), private=True)


async def _card(context: Context, value: str) -> Card:
    asked = await context.work.enquiries.asked_by(context.person.id)
    posts = {post.id: post.name for post in await context.work.people.posts()}
    calendar = context.institution.calendar
    rows = [
        mine_cards.Mine(each, posts.get(each.post_id or 0, ""), waited(each, calendar, context.now)) for each in asked
    ]
    return mine_cards.mine(page_of(rows, page_asked(value), mine_cards.PAGE), calendar)
