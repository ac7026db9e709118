"""Drafts of “you said, we did”, from points that led to actions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, assert_never

from handlers.deliveries import NewDelivery
from handlers.feature import JobContext
from handlers.people.hours import here_at
from handlers.people.leads import leads_on
from handlers.people.model import Institution, Person
from handlers.phrases import shortened
from handlers.reviews.model import Review
from handlers.reviews.reporting import Colour
from handlers.voice.events.model import LONGEST_DEED
from handlers.voice.heard import Change, gather
from handlers.voice.you_said.model import MOST_LINES, Line, SaidState
from handlers.work import Work

DRAFTED: Final = "you-said.draft"
_AFTER_REVIEW: Final = timedelta(days=60)
"""Of a review that closed longer ago nobody waits for news any more."""


async def lines_now(work: Work, institution: Institution, now: datetime) -> Sequence[Line]:
    """What could be told now: what led to an action and was not told yet in these words, the most frequent first."""
    changes = (await gather(work, institution, now)).changes
    told = {line for each in await work.you_said.all() if each.state is SaidState.APPROVED for line in each.lines}
    ordered = sorted(changes, key=lambda change: -change.point.times)
    lines = [
        Line(each.point.id, each.action.id, each.point.words, shortened(_done(each), LONGEST_DEED)) for each in ordered
    ]
    return [line for line in lines if line not in told][:MOST_LINES]


async def draft_after_review(context: JobContext) -> None:
    """Once a review is closed, draft what came of what was said, and tell the lead; once for each review."""
    # Two replicas at once must not draft twice.
    await context.work.alone()
    review = _just_closed(await context.work.reviews.all(), context.now)
    if review is None or any(each.review_id == review.id for each in await context.work.you_said.all()):
        return
    lines = await lines_now(context.work, context.institution, context.now)
    if not lines:
        return
    draft = await context.work.you_said.draft(lines, context.now, review.id)
    ids = {"said": str(draft.id)}
    await context.work.outbox.add(
        NewDelivery(
            f"{DRAFTED}:{draft.id}:{person.id}",
            DRAFTED,
            person.id,
            ids,
            here_at(context.institution, person, context.now),
            context.now + _AFTER_REVIEW,
        )
        for person in await leads(context.work, context.institution, context.now)
    )


async def leads(work: Work, institution: Institution, now: datetime) -> Sequence[Person]:
    """Whoever is institutional lead today, deputies included."""
    return await leads_on(work.people, institution.day(now))


def _just_closed(reviews: Sequence[Review], now: datetime) -> Review | None:
    closed = [each for each in reviews if each.closed_at is not None and each.closed_at > now - _AFTER_REVIEW]
    return max(closed, key=lambda each: each.held_on, default=None)


def _done(change: Change) -> str:
    if change.did:
        return change.did
    title = change.action.title
    match change.colour:
        case Colour.GREEN:
            return f"Done: {title}"
        case Colour.AMBER:
            return f"Under way: {title}"
        case Colour.DROPPED:
            return f"Not taken further: {title}"
        case Colour.RED | Colour.NOT_DUE | Colour.NOT_REPORTED:
            return f"In the plan: {title}"
        case _:
            assert_never(change.colour)
