"""Verifying: one card for all that is due of one's posts; what still holds is good for another half year."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.entries import Entry
from handlers.feature import Context, FormInput
from handlers.forms import ticked
from handlers.knowledge import verify_cards
from handlers.knowledge.entry_form import NEXT_REVIEW
from handlers.knowledge.listing import mine_due
from handlers.knowledge.model import VALUES, Change, Version
from handlers.knowledge.proposing import shelf_of
from handlers.knowledge.shelf import Shelf, Standing
from handlers.knowledge.verify_cards import HOLDS, PAGE, Due
from handlers.knowledge.versions import body_of, new_version
from handlers.outcomes import Close, OpenForm, Outcome, Reply, Update


async def show_due(context: Context, _value: str) -> Outcome:
    """Show what is due of one's posts."""
    shelf = await shelf_of(context)
    return Reply(verify_cards.due_card(shelf, _due(context, shelf), mine_due(context, shelf)), private=True)


def _due(context: Context, shelf: Shelf) -> Due:
    """The next of them, and a mark that changes with any of them."""
    shown = tuple(mine_due(context, shelf)[:PAGE])
    mark = hashlib.sha256("|".join(f"{each}:{shelf.seen(each)}" for each in shown).encode()).hexdigest()[:12]
    return Due(shown, mark)


async def all_hold(context: Context, value: str) -> Outcome:
    """Verify all that the card showed, if it is still just that; then show what comes next."""
    await context.work.alone()
    shelf = await shelf_of(context)
    due = _due(context, shelf)
    if value != due.mark:
        return Update(verify_cards.changed_since(verify_cards.due_card(shelf, due, mine_due(context, shelf))))
    await _verify(context, shelf, due.subjects)
    after = await shelf_of(context)
    left = mine_due(context, after)
    return Update(verify_cards.verified(len(due.subjects), after, _due(context, after), left))


async def open_some(context: Context, _value: str) -> Outcome:
    """Ask of each whether it still holds."""
    shelf = await shelf_of(context)
    due = _due(context, shelf)
    return OpenForm(verify_cards.some_form(shelf, due)) if due.subjects else Reply(verify_cards.nothing_due())


async def take_some(context: Context, form: FormInput) -> Outcome:
    """Verify what was said to hold; of an entry that has changed meanwhile, nothing."""
    await context.work.alone()
    shelf = await shelf_of(context)
    due = _due(context, shelf)
    if form.context != due.mark:
        return OpenForm(verify_cards.some_form(shelf, due, changed=True))
    held = ticked(form.values.get(HOLDS, ""))
    holding = [subject for subject in due.subjects if subject in held]
    others = [subject for subject in due.subjects if subject not in holding]
    await _verify(context, shelf, holding)
    return Close(verify_cards.some_verified(shelf, holding, others))


async def _verify(context: Context, shelf: Shelf, subjects: Sequence[str]) -> None:
    for subject in subjects:
        await context.work.knowledge.put(_verified(context, shelf, subject))
        await context.work.demand.settle_flags(subject, context.today)


def _verified(context: Context, shelf: Shelf, subject: str) -> Version:
    next_review = context.today + NEXT_REVIEW
    if subject == VALUES:
        body = {**shelf.in_use[VALUES].body, "review_by": next_review.isoformat()}
        return new_version(subject, Change.VERIFIED, body, "", context.now, context.person)
    entry = _looked_at(shelf.entries[subject], context, shelf)
    # A national text that was merely looked at gives way once the package renews it; one's own does not.
    national = shelf.standing(subject) is Standing.NATIONAL
    base = shelf.base.digest(subject) if national else ""
    return new_version(subject, Change.VERIFIED, body_of(entry), base, context.now, context.person)


def _looked_at(entry: Entry, context: Context, shelf: Shelf) -> Entry:
    sources = tuple(replace(source, checked=context.today) for source in entry.sources)
    return replace(entry, sources=sources, review_by=shelf.today + NEXT_REVIEW)
