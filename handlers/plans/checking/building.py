"""A plan as it is stored, made into what the check looks at."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.people.model import Holding, Institution, Post
from handlers.plans.checking.check import Checked, check
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Office, OtherPlan
from handlers.plans.model import Action, Plan, PlanState
from handlers.plans.rag import Rag
from handlers.reviews.reporting import current_cycle
from handlers.work import Work


async def check_current(work: Work, institution: Institution, now: datetime) -> Checked | None:
    """Check the plan that runs, or the newest draft while none does; None where there is neither."""
    plan = await work.plans.current() or await newest_draft(work)
    return await check_one(work, institution, plan, now) if plan else None


async def check_one(work: Work, institution: Institution, plan: Plan, now: datetime) -> Checked:
    """Check one plan.

    The comparing is done in a thread: with thousands of actions it takes longer than the event loop may stand still.
    """
    return await asyncio.to_thread(check, await from_plan(work, institution, plan, now))


async def newest_draft(work: Work) -> Plan | None:
    """The plan that is being drafted, the newest where there are several."""
    drafts = [plan for plan in await work.plans.all() if plan.state is PlanState.DRAFT]
    return drafts[-1] if drafts else None


async def from_plan(work: Work, institution: Institution, plan: Plan, now: datetime) -> CheckedPlan:
    """Gather a plan, who holds its posts, when was last reported, and the other plans to compare with."""
    today = institution.day(now)
    posts = offices(await work.people.posts(), await work.people.holdings(today))
    cycle = await current_cycle(work, institution, now)
    others = [
        OtherPlan(other.title, await _actions(work, other, institution, posts), earlier=_is_earlier(other, plan))
        for other in await work.plans.all()
        if other.id != plan.id and (_is_earlier(other, plan) or _run_beside(other, plan))
    ]
    return CheckedPlan(
        title=plan.title,
        actions=await _actions(work, plan, institution, posts),
        today=today,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        reported_since=institution.day(cycle.since),
        others=tuple(others),
    )


def offices(posts: Sequence[Post], holdings: Sequence[Holding]) -> Mapping[int, Office]:
    """The posts by id, with those who hold them; where a post has no unit, its holders' common one stands for it."""
    return {post.id: _office(post, [each for each in holdings if each.post.id == post.id]) for post in posts}


def _office(post: Post, holdings: Sequence[Holding]) -> Office:
    held = [holding for holding in holdings if not holding.deputy]
    units = {holding.person.unit for holding in held}
    return Office(
        post.id,
        post.name,
        unit=post.unit or (units.pop() if len(units) == 1 else ""),
        holders=tuple(holding.person.id for holding in held),
        deputies=len(holdings) - len(held),
    )


def _is_earlier(other: Plan, plan: Plan) -> bool:
    """Tell whether a plan came before: it is closed, or it still runs while its successor is being drafted."""
    return other.state is PlanState.CLOSED or (other.state is PlanState.ACTIVE and plan.state is PlanState.DRAFT)


def _run_beside(other: Plan, plan: Plan) -> bool:
    """Tell whether two plans run in the same years (one for another charter); a successor begins when one ends."""
    if not (other.starts_on and other.ends_on and plan.starts_on and plan.ends_on):
        return False
    return other.starts_on < plan.ends_on and plan.starts_on < other.ends_on


async def _actions(
    work: Work, plan: Plan, institution: Institution, posts: Mapping[int, Office]
) -> tuple[CheckedAction, ...]:
    return tuple(_checked(action, institution, posts) for action in await work.plans.actions(plan.id))


def _checked(action: Action, institution: Institution, posts: Mapping[int, Office]) -> CheckedAction:
    latest = action.latest
    return CheckedAction(
        id=action.id,
        ref=action.ref,
        theme=action.theme,
        title=action.title,
        owner=posts.get(action.owner_post_id) if action.owner_post_id is not None else None,
        owner_text=action.owner_text,
        helpers=len(action.helper_post_ids),
        start=action.start_on,
        due=action.due_on,
        due_text=action.due_text,
        success_measure=action.success_measure,
        baseline=action.baseline,
        target=action.target,
        rationale=action.rationale,
        benefit=action.benefit,
        resource=action.resource,
        rag=Rag(latest.rag) if latest else None,
        comment=latest.comment if latest else action.note,
        learning=latest.learning if latest else "",
        last_reported=institution.day(latest.at) if latest else None,
        carried=action.carried,
        linked=action.carried_from_id is not None or bool(action.cross_reference.strip()),
    )
