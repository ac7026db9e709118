"""The measures of the plan, for the committee."""

from handlers.cards import Card
from handlers.demand.reading import evidence_of
from handlers.feature import Command, Context, Feature, Press
from handlers.forms import as_id
from handlers.measures import cards
from handlers.measures.asked import on_funds_and_registration
from handlers.measures.gathering import measures_of
from handlers.outcomes import Outcome, Reply, Update
from handlers.paging import page_asked
from handlers.rights import Right
from handlers.status.cards import no_plan


async def show_measures(context: Context, _rest: str) -> Reply:
    """Show baseline, target and last reading of each measure."""
    return Reply(await _page(context, 1), private=True)


async def turn_page(context: Context, value: str) -> Outcome:
    """Show another page of them in the place of this."""
    return Update(await _page(context, page_asked(value)))


async def show_one(context: Context, value: str) -> Outcome:
    """Show one measure over time."""
    number = as_id(value)
    plan = await context.work.plans.current()
    found = await measures_of(context.work, context.institution, plan) if plan else []
    measure = next((each for each in found if each.action.id == number), None)
    return Update(cards.over_time(measure)) if measure else Reply(cards.gone(), private=True)


async def _page(context: Context, page: int) -> Card:
    plan = await context.work.plans.current()
    if plan is None:
        return no_plan()
    services = context.services
    evidence = await evidence_of(context.work, services.knowledge, services.answers.alike, context.today)
    found = await measures_of(context.work, context.institution, plan)
    return cards.measures(plan, found, on_funds_and_registration(evidence), page)


FEATURE = Feature(
    "measures",
    commands=(
        Command(
            "measures",
            "see each measure of the plan: baseline, target, and where it is now",
            show_measures,
            Right.COMMITTEE,
            ("measure", "metrics", "impact measures"),
            instead="“my actions” shows the measures of your own actions.",
        ),
    ),
    presses=(
        Press(cards.PAGE_PRESS, turn_page, Right.COMMITTEE),
        Press(cards.CHART_PRESS, show_one, Right.COMMITTEE),
    ),
)
