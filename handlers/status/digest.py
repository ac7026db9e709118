"""The digest: after a review, one short message on what changed, to the chairs, the lead and the owners of actions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Context, DeliveryContext
from handlers.forms import as_id
from handlers.nudges.answering import committee, offices
from handlers.outcomes import Outcome, Reply
from handlers.people.hours import here_at
from handlers.people.model import Institution, Person
from handlers.reviews.model import Review, SnapshotLine
from handlers.status import digest_cards
from handlers.work import Work

DIGEST: Final = "status.digest"
_USEFUL_FOR: Final = timedelta(days=14)


async def announce(work: Work, institution: Institution, review: Review, now: datetime) -> None:
    """Have the digest of a review that has just been closed sent, to whoever has not stopped it."""
    followers = await _followers(work, institution, now)
    await work.outbox.add(
        NewDelivery(
            f"{DIGEST}:{review.id}:{person.id}",
            DIGEST,
            person.id,
            {"review": str(review.id)},
            here_at(institution, person, now),
            now + _USEFUL_FOR,
        )
        for person in followers
    )


async def _followers(work: Work, institution: Institution, now: datetime) -> Sequence[Person]:
    """Chairs, lead, and whoever answers for a post that owns an action of the plan; each once."""
    plan = await work.plans.current()
    if plan is None:
        return []
    today = institution.day(now)
    holdings = await work.people.holdings(today)
    owning = {action.owner_post_id for action in await work.standings.counted(plan.id)}
    owners = [
        person for post, office in offices(holdings).items() if post in owning for person in office.answering(today)
    ]
    stopped = await work.stopped_messages.who_stopped(DIGEST)
    everybody = {person.id: person for person in (*committee(holdings, today), *owners)}
    return [person for person in everybody.values() if person.id not in stopped]


async def compose_digest(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say what changed; None for somebody who is no follower any more, or has stopped it meanwhile."""
    work = context.work
    followers = await work.once(f"{DIGEST}.followers", lambda: _followers(work, context.institution, context.now))
    review_id = as_id(delivery.ids["review"])
    if review_id is None or context.person.id not in {person.id for person in followers}:
        return None
    return await work.once(f"{DIGEST}:{review_id}", lambda: _digest(work, review_id))


async def _digest(work: Work, review_id: int) -> Card | None:
    """The digest as the snapshots of this review and of the one before it have it, whenever it is sent."""
    closed = [review for review in await work.reviews.all() if review.closed_at is not None]
    review = next((each for each in closed if each.id == review_id), None)
    if review is None:
        return None
    earlier = [each for each in closed if each.held_on < review.held_on]
    before = max(earlier, key=lambda each: each.held_on, default=None)
    then: Sequence[SnapshotLine] = await work.reviews.snapshot(before.id) if before else ()
    return digest_cards.digest(review, await work.reviews.snapshot(review.id), before, then)


async def stop_by_press(context: Context, _value: str) -> Outcome:
    """Stop the digest, from the digest itself."""
    await context.work.stopped_messages.stop(context.person.id, DIGEST, context.now)
    return Reply(digest_cards.stopped(), private=True)


async def stop(context: Context, _rest: str) -> Reply:
    """Stop the digest."""
    await context.work.stopped_messages.stop(context.person.id, DIGEST, context.now)
    return Reply(digest_cards.stopped(), private=True)


async def start(context: Context, _rest: str) -> Reply:
    """Take it up again."""
    await context.work.stopped_messages.resume(context.person.id, DIGEST)
    return Reply(digest_cards.started(), private=True)
