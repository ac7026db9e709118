"""The agenda of a review, as the chairs read it."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.actions.presses import ACTION_PRESS, ADD_PRESS
from handlers.cards import NAME_ON_BUTTON, Bullets, Button, Buttons, Card, Divider, Element, Leads, Text, Tone
from handlers.dates import spoken
from handlers.people.model import Institution
from handlers.phrases import counted, counted_in_words, shortened
from handlers.plans.model import Action
from handlers.reviews import minutes_cards
from handlers.reviews.agenda import Agenda
from handlers.reviews.reporting import Colour
from handlers.status import cards as status_cards
from handlers.status.counting import Status

MOST = 10
"""Lines in one item; more are counted, and the status has them all."""
_SCANNED = 5


def agenda_card(found: Agenda, institution: Institution) -> Card:
    """What the review goes through, item by item; an item with nothing in it is left out."""
    status = found.status
    body: list[Element] = [status_cards.summary(status)]
    since = f"Changed since the review on {spoken(status.since.held_on)}" if status.since else ""
    body += _item(since, _changes(status))
    body += _item("Red, and why", [f"{action.name}: {status_cards.explanation(action)}" for action in status.reds])
    body += _item("Not reported", [_unreported(found, action, institution) for action in status.not_reported])
    body += _item(f"Due by {spoken(found.due_by)}", [_due(action) for action in found.due])
    body += _item("Later than first planned", [_slipped(action) for action in found.slipped])
    body += _item("Its owner says that it is not theirs", [action.name for action in found.disputed])
    body += _item("Nobody answers for", [action.name for action in status.without_owner])
    body += _plan_check(found.findings)
    body += _horizon_scan(found)
    body += [Divider(), minutes_cards.entrance(found.review)]
    title = f"Agenda of the review on {spoken(found.review.held_on)}"
    return Card(title, tuple(body), "“status” has everything; close the review when you are through.")


def _changes(status: Status) -> list[str]:
    """What has changed, in a line each; reds and what nobody reported on have items of their own."""
    if status.since is None:
        return []
    told = (change for change in status.changes if change.now is not Colour.NOT_REPORTED)
    return [status_cards.change_line(replace(change, comment="")) for change in told]


def _item(title: str, lines: Sequence[str]) -> list[Element]:
    if not lines:
        return []
    more = len(lines) - MOST
    rest: list[Element] = [Text(f"And {more} more: “status” shows all.", Tone.QUIET)] if more > 0 else []
    return [Divider(), Text(title, Tone.STRONG), Bullets(tuple(lines[:MOST])), *rest]


def _unreported(found: Agenda, action: Action, institution: Institution) -> str:
    said = status_cards.last_said(action, institution)
    return f"{said}; {found.taken[action.id]} takes it up" if action.id in found.taken else said


def _due(action: Action) -> str:
    return f"{action.name}: {spoken(action.due_on)}" if action.due_on else action.name


def _slipped(action: Action) -> str:
    first = f", first planned for {spoken(action.first_due_on)}" if action.first_due_on else ""
    return f"{action.name}: {counted(action.slipped_days, 'day')}{first}"


def _plan_check(findings: int | None) -> list[Element]:
    if not findings:
        return []
    return [
        Divider(),
        Text("The plan itself", Tone.STRONG),
        Text(f"“check the plan” has {counted_in_words(findings, 'point')} on how it is written, for the lead."),
    ]


def _horizon_scan(found: Agenda) -> list[Element]:
    """The question that every review asks: what is to be added, dropped, merged or split."""
    body: list[Element] = [
        Divider(),
        Text("Horizon scan", Tone.STRONG),
        Text("What has changed around you? What is to be added, dropped, merged or split, and why?"),
    ]
    buttons = [Button("Add an action", ADD_PRESS, leads=Leads.FORM)]
    if found.scan:
        body.append(Text("Worth a question:"))
        body.append(Bullets(tuple(f"{action.name}: {why}" for action, why in found.scan[:MOST])))
        shown = [action for action, _ in found.scan[:_SCANNED]]
        buttons += [
            Button(f"Open {shortened(action.ref or action.title, NAME_ON_BUTTON)}", ACTION_PRESS, str(action.id))
            for action in shown
        ]
    how = "Any action opens with “action” and its reference; it can be dropped, merged or split there."
    return [*body, Text(how, Tone.QUIET), Buttons(tuple(buttons))]
