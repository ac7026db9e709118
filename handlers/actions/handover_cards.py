"""What people read about actions that are handed over."""

from handlers.actions import presses
from handlers.actions.action_card import offer_buttons
from handlers.cards import Button, Buttons, Card, Element, Facts, Text
from handlers.dates import spoken
from handlers.people.handovers import Handover, HandoverState
from handlers.people.model import Post
from handlers.plans.model import Action


def offered(action: Action, post: Post) -> Card:
    """Confirm an offer."""
    return Card(
        "Offered", (Text(f"I ask {post.name} whether they take over {action.name}. Until then it stays yours."),)
    )


def offer_card(action: Action, offer: Handover, post: Post, giver: str) -> Card:
    """Ask whether somebody takes an action over."""
    rows = [("Theme", action.theme), ("Due", spoken(action.due_on) if action.due_on else action.due_text)]
    rows.append(("Measure of success", action.success_measure))
    body: list[Element] = [Text(f"{giver} asks whether {post.name} takes this over: {action.name}")]
    if offer.reason:
        body.append(Text(f"“{offer.reason}”"))
    body.append(Facts(tuple((label, value) for label, value in rows if value)))
    body.append(offer_buttons(offer, action))
    body.append(Buttons((Button("Look at it first", presses.ACTION_PRESS, str(action.id)),)))
    return Card("An action is offered to you", tuple(body))


def taken_over(action: Action) -> Card:
    """Confirm that an action was taken over."""
    return Card(
        "It is yours now, thank you",
        (Text(action.name), Buttons((Button("Open it", presses.ACTION_PRESS, str(action.id)),))),
    )


def declined(action: Action) -> Card:
    """Confirm that an action was declined."""
    return Card("Declined", (Text(f"{action.name} stays where it is. Whoever offered it is told."),))


def settled(action: Action, offer: Handover, post: Post, by: str) -> Card | None:
    """Tell how a hand-over ended; None for one that was withdrawn."""
    who = f" ({by})" if by else ""
    match offer.state:
        case HandoverState.ACCEPTED:
            return Card("An action was handed over", (Text(f"{post.name}{who} has taken over {action.name}."),))
        case HandoverState.DECLINED:
            said = f"{post.name}{who} did not take over {action.name}, so it stays where it was."
            return Card("An action was not taken over", (Text(said), Buttons((_open(action),))))
        case HandoverState.OFFERED | HandoverState.WITHDRAWN:
            return None


def not_for_you() -> Card:
    """Refuse an answer to somebody else's offer."""
    return Card(
        "This is not for you to answer",
        (Text("Only holders and deputies of the post that it was offered to can answer. Nothing was changed."),),
    )


def settled_before(offer: Handover) -> Card:
    """Say that an offer was answered already."""
    ends = {
        HandoverState.ACCEPTED: "It was accepted already.",
        HandoverState.DECLINED: "It was declined already.",
        HandoverState.WITHDRAWN: "It was offered to somebody else meanwhile.",
    }
    return Card("That is settled", (Text(f"{ends.get(offer.state, '')} Nothing was changed.".strip()),))


def went_elsewhere(action: Action) -> Card:
    """Say that an offer no longer counts, because its action has another owner by now."""
    said = f"{action.name} was given to another owner after it was offered to you, so the offer no longer counts."
    return Card("That offer is no longer open", (Text(said), Buttons((_open(action),))))


def no_other_post() -> Card:
    """Say that there is nobody to hand over to."""
    return Card("There is no other post", (Text("The institutional lead can add one. Nothing was changed."),))


def _open(action: Action) -> Button:
    return Button("Open it", presses.ACTION_PRESS, str(action.id))
