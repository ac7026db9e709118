"""Checking the plan, for the lead."""

from handlers.cards import Card
from handlers.feature import Command, Context, Feature, Press
from handlers.forms import as_id
from handlers.outcomes import Outcome, Reply, Update
from handlers.paging import page_asked
from handlers.plans.checking import cards
from handlers.plans.checking.building import check_one, newest_draft
from handlers.plans.model import Plan
from handlers.rights import Right
from handlers.status.cards import no_plan
from handlers.submission.remark_cards import for_check
from handlers.submission.taken_up import taken_up


async def check_plan(context: Context, _rest: str) -> Reply:
    """Say what could be better in the plan that runs, or in the draft while none does; to the lead alone."""
    plan = await context.work.plans.current() or await newest_draft(context.work)
    return Reply(await _page(context, plan, 1) if plan else no_plan(), private=True)


async def check_draft(context: Context, _rest: str) -> Reply:
    """Say what could be better in the next plan, before it runs."""
    plan = await newest_draft(context.work)
    return Reply(await _page(context, plan, 1) if plan else cards.no_draft(), private=True)


async def turn_page(context: Context, value: str) -> Outcome:
    """Show another ten findings in the place of these, checked anew."""
    plan_id, _, page = value.partition(":")
    found = as_id(plan_id)
    plan = await context.work.plans.get(found) if found is not None else None
    return Update(await _page(context, plan, page_asked(page)) if plan else no_plan())


async def _page(context: Context, plan: Plan, page: int) -> Card:
    checked = await check_one(context.work, context.institution, plan, context.now)
    return cards.findings_card(checked, plan.id, page, for_check(await taken_up(context.work, plan)))


FEATURE = Feature(
    "plan check",
    commands=(
        Command(
            "check the plan",
            "see what could be better in the plan: owners, measures, dates, duplicates",
            check_plan,
            Right.LEAD,
            ("plan check", "check plan", "check my plan"),
            instead="“plan” shows the plan itself.",
        ),
        Command(
            "check the draft", "see what could be better in the next plan", check_draft, Right.LEAD, ("check draft",)
        ),
    ),
    presses=(Press(cards.CHECK_PRESS, turn_page, Right.LEAD),),
)
