"""Answers: from approved, sourced, dated entries, or else a person."""

import asyncio
from dataclasses import replace

from handlers.answers import cards
from handlers.answers.entries import PRIVATE, Entry, in_force
from handlers.answers.urgent import urgent
from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.enquiries.model import Enquiry, EnquiryState
from handlers.feature import Command, Context, DeliveryContext, Feature, Press
from handlers.forms import as_id
from handlers.help.cards import unknown_button
from handlers.outcomes import Outcome, Reply, Update
from handlers.people.model import Person
from handlers.rights import PostKind

LONGEST_QUESTION = 2000
ENQUIRY = "enquiry"
_NOBODY_IN_PARTICULAR = "Your institutional lead"


async def ask(context: Context, question: str) -> Reply:
    """Answer a question, offer what may be meant, or say who can help."""
    question = question.strip()
    if not question:
        return Reply(cards.nothing_asked())
    if len(question) > LONGEST_QUESTION:
        return Reply(cards.too_long(len(question), LONGEST_QUESTION))
    if first := urgent(question):
        return Reply(cards.urgent_card(first), private=True)
    # Some milliseconds of computing, in which the others need not wait.
    decision = await asyncio.to_thread(context.services.answers.decide, question)
    # Asked again here, for the engine was built when the process started.
    entries = in_force([candidate.entry for candidate in decision.candidates], context.today)
    if decision.outcome == "answered" and decision.entry in entries:
        return _answer(context, decision.entry)
    if decision.outcome == "choose" and entries:
        private = any(entry.audience == PRIVATE for entry in entries)
        return Reply(cards.choose(entries), private=private)
    enquiry = await context.work.enquiries.add(Enquiry(0, question, context.person.id, context.now))
    lead = await _lead(context)
    return Reply(cards.no_answer(enquiry.id, _named(lead), decision.signpost))


async def choose(context: Context, entry_id: str) -> Outcome:
    """Give the entry that was chosen."""
    entry = context.services.entries.get(entry_id)
    if entry is None or not in_force([entry], context.today):
        return Reply(unknown_button(), private=True)
    return _answer(context, entry)


async def hand_over(context: Context, value: str) -> Outcome:
    """Pass a question to the institutional lead, once, and only for the person who asked it."""
    enquiry_id = as_id(value)
    enquiry = await context.work.enquiries.get(enquiry_id) if enquiry_id is not None else None
    if enquiry is None:
        return Reply(unknown_button(), private=True)
    if enquiry.asked_by_id != context.person.id:
        return Reply(cards.only_the_asker(), private=True)
    lead = await _lead(context)
    if lead is None:
        return Reply(cards.nobody_to_help(), private=True)
    passed_on = replace(enquiry, state=EnquiryState.OPEN, handed_over_at=context.now)
    if await context.work.enquiries.save(passed_on, EnquiryState.KEPT):
        due_at = context.institution.calendar.next_open_moment(context.now)
        ids = {"enquiry": str(enquiry.id)}
        await context.work.outbox.add([NewDelivery(f"enquiry:{enquiry.id}", ENQUIRY, lead.id, ids, due_at)])
    return Update(cards.handed_over(_named(lead)))


async def compose_enquiry(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write the question down for the lead."""
    enquiry = await context.work.enquiries.get(int(delivery.ids["enquiry"]))
    if enquiry is None:
        return None
    asker = await context.work.people.get(enquiry.asked_by_id)
    return cards.enquiry_for_lead(enquiry.question, asker.name if asker else "a colleague")


def _answer(context: Context, entry: Entry) -> Reply:
    return Reply(cards.answer(entry, context.today), private=entry.audience == PRIVATE)


async def _lead(context: Context) -> Person | None:
    holdings = await context.work.people.holdings(context.today)
    leads = sorted((h for h in holdings if h.post.kind is PostKind.LEAD), key=lambda holding: holding.deputy)
    return leads[0].person if leads else None


def _named(lead: Person | None) -> str:
    return f"{lead.name} (institutional lead)" if lead else _NOBODY_IN_PARTICULAR


FEATURE = Feature(
    "answers",
    commands=(Command("ask", "answer a question on funds and registration", ask, takes_words=True),),
    presses=(Press(cards.CHOOSE_PRESS, choose), Press(cards.HAND_OVER_PRESS, hand_over)),
    deliveries={ENQUIRY: compose_enquiry},
)
