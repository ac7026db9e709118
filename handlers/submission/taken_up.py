"""What became of a panel's remark: the actions that are linked to it, as they stand now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.plans.model import Action, Plan, PlanState
from handlers.submission.model import Remark
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class Taken:
    """A remark with a sentence for each action that it is linked to. `here` are those of the plan that was asked for,
    which carry it on.
    """

    remark: Remark
    answers: tuple[str, ...] = ()
    here: tuple[Action, ...] = ()


async def taken_up(work: Work, plan: Plan | None) -> Sequence[Taken]:
    """All remarks, and what of a plan takes each up."""
    remarks = await work.remarks.all()
    if not remarks:
        return []
    actions = list(await work.plans.actions(plan.id)) if plan else []
    plans = {each.id: each for each in await work.plans.all()}
    linked = {number: await work.plans.action(number) for number in {n for r in remarks for n in r.action_ids}}
    return [_taken(remark, actions, plan, plans, linked) for remark in remarks]


def _taken(
    remark: Remark,
    actions: Sequence[Action],
    plan: Plan | None,
    plans: Mapping[int, Plan],
    linked: Mapping[int, Action | None],
) -> Taken:
    by_id = {action.id: action for action in actions}
    here: dict[int, Action] = {}
    said: list[str] = []
    for number in remark.action_ids:
        carried = [action for action in actions if action.carried_from_id == number]
        if number in by_id:
            here[number] = by_id[number]
            said.append(_standing(by_id[number]))
        elif carried:
            here |= {action.id: action for action in carried}
            said += [f"{_standing(action)}, carried over" for action in carried]
        elif (gone := linked.get(number)) is not None:
            into = by_id.get(gone.merged_into_id or 0)
            if into is not None:
                here[into.id] = into
            said.append(_elsewhere(gone, into, plans.get(gone.plan_id), plan))
    return Taken(remark, tuple(said), tuple(here.values()))


def _standing(action: Action) -> str:
    return f"{action.name}{' (dropped)' if action.is_dropped else ''}"


def _elsewhere(action: Action, into: Action | None, whose: Plan | None, plan: Plan | None) -> str:
    if into is not None:
        return f"{action.name} was merged into {into.name}"
    if action.merged_into_id is not None:
        return f"{action.name} was merged into another action"
    if whose is None or (plan is not None and whose.id == plan.id):
        return f"{action.name} is no longer in the plan"
    closed = " (closed)" if whose.state is PlanState.CLOSED else ""
    return f"{action.name}, of {whose.title}{closed}"
