"""What the person who asks reads: the offer to ask somebody, and what became of it."""

from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Leads, Text, Tone
from handlers.enquiries import names
from handlers.enquiries.model import Enquiry, EnquiryState
from handlers.enquiries.offering import Offer

_TAKE_BACK = "Take your question back? I delete it and ask nobody any more. Whoever has it may have read it already."


def shall_i_ask(offered: Offer, asker: str) -> tuple[Element, ...]:
    """Say who can help, what they would be told, and offer to ask them: the end of an “I do not know” card.

    `asker` is the name that goes with the question.
    """
    value = str(offered.enquiry.id)
    if not offered.helper:
        said = "At the moment nobody holds a post that could help. I keep your question for 30 days: try again later."
        return Text(said), Buttons((Button("Ask somebody", names.ASK_PRESS, value),))
    ask = Button("Ask them", names.ASK_PRESS, value, ButtonStyle.PRIMARY)
    reword = Button("Change it first", names.REWORD_PRESS, value, leads=Leads.FORM)
    return (
        Text(f"With funds, registration and the action plan {offered.helper} can help. Shall I ask them for you?"),
        Text(consent(asker, leads=offered.leads), Tone.QUIET),
        Buttons((ask, reword)),
    )


def consent(asker: str, *, leads: bool) -> str:
    """Say what is passed on, and who else may come to read it; `leads` where it goes to the institutional lead."""
    after = "the deputy too" if leads else "the deputy too, and then the institutional lead"
    return (
        f"Whoever holds or deputises for that post can read your question word for word, with your name ({asker}), and "
        "may pass it on to another post. Any of them who is not in chat may get it by e-mail. If nobody answers within "
        f"three working days, I ask {after}. The answer comes to you alone."
    )


def somebody_else_now(offered: Offer, asker: str) -> Card:
    """Ask again, because it would go to others than those who were named."""
    return Card("It would go to somebody else now", shall_i_ask(offered, asker))


def asked(enquiry_id: int, helper: str) -> Card:
    """Confirm that a question was passed on."""
    return Card(
        "I have asked",
        (
            Text(f"{helper} gets your question in working hours. The answer comes to you in our direct chat."),
            Buttons((withdraw_button(enquiry_id), Button("My questions", names.MINE_PRESS))),
        ),
    )


def withdraw_button(enquiry_id: int) -> Button:
    """Takes a question back."""
    return Button("Withdraw it", names.WITHDRAW_PRESS, str(enquiry_id), ButtonStyle.DANGER, confirm=_TAKE_BACK)


def only_the_asker() -> Card:
    """Refuse what only the person who asked may do."""
    return Card("That is somebody else's question", (Text("Only the person who asked it can do that."),))


def nobody_to_help() -> Card:
    """Say that there is nobody in a post that would help."""
    said = "So I cannot pass your question on today. I keep it for 30 days: press the button again later."
    return Card("Nobody holds a post that could help", (Text(said),))


def asked_before(enquiry: Enquiry) -> Card:
    """Say where a question stands that cannot be passed on or taken back (any more)."""
    said = {
        EnquiryState.KEPT: "It was not passed on, so there is nothing to take back.",
        EnquiryState.OPEN: "It was passed on already, and waits for an answer.",
        EnquiryState.ANSWERED: "It was answered already.",
        EnquiryState.NOT_OURS: "It was answered already.",
        EnquiryState.WITHDRAWN: "You have taken it back.",
    }
    buttons = Buttons((Button("My questions", names.MINE_PRESS),))
    return Card("That question is dealt with", (Text(said[enquiry.state]), buttons))


def withdrawn() -> Card:
    """Confirm that a question was taken back."""
    return Card("Taken back", (Text("I have deleted your question, and nobody is asked any more."),))
