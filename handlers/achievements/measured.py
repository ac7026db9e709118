"""Measures of actions: from where, to where, and where they are now. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handlers.people.model import Institution
from handlers.plans.model import Action, ActionUpdate


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure of an action. `now` is its newest reading and `now_on` the day of it; empty and None without one."""

    action: Action
    measure: str
    baseline: str
    target: str
    now: str
    now_on: date | None

    @property
    def is_moving(self) -> bool:
        """Tell whether there is a reading."""
        return bool(self.now)


def measures(
    actions: Iterable[Action], readings: Mapping[int, ActionUpdate], institution: Institution
) -> tuple[Measured, ...]:
    """The measures of those actions that have a baseline, a target or a reading."""
    found = (_measured(action, readings.get(action.id), institution) for action in actions)
    return tuple(each for each in found if each.baseline or each.target or each.now)


def _measured(action: Action, reading: ActionUpdate | None, institution: Institution) -> Measured:
    return Measured(
        action,
        action.success_measure,
        action.baseline,
        action.target,
        reading.reading if reading else "",
        institution.day(reading.at) if reading else None,
    )
