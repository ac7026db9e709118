"""Offering to ask a person: what is kept of a question that had no answer, until its asker says so."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from handlers.enquiries.model import Enquiry
from handlers.enquiries.routing import Way, contact_of, named, route
from handlers.feature import Context
from handlers.knowledge.own import entries_now
from handlers.nudges.answering import Office
from handlers.rights import PostKind


class Offer(NamedTuple):
    """A question that is kept, and who would be asked, in words: "Ann Sample (Fund administrator)".

    `helper` is empty where nobody but the person who asks could help; `leads` tells that it is the institutional lead.
    """

    enquiry: Enquiry
    helper: str
    leads: bool = False


def offered(enquiry: Enquiry, office: Office | None, day: date) -> Offer:
    """What is offered where this post would be asked; None is nobody."""
    if office is None:
        return Offer(replace(enquiry, post_id=None), "")
    leads = office.post.kind is PostKind.LEAD
    return Offer(replace(enquiry, post_id=office.post.id), named(office, day), leads)


async def offer(context: Context, question: str, topic: str = "") -> Offer:
    """Keep a question that had no answer, and find who could help; nobody is asked yet.

    `topic` is the id of the entry that came nearest, if one did. `cards.shall_i_ask` gives the elements to show.
    """
    asked = Enquiry(0, question, context.person.id, context.now, topic=topic)
    found = offered(asked, await helping(context, asked), context.today)
    return found._replace(enquiry=await context.work.enquiries.add(found.enquiry))


async def helping(context: Context, enquiry: Enquiry) -> Office | None:
    """The post that helps with a question of this person, as things stand now."""
    work = context.work
    entries = await entries_now(work, context.services.knowledge, [enquiry.topic]) if enquiry.topic else {}
    owner = entries[enquiry.topic].owner if enquiry.topic in entries else ""
    contact = contact_of(context.person.unit, await work.posts.units())
    return route(Way(owner, contact), await work.people.holdings(context.today), enquiry.asked_by_id)
