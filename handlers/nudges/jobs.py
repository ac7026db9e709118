"""What a tick does for nudges: write what falls due into the outbox, and store when to look again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.deliveries import NewDelivery
from handlers.feature import JobContext
from handlers.nudges.desk import Desk, lay_out, read_facts
from handlers.nudges.due_dates import Look, look, of_use_until
from handlers.nudges.model import DUE, Told
from handlers.nudges.planning import new_deliveries
from handlers.people.hours import here_at
from handlers.plans.brief import AnyAction
from handlers.plans.model import PlanState
from handlers.reviews.model import Review
from handlers.reviews.schedule import due, last_use
from handlers.work import Transaction


async def due_reviews(tx: Transaction, now: datetime) -> Sequence[tuple[int, int]]:
    """The reviews that a tick has to look at."""
    return await tx.due_nudges.reviews(now)


async def plan_steps(context: JobContext, review_id: int) -> None:
    """Write the steps that have fallen due into the outbox, and store when the review is to be looked at again."""
    review = await context.work.reviews.get(review_id)
    if review is None or review.next_nudge_at is None or review.next_nudge_at > context.now:
        return  # another replica was here first
    desk = lay_out(await read_facts(context.work, context.institution, context.now), context.now)
    if desk.review is not None and desk.review.id == review.id:
        await context.work.outbox.add(new_deliveries(desk))
    await context.work.nudges.look_at_review(review.id, _look_again(desk, review))


def _look_again(desk: Desk, review: Review) -> datetime | None:
    """When its next step falls due; for a review after the coming one, not before that is over."""
    calendar, coming = desk.institution.calendar, desk.review
    if coming is None or coming.id == review.id or desk.now >= last_use(review, calendar):
        return due(review, calendar, desk.now).next_at
    return calendar.next_morning(desk.now)


async def plan_for_changes(context: JobContext) -> None:
    """Once a working morning: the step that holds, for those who have come to be concerned by it since.

    Somebody was given a post or went on leave, an action was given an owner. Whoever was asked is not asked again: the
    keys see to that.
    """
    desk = lay_out(await read_facts(context.work, context.institution, context.now), context.now)
    await context.work.outbox.add(new_deliveries(desk))


async def due_dates(tx: Transaction, now: datetime) -> Sequence[tuple[int, int]]:
    """The institutions in which the due date of some action is to be looked at."""
    return await tx.due_nudges.actions(now)


async def plan_reminders(context: JobContext, _institution_id: int) -> None:
    """Write one digest for each person who is to be reminded of due dates, and store when to look at each again."""
    work, now = context.work, context.now
    # Two replicas must not both remind: the second waits here, and finds nothing left to look at.
    await work.alone()
    wanted = await work.nudges.due_actions(now)
    if not wanted:
        return
    desk = lay_out(await read_facts(work, context.institution, now), now)
    actions = [action for action in desk.actions if action.id in wanted]
    looks = _looks(desk, actions)
    await work.outbox.add(_digests(desk, actions, looks))
    when = {action_id: each.next_at for action_id, each in looks.items()}
    await work.nudges.look_at(await _elsewhere(context, wanted) | when)


def _looks(desk: Desk, actions: Sequence[AnyAction]) -> Mapping[int, Look]:
    """What to do about each of these actions of the plan that runs."""
    answering: dict[int, list[int]] = defaultdict(list)
    for person_id, theirs in desk.open.items():
        for action in theirs:
            answering[action.id].append(person_id)
    told = [each for theirs in desk.told.values() for each in theirs]
    return {action.id: _look(desk, action, answering[action.id], told) for action in actions}


def _look(desk: Desk, action: AnyAction, people: Sequence[int], told: Sequence[Told]) -> Look:
    calendar = desk.institution.calendar
    found = look(action, people, desk.review, told, calendar, desk.now)
    paused = desk.institution.nudges_paused_at is not None
    has_digest = any(_digest_today(desk, each) for person_id in found.remind for each in desk.told.get(person_id, ()))
    if found.remind and (paused or has_digest):
        return Look(frozenset(), calendar.next_morning(desk.now))
    return found


def _digest_today(desk: Desk, told: Told) -> bool:
    """Tell whether this is a digest of today: what comes besides has to wait for tomorrow's."""
    return told.kind == DUE and told.key == digest_key(desk, told.person_id)


def digest_key(desk: Desk, person_id: int) -> str:
    """The key of the one digest that somebody may get on a day."""
    return f"{DUE}:{desk.today.isoformat()}:{person_id}"


def _digests(desk: Desk, actions: Sequence[AnyAction], looks: Mapping[int, Look]) -> list[NewDelivery]:
    by_person: dict[int, list[AnyAction]] = defaultdict(list)
    for action in actions:
        for person_id in looks[action.id].remind:
            by_person[person_id].append(action)
    made: list[NewDelivery] = []
    for person_id, theirs in by_person.items():
        ends = [of_use_until(action.due_on, desk.institution.calendar) for action in theirs if action.due_on]
        due_at = here_at(desk.institution, desk.people[person_id], desk.now)
        ids = {"actions": ",".join(str(action.id) for action in theirs)}
        made.append(NewDelivery(digest_key(desk, person_id), DUE, person_id, ids, due_at, max(ends)))
    return made


async def _elsewhere(context: JobContext, wanted: Mapping[int, int]) -> dict[int, datetime | None]:
    """When to look again at dates in other plans: each morning while a plan is drafted, never once it is closed."""
    drafts = {plan.id for plan in await context.work.plans.all() if plan.state is PlanState.DRAFT}
    tomorrow = context.institution.calendar.next_morning(context.now)
    return {action_id: tomorrow if plan_id in drafts else None for action_id, plan_id in wanted.items()}
