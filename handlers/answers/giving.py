"""Giving an answer: the entry as it stands, and what one may do with it."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from handlers.answers import cards
from handlers.answers.entries import EVERYONE, Entry, in_force
from handlers.answers.feedback_cards import feedback
from handlers.answers.whom import posts_named_in
from handlers.cards import Button, Buttons, Card, Element, Leads
from handlers.feature import Context
from handlers.guides.presses import guide_button
from handlers.knowledge.names import EDIT_PRESS
from handlers.knowledge.own import entries_now, values_now
from handlers.knowledge.permission import may_correct
from handlers.knowledge.whom import whom_among
from handlers.outcomes import Reply
from handlers.people.model import Holding
from handlers.rights import Right


async def entry_now(context: Context, entry_id: str) -> Entry | None:
    """The entry of this id as it stands, if it may be answered today."""
    found = await entries_now(context.work, context.services.knowledge, [entry_id])
    return next(iter(in_force(found.values(), context.today)), None)


async def related_to(context: Context, entry: Entry) -> Sequence[Entry]:
    """The entries that it says to see also, as far as they may be answered today."""
    if not entry.see_also:
        return ()
    found = await entries_now(context.work, context.services.knowledge, entry.see_also)
    return in_force([found[each] for each in entry.see_also if each in found], context.today)


async def given(context: Context, entry: Entry, related: Sequence[Entry]) -> Reply:
    """The answer with this institution's values, its guide, and the presses that say what one thinks of it."""
    card = await bare(context, entry, related)
    return Reply(replace(card, body=(*card.body, feedback(entry.id, secrets.token_urlsafe(6)))))


async def bare(context: Context, entry: Entry, related: Sequence[Entry]) -> Card:
    """The answer without those presses; whoever it says to ask is somebody who is there.

    In a channel it names no entry that only single people are told, and offers nobody to correct it: all see it.
    """
    base = context.services.knowledge
    direct = context.conversation.direct
    related = [each for each in related if direct or each.audience == EVERYONE]
    values = await values_now(context.work, base, context.institution.name)
    posts = posts_named_in(f"{entry.answer}\n{entry.current}", (each.owner for each in base.entries.values()))
    holdings = await context.work.people.holdings(context.today)
    known = await whom_among(context.work, holdings, [entry.owner, *posts], context.today, context.person.unit)
    card = cards.answer(entry, context.today, values, related, known)
    ways = [guide_button(entry.guide)] if entry.guide else []
    if _may_correct(context, holdings, entry):
        ways.append(Button("Correct it", EDIT_PRESS, entry.id, leads=Leads.FORM))
    onwards: tuple[Element, ...] = (Buttons(tuple(ways)),) if ways else ()
    return replace(card, body=(*card.body, *onwards))


def _may_correct(context: Context, holdings: Sequence[Holding], entry: Entry) -> bool:
    if not context.conversation.direct or Right.OWNER not in context.rights:
        return False
    return may_correct(context, holdings, entry.owner)
