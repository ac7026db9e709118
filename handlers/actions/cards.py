"""What owners read about their actions."""

from collections.abc import Sequence

from handlers.actions.report_form import RAG_LABELS
from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Leads, Table, Text, Tone
from handlers.dates import spoken
from handlers.people.model import Institution
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.model import Review
from handlers.reviews.reporting import Colour, Cycle
from handlers.wording import COLOUR_WORDS

REPORT_PRESS = "actions.report"
WAITING = "waiting"
ALL = "all"
"""What the report button's form is about: what nobody has reported on, or all that is open."""


def nudge(review: Review, waiting: Sequence[Action]) -> Card:
    """Ask an owner for a report on all their actions, in one message."""
    how_many = "one action" if len(waiting) == 1 else f"{len(waiting)} actions"
    return Card(
        f"Your report for the review on {spoken(review.held_on)}",
        (
            Text(f"The papers close on {spoken(review.papers_due_on)}. You own {how_many} without a report so far:"),
            Bullets(tuple(_line(action) for action in waiting)),
            Text("One form for all of them; a status and a sentence each will do.", Tone.QUIET),
            Buttons((_report_button("Report now", WAITING),)),
        ),
    )


def my_actions(actions: Sequence[Action], cycle: Cycle, institution: Institution) -> Card:
    """List the actions that somebody owns, with what they count as now."""
    if not actions:
        return Card("Your actions", (Text("No action of the current plan belongs to a post of yours."),))
    rows = tuple((action.name, _state(action, cycle, institution)) for action in actions)
    table = Table("The actions that your posts own", ("Action", "Status"), rows)
    buttons = Buttons((_report_button("Report on them", ALL),))
    return Card("Your actions", (table, buttons) if _open(actions) else (table,))


def thanks(updates: Sequence[ActionUpdate], actions: Sequence[Action], before: int, still_waiting: int) -> Card:
    """Confirm what was recorded on the last page, and `before` it."""
    if not updates and not before:
        return Card("Nothing was recorded", (Text("No status was chosen, so nothing has changed."),))
    names = {action.id: action.name for action in actions}
    rows = tuple((names[update.action_id], RAG_LABELS[update.rag]) for update in updates)
    body: list[Element] = [Table("What you reported", ("Action", "Status"), rows)] if rows else []
    if before:
        body.append(Text(f"{before} on the pages before {'this one' if rows else ''}".strip() + "."))
    waits = "1 of your actions still waits" if still_waiting == 1 else f"{still_waiting} of your actions still wait"
    rest = f"{waits} for a report."
    body.append(Text(rest if still_waiting else "Nothing else waits for you."))
    return Card("Thank you, recorded", tuple(body))


def reported(review_or_none: Review | None, still_waiting: Sequence[Action]) -> Card:
    """Take the place of a nudge once it was answered."""
    if still_waiting and review_or_none is not None:
        return nudge(review_or_none, still_waiting)
    return Card(
        "Your report is in, thank you",
        (Text("You can still change what you said."), Buttons((_report_button("Change it", ALL, ButtonStyle.PLAIN),))),
    )


def not_yours() -> Card:
    """Refuse a report on somebody else's action."""
    return Card(
        "Those actions are not yours",
        (Text("Only holders and deputies of the post that owns an action can report on it. Nothing was changed."),),
    )


def nothing_to_report() -> Card:
    """Say that there is nothing to report on."""
    return Card("Nothing to report", (Text("You own no open action of the current plan."),))


def _open(actions: Sequence[Action]) -> bool:
    return any(is_open(action) for action in actions)


def is_open(action: Action) -> bool:
    """Tell whether an action can still be reported on."""
    return action.latest is None or action.latest.rag is not Rag.DROPPED


def _line(action: Action) -> str:
    due = f" (due {spoken(action.due_on)})" if action.due_on else ""
    return f"{action.name}{due}"


def _state(action: Action, cycle: Cycle, institution: Institution) -> str:
    colour = cycle.colour(action)
    said = COLOUR_WORDS[colour]
    if colour is Colour.NOT_REPORTED and action.latest is not None:
        last = COLOUR_WORDS[Colour(action.latest.rag)].lower()
        said += f" (last said: {last}, {spoken(institution.day(action.latest.at))})"
    return said


def _report_button(label: str, value: str, style: ButtonStyle = ButtonStyle.PRIMARY) -> Button:
    return Button(label, REPORT_PRESS, value, style, Leads.FORM)
