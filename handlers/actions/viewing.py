"""Looking at actions: one's own, one by its reference or words, its history."""

from collections.abc import Sequence

from handlers.actions import action_card, cards, mine_card
from handlers.actions.action_card import Around
from handlers.actions.entitled import Sight, sight, sight_of
from handlers.actions.finding import find
from handlers.actions.mine_card import Mine, Offer
from handlers.cards import Card
from handlers.feature import Context, DeliveryContext
from handlers.outcomes import Outcome, Reply, Update
from handlers.paging import page_asked
from handlers.people.handovers import Handover
from handlers.plans.model import Action
from handlers.reviews.reporting import current_cycle


async def show_mine(context: Context, _rest: str) -> Reply:
    """List the actions that the person's posts own, and those that they help with."""
    return Reply(await list_of_mine(context, 1), private=True)


async def turn_page(context: Context, value: str) -> Outcome:
    """Show another page of the same list, in its place."""
    return Update(await list_of_mine(context, page_asked(value)))


async def list_of_mine(context: Context, page: int) -> Card:
    """A page of the list of somebody's own actions, as things stand now."""
    posts = {holding.post.id for holding in await context.work.people.holdings(context.today, context.person.id)}
    plan = await context.work.plans.current()
    actions = await context.work.plans.actions(plan.id) if plan is not None else []
    owned = [action for action in actions if action.owner_post_id in posts]
    helped = [action for action in actions if posts & set(action.helper_post_ids) and action not in owned]
    cycle = await current_cycle(context.work, context.institution, context.now)
    offers = await _offers(context, posts)
    return mine_card.my_actions(Mine(owned, helped, offers), cycle, context.institution, page)


async def _offers(context: Context, posts: set[int]) -> Sequence[Offer]:
    found = []
    for handover in await context.work.handovers.offered():
        if handover.action_id is not None and handover.post_id in posts:
            action = await context.work.plans.action(handover.action_id)
            if action is not None:
                found.append(Offer(handover, action))
    return found


async def show_one(context: Context, value: str) -> Outcome:
    """Show one action to anybody of the institution: its plan is published."""
    seen = await sight(context, value)
    if seen is None:
        return Reply(cards.refusal(None), private=True)
    return Reply(await card_of(context, seen), private=True)


async def show_named(context: Context, rest: str) -> Reply:
    """Show the action of this reference, or the one whose title has these words; of several, let the person choose."""
    plan = await context.work.plans.current()
    actions = await context.work.plans.actions(plan.id) if plan is not None else []
    if not rest.strip():
        return Reply(mine_card.which(), private=True)
    found = find(rest, actions)
    if len(found) != 1:
        return Reply(mine_card.choose(rest, found), private=True)
    seen = await sight_of(context, found[0])
    return Reply(await card_of(context, seen) if seen is not None else cards.refusal(None), private=True)


async def show_history(context: Context, value: str) -> Outcome:
    """Show a page of the history of an action to those who look after it."""
    action_id, _, page = value.partition(":")
    seen = await sight(context, action_id)
    if seen is None or not seen.may.read_all:
        return Reply(cards.refusal(seen), private=True)
    history = await context.work.plans.history(seen.action.id)
    card = action_card.history_card(seen.action, history, page_asked(page), context.institution)
    return Reply(card, private=True)


async def card_of(context: Context | DeliveryContext, seen: Sight) -> Card:
    """The card of one action as this person may see it."""
    cycle = await current_cycle(context.work, context.institution, context.now)
    return action_card.action_card(seen, await _around(context, seen), cycle, context.institution)


async def _around(context: Context | DeliveryContext, seen: Sight) -> Around:
    work, action = context.work, seen.action
    holdings = await work.people.holdings(context.today)
    mine = {holding.post.id for holding in holdings if holding.person.id == context.person.id}
    offer = await waiting_offer(context, action.id)
    return Around(
        holdings=holdings,
        posts={post.id: post for post in await work.people.posts()},
        history=await work.plans.history(action.id),
        evidence=await work.plans.evidence(action.id),
        related=await work.plans.related(action.id),
        origins=await _origins(context, action),
        offer=offer,
        offered_to_me=offer is not None and offer.post_id in mine,
    )


async def waiting_offer(context: Context | DeliveryContext, action_id: int) -> Handover | None:
    """The offer of an action that nobody has answered yet."""
    found = [each for each in await context.work.handovers.of_action(action_id) if each.settled_at is None]
    return found[-1] if found else None


async def _origins(context: Context | DeliveryContext, action: Action) -> Sequence[Action]:
    ids = (action.split_from_id, action.merged_into_id, action.carried_from_id)
    found = [await context.work.plans.action(action_id) for action_id in ids if action_id is not None]
    return [each for each in found if each is not None]
