"""Giving an answer: the entry as it stands, and what one may do with it."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from handlers.answers import cards
from handlers.answers.entries import Entry, in_force
from handlers.answers.feedback_cards import feedback
from handlers.cards import Buttons, Card, Element
from handlers.feature import Context
from handlers.guides.presses import guide_button
from handlers.knowledge.own import entries_now, values_now
from handlers.outcomes import Reply


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
    """The answer without those presses."""
    values = await values_now(context.work, context.services.knowledge, context.institution.name)
    card = cards.answer(entry, context.today, values, related)
    guide: tuple[Element, ...] = (Buttons((guide_button(entry.guide),)),) if entry.guide else ()
    return replace(card, body=(*card.body, *guide))
