"""What those read who are asked: a question that came to their post, and what became of it."""

from collections.abc import Sequence

from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Text, Tone
from handlers.dates import spoken
from handlers.enquiries import names
from handlers.enquiries.desk import Desk, Waiting
from handlers.enquiries.model import Enquiry, EnquiryState
from handlers.phrases import counted, joined

_PROMISE = "I had no approved answer, so I said that you would help. Your answer goes to them alone, through me."
_IN_CHAT = "Type “questions” to me in chat to answer it, and to see all that wait for you."


def question(waiting: Waiting, desk: Desk, nearest: str = "") -> Card:
    """Bring a question to somebody who can help; `nearest` is the title of the entry that came nearest."""
    enquiry, asker = waiting.enquiry, waiting.asker
    title = f"A question from {asker.name}"
    body: list[Element] = []
    if waiting.overdue:
        title = f"Still waiting: a question from {asker.name}"
        body.append(Text(f"It has waited for {counted(waiting.days, 'working day')}.", Tone.WARNING))
    body.append(Text(f"“{enquiry.question}”"))
    body += note(enquiry)
    asked_on = spoken(desk.calendar.day(enquiry.asked_at))
    rows = (("Asked on", asked_on), ("Unit", asker.unit), ("Handed to", waiting.post), ("Nearest answer", nearest))
    body.append(Facts(tuple((label, value) for label, value in rows if value)))
    body += (Text(_PROMISE, Tone.QUIET), Buttons(ways(enquiry)))
    return Card(title, tuple(body), _IN_CHAT)


def note(enquiry: Enquiry) -> tuple[Element, ...]:
    """What was said beside the question: an earlier answer and what it lacks, or a word of whoever passed it on."""
    if enquiry.answer:
        before = f"{enquiry.answered_for} answered before: “{enquiry.answer}”"
        return Text(before, Tone.QUIET), Text(f"Added since: “{enquiry.note}”")
    return (Text(f"Added when it was passed on: “{enquiry.note}”"),) if enquiry.note else ()


def ways(enquiry: Enquiry) -> tuple[Button, ...]:
    """What can be done with a question."""
    value = str(enquiry.id)
    return (
        Button("Answer", names.ANSWER_PRESS, value, ButtonStyle.PRIMARY, Leads.FORM),
        Button("Not ours", names.NOT_OURS_PRESS, value, leads=Leads.FORM),
        Button("Pass it on", names.MOVE_PRESS, value, leads=Leads.FORM),
    )


def sent(askers: Sequence[str], keep: Enquiry | None) -> Card:
    """Confirm that an answer is on its way; with `keep`, offer to make an entry of it."""
    body: list[Element] = [Text(f"{joined(list(askers))} will get it in a direct message, in working hours.")]
    buttons = [Button("What else waits", names.QUEUE_PRESS)]
    if keep is not None:
        body.append(
            Text(
                "You wanted to offer it as an entry, so that everybody who asks this gets it. "
                "It comes into use once a second person has looked at it."
            )
        )
        to_keep = Button("Write the entry", names.KEEP_PRESS, str(keep.id), ButtonStyle.PRIMARY, Leads.FORM)
        buttons.insert(0, to_keep)
    return Card("Thank you, your answer is sent", (*body, Buttons(tuple(buttons))))


def not_ours(asker: str) -> Card:
    """Confirm that a question was said to be somebody else's matter."""
    said = (
        f"I tell {asker} who does help. Once a second person agrees, the next who asks this is told so at once; it "
        "stands under “knowledge” until then."
    )
    return Card("Thank you", (Text(said), Buttons((Button("What else waits", names.QUEUE_PRESS),))))


def moved(post: str) -> Card:
    """Confirm that a question went to another post."""
    said = f"{post} has the question now, and whoever asked it is told."
    return Card("Passed on", (Text(said), Buttons((Button("What else waits", names.QUEUE_PRESS),))))


def not_for_you(written: str = "") -> Card:
    """Refuse a question that was handed to others, and give back what was `written`, so that it is not lost."""
    said = "It was handed to another post, or is settled. Type “questions” to see what waits for you."
    return Card("This question is not yours to answer", (Text(said), *_given_back(written)))


def settled_before(enquiry: Enquiry, written: str = "") -> Card:
    """Say what became of a question meanwhile, and give back what was `written`, so that it is not lost."""
    said = {
        EnquiryState.KEPT: "It was not passed on.",
        EnquiryState.OPEN: "It was handed to another post meanwhile.",
        EnquiryState.ANSWERED: f"{enquiry.answered_by} ({enquiry.answered_for}) answered it meanwhile.",
        EnquiryState.NOT_OURS: f"{enquiry.answered_by} ({enquiry.answered_for}) said meanwhile that it is not theirs.",
        EnquiryState.WITHDRAWN: "Whoever asked it has taken it back.",
    }[enquiry.state]
    return Card("That question is settled", (Text(f"{said} Nothing was sent."), *_given_back(written)))


def _given_back(written: str) -> tuple[Element, ...]:
    return (Text("This is what you wrote:", Tone.QUIET), Text(written)) if written else ()


def nobody_else() -> Card:
    """Say that there is no other post with somebody in it."""
    return Card("There is no other post", (Text("Nobody else holds one who could answer this. It stays with you."),))
