"""The questions that wait for somebody's posts, those that say nearly the same together."""

import asyncio
from collections import Counter
from collections.abc import Sequence

from handlers.cards import Card
from handlers.enquiries import asked_cards, queue_cards
from handlers.enquiries.ageing import is_overdue
from handlers.enquiries.composing import nearest_title
from handlers.enquiries.desk import Desk, Waiting, waiting
from handlers.enquiries.mine import show_mine
from handlers.enquiries.model import Enquiry
from handlers.enquiries.picking import MOST_TOGETHER, my_desk, one_of_theirs
from handlers.enquiries.queue_cards import AtPost
from handlers.feature import Context
from handlers.outcomes import Outcome, Reply, Update
from handlers.paging import page_asked, page_of

_GROUPED = 200
"""Questions that are compared with each other, the oldest first; more would take too long to compute."""


async def show_questions(context: Context, _rest: str) -> Reply:
    """Show what waits for whoever holds a post; for everybody else their own questions."""
    desk = await my_desk(context)
    if not desk.posts:
        return await show_mine(context, "")
    return Reply(await _card(context, desk, 1), private=True)


async def turn_queue(context: Context, value: str) -> Outcome:
    """Show a page of it, in the place of the one before; without a number, as a message of its own."""
    card = await _card(context, await my_desk(context), page_asked(value))
    return Update(card) if value else Reply(card, private=True)


async def show_one(context: Context, value: str) -> Outcome:
    """Show one question whole, as a message of its own."""
    found = await one_of_theirs(context, value)
    if isinstance(found, Card):
        return Reply(found, private=True)
    desk = await my_desk(context)
    (one,) = await waiting(context.work, desk, [found])
    return Reply(
        asked_cards.question(one, desk, await nearest_title(context.work, context.services, found)), private=True
    )


async def _card(context: Context, desk: Desk, number: int) -> Card:
    everything = await context.work.enquiries.open()
    theirs = await waiting(context.work, desk, [each for each in everything if desk.may_answer(each)])
    own = await context.work.enquiries.asked_by(context.person.id)
    elsewhere = await _elsewhere(context, desk, everything) if desk.leads else ()
    page = page_of(await _together(context, theirs), number, queue_cards.PAGE)
    return queue_cards.queue(page, theirs, elsewhere, len(own))


async def _together(context: Context, theirs: Sequence[Waiting]) -> Sequence[Sequence[Waiting]]:
    """Those that say nearly the same in groups, the oldest first; the groups by their oldest."""
    compared, rest = theirs[:_GROUPED], theirs[_GROUPED:]
    asked = [each.enquiry.question for each in compared]
    found = await asyncio.to_thread(context.services.answers.alike, asked) if len(asked) > 1 else [range(len(asked))]
    places = sorted(sorted(group) for group in found if group)
    groups = [[compared[place] for place in group] for group in places]
    small = [group[at : at + MOST_TOGETHER] for group in groups for at in range(0, len(group), MOST_TOGETHER)]
    return [*small, *([each] for each in rest)]


async def _elsewhere(context: Context, desk: Desk, everything: Sequence[Enquiry]) -> Sequence[AtPost]:
    """How much waits at other posts: the lead sees numbers there, and no questions."""
    hidden = [each for each in everything if not desk.may_look(each)]
    posts = {post.id: post.name for post in await context.work.people.posts()}
    late = Counter(each.post_id for each in hidden if is_overdue(each, desk.calendar, desk.now))
    counts = Counter(each.post_id for each in hidden)
    rows = [AtPost(posts.get(post_id or 0, "No post"), n, late[post_id]) for post_id, n in counts.items()]
    return sorted(rows, key=lambda row: (-row.overdue, row.post))
