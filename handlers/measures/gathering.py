"""The measures of a plan, with their readings over time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from handlers.charts import Lines, Series, Shade
from handlers.dates import spoken
from handlers.measures.figures import Figure, figure_in
from handlers.people.model import Institution
from handlers.phrases import shortened
from handlers.plans.model import Action, ActionChange, ActionUpdate, Plan
from handlers.work import Work

BASELINE: Final = "Baseline"
_BEGINNING: Final = datetime(1990, 1, 1, tzinfo=UTC)
_TITLE: Final = 60
_DRAWN: Final = 2
"""Points from which on there is a line to draw."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure was said to be on a day."""

    on: date
    text: str

    @property
    def figure(self) -> Figure | None:
        """The figure in it."""
        return figure_in(self.text)


@dataclass(frozen=True, slots=True)
class Measure:
    """An action's measure, with its readings, oldest first: one a day, each another than the one before."""

    action: Action
    readings: tuple[Reading, ...]

    @property
    def now(self) -> Reading | None:
        """The last reading."""
        return self.readings[-1] if self.readings else None

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing of it, in words."""
        known = (("baseline", self.action.baseline), ("target", self.action.target), ("reading", bool(self.readings)))
        return tuple(
            f"no {what} yet" for what, there in known if not (there if isinstance(there, bool) else there.strip())
        )

    @property
    def unit(self) -> str:
        """The unit that its newest figure has; without one that of the target or baseline."""
        texts = (*(each.text for each in reversed(self.readings)), self.action.target, self.action.baseline)
        return next((found.unit for text in texts if (found := figure_in(text)) is not None), "")

    def chart(self) -> Lines | None:
        """Its figures as a line over time, beginning with the baseline, and the target beside it.

        None with fewer than two figures; those in another unit are left out.
        """
        points = [(spoken(each.on), _in(self.unit, each.text)) for each in self.readings]
        points = [(BASELINE, _in(self.unit, self.action.baseline)), *points]
        drawn = [(label, value) for label, value in points if value is not None]
        if len(drawn) < _DRAWN:
            return None
        series = [Series("Reading", tuple(value for _, value in drawn))]
        target = _in(self.unit, self.action.target)
        if target is not None:
            series.append(Series("Target", (target,) * len(drawn), Shade.QUIET))
        title = f"{shortened(self.action.name, _TITLE)}: readings"
        return Lines(title, tuple(label for label, _ in drawn), tuple(series), self.unit)


async def measures_of(work: Work, institution: Institution, plan: Plan) -> Sequence[Measure]:
    """The measures of a plan's actions that were not dropped, in its order; actions without any are left out."""
    said: defaultdict[int, list[ActionUpdate]] = defaultdict(list)
    for each in await work.plans.updates_since(plan.id, _BEGINNING):
        if isinstance(each, ActionUpdate) and each.reading.strip():
            said[each.action_id].append(each)
    actions = [action for action in await work.plans.actions(plan.id) if not action.is_dropped]
    found = [Measure(action, readings(said[action.id], institution)) for action in actions]
    return [each for each in found if _is_measured(each)]


def readings(updates: Iterable[ActionUpdate | ActionChange], institution: Institution) -> tuple[Reading, ...]:
    """The readings in an action's updates, oldest first.

    A reading stands until there is another, so one that is repeated is none; of one day the last counts.
    """
    by_day: dict[date, str] = {}
    last = ""
    for each in updates:
        if isinstance(each, ActionUpdate) and each.reading.strip() and each.reading != last:
            last = each.reading
            by_day[institution.day(each.at)] = each.reading.strip()
    return tuple(Reading(day, text) for day, text in sorted(by_day.items()))


def _is_measured(measure: Measure) -> bool:
    action = measure.action
    return bool(measure.readings) or any(
        text.strip() for text in (action.success_measure, action.baseline, action.target)
    )


def _in(unit: str, text: str) -> float | None:
    found = figure_in(text)
    return found.value if found is not None and found.unit == unit else None
