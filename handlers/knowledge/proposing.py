"""What all proposals of entries have in common."""

from collections.abc import Mapping

from handlers.actions.form_faults import faults
from handlers.answers.entries import Entry
from handlers.cards import Card
from handlers.feature import Context
from handlers.forms import Form, FormValues
from handlers.knowledge import proposal_cards
from handlers.knowledge.entry_reading import troubles
from handlers.knowledge.model import Change
from handlers.knowledge.shelf import Shelf, read_shelf
from handlers.knowledge.versions import body_of, new_version, propose


async def shelf_of(context: Context) -> Shelf:
    """How things stand."""
    return await read_shelf(context.work, context.services.knowledge, context.today)


def errors_in(shelf: Shelf, form: Form, draft: Entry, unread: Mapping[str, str], values: FormValues) -> dict[str, str]:
    """All that is wrong with an entry that came back in a form, by field: `draft` without what is `unread` in it.

    Of what is wrong with one field, what has to be put right first is said.
    """
    found = troubles(draft, shelf.entries.values(), shelf.base.values, shelf.today)
    return {**found, **unread, **faults(form, values)}


async def propose_entry(context: Context, shelf: Shelf, change: Change, entry: Entry, reason: str = "") -> Card:
    """Propose a change to an entry; the card says who is asked to confirm it."""
    base = shelf.base.digest(entry.id)
    version = new_version(entry.id, change, body_of(entry), base, context.now, context.person, reason)
    kept, people = await propose(context, shelf, version)
    return proposal_cards.proposed(shelf, kept, people)
