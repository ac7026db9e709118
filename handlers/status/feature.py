"""The status of the plan, for chairs and leads."""

from datetime import datetime

from handlers.feature import Command, Context, Feature
from handlers.outcomes import Reply
from handlers.people.model import Institution
from handlers.plans.model import Plan
from handlers.reviews.reporting import current_cycle
from handlers.reviews.schedule import last_closed, next_review
from handlers.rights import Right
from handlers.status import cards
from handlers.status.counting import Before, Status, status
from handlers.status.plan_card import plan_card
from handlers.work import Work


async def current_status(work: Work, institution: Institution, now: datetime) -> tuple[Plan, Status] | None:
    """Count the plan that runs; None where there is none."""
    plan = await work.plans.current()
    if plan is None:
        return None
    cycle = await current_cycle(work, institution, now)
    last = await before(work)
    held = {holding.post.id for holding in await work.people.holdings(institution.day(now))}
    return plan, status(await work.plans.actions(plan.id), held, cycle, last, now)


async def before(work: Work) -> Before | None:
    """The review that was closed last, with its snapshot."""
    last = last_closed(await work.reviews.all())
    return Before(last, await work.reviews.snapshot(last.id)) if last else None


async def show_status(context: Context, _rest: str) -> Reply:
    """Tell where the plan stands; to the person alone, for a channel may see less (that comes with sharing)."""
    found = await current_status(context.work, context.institution, context.now)
    if found is None:
        return Reply(cards.no_plan(), private=True)
    plan, counted = found
    coming = next_review(await context.work.reviews.all(), context.today)
    return Reply(cards.status_card(plan, counted, coming, context.institution), private=True)


async def show_plan(context: Context, _rest: str) -> Reply:
    """List the actions of the plan."""
    plan = await context.work.plans.current()
    if plan is None:
        return Reply(cards.no_plan())
    cycle = await current_cycle(context.work, context.institution, context.now)
    return Reply(plan_card(plan, await context.work.plans.actions(plan.id), cycle), private=True)


_OTHER_WORDS_FOR_PLAN = ("action plan", "the plan", "show me the plan", "show the plan")

FEATURE = Feature(
    "status",
    commands=(
        Command(
            "plan",
            "show the action plan",
            show_plan,
            aliases=_OTHER_WORDS_FOR_PLAN,
        ),
        Command("status", "show where the plan stands", show_status, Right.COMMITTEE, ("plan status", "where are we")),
    ),
)
