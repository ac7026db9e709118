"""Achievements and actions that presses and forms are about."""

from collections.abc import Iterable, Mapping

from handlers.achievements.model import Achievement
from handlers.achievements.permission import may_correct, may_record, may_see
from handlers.feature import Context
from handlers.forms import as_id
from handlers.plans.model import Action
from handlers.work import Work


async def found_by(context: Context, value: str) -> Achievement | None:
    """The achievement of this id; None where there is none that this person may see."""
    achievement_id = as_id(value)
    found = await context.work.achievements.get(achievement_id) if achievement_id is not None else None
    return found if found is not None and may_see(context, found) else None


async def to_be_shown(context: Context) -> list[Achievement]:
    """The achievements that this person may keep evidence with, those done last first."""
    if not may_record(context):
        return []
    everything = await context.work.achievements.all()
    return [each for each in everything if each.is_kept and may_correct(context, each)]


async def plan_actions(work: Work) -> Mapping[int, Action]:
    """The actions of the plan that runs, by id."""
    plan = await work.plans.current()
    return {action.id: action for action in await work.plans.actions(plan.id)} if plan else {}


async def linked_actions(work: Work, ids: Iterable[int]) -> Mapping[int, Action]:
    """These actions, of whichever plan, by id."""
    found = {}
    for action_id in set(ids):
        if (action := await work.plans.action(action_id)) is not None:
            found[action_id] = action
    return found
