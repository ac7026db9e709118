"""What people read when a post is handed over."""

from datetime import date, timedelta

from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Text, Tone
from handlers.dates import spoken
from handlers.people.handovers import Handover, HandoverState
from handlers.people.model import Person, Post
from handlers.posts import names

_DAY = timedelta(days=1)


def offered(post: Post, to: Person, last_day: date) -> Card:
    """Confirm an offer."""
    return Card(
        f"“{post.name}” is offered to {to.name}",
        (
            Text(f"If they accept, they hold it from {spoken(last_day + _DAY)} on. Until then nothing changes."),
            Buttons((Button("Show the post", names.SHOW_PRESS, str(post.id)),)),
        ),
    )


def offer(handover: Handover, post: Post, giver: str, actions: int) -> Card:
    """Ask somebody to take a post; `giver` is empty where it is vacant."""
    day = spoken(handover.last_day + _DAY) if handover.last_day else "tomorrow"
    owned = {0: "It owns no open action.", 1: "It owns one open action."}.get(
        actions, f"It owns {actions} open actions."
    )
    body: list[Element] = [
        Text(
            f"{giver} offers it to you, from {day} on. {owned}"
            if giver
            else f"It is vacant, and yours from {day} on. {owned}"
        )
    ]
    if handover.reason:
        body.append(Text(f"A word to you: {handover.reason}"))
    value = str(handover.id)
    body.append(
        Buttons(
            (
                Button("Accept", names.ACCEPT_PRESS, value, ButtonStyle.PRIMARY),
                Button("Decline", names.DECLINE_PRESS, value, confirm="Whoever offered it is told that you declined."),
            )
        )
    )
    body.append(Text("Nothing changes until you accept. You then get all there is to know about it.", Tone.QUIET))
    return Card(f"Will you take the post “{post.name}”?", tuple(body))


def accepted(post: Post, first_day: date) -> Card:
    """Confirm that somebody takes a post."""
    return Card(
        f"“{post.name}” is yours from {spoken(first_day)} on",
        (
            Text("Thank you. Everybody concerned is told, and what there is to know about it comes to you here."),
            Buttons((Button("Get the pack as a file", names.PACK_PRESS, str(post.id)),)),
        ),
    )


def declined(post: Post | None) -> Card:
    """Confirm that somebody does not take a post."""
    name = f"“{post.name}”" if post else "the post"
    return Card(f"You declined {name}", (Text("Nothing has changed, and whoever offered it is told."),))


def withdrawn(*, done: bool) -> Card:
    """Confirm that an offer was taken back, or say that it was answered before."""
    if not done:
        return Card("That offer is settled already", (Text("Nothing was changed."),))
    return Card("The offer is taken back", (Text("Nothing has changed. It can no longer be accepted."),))


def settled(handover: Handover, post: Post, to: Person, first_day: date | None) -> Card | None:
    """Say to the others what somebody answered."""
    show = Buttons((Button("Show the post", names.SHOW_PRESS, str(post.id)),))
    match handover.state:
        case HandoverState.ACCEPTED:
            day = f" from {spoken(first_day)} on" if first_day else ""
            return Card(f"{to.name} takes the post “{post.name}”", (Text(f"They hold it{day}."), show))
        case HandoverState.DECLINED:
            said = "Nothing has changed. It can be offered to somebody else."
            return Card(f"{to.name} declined the post “{post.name}”", (Text(said), show))
        case HandoverState.OFFERED | HandoverState.WITHDRAWN:
            return None


def answered(state: HandoverState) -> Card:
    """Say that an offer was settled before."""
    match state:
        case HandoverState.ACCEPTED:
            return Card("You accepted this already", (Text("The post is yours; nothing more was changed."),))
        case HandoverState.DECLINED:
            return Card("You declined this already", (Text("If that was a mistake, ask for it to be offered again."),))
        case HandoverState.OFFERED | HandoverState.WITHDRAWN:
            return no_longer(None)


def for_somebody_else() -> Card:
    """Refuse an answer by somebody to whom the post was not offered."""
    return Card("That offer is for somebody else", (Text("Only they can answer it. Nothing was changed."),))


def no_longer(post: Post | None) -> Card:
    """Say that an offer is no longer there."""
    name = f"“{post.name}”" if post else "The post"
    return Card("That offer is no longer open", (Text(f"{name} is not offered to you any more. Nothing was changed."),))
