"""Adding an entry: from nothing, or from an answer that somebody gave to a question."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.entries import Entry, Source
from handlers.feature import Context, FormInput
from handlers.forms import Form, refilled
from handlers.knowledge import names
from handlers.knowledge.entry_form import entry_form, new_entry
from handlers.knowledge.entry_reading import read_entry, slug_of
from handlers.knowledge.model import Change
from handlers.knowledge.permission import post_of
from handlers.knowledge.proposing import errors_in, propose_entry, shelf_of
from handlers.knowledge.shelf import Shelf
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, look_again
from handlers.phrases import shortened

_INTRO = "What you propose is answered once a second person has confirmed it. Without a source it never is."


async def open_add(context: Context, _value: str) -> Outcome:
    """Ask for a new entry."""
    return OpenForm(await draft_form(context))


async def draft_form(context: Context, question: str = "", answer: str = "", sources: Sequence[Source] = ()) -> Form:
    """The form of a new entry, with a question as title and first way to ask, and an answer to begin with."""
    shelf = await shelf_of(context)
    asked = " ".join(question.split())
    draft = new_entry(
        context.today, post_of(shelf, context.person), shortened(asked, 120), asked[:300], answer.strip()[:2500]
    )
    return _form(shelf, replace(draft, sources=tuple(sources)))


def _empty(context: Context, shelf: Shelf) -> Entry:
    return new_entry(context.today, post_of(shelf, context.person))


def _form(shelf: Shelf, entry: Entry) -> Form:
    return entry_form(names.ADD_PRESS, "Add an entry", entry, shelf, "", _INTRO)


async def take_add(context: Context, form: FormInput) -> Outcome:
    """Propose a new entry, under an id made from its title."""
    await context.work.alone()
    shelf = await shelf_of(context)
    before = _empty(context, shelf)
    taken = (*shelf.base.entries, *shelf.in_use, *shelf.waiting)
    entry_id = slug_of(form.values.get("title", ""), taken)
    read, unread = read_entry(form.values, before, entry_id, context.today)
    asked = _form(shelf, before)
    if errors := errors_in(shelf, asked, read, unread, form.values):
        return FormErrors(refilled(asked, form.values), errors, look_again("proposed"))
    return Close(await propose_entry(context, shelf, Change.ADDED, read))
