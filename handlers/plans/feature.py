"""Plans: imported, drafted beside the one that runs, carried over, run, closed and exported."""

from dataclasses import replace

from handlers.actions.rules import missing_for_closing
from handlers.feature import Command, Context, Feature, FormRoute, Press
from handlers.forms import as_id
from handlers.outcomes import Outcome, Reply, SendFile, Update
from handlers.plans import chat_import, import_form, plans_card, preview
from handlers.plans.carrying import carry, carry_over
from handlers.plans.exporting import as_csv, plan_rows
from handlers.plans.model import Action, Plan, PlanState
from handlers.rights import Right


async def show_plans(context: Context, _rest: str) -> Reply:
    """List the plans, and what can be done with each."""
    plans = await context.work.plans.all()
    counts = [len(await context.work.plans.actions(plan.id)) for plan in plans]
    return Reply(plans_card.overview(plans, counts), private=True)


async def start_next(context: Context, _value: str) -> Outcome:
    """Draft the next plan from what is still open in the one that runs."""
    await context.work.alone()
    running = await context.work.plans.current()
    if running is None or any(plan.state is PlanState.DRAFT for plan in await context.work.plans.all()):
        return Update(plans_card.out_of_date())
    into = await context.work.plans.add(Plan(0, f"After {running.title}", state=PlanState.DRAFT))
    return await _carry(context, running, into)


async def carry_into(context: Context, value: str) -> Outcome:
    """Carry what is still open into a draft; what is there already is linked."""
    await context.work.alone()
    running, into = await context.work.plans.current(), await _plan(context, value)
    if running is None or into is None or into.state is not PlanState.DRAFT:
        return Update(plans_card.out_of_date())
    return await _carry(context, running, into)


async def _carry(context: Context, running: Plan, into: Plan) -> Outcome:
    plans = context.work.plans
    found = carry_over(await plans.actions(running.id), await plans.actions(into.id))
    await carry(context.work, found, into, context.person, context.now)
    return Update(plans_card.carried(found, into))


async def run_plan(context: Context, value: str) -> Outcome:
    """Let a draft run; the plan that ran before is closed."""
    await context.work.alone()
    plan, before = await _plan(context, value), await context.work.plans.current()
    if plan is None or plan.state is not PlanState.DRAFT:
        return Update(plans_card.out_of_date())
    if before is not None and (missing := await _unexplained(context, before)):
        return Reply(plans_card.learning_missing(before, missing), private=True)
    await context.work.plans.save(replace(plan, state=PlanState.ACTIVE))
    return Update(plans_card.runs(plan, before))


async def close_plan(context: Context, value: str) -> Outcome:
    """Close the plan that runs."""
    await context.work.alone()
    plan = await _plan(context, value)
    if plan is None or plan.state is not PlanState.ACTIVE:
        return Update(plans_card.out_of_date())
    if missing := await _unexplained(context, plan):
        return Reply(plans_card.learning_missing(plan, missing), private=True)
    await context.work.plans.save(replace(plan, state=PlanState.CLOSED))
    return Update(plans_card.closed(plan))


async def _unexplained(context: Context, plan: Plan) -> list[Action]:
    """The reds and dropped ones without their why and what was learned.

    What nobody ever reported on does not keep a plan open: it is shown as just that, also in the self-assessment.
    """
    missing = missing_for_closing(await context.work.plans.actions(plan.id))
    return [each.action for each in missing if each.action.latest is not None]


async def export_plan(context: Context, value: str) -> Outcome:
    """Hand over a plan as a CSV that can be imported again."""
    plan = await _plan(context, value)
    if plan is None:
        return Update(plans_card.out_of_date())
    owners = {post.id: post.name for post in await context.work.people.posts()}
    rows = plan_rows(plan, await context.work.plans.actions(plan.id), owners)
    return SendFile(_file_name(plan.title), "text/csv", as_csv(rows), f"“{plan.title}” as it is today.")


def _file_name(title: str) -> str:
    name = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in title).strip() or "plan"
    return f"{name[:80]}.csv"


async def _plan(context: Context, value: str) -> Plan | None:
    plan_id = as_id(value)
    return await context.work.plans.get(plan_id) if plan_id is not None else None


FEATURE = Feature(
    "plans",
    commands=(
        Command(
            "plans",
            "show the plans: draft the next one, carry over, export, close",
            show_plans,
            Right.LEAD,
            ("import a plan", "import plan", "next plan", "export the plan"),
        ),
    ),
    presses=(
        Press(plans_card.START_PRESS, start_next, Right.LEAD),
        Press(plans_card.CARRY_PRESS, carry_into, Right.LEAD),
        Press(plans_card.RUN_PRESS, run_plan, Right.LEAD),
        Press(plans_card.CLOSE_PRESS, close_plan, Right.LEAD),
        Press(plans_card.EXPORT_PRESS, export_plan, Right.LEAD),
        Press(preview.ROWS_PRESS, chat_import.show_rows, Right.LEAD),
        Press(preview.IMPORT_PRESS, chat_import.open_import, Right.LEAD),
        Press(preview.WRITE_PRESS, chat_import.write, Right.LEAD),
        Press(preview.FORGET_PRESS, chat_import.forget, Right.LEAD),
    ),
    forms=(FormRoute(import_form.FORM, chat_import.take_import, Right.LEAD),),
)
