"""Actions: what owners see, report, and are reminded of."""

from collections.abc import Sequence

from handlers.actions import cards
from handlers.actions.nudges import KIND, compose_nudge, due_reviews, plan_nudges
from handlers.actions.ownership import owned_actions
from handlers.actions.report_form import FORM, Page, read_report, report_form
from handlers.feature import Command, Context, Feature, FormInput, FormRoute, Job, Press
from handlers.forms import refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.plans.model import Action
from handlers.reviews.reporting import current_cycle
from handlers.reviews.schedule import next_review
from handlers.rights import Right

_OTHER_WORDS = ("mine", "actions", "what are my actions", "show my actions", "my actions please")


async def show_mine(context: Context, _rest: str) -> Reply:
    """List the actions that the person's posts own."""
    cycle = await current_cycle(context.work, context.institution, context.now)
    return Reply(cards.my_actions(await _mine(context), cycle, context.institution), private=True)


async def open_report(context: Context, value: str) -> Outcome:
    """Open the form for all open actions or, from a nudge, for those that await a report (while there are any)."""
    mine = [action for action in await _mine(context) if cards.is_open(action)]
    cycle = await current_cycle(context.work, context.institution, context.now)
    waiting = [action for action in mine if cycle.awaits_report(action)]
    actions = waiting if waiting and value == cards.WAITING else mine
    if not actions:
        return Reply(cards.nothing_to_report(), private=True)
    return _open(context, actions)


async def take_report(context: Context, form: FormInput) -> Outcome:
    """Record a report; go on with the next page where there is one."""
    page = Page.from_context(form.context)
    mine = {action.id: action for action in await _mine(context) if cards.is_open(action)}
    if not page.shown or not all(action_id in mine for action_id in page.shown):
        return Close(reply=cards.not_yours())
    shown = [mine[action_id] for action_id in page.shown]
    report = read_report(form.values, shown, context.person, context.now)
    if report.errors:
        again = refilled(report_form(shown, page, context.institution), form.values)
        return FormErrors(again, report.errors, "Nothing is saved yet: please look at what is marked.")
    for update in report.updates:
        await context.work.plans.record(update)
    done = page.done + len(report.updates)
    later = [mine[action_id] for action_id in page.later if action_id in mine]
    if later:
        return _open(context, later, done)
    cycle = await current_cycle(context.work, context.institution, context.now)
    waiting = [action for action in await _mine(context) if cycle.awaits_report(action)]
    review = next_review(await context.work.reviews.all(), context.today)
    return Close(
        reply=cards.thanks(report.updates, shown, page.done, len(waiting)),
        update=cards.reported(review, waiting) if done else None,
    )


def _open(context: Context, actions: Sequence[Action], done: int = 0) -> OpenForm:
    page = Page.first([action.id for action in actions], done)
    return OpenForm(report_form(actions[: len(page.shown)], page, context.institution))


async def _mine(context: Context) -> Sequence[Action]:
    return await owned_actions(context.work, context.person.id, context.today)


FEATURE = Feature(
    "actions",
    commands=(
        Command(
            "my actions",
            "show the actions you own, and report on them",
            show_mine,
            Right.OWNER,
            _OTHER_WORDS,
        ),
    ),
    presses=(Press(cards.REPORT_PRESS, open_report, Right.OWNER),),
    forms=(FormRoute(FORM, take_report, Right.OWNER),),
    deliveries={KIND: compose_nudge},
    jobs=(Job("nudges", due_reviews, plan_nudges),),
)
