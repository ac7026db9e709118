"""The status of the plan, for chairs and leads; what of it everybody may see; and the digest after each review."""

from datetime import datetime

from handlers.feature import Command, Context, Feature, FormRoute, Press
from handlers.outcomes import Reply
from handlers.people.model import Institution
from handlers.plans.model import Plan
from handlers.reviews.reporting import current_cycle
from handlers.rights import Right
from handlers.status import cards, choosing, digest, digest_cards, presses, showing
from handlers.status.counting import Before, Status, status
from handlers.status.plan_card import plan_card
from handlers.status.report import chosen_review, plots_for
from handlers.status.view import View
from handlers.work import Work


async def current_status(work: Work, institution: Institution, now: datetime) -> tuple[Plan, Status] | None:
    """Count the plan that runs; None where there is none."""
    plan = await work.plans.current()
    return (plan, await status_of(work, institution, plan, View(), now)) if plan is not None else None


async def status_of(work: Work, institution: Institution, plan: Plan, view: View, now: datetime) -> Status:
    """Count a part of a plan, with all the words of its actions, as documents want them."""
    cycle = await current_cycle(work, institution, now)
    plots = await plots_for(work, plan, view.part)
    actions = [action for action in await work.plans.actions(plan.id) if plots.contains(view.part, action)]
    held = {holding.post.id for holding in await work.people.holdings(institution.day(now))}
    return status(actions, held, cycle, await before(work, view.since), now)


async def before(work: Work, review_id: int | None = None) -> Before | None:
    """A closed review with its snapshot: this one, else the one that was closed last."""
    review = chosen_review(await work.reviews.all(), review_id)
    return Before(review, await work.reviews.snapshot(review.id)) if review else None


async def show_plan(context: Context, _rest: str) -> Reply:
    """List the actions of the plan."""
    plan = await context.work.plans.current()
    if plan is None:
        return Reply(cards.no_plan())
    cycle = await current_cycle(context.work, context.institution, context.now)
    return Reply(plan_card(plan, await context.work.plans.actions(plan.id), cycle), private=True)


_OTHER_WORDS_FOR_PLAN = ("action plan", "the plan", "show me the plan", "show the plan")
_OPENINGS = ("status", "where are we with")

FEATURE = Feature(
    "status",
    commands=(
        Command(
            "plan",
            "show the action plan",
            show_plan,
            aliases=_OTHER_WORDS_FOR_PLAN,
        ),
        Command(
            "status",
            "show where the plan stands, or a part of it: status Recognition, status phase 2, status of a post or unit",
            showing.show_status,
            aliases=("plan status", "where are we", "status of the plan"),
            openings=_OPENINGS,
        ),
        Command(digest_cards.STOP, "get no message after each review any more", digest.stop, aliases=("stop digest",)),
        Command(
            digest_cards.START,
            "get a message on what changed after each review",
            digest.start,
            aliases=("start digest",),
        ),
    ),
    presses=(
        Press(presses.VIEW_PRESS, showing.show_view),
        Press(presses.SHOW_PRESS, showing.show_anew),
        Press(presses.CHOOSE_PRESS, showing.open_choice),
        Press(presses.LIST_PRESS, showing.list_behind),
        Press(presses.PAGE_PRESS, showing.turn_page),
        Press(presses.PREVIEW_PRESS, showing.show_preview, Right.COMMITTEE),
        Press(presses.SHARE_PRESS, showing.share, Right.COMMITTEE),
        Press(presses.STOP_DIGEST_PRESS, digest.stop_by_press),
    ),
    forms=(FormRoute(choosing.FORM, showing.take_choice),),
    deliveries={digest.DIGEST: digest.compose_digest},
)
