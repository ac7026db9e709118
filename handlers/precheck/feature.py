"""The pre-check, for the lead."""

from handlers.feature import Command, Context, Feature, Press
from handlers.forms import as_id
from handlers.outcomes import Outcome, Reply, Update
from handlers.paging import page_asked
from handlers.plans.checking.building import newest_draft
from handlers.plans.checking.cards import no_draft
from handlers.plans.model import Plan
from handlers.precheck import cards
from handlers.precheck.facts import Facts, read_facts
from handlers.precheck.judging import judge
from handlers.rights import Right
from handlers.status.cards import no_plan


async def precheck(context: Context, _rest: str) -> Reply:
    """Say what a panel would remark on the plan that runs, or on the draft while none does; to the lead alone."""
    plan = await context.work.plans.current() or await newest_draft(context.work)
    return await _first_page(context, plan) if plan else Reply(no_plan(), private=True)


async def precheck_draft(context: Context, _rest: str) -> Reply:
    """Say what a panel would remark on the next plan."""
    plan = await newest_draft(context.work)
    return await _first_page(context, plan) if plan else Reply(no_draft(), private=True)


async def turn_page(context: Context, value: str) -> Outcome:
    """Show another page, judged anew."""
    plan_id, _, page = value.partition(":")
    facts = await _facts(context, plan_id)
    if facts is None:
        return Reply(cards.gone(), private=True)
    return Update(cards.judged_card(facts.plan, judge(facts), page_asked(page)))


async def show_actions(context: Context, value: str) -> Outcome:
    """Show the actions that one remark is about."""
    plan_id, _, rest = value.partition(":")
    rule_id, _, page = rest.partition(":")
    facts = await _facts(context, plan_id)
    judged = next((each for each in judge(facts) if each.rule.id == rule_id), None) if facts else None
    if facts is None or judged is None:
        return Reply(cards.gone(), private=True)
    actions = [action for action in facts.actions if action.id in judged.action_ids]
    return Update(cards.actions_card(facts.plan, judged, actions, page_asked(page)))


async def _first_page(context: Context, plan: Plan) -> Reply:
    facts = await read_facts(context.work, context.institution, plan, context.now)
    return Reply(cards.judged_card(plan, judge(facts)), private=True)


async def _facts(context: Context, plan_id: str) -> Facts | None:
    number = as_id(plan_id)
    plan = await context.work.plans.get(number) if number is not None else None
    return await read_facts(context.work, context.institution, plan, context.now) if plan else None


FEATURE = Feature(
    "pre-check",
    commands=(
        Command(
            "precheck",
            "see what a review panel would remark on the plan",
            precheck,
            Right.LEAD,
            ("pre-check", "pre check"),
            instead="“plan” shows the plan itself.",
        ),
        Command(
            "precheck the draft",
            "see what a review panel would remark on the next plan",
            precheck_draft,
            Right.LEAD,
            ("pre-check the draft", "precheck draft"),
        ),
    ),
    presses=(
        Press(cards.PAGE_PRESS, turn_page, Right.LEAD),
        Press(cards.ACTIONS_PRESS, show_actions, Right.LEAD),
    ),
)
