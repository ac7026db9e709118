"""What the two guides' results have in common on a card."""

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.answers.cards import CHOOSE_PRESS
from handlers.answers.entries import Entry, Source
from handlers.cards import Button, Buttons, ButtonStyle, Element, Leads, Link, Text, Tone
from handlers.dates import spoken
from handlers.guides.rules import Rulebook


def cited(sources: Iterable[Source]) -> list[Element]:
    """The sources, as links where they have a page."""
    return [Link(each.name, each.url) if each.url else Text(f"Source: {each.name}", Tone.QUIET) for each in sources]


def late(book: Rulebook, today: date) -> list[Element]:
    """A warning where the rules have not been looked at in time."""
    if today <= book.review_by:
        return []
    due = f"These rules were due for review by {spoken(book.review_by)}."
    return [Text(f"{due} Please confirm amounts and dates before you rely on them.", Tone.WARNING)]


def onwards(press: str, value: str, reading: Sequence[Entry]) -> Buttons:
    """The buttons below a result: what to read, and back to the form."""
    read = tuple(Button(entry.title, CHOOSE_PRESS, entry.id) for entry in reading)
    change = Button("Change my answers", press, value, leads=Leads.FORM)
    return Buttons((*read, change))


def footer(book: Rulebook) -> str:
    """How old the rules are, and what became of the answers."""
    checked = f"Rules checked {spoken(book.checked)}, next review {spoken(book.review_by)}."
    return f"{checked} Nothing that you filled in is kept."


def nobody_to_ask() -> str:
    """Say that there is nobody to send people to."""
    return "Nobody holds a post here at the moment that could tell you more. Your line manager may know who decides."


def start(label: str, press: str) -> Buttons:
    """The button that opens a guide's form."""
    return Buttons((Button(label, press, style=ButtonStyle.PRIMARY, leads=Leads.FORM),))
