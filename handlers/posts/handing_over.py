"""Handing a post over: offered, accepted or declined. Until it is accepted nothing changes."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.cards import Card
from handlers.deliveries import Delivery
from handlers.feature import Context, DeliveryContext, FormInput
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, SendFile, Update, look_again
from handlers.people.handovers import Handover, HandoverState
from handlers.people.model import Holding, Person, Post
from handlers.posts import cards, handover_cards, names
from handlers.posts.board import Board, read_board
from handlers.posts.forms import LONGEST_NOTE, offer_form, read_last_day
from handlers.posts.giving import person_by_email
from handlers.posts.holding import take
from handlers.posts.looking import the_board, the_post
from handlers.posts.pack import gather
from handlers.posts.pack_text import pack_card, pack_file
from handlers.posts.permission import leads, may_offer, may_see
from handlers.posts.telling import tell
from handlers.rights import PostKind

_DAY = timedelta(days=1)


async def open_offer(context: Context, value: str) -> Outcome:
    """Ask to whom a post is handed over."""
    post = await the_post(context, value)
    if post is None or post.ended_on is not None:
        return Reply(cards.no_such_post(), private=True)
    board = await the_board(context)
    if not may_offer(context, board, post):
        return Reply(cards.not_yours("hand this post over"), private=True)
    return OpenForm(offer_form(post, board, context.person))


async def take_offer(context: Context, form: FormInput) -> Outcome:
    """Offer a post to somebody."""
    await context.work.alone()
    post = await the_post(context, form.context)
    board = await the_board(context)
    if post is None or post.ended_on is not None:
        return Close(reply=cards.no_such_post())
    if not may_offer(context, board, post):
        return Close(reply=cards.not_yours("hand this post over"))
    to = await person_by_email(context.work, board, form.values)
    last = read_last_day(form.values, "last", context.today, past=False)
    note = form.values.get("note", "").strip()
    errors = {key: said for key, said in (("email", to), ("last", last)) if isinstance(said, str)}
    if len(note) > LONGEST_NOTE:
        errors["note"] = f"Please keep this to {LONGEST_NOTE:,} characters; it has {len(note):,}."
    giver = _giver(board, post, context.person)
    if not isinstance(to, str) and any(holder.id == to.id for holder in board.holders(post.id)):
        errors["email"] = f"{to.name} holds this post already."
    if errors or isinstance(to, str) or isinstance(last, str):
        return FormErrors(refilled(offer_form(post, board, context.person), form.values), errors, look_again("offered"))
    offer = await context.work.handovers.offer(
        Handover(0, post.id, giver.id, context.now, to_person_id=to.id, reason=note, last_day=last)
    )
    ids = {"handover": str(offer.id)}
    await tell(context.work, context.institution, context.now, [to], names.OFFER, str(offer.id), ids)
    return Close(reply=handover_cards.offered(post, to, last))


def _giver(board: Board, post: Post, person: Person) -> Person:
    """From whom it goes over: the holder who offers it, or the one for whom the lead does."""
    holders = board.holders(post.id)
    return next((holder for holder in holders if holder.id == person.id), holders[0] if len(holders) == 1 else person)


async def accept(context: Context, value: str) -> Outcome:
    """Take a post that was offered, from the day after its last day on."""
    await context.work.alone()
    offer = await _mine(context, value)
    if isinstance(offer, Card):
        return Reply(offer, private=True)
    post = await context.work.posts.get(offer.post_id)
    if post is None or post.ended_on is not None:
        await context.work.handovers.settle(offer.id, HandoverState.WITHDRAWN, context.person.id, context.now)
        return Update(handover_cards.no_longer(post))
    board = await the_board(context)
    if not await _still_theirs(context, board, offer):
        await context.work.handovers.settle(offer.id, HandoverState.WITHDRAWN, context.person.id, context.now)
        return Update(handover_cards.no_longer(post))
    last = max(offer.last_day or context.today, context.today - _DAY)
    await context.work.handovers.settle(offer.id, HandoverState.ACCEPTED, context.person.id, context.now)
    await context.work.people.end_holding(post.id, offer.from_person_id, last)
    await take(context.work, Holding(post, context.person, False, last + _DAY))
    await _tell_of_answer(context, board, offer, post)
    ids = {"post": str(post.id)}
    await tell(context.work, context.institution, context.now, [context.person], names.PACK, str(offer.id), ids)
    return Update(handover_cards.accepted(post, last + _DAY))


async def _still_theirs(context: Context, board: Board, offer: Handover) -> bool:
    """Tell whether a post is still to be had from whoever offered it: not once they had to leave it before that day."""
    leading = [each.person.id for lead in board.of_kind(PostKind.LEAD) for each in board.now_in(lead.id)]
    if offer.from_person_id in leading:
        return True
    until = min(offer.last_day or context.today, context.today + _DAY)
    return any(
        each.person.id == offer.from_person_id and not each.deputy and (each.ends_on is None or each.ends_on >= until)
        for each in await context.work.posts.history(offer.post_id)
    )


async def decline(context: Context, value: str) -> Outcome:
    """Decline a post that was offered; nothing changes."""
    offer = await _mine(context, value)
    if isinstance(offer, Card):
        return Reply(offer, private=True)
    post = await context.work.posts.get(offer.post_id)
    await context.work.handovers.settle(offer.id, HandoverState.DECLINED, context.person.id, context.now)
    if post is not None:
        await _tell_of_answer(context, await the_board(context), offer, post)
    return Update(handover_cards.declined(post))


async def withdraw(context: Context, value: str) -> Outcome:
    """Take an offer back."""
    offer_id = as_id(value)
    offer = await context.work.handovers.get(offer_id) if offer_id is not None else None
    if offer is None or offer.action_id is not None:
        return Reply(cards.no_such_post(), private=True)
    if not (leads(context) or offer.from_person_id == context.person.id):
        return Reply(cards.not_yours("take this offer back"), private=True)
    taken_back = await context.work.handovers.settle(offer.id, HandoverState.WITHDRAWN, context.person.id, context.now)
    return Reply(handover_cards.withdrawn(done=taken_back), private=True)


async def _mine(context: Context, value: str) -> Handover | Card:
    """The offer that this person may answer, or a card that says why not."""
    offer_id = as_id(value)
    offer = await context.work.handovers.get(offer_id) if offer_id is not None else None
    if offer is None or offer.action_id is not None:
        return handover_cards.no_longer(None)
    if offer.to_person_id != context.person.id:
        return handover_cards.for_somebody_else()
    if offer.state is not HandoverState.OFFERED:
        return handover_cards.answered(offer.state)
    return offer


async def _tell_of_answer(context: Context, board: Board, offer: Handover, post: Post) -> None:
    """Tell whoever hands over, shares the post or stands in, and the committee; not whoever answered."""
    giver = await context.work.people.get(offer.from_person_id)
    people = [*board.holders(post.id), *board.deputies(post.id), *board.committee(), *([giver] if giver else [])]
    others = [person for person in people if person.id != context.person.id]
    ids = {"handover": str(offer.id)}
    await tell(context.work, context.institution, context.now, others, names.SETTLED, str(offer.id), ids)


async def send_pack(context: Context, value: str) -> Outcome:
    """Hand over the pack of a post as a file."""
    post = await the_post(context, value)
    if post is None:
        return Reply(cards.no_such_post(), private=True)
    if not may_see(context, await the_board(context), post):
        return Reply(cards.not_yours("have its hand-over pack"), private=True)
    file: SendFile = pack_file(await gather(context.work, context.institution, post, context.today))
    return file


async def compose_offer(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Ask somebody to take a post; None once the offer is settled."""
    offer = await context.work.handovers.get(int(delivery.ids["handover"]))
    if offer is None or offer.state is not HandoverState.OFFERED or offer.to_person_id != context.person.id:
        return None
    post = await context.work.posts.get(offer.post_id)
    giver = await context.work.people.get(offer.from_person_id)
    if post is None or giver is None:
        return None
    board = await read_board(context.work, context.institution, context.today)
    held = any(holder.id == giver.id for holder in board.holders(post.id))
    actions = board.open_actions.get(post.id, 0)
    return handover_cards.offer(offer, post, giver.name if held else "", actions)


async def compose_settled(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say what became of an offer."""
    offer = await context.work.handovers.get(int(delivery.ids["handover"]))
    post = await context.work.posts.get(offer.post_id) if offer else None
    to = await context.work.people.get(offer.to_person_id) if offer and offer.to_person_id else None
    if offer is None or post is None or to is None:
        return None
    begins = (await _begins(context, post, to)) if offer.state is HandoverState.ACCEPTED else None
    return handover_cards.settled(offer, post, to, begins)


async def _begins(context: DeliveryContext, post: Post, person: Person) -> date | None:
    history = await context.work.posts.history(post.id)
    return next((each.starts_on for each in reversed(history) if each.person.id == person.id), None)


async def compose_pack(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Give the pack to whoever takes up a post."""
    post = await context.work.posts.get(int(delivery.ids["post"]))
    if post is None:
        return None
    pack = await gather(context.work, context.institution, post, context.today)
    others = tuple(each for each in pack.contacts if each.person.id != context.person.id)
    return pack_card(replace(pack, contacts=others))
