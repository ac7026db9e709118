"""What is still open is carried from the plan that runs into the next one, and counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.people.model import Person
from handlers.plans.matching import match_actions
from handlers.plans.model import Action, ActionChange, ChangeKind, Plan
from handlers.plans.reading.dates import is_recurring
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What carrying over does: actions to add to the next plan, and (old, new) of those that are in it already."""

    add: tuple[Action, ...]
    link: tuple[tuple[Action, Action], ...]


def carry_over(running: Sequence[Action], drafted: Sequence[Action]) -> CarryOver:
    """Find what is still open in the plan that runs, and which of it the draft has already, by reference and title."""
    carried = {action.carried_from_id for action in drafted}
    still_open = [action for action in running if goes_on(action) and action.id not in carried]
    unlinked = [action for action in drafted if action.carried_from_id is None]
    pairs = match_actions(still_open, unlinked)
    linked = {old.id for old, _new in pairs}
    return CarryOver(tuple(action for action in still_open if action.id not in linked), tuple(pairs))


def goes_on(action: Action) -> bool:
    """Tell whether an action goes on in the next plan: what recurs goes on though it was done."""
    return not action.is_over or (not action.is_dropped and is_recurring(action.due_text))


async def carry(work: Work, found: CarryOver, into: Plan, by: Person, now: datetime) -> None:
    """Carry over. The new action keeps its owner, its measure and its counter; its history stays with the old one."""
    for old in found.add:
        added = await work.plans.add_action(_carried(old, into))
        await _record(work, old, added, into, by, now)
    for old, new in found.link:
        await work.plans.change(replace(new, carried=old.carried + 1, carried_from_id=old.id))
        await _record(work, old, new, into, by, now)


def _carried(old: Action, into: Plan) -> Action:
    said = old.latest.comment if old.latest else old.note
    return replace(
        old,
        id=0,
        plan_id=into.id,
        latest=None,
        # Its date was one of the old plan; the new plan gives it a new one, which is its first there.
        start_on=None,
        due_on=None,
        due_text="",
        first_due_on=None,
        due_nudge_at=None,
        carried=old.carried + 1,
        carried_from_id=old.id,
        split_from_id=None,
        note=said,
    )


async def _record(work: Work, old: Action, new: Action, into: Plan, by: Person, now: datetime) -> None:
    changes = {"plan": ("", into.title)}
    for action_id in (old.id, new.id):
        await work.plans.record(
            ActionChange(action_id, now, ChangeKind.CARRIED, changes, by=by.name, by_person_id=by.id)
        )
