"""An action in a few words: what it is now, when it is due, what comes next, and what waits first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum

from handlers.dates import spoken
from handlers.people.model import Institution
from handlers.phrases import counted, shortened
from handlers.plans.brief import ActionInCount
from handlers.plans.model import Action
from handlers.reviews.reporting import Colour, Cycle
from handlers.wording import COLOUR_WORDS

_LONGEST_LABEL = 30


class Group(Enum):
    """What an action waits for; in this order they are shown."""

    WAITING = "Waiting for your report"
    PAST = "Past the due date"
    UNDER_WAY = "Under way"
    LATER = "Not due yet"
    SETTLED = "Done or dropped"
    HELPED = "You help with these"


def group(action: Action, cycle: Cycle) -> Group:
    """What an action of one's own waits for."""
    colour = cycle.colour(action)
    if colour is Colour.NOT_REPORTED:
        return Group.WAITING
    if colour in (Colour.GREEN, Colour.DROPPED):
        return Group.SETTLED
    if action.due_on is not None and action.due_on < cycle.today:
        return Group.PAST
    return Group.LATER if colour is Colour.NOT_DUE else Group.UNDER_WAY


def grouped(owned: Iterable[Action], helped: Iterable[Action], cycle: Cycle) -> Sequence[tuple[Group, Action]]:
    """Sort actions by what they wait for; within a group those due first stand first, those without a date last."""
    pairs = [(group(action, cycle), action) for action in owned]
    pairs += [(Group.HELPED, action) for action in helped]
    order = list(Group)
    return sorted(pairs, key=lambda pair: (order.index(pair[0]), pair[1].due_on or date.max))


def state(action: Action, cycle: Cycle, institution: Institution) -> str:
    """Its colour, and since when that has been said: "Amber, said 3 May 2027"."""
    colour, latest = cycle.colour(action), action.latest
    if latest is None:
        return (
            COLOUR_WORDS[colour]
            if colour is Colour.NOT_DUE
            else f"{COLOUR_WORDS[colour]}: nobody has said anything yet"
        )
    said_on = spoken(institution.day(latest.at))
    if colour is Colour.NOT_REPORTED:
        return f"Not reported this cycle; {COLOUR_WORDS[Colour(latest.rag)].lower()}, said {said_on}"
    return f"{COLOUR_WORDS[colour]}, said {said_on}"


def due(action: Action | ActionInCount, today: date) -> str:
    """When it is due, and by how much that has moved: "31 March 2027, 45 days later than first planned"."""
    if action.due_on is None:
        return action.due_text or "no due date"
    passed = " (passed)" if action.due_on < today and not action.is_over else ""
    days = action.slipped_days
    later = f", {counted(days, 'day')} later than first planned" if days else ""
    return f"{spoken(action.due_on)}{passed}{later}"


def next_step(action: Action) -> str:
    """What was announced to come next, and by when; empty where nothing was."""
    latest = action.latest
    if latest is None or action.is_over or not latest.next_step:
        return ""
    return f"{latest.next_step}{f', by {spoken(latest.next_step_on)}' if latest.next_step_on else ''}"


def line(action: Action, cycle: Cycle, institution: Institution) -> str:
    """An action in one or two sentences, for a list."""
    parts = [state(action, cycle, institution)]
    if action.due_on is not None:
        parts.append(f"Due {due(action, cycle.today)}")
    elif action.due_text:
        parts.append(f"Due: {action.due_text}")
    if coming := next_step(action):
        parts.append(f"Next: {coming}")
    return ". ".join(part.rstrip(".") for part in parts) + "."


def measure(action: Action) -> str:
    """Baseline, target and the last reading of its measure; empty where none of them is known."""
    reading = action.latest.reading if action.latest is not None else ""
    parts = (("baseline", action.baseline), ("target", action.target), ("last reading", reading))
    known = [f"{name} {value}" for name, value in parts if value]
    if known and not action.baseline:
        known.insert(0, "no baseline yet")
    return " → ".join(known)


def labels(actions: Sequence[Action]) -> Mapping[int, str]:
    """Short names for buttons, by action id: the reference where no two share it, else the beginning of the title."""
    refs = [action.ref.casefold() for action in actions]
    return {action.id: _label(action, refs.count(action.ref.casefold()) == 1) for action in actions}


def _label(action: Action, alone: bool) -> str:
    if action.ref and alone and len(action.ref) <= _LONGEST_LABEL:
        return action.ref
    return shortened(" ".join(action.name.split()), _LONGEST_LABEL)
