"""Gathering a review pack: as things stand for a review that is still to be closed, else from its frozen snapshot."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.documents import CannotBeWritten, Document
from handlers.packs.minutes_part import minutes_document
from handlers.packs.model import Asked, Pack, Past
from handlers.people.model import Institution
from handlers.plans.checking.building import check_one
from handlers.plans.model import Action, Plan
from handlers.reviews.agenda import agenda
from handlers.reviews.freezing import lines_now
from handlers.reviews.model import Review, Snapshot, SnapshotLine
from handlers.reviews.reporting import Cycle, current_cycle, cycle_of
from handlers.reviews.schedule import Step, next_review, step_at
from handlers.rights import PostKind
from handlers.status.counting import Before, status
from handlers.submission.taken_up import taken_up
from handlers.voice.heard import gather
from handlers.work import Work

_BEFORE = 5
"""Reviews before this one that the figures over time go back to."""


class SnapshotChanged(CannotBeWritten):
    """A snapshot is not as it was frozen; the text says which, and what to do."""

    def __init__(self, held_on: date, snapshot: Snapshot) -> None:
        super().__init__(
            f"The snapshot of the review of {held_on.isoformat()} is not as it was frozen: its fingerprint was "
            f"{snapshot.seal}, and what is stored now gives {snapshot.found}. No pack is made of it. "
            "Put back that review from a backup of the database."
        )


async def gather_pack(work: Work, institution: Institution, review: Review | None, now: datetime) -> Pack | None:
    """The pack of a review, or as things stand where no review is set; None where there is nothing to tell of.

    Raises SnapshotChanged where a snapshot that it rests on does not have its fingerprint any more.
    """
    if review is not None and review.closed_at is not None:
        return await _frozen(work, institution, review)
    return await _standing(work, institution, review, now)


async def review_in_hand(work: Work, today: date) -> Review | None:
    """The review that a pack is wanted for, as a rule: the one that waits to be closed, else the next one."""
    reviews = await work.reviews.all()
    waiting = [each for each in reviews if each.closed_at is None and each.held_on <= today]
    return waiting[0] if waiting else next_review(reviews, today)


async def broken_seals(work: Work) -> Sequence[SnapshotChanged]:
    """The snapshots of an institution that are not as they were frozen."""
    found = []
    for review in await work.reviews.all():
        snapshot = await work.reviews.frozen(review.id) if review.closed_at else None
        if snapshot is not None and not snapshot.is_whole:
            found.append(SnapshotChanged(review.held_on, snapshot))
    return found


async def _frozen(work: Work, institution: Institution, review: Review) -> Pack | None:
    snapshot = await _whole(work, review)
    if not snapshot.lines:
        return None
    first = await work.plans.action(snapshot.lines[0].action_id)
    plan = await work.plans.get(first.plan_id) if first else None
    closed_at = review.closed_at
    assert closed_at is not None  # noqa: S101 - `gather_pack` asked
    return Pack(
        institution=institution,
        plan_title=plan.title if plan else "",
        review=review,
        as_of=institution.day(closed_at),
        lines=snapshot.lines,
        for_posts=await _committee(work),
        seal=snapshot.seal,
        past=await _past(work, review),
        minutes=tuple(await work.minutes.of(review.id)),
    )


async def _standing(work: Work, institution: Institution, review: Review | None, now: datetime) -> Pack | None:
    plan = await work.plans.current()
    if plan is None:
        return None
    actions = await work.plans.actions(plan.id)
    cycle = await _cycle(work, institution, review, now)
    past = await _past(work, review)
    lines = await lines_now(work, institution, actions, cycle, now)
    today = institution.day(now)
    since = past[-1].review.held_on if past else None
    return Pack(
        institution=institution,
        plan_title=plan.title,
        review=review,
        as_of=today,
        lines=lines,
        for_posts=await _committee(work),
        past=past,
        minutes=tuple(await work.minutes.of(review.id)) if review else (),
        asked=await _asked(work, institution, review, plan, actions, lines, cycle, past, now) if review else None,
        checked=await check_one(work, institution, plan, now),
        heard=await gather(work, institution, now, since),
        remarked=tuple(await taken_up(work, plan)),
    )


async def _cycle(work: Work, institution: Institution, review: Review | None, now: datetime) -> Cycle:
    """The cycle that the agenda of this review counts in; before its owners are asked, that of the status."""
    today = institution.day(now)
    if review is not None and (review.opened_at is not None or review.held_on < today):
        return cycle_of(review, await work.reviews.all(), institution.calendar, today)
    return await current_cycle(work, institution, now)


async def _asked(
    work: Work,
    institution: Institution,
    review: Review,
    plan: Plan,
    actions: Sequence[Action],
    lines: Sequence[SnapshotLine],
    cycle: Cycle,
    past: Sequence[Past],
    now: datetime,
) -> Asked:
    today = institution.day(now)
    held = {holding.post.id for holding in await work.people.holdings(today)}
    last = Before(past[-1].review, past[-1].lines) if past else None
    counted = status(actions, held, cycle, last, now)
    later = [each for each in await work.reviews.all() if each.held_on > review.held_on]
    taken = await work.nudges.taken(plan.id, step_at(Step.OWNERS_28, review, institution.calendar))
    found = agenda(review, next_review(later, today), actions, counted, last, taken, today)
    by_id = {line.action_id: line for line in lines}
    return Asked(
        due=tuple(by_id[action.id] for action in found.due),
        due_by=found.due_by,
        disputed=tuple(by_id[action.id] for action in found.disputed),
        scan=tuple((by_id[action.id], why) for action, why in found.scan),
        taken=found.taken,
    )


async def _past(work: Work, review: Review | None) -> tuple[Past, ...]:
    """The reviews that were closed before this one, the oldest first, with what every action was."""
    closed = [each for each in await work.reviews.all() if each.closed_at is not None]
    earlier = [each for each in closed if review is None or each.held_on < review.held_on]
    found = []
    for each in earlier[-_BEFORE:]:
        snapshot = await _whole(work, each)
        found.append(Past(each, snapshot.lines))
    return tuple(found)


async def _whole(work: Work, review: Review) -> Snapshot:
    snapshot = await work.reviews.frozen(review.id) or Snapshot((), "", "")
    if not snapshot.is_whole:
        raise SnapshotChanged(review.held_on, snapshot)
    return snapshot


async def _committee(work: Work) -> tuple[str, ...]:
    """The posts that get the pack: chairs and lead."""
    posts = await work.people.posts()
    return tuple(post.name for post in posts if post.kind in (PostKind.CHAIR, PostKind.LEAD))


async def gather_minutes(work: Work, institution: Institution, review: Review) -> Document:
    """The minutes of a review as a document of their own."""
    lines = await work.minutes.of(review.id)
    found = {line.action_id for line in lines if line.action_id is not None}
    actions = [await work.plans.action(action_id) for action_id in sorted(found)]
    names = {action.id: action.name for action in actions if action is not None}
    return minutes_document(institution, review, lines, names)
