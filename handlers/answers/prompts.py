"""Questions to try: under the welcome, and where nothing was asked."""

from collections.abc import Container
from typing import Final

from handlers.answers.cards import CHOOSE_PRESS
from handlers.cards import Button, Buttons, Element, Text, Tone

_MOST: Final = 3
# What is asked most, in the words of people; each with the entry that answers it, in the order of preference. A test
# asks them all, and looks whether the answer holds what was asked for.
SUGGESTED: Final = (
    ("Will you pay my registration fee?", "registration-fees-reimbursed"),
    ("How much can I get for a course?", "development-fund-amount"),
    ("What is RSciTech?", "rscitech"),
    ("What does RSci cost?", "registration-fees"),
    ("Who can apply to the development fund?", "development-fund-eligibility"),
    ("What is the Technician Commitment?", "technician-commitment-what"),
)


def prompts(known: Container[str]) -> tuple[Element, ...]:
    """Up to three questions as buttons, of those whose entry is known; nothing where none is."""
    some = [(label, entry_id) for label, entry_id in SUGGESTED if entry_id in known][:_MOST]
    if not some:
        return ()
    buttons = tuple(Button(label, CHOOSE_PRESS, entry_id) for label, entry_id in some)
    return Text("For example:", Tone.QUIET), Buttons(buttons)
