"""Editing an entry: what came back in the form is proposed, unless somebody else was there meanwhile."""

from dataclasses import replace
from typing import Final

from handlers.answers.entries import Entry
from handlers.dates import spoken
from handlers.feature import Context, FormInput
from handlers.forms import Form, FormValues, refilled
from handlers.knowledge import cards, difference, names
from handlers.knowledge.entry_form import NEXT_REVIEW, entry_form
from handlers.knowledge.entry_reading import read_entry
from handlers.knowledge.model import Change
from handlers.knowledge.own import entry_of
from handlers.knowledge.permission import may_change
from handlers.knowledge.proposing import errors_in, propose_entry, shelf_of
from handlers.knowledge.shelf import Shelf
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, look_again
from handlers.phrases import shortened

_LONGEST_NOTE: Final = 1500
"""Of what has changed meanwhile, above a form."""


async def open_edit(context: Context, entry_id: str) -> Outcome:
    """Open the form of an entry: as one's own proposal has it, else as it is in use."""
    shelf = await shelf_of(context)
    entry = shelf.entry(entry_id)
    if entry is None or not may_change(context, shelf, entry_id):
        return Reply(cards.refusal(shelf, entry), private=True)
    return OpenForm(_edit_form(context, shelf, entry))


def _edit_form(context: Context, shelf: Shelf, entry: Entry) -> Form:
    waiting = shelf.waiting.get(entry.id)
    intro = "What you propose comes into use once a second person has confirmed it."
    proposed = entry_of(waiting) if waiting and waiting.change in (Change.EDITED, Change.ADDED) else None
    if waiting is not None and waiting.by_person_id == context.person.id and proposed is not None:
        entry, intro = proposed, f"This is as you have proposed it already. {intro}"
    elif waiting is not None:
        day = spoken(context.institution.day(waiting.proposed_at))
        intro = f"{waiting.by} proposed a change on {day} that still waits; yours would take its place. {intro}"
    if entry.review_by <= shelf.today:
        # Whoever edits it has just looked at it.
        entry = replace(entry, review_by=shelf.today + NEXT_REVIEW)
    return entry_form(names.EDIT_PRESS, "Edit an entry", entry, shelf, _known(shelf, entry.id), intro)


def _known(shelf: Shelf, entry_id: str) -> str:
    """What a form remembers: the entry, and what was in use and waiting when it was opened."""
    waiting = shelf.waiting.get(entry_id)
    return f"{entry_id}|{shelf.seen(entry_id)}|{waiting.id if waiting else ''}"


async def take_edit(context: Context, form: FormInput) -> Outcome:
    """Propose what came back; where somebody else has changed the entry meanwhile, show that first."""
    await context.work.alone()
    shelf = await shelf_of(context)
    entry_id = form.context.partition("|")[0]
    entry = shelf.entry(entry_id)
    if entry is None or not may_change(context, shelf, entry_id):
        return Close(cards.refusal(shelf, entry))
    asked = _edit_form(context, shelf, entry)
    if form.context != _known(shelf, entry_id):
        return OpenForm(_with_news(shelf, asked, entry, form.values, context))
    before = _before(context, shelf, entry)
    read, unread = read_entry(form.values, before, entry_id, context.today)
    if errors := errors_in(shelf, asked, read, unread, form.values):
        return FormErrors(refilled(asked, form.values), errors, look_again("proposed"))
    if not difference.of_entries(shelf.entries.get(entry_id), read):
        return Close(cards.nothing_changed(read))
    change = Change.EDITED if entry_id in shelf.in_use or entry_id in shelf.base.entries else Change.ADDED
    return Close(await propose_entry(context, shelf, change, read))


def _before(context: Context, shelf: Shelf, entry: Entry) -> Entry:
    """The entry that the form was filled with."""
    waiting = shelf.waiting.get(entry.id)
    if waiting is None or waiting.by_person_id != context.person.id:
        return entry
    return entry_of(waiting) or entry


def _with_news(shelf: Shelf, form: Form, entry: Entry, values: FormValues, context: Context) -> Form:
    """The form once more with what was typed, and what stands now wherever that is something else."""
    latest = shelf.waiting.get(entry.id) or shelf.in_use.get(entry.id)
    by = latest.by if latest and latest.by_person_id != context.person.id else "Somebody"
    stands = (entry_of(latest) if latest else None) or entry
    typed, unread = read_entry(values, _before(context, shelf, entry), entry.id, context.today)
    differ = difference.of_entries(typed, stands) if not unread else []
    told = "\n".join(f"{each.label}, theirs: {' / '.join(each.new) or 'nothing'}" for each in differ)
    note = (
        f"{by} has changed this entry since you opened the form, and nothing of yours is saved yet. "
        f"Below is what you wrote. Please put together what should stand, and send it again.\n{told}"
    )
    return refilled(replace(form, intro=shortened(note.strip(), _LONGEST_NOTE)), values)
