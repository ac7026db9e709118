"""What is said once an action has changed."""

from collections.abc import Sequence
from datetime import date

from handlers.actions import describing, presses
from handlers.cards import Bullets, Button, Buttons, Card, Leads, Text, Tone
from handlers.plans.model import Action


def moved(action: Action, today: date, note: str) -> Card:
    """Confirm a new due date."""
    body = [Text(f"{action.name} is now due {describing.due(action, today)}.")]
    if note:
        body.append(Text(note, Tone.WARNING))
    return Card("The date is moved", tuple(body))


def commented(action: Action) -> Card:
    """Confirm a comment."""
    return Card("Your comment is kept", (Text(f"It stands in the history of {action.name}."),))


def edited(action: Action) -> Card:
    """Confirm an edit."""
    return Card("Changed", (Text(f"{action.name} is changed; its history says what it was before."),))


def nothing_changed(action: Action) -> Card:
    """Say that a form brought nothing new."""
    return Card("Nothing has changed", (Text(f"{action.name} is as it was."),))


def add_one() -> Card:
    """Offer the form for a new action."""
    why = Text("It asks why you do it and what it should bring: without those, nobody can tell later.")
    return Card(
        "A new action for the plan", (why, Buttons((Button("Add an action", presses.ADD_PRESS, leads=Leads.FORM),)))
    )


def added(action: Action) -> Card:
    """Confirm a new action."""
    return Card("Added to the plan", (Text(action.name), Buttons((_open(action),))))


def dropped(action: Action) -> Card:
    """Confirm that an action was dropped."""
    said = f"{action.name} stays in the plan as dropped, with your reason. Nobody is asked about it any more."
    return Card("Dropped", (Text(said), Text("Should things change, its card lets you take it up again.", Tone.QUIET)))


def resumed(action: Action) -> Card:
    """Confirm that a dropped action goes on."""
    said = f"{action.name} goes on, with your reason in its history. Its owner is asked about it again."
    return Card("Taken up again", (Text(said), Buttons((_open(action),))))


def split(parts: Sequence[Action]) -> Card:
    """Confirm a split."""
    first, *_ = parts
    return Card(
        "Split",
        (
            Text(f"{first.name} goes on as the first part, with its history. The parts are:"),
            Bullets(tuple(part.name for part in parts)),
            Buttons(tuple(_open(part) for part in parts)),
        ),
    )


def merged(action: Action, into: Action) -> Card:
    """Confirm a merger."""
    said = f"{action.name} is now part of {into.name}. Both histories can be read from there."
    return Card("Merged", (Text(said), Buttons((_open(into),))))


def nothing_to_merge(action: Action) -> Card:
    """Say that an action stands alone."""
    return Card("Nothing to merge it into", (Text(f"The plan of {action.name} has no other open action."),))


def no_plan() -> Card:
    """Say that there is no plan to add to."""
    return Card("No plan runs at the moment", (Text("An action can be added once a plan is active."),))


def _open(action: Action) -> Button:
    return Button(f"Open {describing.labels([action])[action.id]}", presses.ACTION_PRESS, str(action.id))
