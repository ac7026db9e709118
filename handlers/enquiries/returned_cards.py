"""What the person who asked reads of what became of their question, to them alone."""

from collections.abc import Sequence

from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Leads, Link, Text, Tone
from handlers.enquiries import names
from handlers.enquiries.asking_cards import withdraw_button
from handlers.enquiries.model import Enquiry, EnquiryState, Helped
from handlers.phrases import shortened

_REMINDER = 300
"""Characters of their own question that somebody is shown again."""


def answer(enquiry: Enquiry) -> Card:
    """Bring an answer, with the post that gave it, and ask whether it helped."""
    body: list[Element] = [_asked(enquiry)]
    if enquiry.state is EnquiryState.NOT_OURS:
        title = "Who helps with your question"
        body.append(Text(f"{by(enquiry)} says that this is not theirs, and who does help:"))
    else:
        title = "An answer to your question"
    body += (Text(enquiry.answer), *_sources(enquiry))
    if enquiry.state is EnquiryState.ANSWERED:
        body.append(Text(f"From: {by(enquiry)}", Tone.QUIET))
    if enquiry.helped is Helped.UNSAID:
        body.append(Buttons(_helped_buttons(enquiry)))
    return Card(title, tuple(body), "Said to you by a person; not one of the approved answers.")


def by(enquiry: Enquiry) -> str:
    """The post that answered, with whoever did so."""
    return f"{enquiry.answered_for} ({enquiry.answered_by})" if enquiry.answered_for else enquiry.answered_by


def _asked(enquiry: Enquiry) -> Element:
    return Text(f"You asked: “{shortened(enquiry.question, _REMINDER)}”", Tone.QUIET)


def _sources(enquiry: Enquiry) -> Sequence[Element]:
    if enquiry.source_url:
        return [Link(enquiry.source or enquiry.source_url, enquiry.source_url)]
    return [Text(f"Source: {enquiry.source}", Tone.QUIET)] if enquiry.source else []


def _helped_buttons(enquiry: Enquiry) -> tuple[Button, ...]:
    value = str(enquiry.id)
    return (
        Button("That helped", names.HELPED_PRESS, value, ButtonStyle.PRIMARY),
        Button("Not quite", names.MISSING_PRESS, value, leads=Leads.FORM),
    )


def moved(enquiry: Enquiry, post: str) -> Card:
    """Tell that another post has the question now."""
    said = f"It was passed on to {post}, whose matter it is. The answer still comes to you alone."
    buttons = Buttons((withdraw_button(enquiry.id),))
    return Card("Your question has moved on", (_asked(enquiry), Text(said), buttons))


def late(enquiry: Enquiry, post: str) -> Card:
    """Tell that it takes long, and who has it besides now."""
    said = f"{post or 'The post'} has not answered yet, so I have asked the institutional lead as well. I am sorry."
    buttons = Buttons((withdraw_button(enquiry.id),))
    return Card("Your question still waits", (_asked(enquiry), Text(said), buttons))


def glad() -> Card:
    """Thank for saying that it helped."""
    return Card("Good to know, thank you", (Text("It stays under “my questions” for 30 days."),))


def asked_again(helper: str) -> Card:
    """Confirm that what is missing was passed on."""
    said = f"{helper} gets it, with what you asked before. The answer comes to you in our direct chat."
    return Card("I have asked again", (Text(said), Buttons((Button("My questions", names.MINE_PRESS),))))


def would_go_elsewhere(helper: str) -> Card:
    """Say that it would go to others than those who were named."""
    return Card("It would go to somebody else now", (Text(f"To {helper}. Press “Not quite” again if that is right."),))
