"""What happens when nobody answers, and when those who were asked are there no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.deliveries import NewDelivery
from handlers.enquiries.ageing import asked_now, patience_ends, step_after
from handlers.enquiries.handing import known_offices, tell_those_asked
from handlers.enquiries.model import Enquiry, EnquiryState, Step
from handlers.enquiries.names import LATE
from handlers.enquiries.routing import offices_without
from handlers.feature import JobContext
from handlers.nudges.answering import Office
from handlers.people.hours import opens_at
from handlers.rights import PostKind
from handlers.work import Transaction


async def overdue(tx: Transaction, now: datetime) -> Sequence[tuple[int, int]]:
    """The enquiries for which more people are to be asked."""
    return await tx.overdue_enquiries.due(now)


async def ask_more(context: JobContext, enquiry_id: int) -> None:
    """Ask the deputies too, then the lead."""
    await context.work.alone()
    enquiry = await context.work.enquiries.get(enquiry_id)
    if enquiry is None or enquiry.state is not EnquiryState.OPEN:
        return
    if enquiry.next_step_at is None or enquiry.next_step_at > context.now:
        return  # another replica was here first
    # The institution may have closed some days since this moment was computed.
    if (when := _not_before(context, enquiry)) > context.now:
        await context.work.enquiries.save(replace(enquiry, next_step_at=when), EnquiryState.OPEN)
        return
    known = await known_offices(context.work, context.institution, context.now, enquiry.asked_by_id)
    await _next_step(context, enquiry, known)


def _not_before(context: JobContext, enquiry: Enquiry) -> datetime:
    calendar = context.institution.calendar
    opens = calendar.next_open_moment(context.now)
    return max(opens, patience_ends(enquiry.handed_over_at, calendar)) if enquiry.handed_over_at else opens


async def look_after_open(context: JobContext) -> None:
    """Once a working morning: tell those who have come to be asked since, by a new post or while others are away.

    Where nobody is left at a post, the lead is asked at once.
    """
    await context.work.alone()
    today = context.institution.day(context.now)
    holdings = await context.work.people.holdings(today)
    for enquiry in await context.work.enquiries.open():
        if enquiry.post_id is None:
            continue  # from before posts were named: the lead was told then, and finds it in the queue
        known = offices_without(holdings, enquiry.asked_by_id)
        if asked_now(enquiry, known, today):
            await tell_those_asked(context.work, context.institution, context.now, enquiry, known)
        else:
            await _next_step(context, enquiry, known)


async def _next_step(context: JobContext, enquiry: Enquiry, known: Sequence[Office]) -> None:
    calendar = context.institution.calendar
    step = step_after(enquiry, known, context.institution.day(context.now))
    if step is None:
        later = replace(enquiry, next_step_at=_look_again(context, enquiry, known))
        await context.work.enquiries.save(later, EnquiryState.OPEN)
        return
    ends = patience_ends(context.now, calendar) if step is not Step.LEAD else None
    further = replace(enquiry, step=step, next_step_at=ends)
    await context.work.enquiries.save(further, EnquiryState.OPEN)
    await tell_those_asked(context.work, context.institution, context.now, further, known)
    if step is Step.LEAD:
        await _tell_asker(context, further)


def _look_again(context: JobContext, enquiry: Enquiry, known: Sequence[Office]) -> datetime | None:
    """When to see whether somebody more can be asked: never once the lead was, else each working morning."""
    leads = any(office.post.kind is PostKind.LEAD for office in known)
    return None if leads or enquiry.step is Step.LEAD else context.institution.calendar.next_morning(context.now)


async def _tell_asker(context: JobContext, enquiry: Enquiry) -> None:
    asker = await context.work.people.get(enquiry.asked_by_id)
    if asker is not None:
        ids = {"enquiry": str(enquiry.id), "handing": str(enquiry.handings)}
        due_at = opens_at(context.institution, asker, context.now)
        await context.work.outbox.add(
            [NewDelivery(f"{LATE}:{enquiry.id}:{enquiry.handings}", LATE, asker.id, ids, due_at)]
        )
