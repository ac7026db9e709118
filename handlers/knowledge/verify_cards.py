"""What people read when they look again at what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Divider, Element, Leads, Link, Text, Tone
from handlers.dates import spoken
from handlers.forms import OPTION_LABEL, Form, Option, Section, SeveralField, fresh_nonce
from handlers.knowledge import names
from handlers.knowledge.entry_form import NEXT_REVIEW
from handlers.knowledge.model import VALUES
from handlers.knowledge.shelf import Shelf
from handlers.phrases import counted, shortened

PAGE: Final = 6
"""Whole answers on one card: more is not read before it is pressed."""
HOLDS: Final = "holds"


@dataclass(frozen=True, slots=True)
class Due:
    """The subjects that a card shows, and a mark that is another once one of them has changed."""

    subjects: tuple[str, ...]
    mark: str


def due_card(shelf: Shelf, due: Due, everything: Sequence[str]) -> Card:
    """All that is to be looked at again, as people read it, with one button for all of it."""
    if not due.subjects:
        return nothing_due()
    body: list[Element] = [Text("Please read these as they stand. What still holds is good for another half year.")]
    for subject in due.subjects:
        body += [Divider(), *_told(shelf, subject)]
    count = len(due.subjects)
    label = "It still holds" if count == 1 else f"All {count} still hold"
    body += [Divider(), Buttons(_deciding(shelf, due, label))]
    left = len(everything) - count
    footer = f"{counted(left, 'more')} after {'this one' if count == 1 else 'these'}." if left > 0 else ""
    return Card(f"Due for review: {counted(len(everything) if left > 0 else count, 'answer')}", tuple(body), footer)


def _deciding(shelf: Shelf, due: Due, label: str) -> tuple[Button, ...]:
    until = spoken(shelf.today + NEXT_REVIEW)
    buttons = [
        Button(
            label,
            names.ALL_HOLD_PRESS,
            due.mark,
            ButtonStyle.PRIMARY,
            confirm=f"You have read them, and they can be relied on until {until}?",
        )
    ]
    if len(due.subjects) > 1:
        buttons.append(Button("Only some of them", names.SOME_HOLD_PRESS, leads=Leads.FORM))
    return tuple(buttons)


def _told(shelf: Shelf, subject: str) -> list[Element]:
    if subject == VALUES:
        values = shelf.values
        lines = tuple(f"{shelf.base.values[name].label}: {value.text}" for name, value in values.by_name.items())
        due = f"due {spoken(values.review_by)}" if values.review_by else "due"
        change = Button("Change them", names.VALUES_PRESS)
        return [Text(f"Our own values ({due})", Tone.STRONG), Bullets(lines), Buttons((change,))]
    entry = shelf.entries[subject]
    told: list[Element] = [Text(f"{entry.title} (due {spoken(entry.review_by)})", Tone.STRONG)]
    told += [Text(line) for line in (*entry.answer.splitlines(), *entry.current.splitlines()) if line.strip()]
    told += [Bullets(entry.local)] if entry.local else []
    told += [Link(source.name, source.url) if source.url else Text(source.name, Tone.QUIET) for source in entry.sources]
    return [*told, Buttons((Button("Edit", names.EDIT_PRESS, subject, leads=Leads.FORM),))]


def some_form(shelf: Shelf, due: Due, *, changed: bool = False) -> Form:
    """Ask which of them still hold."""
    options = tuple(Option(subject, shortened(_title(shelf, subject), OPTION_LABEL)) for subject in due.subjects)
    field = SeveralField(HOLDS, "Still right", options, "Tick what you have read and found right.")
    intro = "Something has changed since you opened this; nothing is saved yet. " if changed else ""
    until = spoken(shelf.today + NEXT_REVIEW)
    intro += f"What you tick is good until {until}. The rest stays on your list."
    return Form(names.SOME_HOLD_PRESS, "Which still hold?", (Section("", (field,)),), fresh_nonce(), intro, due.mark)


def _title(shelf: Shelf, subject: str) -> str:
    return "Our own values" if subject == VALUES else shelf.entries[subject].title


def verified(count: int, shelf: Shelf, due: Due, left: Sequence[str]) -> Card:
    """Say that they were verified, and show what comes next."""
    said = f"Thank you. {counted(count, 'answer is', 'answers are')} good until {spoken(shelf.today + NEXT_REVIEW)}."
    if not left:
        return Card("Verified", (Text(said), Text("Nothing else is due.", Tone.QUIET)))
    card = due_card(shelf, due, left)
    return Card(card.title, (Text(said), *card.body), card.footer)


def some_verified(shelf: Shelf, holding: Sequence[str], others: Sequence[str]) -> Card:
    """Say what was verified, and lead to editing what was not."""
    body: list[Element] = []
    if holding:
        body.append(Text(f"Good until {spoken(shelf.today + NEXT_REVIEW)}:"))
        body.append(Bullets(tuple(_title(shelf, subject) for subject in holding)))
    if others:
        body.append(Text("Still due; change them where they need it:"))
        body.append(Buttons(tuple(_edit(shelf, subject) for subject in others)))
    return Card("Verified" if holding else "Nothing is verified", tuple(body))


def _edit(shelf: Shelf, subject: str) -> Button:
    label = shortened(_title(shelf, subject), OPTION_LABEL)
    if subject == VALUES:
        return Button(label, names.VALUES_PRESS)
    return Button(label, names.EDIT_PRESS, subject, leads=Leads.FORM)


def changed_since(card: Card) -> Card:
    """A card once more, as what it shows is not what was shown."""
    note = "Something has changed since this was shown. Nothing was verified: please look again."
    return Card(card.title, (Text(note, Tone.WARNING), *card.body), card.footer)


def nothing_due() -> Card:
    """Say that there is nothing to look at."""
    told = "I write to you when something of yours is due. National answers are renewed with Bunsen itself."
    return Card("Nothing of yours is due", (Text(told),))
