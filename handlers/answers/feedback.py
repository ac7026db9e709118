"""What people say of an answer by a press; it is kept without who said it."""

from datetime import timedelta
from typing import Final

from handlers.answers import feedback_cards as cards
from handlers.answers.entries import Entry
from handlers.answers.giving import bare, entry_now, related_to
from handlers.answers.second_opinion import offer_person
from handlers.cards import Card, Element
from handlers.deliveries import Delivery, NewDelivery
from handlers.demand.model import Mark, MarkKind
from handlers.demand.stripping import stripped
from handlers.feature import Context, DeliveryContext, FormInput
from handlers.forms import ticked
from handlers.help.cards import unknown_button, unknown_form
from handlers.knowledge.own import entries_now, keepers_among
from handlers.knowledge.whom import keeping
from handlers.outcomes import Close, OpenForm, Outcome, Reply, Update

FLAGGED: Final = "answer-flagged"
"""The delivery that asks the keeper of an entry to look at it."""
_OPEN_FLAGS_SINCE: Final = timedelta(days=365)


async def helpful(context: Context, value: str) -> Outcome:
    """Note that an answer was helpful."""
    entry = await entry_now(context, cards.entry_in(value))
    if entry is None:
        return Reply(unknown_button(), private=True)
    await _mark(context, entry, MarkKind.HELPFUL, "")
    if not context.conversation.direct:
        return Reply(cards.thanked(), private=True)
    return Update(await _settled(context, entry))


async def open_not_helpful(context: Context, value: str) -> Outcome:
    """Ask what was missing."""
    entry = await entry_now(context, cards.entry_in(value))
    return OpenForm(cards.not_helpful_form(entry, value)) if entry else Reply(unknown_button(), private=True)


async def open_flag(context: Context, value: str) -> Outcome:
    """Ask what is wrong."""
    entry = await entry_now(context, cards.entry_in(value))
    if entry is None:
        return Reply(unknown_button(), private=True)
    whom = keeping(await context.work.people.holdings(context.today), entry.owner)
    return OpenForm(cards.flag_form(entry, whom, value))


async def take_not_helpful(context: Context, given: FormInput) -> Outcome:
    """Note that an answer was not helpful, and why."""
    entry = await entry_now(context, cards.entry_in(given.context))
    if entry is None:
        return Close(reply=unknown_form())
    await _mark(context, entry, MarkKind.NOT_HELPFUL, given.values.get(cards.REASON, ""))
    if cards.YES in ticked(given.values.get(cards.ASK, "")):
        onwards = await offer_person(context, entry, given.values.get(cards.REASON, "")[: cards.LONGEST_REASON])
    else:
        onwards = (cards.ask_person_button(entry),)
    if not context.conversation.direct:
        return Close(reply=cards.thanked(onwards))
    return Close(update=await _settled(context, entry, onwards))


async def take_flag(context: Context, given: FormInput) -> Outcome:
    """Note that an answer may be wrong, and ask its keepers to look: once a day, however many say so."""
    entry = await entry_now(context, cards.entry_in(given.context))
    if entry is None:
        return Close(reply=unknown_form())
    await _mark(context, entry, MarkKind.FLAGGED, given.values.get(cards.REASON, ""))
    due_at = context.institution.calendar.next_open_moment(context.now)
    holdings = await context.work.people.holdings(context.today)
    deliveries = [
        NewDelivery(f"flag:{entry.id}:{context.today}:{person.id}", FLAGGED, person.id, {"entry": entry.id}, due_at)
        for person in keepers_among(holdings, entry.owner)
    ]
    await context.work.outbox.add(deliveries)
    return Close(reply=cards.flagged(entry, keeping(holdings, entry.owner)))


async def compose_flag(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Ask a keeper to look, with what people wrote; nothing where somebody has looked meanwhile."""
    entry_id = delivery.ids["entry"]
    entry = (await entries_now(context.work, context.services.knowledge, [entry_id])).get(entry_id)
    flags = await context.work.demand.marks(context.today - _OPEN_FLAGS_SINCE, MarkKind.FLAGGED)
    waiting = [flag for flag in flags if flag.topic == entry_id and flag.settled_on is None]
    if entry is None or not waiting:
        return None
    reasons = [flag.reason for flag in reversed(waiting) if flag.reason]
    return cards.please_look(entry, len(waiting), list(dict.fromkeys(reasons)))


async def _mark(context: Context, entry: Entry, kind: MarkKind, reason: str) -> None:
    kept = stripped(reason[: cards.LONGEST_REASON], await context.work.demand.names()) if reason.strip() else ""
    await context.work.demand.mark(Mark(0, entry.id, kind, kept, context.today))


async def _settled(context: Context, entry: Entry, onwards: tuple[Element, ...] = ()) -> Card:
    """The answer with a word of thanks in the place of the presses, and what can be done next."""
    card = await bare(context, entry, await related_to(context, entry))
    return cards.with_thanks(card, onwards)
