"""The plan as anybody of the institution may read it: publishing it is the least that a signatory promises."""

from collections.abc import Sequence

from handlers.cards import Card, Table, Text, Tone
from handlers.dates import spoken
from handlers.plans.model import Action, Plan
from handlers.plans.themes import OTHER, THEMES, counted_under
from handlers.reviews.reporting import Cycle
from handlers.wording import COLOUR_WORDS

_ORDER = (*THEMES, OTHER)
_COLUMNS = ("Action", "Theme", "Status", "Owner", "Due")


def plan_card(plan: Plan, actions: Sequence[Action], cycle: Cycle) -> Card:
    """List every action, theme by theme, with its status, owner and date, and where it comes from if that is known."""
    if not actions:
        return Card(plan.title, (Text("The plan has no actions yet."),))
    sourced = any(action.source for action in actions)
    ordered = sorted(actions, key=lambda action: _ORDER.index(counted_under(action.theme)))
    rows = tuple((*_cells(action, cycle), action.source) if sourced else _cells(action, cycle) for action in ordered)
    period = f"From {spoken(plan.starts_on)} to {spoken(plan.ends_on)}." if plan.starts_on and plan.ends_on else ""
    table = Table("All actions of the plan", (*_COLUMNS, "From") if sourced else _COLUMNS, rows)
    return Card(plan.title, (Text(period, Tone.QUIET), table) if period else (table,))


def _cells(action: Action, cycle: Cycle) -> tuple[str, ...]:
    due = spoken(action.due_on) if action.due_on else action.due_text
    return (action.name, action.theme, COLOUR_WORDS[cycle.colour(action)], action.owner_text, due)
