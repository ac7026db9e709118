"""What was said not to be for Bunsen: everybody with a post sees it, a second person agrees, anybody undoes it.

A question handed over as "not ours" is told to whoever asked it at once, but the engine learns from it only when a
second person who holds a post agrees, as with every other change of the knowledge base: learnt on one word, a mistake
(or malice) would keep everybody who asks nearly the same from its answer, and nobody would notice. Seeing alone is not
enough, as the lead may be the one who said it.
"""

from collections.abc import Sequence

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Context, DeliveryContext
from handlers.forms import as_id
from handlers.help.cards import unknown_button
from handlers.knowledge import names, not_ours_cards
from handlers.knowledge.model import NotOurs
from handlers.knowledge.permission import post_of
from handlers.knowledge.proposing import shelf_of
from handlers.outcomes import Outcome, Reply, Update
from handlers.paging import page_asked, page_of
from handlers.people.hours import opens_at
from handlers.people.model import Person
from handlers.rights import PostKind


async def say_not_ours(context: Context, question: str, signpost: str, post: str) -> None:
    """Keep that a question is somebody else's matter, and ask a second person, once a day however many there are."""
    said = NotOurs(0, question, signpost, context.today, post, context.person.id)
    await context.work.knowledge.add_not_ours(said)
    await context.work.outbox.add(
        NewDelivery(
            f"{names.NOT_OURS}:{context.today}:{person.id}",
            names.NOT_OURS,
            person.id,
            {},
            opens_at(context.institution, person, context.now),
        )
        for person in await _second_people(context)
    )


async def _second_people(context: Context) -> Sequence[Person]:
    """The leads; where one of them said it and there is no other, everybody else with a post."""
    holdings = await context.work.people.holdings(context.today)
    others = [each for each in holdings if each.person.id != context.person.id]
    leading = [each for each in others if each.post.kind is PostKind.LEAD]
    return list({each.person.id: each.person for each in leading or others}.values())


def may_agree(person: Person, said: NotOurs) -> bool:
    """Whether somebody is a second person, and one is still wanted."""
    return said.agreed_on is None and said.said_by_id != person.id


async def show_not_ours(context: Context, value: str) -> Outcome:
    """Show what was said, newest first; with a page, in the place of the one before."""
    card = await _card(context, value)
    return Update(card) if value else Reply(card, private=True)


async def agree(context: Context, value: str) -> Outcome:
    """Have it learnt: two people say so."""
    await context.work.alone()
    number, _, page = value.partition(".")
    said = await _said(context, number)
    if said is None:
        return Reply(unknown_button(), private=True)
    if not may_agree(context.person, said):
        return Update(await _card(context, page))
    post = post_of(await shelf_of(context), context.person)
    await context.work.knowledge.agree_not_ours(said.id, post, context.today)
    return Update(await _card(context, page))


async def undo(context: Context, value: str) -> Outcome:
    """Take it back: from now on it is answered again, where there is an answer."""
    await context.work.alone()
    number, _, page = value.partition(".")
    said = await _said(context, number)
    if said is None:
        return Reply(unknown_button(), private=True)
    await context.work.knowledge.drop_not_ours(said.id)
    return Update(await _card(context, page))


async def _said(context: Context, number: str) -> NotOurs | None:
    said_id = as_id(number)
    return next((each for each in await context.work.knowledge.said_not_ours() if each.id == said_id), None)


async def _card(context: Context, page: str) -> Card:
    everything = await context.work.knowledge.said_not_ours()
    own = {each.id for each in everything if each.said_by_id == context.person.id}
    return not_ours_cards.listed(page_of(everything, page_asked(page), not_ours_cards.PAGE), own)


async def compose_waiting(context: DeliveryContext, _delivery: Delivery) -> Card | None:
    """Show what waits for this person to agree; None once nothing does, or they hold no post any more."""
    held = await context.work.people.holdings(context.today, context.person.id)
    everything = await context.work.knowledge.said_not_ours()
    waiting = [each for each in everything if may_agree(context.person, each)]
    if not held or not waiting:
        return None
    return not_ours_cards.please_agree(len(waiting))
