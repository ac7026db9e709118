"""Making an entry of an answer: the form of an entry, filled in with what was asked and said. It names nobody."""

from handlers.answers.entries import Source
from handlers.enquiries.model import EnquiryState
from handlers.enquiries.stripped import without_people
from handlers.feature import Context
from handlers.forms import as_id
from handlers.help.cards import unknown_button
from handlers.knowledge.adding import draft_form
from handlers.outcomes import OpenForm, Outcome, Reply


async def open_entry(context: Context, value: str) -> Outcome:
    """Open the form of a new entry with a question that this person has answered."""
    enquiry_id = as_id(value)
    enquiry = await context.work.enquiries.get(enquiry_id) if enquiry_id is not None else None
    if enquiry is None or enquiry.state is not EnquiryState.ANSWERED or enquiry.answered_by_id != context.person.id:
        return Reply(unknown_button(), private=True)
    question = await without_people(context.work, enquiry)
    name = enquiry.source or enquiry.source_url
    sources = [Source(name, enquiry.source_url or None, context.today)] if name else []
    return OpenForm(await draft_form(context, question, enquiry.answer, sources))
