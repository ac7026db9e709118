"""What a review goes through: gathered from the plan as it is when the review is opened. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.plans.model import Action
from handlers.reviews.model import Review
from handlers.reviews.reporting import Colour
from handlers.status.counting import Before, Status

_NEXT_TERM = timedelta(days=183)
"""What is due before the next review; half a year on where none is set."""
LONG_SLIP = 90
"""Days; an action that has slipped this far is worth a question."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of a review. `taken` is who has taken which action up, by its id; `scan` what is worth a question at
    the horizon scan, and why; `findings` how much the plan check has found, None where it was not asked.
    """

    review: Review
    status: Status
    due: tuple[Action, ...]
    due_by: date
    slipped: tuple[Action, ...]
    disputed: tuple[Action, ...]
    scan: tuple[tuple[Action, str], ...]
    taken: Mapping[int, str]
    findings: int | None = None


def agenda(
    review: Review,
    coming: Review | None,
    actions: Sequence[Action],
    status: Status,
    last: Before | None,
    taken: Mapping[int, str],
    today: date,
) -> Agenda:
    """Gather the agenda. `coming` is the review after this one, `last` the one before it."""
    open_ = [action for action in actions if not action.is_over]
    until = coming.held_on if coming is not None else today + _NEXT_TERM
    reds_before = {line.action_id for line in last.lines if line.colour == Colour.RED} if last else set()
    questions = ((action, _question(action, status, reds_before)) for action in open_)
    return Agenda(
        review=review,
        status=status,
        due=tuple(sorted((a for a in open_ if a.due_on and a.due_on <= until), key=lambda a: a.due_on or until)),
        due_by=until,
        slipped=tuple(sorted((a for a in open_ if a.slipped_days), key=lambda a: -a.slipped_days)),
        disputed=tuple(action for action in open_ if action.disputed_by_id is not None),
        scan=tuple((action, why) for action, why in questions if why),
        taken=taken,
    )


def _question(action: Action, status: Status, reds_before: set[int]) -> str:
    """Why to ask whether an action should be dropped, merged or split; empty where nothing speaks for it."""
    if action.id in reds_before and action in status.reds:
        return "red for the second review running"
    if action.carried:
        return "carried over from the plan before" if action.carried == 1 else f"carried over {action.carried} times"
    return f"{action.slipped_days} days later than first planned" if action.slipped_days >= LONG_SLIP else ""
