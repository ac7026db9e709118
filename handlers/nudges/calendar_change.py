"""New closure days: whatever counts working days is counted anew."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from handlers.people.model import Institution
from handlers.reviews.model import Review
from handlers.reviews.schedule import first_nudge_at
from handlers.work import Work


async def close_on(work: Work, institution: Institution, days: Iterable[date], now: datetime) -> Sequence[Review]:
    """Set the closure days in the place of those before; gives the coming reviews that now fall on a closed day.

    Steps and reminders move with the days. A papers deadline does not: people know it already.
    """
    closed = replace(institution, closures=frozenset(days))
    await work.nudges.close_on(closed.closures)
    await work.nudges.look_at_all(now)
    today = institution.day(now)
    coming = [each for each in await work.reviews.all() if each.closed_at is None and each.held_on >= today]
    for review in coming:
        found = await work.reviews.get(review.id)
        if found is not None:
            first = first_nudge_at(found, closed.calendar, now)
            await work.reviews.save(replace(found, next_nudge_at=first))
    dates = ((review, (review.held_on, review.papers_due_on)) for review in coming)
    return [review for review, days in dates if not all(closed.calendar.is_working_day(day) for day in days)]
