"""Handing a question to a post: it waits there from now on, and those who answer for the post are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.deliveries import NewDelivery
from handlers.enquiries.ageing import asked_now, patience_ends
from handlers.enquiries.model import Enquiry, EnquiryState, Step
from handlers.enquiries.names import ENQUIRY
from handlers.enquiries.routing import offices_without
from handlers.nudges.answering import Office
from handlers.people.hours import here_at
from handlers.people.model import Institution
from handlers.work import Work


def handed(enquiry: Enquiry, post_id: int, note: str, institution: Institution, now: datetime) -> Enquiry:
    """The enquiry as it is once a post has it, from now on."""
    return replace(
        enquiry,
        state=EnquiryState.OPEN,
        post_id=post_id,
        handings=enquiry.handings + 1,
        handed_over_at=now,
        step=Step.POST,
        next_step_at=patience_ends(now, institution.calendar),
        note=note,
        settled_at=None,
    )


async def known_offices(work: Work, institution: Institution, now: datetime, asker_id: int) -> Sequence[Office]:
    """Everybody who could be asked: all offices of today, without the person who asks."""
    return offices_without(await work.people.holdings(institution.day(now)), asker_id)


async def tell_those_asked(
    work: Work, institution: Institution, now: datetime, enquiry: Enquiry, known: Sequence[Office]
) -> None:
    """Bring a question to everybody who is asked at its step, to each once, in their working hours."""
    ids = {"enquiry": str(enquiry.id), "handing": str(enquiry.handings)}
    key = f"{ENQUIRY}:{enquiry.id}:{enquiry.handings}:{enquiry.step}"
    await work.outbox.add(
        NewDelivery(f"{key}:{person.id}", ENQUIRY, person.id, ids, here_at(institution, person, now))
        for person in asked_now(enquiry, known, institution.day(now))
    )
