"""The list of one's own actions, and the choice among several."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from handlers.actions import describing, presses
from handlers.actions.action_card import offer_buttons
from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Text, Tone
from handlers.paging import page_of
from handlers.people.handovers import Handover
from handlers.people.model import Institution
from handlers.plans.model import Action
from handlers.reviews.reporting import Cycle

PAGE = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """A hand-over that waits for an answer, and the action that is offered."""

    handover: Handover
    action: Action


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody has to do with: the actions that their posts own and help with, and those offered to them."""

    owned: Sequence[Action]
    helped: Sequence[Action] = ()
    offers: Sequence[Offer] = ()


def my_actions(mine: Mine, cycle: Cycle, institution: Institution, page: int) -> Card:
    """List somebody's actions by what they wait for, ten on a page; each opens by its button."""
    pairs = describing.grouped(mine.owned, mine.helped, cycle)
    shown = page_of(pairs, page, PAGE)
    names = describing.labels([action for _, action in pairs])
    body: list[Element] = _offers(mine.offers) if shown.number == 1 else []
    if not pairs:
        body.append(Text("No action of the current plan belongs to a post of yours."))
        return Card("Your actions", tuple(body))
    if any(not action.is_dropped for action in mine.owned):
        report = Button("Report on them", presses.REPORT_PRESS, presses.MINE, ButtonStyle.PRIMARY, Leads.FORM)
        body.append(Buttons((report,)))
    for group, members in groupby(shown.items, key=lambda pair: pair[0]):
        actions = [action for _, action in members]
        body.append(Text(group.value, Tone.STRONG))
        body.append(Facts(tuple((each.name, describing.line(each, cycle, institution)) for each in actions)))
        body.append(Buttons(tuple(_open(each, names[each.id]) for each in actions)))
    if turn := shown.turning(presses.MINE_PRESS):
        body.append(Buttons(turn))
    title = "Your actions" if shown.pages == 1 else f"Your actions, page {shown.number} of {shown.pages}"
    return Card(title, tuple(body))


def _offers(offers: Sequence[Offer]) -> list[Element]:
    if not offers:
        return []
    body: list[Element] = [Text("Offered to you", Tone.STRONG)]
    for offer in offers:
        reason = f": {offer.handover.reason}" if offer.handover.reason else "."
        body.append(Text(f"{offer.action.name}{reason}"))
        body.append(offer_buttons(offer.handover, offer.action))
    return body


def _open(action: Action, name: str) -> Button:
    return Button(f"Open {name}", presses.ACTION_PRESS, str(action.id))


def choose(asked: str, found: Sequence[Action]) -> Card:
    """Let somebody choose among the actions that may be meant, or say that there is none."""
    shown = " ".join(asked.split())[:80]
    if not found:
        return Card(
            f"No action matches “{shown}”",
            (
                Text("Try its reference, or another word of its title. “plan” lists all actions."),
                Text("If it was a question, type: ask, and then the question.", Tone.QUIET),
            ),
        )
    names = describing.labels(found)
    return Card(
        "Which action do you mean?",
        (
            Bullets(tuple(action.name for action in found)),
            Buttons(tuple(_open(action, names[action.id]) for action in found)),
        ),
    )


def which() -> Card:
    """Ask for a reference or words."""
    return Card(
        "Which action do you mean?",
        (Text("Type its reference or words of its title, for example: action V1, or: action web page."),),
    )
