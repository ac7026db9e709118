"""Handing an action over to another post: it moves once a holder there accepts, and the old owner is told."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.actions import cards, case, handover_cards, presses
from handlers.actions.case import Case
from handlers.actions.changing import changed, noted
from handlers.actions.entitled import Sight, sight
from handlers.actions.form_faults import faults
from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Context, DeliveryContext, FormInput
from handlers.forms import ChoiceField, Form, Option, Section, TextField, as_id, fresh_nonce, refilled
from handlers.nudges.answering import offices
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.people.handovers import Handover, HandoverState
from handlers.people.hours import opens_at
from handlers.people.model import Person, Post
from handlers.plans.model import Action, ActionChange, ChangeKind

FORM = presses.HAND_OVER_PRESS
OFFERED = "actions.offered"
SETTLED = "actions.settled"
_TO, _REASON = "to", "reason"
_OWNED = frozenset({"owner", "owner_text"})
"""What a change of owner is recorded as, by people and by an import."""


async def open_hand_over(context: Context, value: str) -> Outcome:
    """Open the form that asks to which post."""
    found = await case.opened(context, value, case.may_change)
    if isinstance(found, Reply):
        return found
    others = await _others(context, found.action)
    return OpenForm(_form(found, others)) if others else Reply(handover_cards.no_other_post(), private=True)


async def take_hand_over(context: Context, form: FormInput) -> Outcome:
    """Offer the action to a post; whoever offers it to a post of their own has accepted with that."""
    found = await case.sent(context, form.context, case.may_change)
    if isinstance(found, Close):
        return found
    others = await _others(context, found.action)
    asked = _form(found, others)
    if found.news:
        return case.again(context, found, asked, form.values)
    post = next((each for each in others if each.id == as_id(form.values.get(_TO, ""))), None)
    errors = faults(asked, form.values)
    asked_people = await _answering(context, post.id) if post is not None else ()
    if post is not None and not asked_people:
        errors.setdefault(_TO, f"Nobody holds {post.name} at the moment, so nobody could accept. Choose another post.")
    if errors or post is None:
        return FormErrors(refilled(asked, form.values), errors)
    offer = await context.work.handovers.offer(
        Handover(
            0, post.id, context.person.id, context.now, found.action.id, reason=form.values.get(_REASON, "").strip()
        )
    )
    if await _holds(context, post.id):
        written = await _accept(context, found.action, offer)
        return Close(handover_cards.taken_over(written), await case.renewed(context, found, written))
    await _tell(context, OFFERED, offer, asked_people)
    return Close(handover_cards.offered(found.action, post), await case.renewed(context, found, found.action))


async def accept(context: Context, value: str) -> Outcome:
    """Take an action over."""
    found = await _waiting(context, value)
    if isinstance(found, Card):
        return Update(found)
    offer, seen = found
    written = await _accept(context, seen.action, offer)
    return Update(handover_cards.taken_over(written))


async def decline(context: Context, value: str) -> Outcome:
    """Leave an action where it is."""
    found = await _waiting(context, value)
    if isinstance(found, Card):
        return Update(found)
    offer, seen = found
    await context.work.handovers.settle(offer.id, HandoverState.DECLINED, context.person.id, context.now)
    post = await _post(context, offer.post_id)
    await noted(context, seen.action.id, ChangeKind.COMMENT, f"{post.name if post else 'The other post'} declined it.")
    await _tell(context, SETTLED, offer, await _others_concerned(context, seen.action, offer))
    return Update(handover_cards.declined(seen.action))


async def _waiting(context: Context, value: str) -> tuple[Handover, Sight] | Card:
    """An offer that this person can answer, or why they cannot."""
    await context.work.alone()
    offer_id = as_id(value)
    offer = await context.work.handovers.get(offer_id) if offer_id is not None else None
    if offer is None or offer.action_id is None or not await _holds(context, offer.post_id):
        return handover_cards.not_for_you()
    if offer.state is not HandoverState.OFFERED:
        return handover_cards.settled_before(offer)
    seen = await sight(context, str(offer.action_id))
    if seen is None or not seen.may.kept or seen.may.dropped:
        return cards.refusal(seen)
    if await _went_elsewhere(context, offer, seen.action.id):
        await context.work.handovers.settle(offer.id, HandoverState.WITHDRAWN, context.person.id, context.now)
        return handover_cards.went_elsewhere(seen.action)
    return offer, seen


async def _went_elsewhere(context: Context, offer: Handover, action_id: int) -> bool:
    """Tell whether the action got another owner since it was offered: what the old one offered is void then."""
    return any(
        isinstance(entry, ActionChange) and entry.at > offer.offered_at and not _OWNED.isdisjoint(entry.changes)
        for entry in await context.work.plans.history(action_id)
    )


async def _accept(context: Context, action: Action, offer: Handover) -> Action:
    concerned = await _others_concerned(context, action, offer)
    await context.work.handovers.settle(offer.id, HandoverState.ACCEPTED, context.person.id, context.now)
    post = await _post(context, offer.post_id)
    helpers = tuple(post_id for post_id in action.helper_post_ids if post_id != offer.post_id)
    after = replace(
        action,
        owner_post_id=offer.post_id,
        owner_text=post.name if post else action.owner_text,
        helper_post_ids=helpers,
        disputed_by_id=None,
    )
    written = await changed(context, action, after, ChangeKind.OWNER, offer.reason)
    await _tell(context, SETTLED, offer, concerned)
    return written


async def _others_concerned(context: Context, action: Action, offer: Handover) -> Sequence[Person]:
    """Whom to tell how it ended: the old owner, and whoever offered it."""
    giver = await context.work.people.get(offer.from_person_id)
    old = await _answering(context, action.owner_post_id) if action.owner_post_id is not None else ()
    people = {person.id: person for person in (*old, giver) if person is not None}
    return [person for person in people.values() if person.id != context.person.id]


async def _answering(context: Context, post_id: int) -> Sequence[Person]:
    """Who answers for a post today: its holders, while they are away its deputies."""
    office = offices(await context.work.people.holdings(context.today)).get(post_id)
    return office.answering(context.today) if office is not None else ()


async def _tell(context: Context, kind: str, offer: Handover, people: Iterable[Person]) -> None:
    ids = {"handover": str(offer.id)}
    deliveries = []
    for person in people:
        due_at = opens_at(context.institution, person, context.now)
        deliveries.append(NewDelivery(f"{kind}:{offer.id}:{person.id}", kind, person.id, ids, due_at))
    await context.work.outbox.add(deliveries)


async def compose_offer(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Ask somebody whether they take an action over; None once that is settled."""
    offer = await context.work.handovers.get(int(delivery.ids["handover"]))
    if offer is None or offer.state is not HandoverState.OFFERED or offer.action_id is None:
        return None
    action = await context.work.plans.action(offer.action_id)
    giver = await context.work.people.get(offer.from_person_id)
    post = await _post(context, offer.post_id)
    if action is None or post is None:
        return None
    return handover_cards.offer_card(action, offer, post, giver.name if giver else "A colleague")


async def compose_settled(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Tell the old owner how a hand-over ended."""
    offer = await context.work.handovers.get(int(delivery.ids["handover"]))
    action = await context.work.plans.action(offer.action_id) if offer is not None and offer.action_id else None
    post = await _post(context, offer.post_id) if offer is not None else None
    if offer is None or action is None or post is None:
        return None
    answered = await context.work.people.get(offer.to_person_id) if offer.to_person_id is not None else None
    return handover_cards.settled(action, offer, post, answered.name if answered else "")


async def _holds(context: Context, post_id: int) -> bool:
    held = await context.work.people.holdings(context.today, context.person.id)
    return any(holding.post.id == post_id for holding in held)


async def _post(context: Context | DeliveryContext, post_id: int) -> Post | None:
    return next((post for post in await context.work.people.posts() if post.id == post_id), None)


async def _others(context: Context, action: Action) -> Sequence[Post]:
    posts = await context.work.people.posts()
    return [post for post in posts if post.id != action.owner_post_id and post.ended_on is None]


def _form(found: Case, posts: Sequence[Post]) -> Form:
    fields = (
        ChoiceField(_TO, "To which post", tuple(Option(str(post.id), post.name) for post in posts), required=True),
        TextField(_REASON, "A word for whoever takes it over", multiline=True, max_length=1000),
    )
    said = "It stays where it is until somebody there accepts. You are told either way."
    section = Section(found.action.name[:250], fields, said)
    return Form(FORM, "Hand the action over", (section,), fresh_nonce(), context=found.context, submit_label="Offer it")
