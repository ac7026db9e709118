"""From an answer that did not help to a person: the question, and what was missing, as an enquiry with consent."""

from typing import Final

from handlers.answers import feedback_cards as cards
from handlers.answers.entries import Entry
from handlers.answers.giving import entry_now
from handlers.cards import Element
from handlers.demand.model import KEPT_WITH_PERSON
from handlers.enquiries.asking_cards import shall_i_ask
from handlers.enquiries.offering import offer
from handlers.feature import Context
from handlers.help.cards import unknown_button
from handlers.outcomes import Outcome, Reply
from handlers.phrases import shortened

_LONGEST_ASKED: Final = 1400
"""With what was written beside it, it has to fit into a question once more."""


async def ask_person(context: Context, value: str) -> Outcome:
    """Offer to ask a person about what an answer did not say."""
    entry = await entry_now(context, cards.entry_in(value))
    if entry is None:
        return Reply(unknown_button(), private=True)
    return Reply(cards.ask_about(entry, await offer_person(context, entry)), private=True)


async def offer_person(context: Context, entry: Entry, missing: str = "") -> tuple[Element, ...]:
    """The offer, with the words that would be passed on; nobody is asked before the person says so.

    These are the words of the question as they were kept for the hour, the title of the entry where they are forgotten,
    and what was said to be `missing`.
    """
    asked = await _asked(context, entry)
    question = "\n".join(filter(None, (shortened(asked, _LONGEST_ASKED), missing.strip())))
    offered = await offer(context, question, entry.id)
    return cards.would_pass_on(question, shall_i_ask(offered, context.person.name))


async def _asked(context: Context, entry: Entry) -> str:
    recent = await context.work.demand.recent(context.person.id, context.now - KEPT_WITH_PERSON)
    said = (each.question for each in reversed(recent) if each.topic == entry.id)
    return next(said, f"About “{entry.title}”")
