"""The few things that only the Slack surface has to say itself."""

from handlers.cards import Card, Text


def form_did_not_open() -> Card:
    """Own up to a form that Slack did not open."""
    return Card("The form did not open", (Text("That took longer than Slack waits. Please press the button again."),))


def could_not_answer() -> Card:
    """Own up to an answer that could not be shown."""
    return Card("I could not show you the answer", (Text("Something went wrong on my side. Please try again."),))


def sent_directly(name: str) -> Card:
    """Say where a file went."""
    return Card("Sent to you directly", (Text(f"You find “{name}” in your messages with me."),))


UNREADABLE = "I could not read that. Please try again."
TROUBLE = "Something went wrong on my side, and nothing was saved. Please try again in a minute."
FORM_TROUBLE = "Something went wrong on my side, and nothing was saved. Your text is still here: please send it again."
