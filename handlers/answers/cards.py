"""What people read when they have asked something."""

from collections.abc import Sequence
from datetime import date

from handlers.answers.entries import Entry
from handlers.answers.freshness import shown
from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Link, Text, Tone
from handlers.dates import spoken

CHOOSE_PRESS = "answers.choose"
HAND_OVER_PRESS = "answers.hand-over"

NO_ANSWER = "I have no approved answer to that. Rather than guess, I leave it to a person."


def answer(entry: Entry, today: date) -> Card:
    """Give an approved answer with its sources, its date and its owner."""
    found = shown(entry, today)
    body: list[Element] = [Text(paragraph) for paragraph in found.paragraphs]
    if found.warning:
        body.insert(0, Text(found.warning, Tone.WARNING))
    body.extend(
        Link(source.name, source.url) if source.url else Text(f"Source: {source.name}", Tone.QUIET)
        for source in entry.sources
    )
    checked = max(source.checked for source in entry.sources)
    footer = f"Checked {spoken(checked)}. Looked after by: {entry.owner}. Next review {spoken(entry.review_by)}."
    return Card(entry.title, tuple(body), footer)


def choose(entries: Sequence[Entry]) -> Card:
    """Offer up to three entries."""
    buttons = tuple(Button(entry.title, CHOOSE_PRESS, entry.id) for entry in entries)
    return Card("Which of these do you mean?", (Buttons(buttons),))


def no_answer(enquiry_id: int, helper: str, signpost: str = "") -> Card:
    """Say that there is no approved answer, who does help where that is known, and offer to pass the question on."""
    return Card(
        "I have no approved answer to that",
        (
            Text(signpost or "Rather than guess, I leave it to a person."),
            Text(
                f"If it is about funds, registration or the action plan, {helper} can help. "
                "Shall I pass your question on, with your name?"
            ),
            Buttons((Button("Pass it on", HAND_OVER_PRESS, str(enquiry_id), ButtonStyle.PRIMARY),)),
        ),
        footer="I know about development funds, professional registration and the Technician Commitment.",
    )


def urgent_card(text: str) -> Card:
    """Say what cannot wait."""
    return Card("This needs a person, now", (Text(text, Tone.STRONG),))


def only_the_asker() -> Card:
    """Refuse to pass on somebody else's question."""
    return Card("That is somebody else's question", (Text("Only the person who asked it can have it passed on."),))


def nothing_asked() -> Card:
    """Answer an empty question."""
    return Card(
        "What would you like to know?",
        (Text("Ask in your own words, for example: will you pay my registration fee?"),),
    )


def too_long(length: int, longest: int) -> Card:
    """Answer a question that nobody could answer in one card."""
    return Card(
        "That is too long for me",
        (
            Text(f"Your message has {length:,} characters; I read questions of up to {longest:,}."),
            Text("Please ask the one thing that matters most, in a sentence or two."),
        ),
    )


def handed_over(helper: str) -> Card:
    """Confirm that a question was passed on."""
    return Card("Passed on", (Text(f"{helper} gets your question, in working hours, and will come back to you."),))


def nobody_to_help() -> Card:
    """Say that there is nobody in the post that would help."""
    return Card(
        "Nobody holds that post at the moment",
        (Text("So I cannot pass your question on today. I keep it for 30 days: press the button again later."),),
    )


def enquiry_for_lead(question: str, asked_by: str) -> Card:
    """Bring a question to the person who can help."""
    return Card(
        f"A question from {asked_by}",
        (
            Text(question),
            Text("I had no approved answer, so I said that you would help. Please reply to them directly.", Tone.QUIET),
        ),
    )
