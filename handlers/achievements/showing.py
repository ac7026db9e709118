"""The cards of achievements as somebody meets them."""

from handlers.achievements import cards
from handlers.achievements.finding import linked_actions
from handlers.achievements.model import Achievement, State
from handlers.achievements.permission import may_correct, may_decide, may_record, may_see
from handlers.cards import Card
from handlers.feature import Context
from handlers.paging import page_of
from handlers.rights import Right


async def page_card(context: Context, number: int) -> Card:
    """A page of what this person may see; what waits for a decision stands first."""
    everything = [
        each
        for each in await context.work.achievements.all()
        if each.state in (State.KEPT, State.SUGGESTED) and may_see(context, each)
    ]
    everything.sort(key=lambda each: each.state is State.KEPT)
    page = page_of(everything, number, cards.PAGE)
    return cards.list_card(page, records=may_record(context), papers=Right.COMMITTEE in context.rights)


async def card_of(context: Context, found: Achievement) -> Card:
    """One achievement, with what this person may do with it."""
    proofs = [each for each in await context.work.achievements.proofs() if each.achievement_id == found.id]
    return cards.achievement_card(
        found,
        proofs,
        await linked_actions(context.work, found.action_ids),
        context.institution,
        decides=may_decide(context, found),
        corrects=may_correct(context, found),
        versions=may_record(context),
    )
