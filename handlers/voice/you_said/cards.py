"""What people read of “you said, we did”."""

from typing import Final

from handlers.cards import Button, Buttons, ButtonStyle, Card, Facts, Leads, Text, Tone
from handlers.dates import spoken
from handlers.forms import Form, Section, TextField, fresh_nonce
from handlers.phrases import counted
from handlers.voice.events.model import LONGEST_DEED
from handlers.voice.you_said.model import Line, YouSaid

DRAFT_PRESS: Final = "voice.you-said.draft"
EDIT_PRESS: Final = "voice.you-said.edit"
SEND_PRESS: Final = "voice.you-said.send"
ASIDE_PRESS: Final = "voice.you-said.set-aside"
FORM: Final = "voice.you-said.edit"
_TITLE: Final = "You said, we did"


def told(said: YouSaid) -> Card:
    """What everybody who was asked reads."""
    when = f"As of {spoken(said.approved_at.date())}. " if said.approved_at else ""
    footer = f"{when}Something missing? Tell the institutional lead, or say it in the next survey."
    return Card(_TITLE, (Text("What you told us, and what came of it."), Facts(_rows(said))), footer)


def draft(said: YouSaid, audience: int) -> Card:
    """What the lead looks at before it goes out."""
    value = str(said.id)
    people = counted(audience, "person", "people")
    send = Button(
        "Send it",
        SEND_PRESS,
        value,
        ButtonStyle.PRIMARY,
        confirm=f"This goes to {people}: all technicians on your list. It cannot be taken back.",
    )
    edit = Button("Change the words", EDIT_PRESS, value, leads=Leads.FORM)
    aside = Button("Set it aside", ASIDE_PRESS, value)
    return Card(
        f"{_TITLE}: a draft",
        (
            Text(f"From points that led to actions. Nothing is sent until you say so; it would go to {people}."),
            Facts(_rows(said)),
            Buttons((send, edit, aside)),
        ),
        "Please look for anything by which somebody can be told.",
    )


def for_lead(latest: YouSaid | None) -> Card:
    """Where there is no draft: what was sent last, and how a draft is made."""
    make = Buttons((Button("Make a draft", DRAFT_PRESS, style=ButtonStyle.PRIMARY),))
    if latest is None or latest.approved_at is None:
        return Card(_TITLE, (Text("Nothing was sent yet. After each review I make a draft by myself."), make))
    sent = Text(f"Sent on {spoken(latest.approved_at.date())}, approved by {latest.approved_by}.", Tone.QUIET)
    return Card(_TITLE, (Facts(_rows(latest)), sent, make))


def nothing_to_tell() -> Card:
    """Say that there is nothing to draft from."""
    return Card(
        "Nothing to tell yet",
        (Text("A draft is made of points that led to actions. Link some first: type “voice events”."),),
    )


def nothing_sent() -> Card:
    """Answer somebody who asks before anything was sent."""
    return Card(_TITLE, (Text("Nothing is there yet. It comes after the next review."),))


def sent(audience: int) -> Card:
    """Confirm to the lead that it goes out."""
    people = counted(audience, "person", "people")
    return Card("It is on its way", (Text(f"It goes to {people}, each in their own working hours."),))


def set_aside() -> Card:
    """Confirm that a draft is laid aside."""
    return Card("Set aside", (Text("Nothing was sent. What stood in it comes back in the next draft."),))


def gone() -> Card:
    """Say that a draft was settled already."""
    return Card(
        "That draft is settled", (Text("It was sent or set aside already. “you said” shows where things are."),)
    )


def edit_form(said: YouSaid) -> Form:
    """Asks what was done, line by line."""
    fields = tuple(
        TextField(str(place), f"{place + 1}. We did", "", line.did, multiline=True, max_length=LONGEST_DEED)
        for place, line in enumerate(said.lines)
    )
    sections = tuple(
        Section(f"You said ({place + 1})", (field,), line.said)
        for place, (field, line) in enumerate(zip(fields, said.lines, strict=True))
    )
    intro = "Empty a field to leave that line out. Write no names."
    return Form(FORM, _TITLE, sections, fresh_nonce(), intro, str(said.id), "Keep it")


def _rows(said: YouSaid) -> tuple[tuple[str, str], ...]:
    return tuple((f"You said: {line.said}", f"We did: {line.did}") for line in said.lines)


def rewritten(lines: tuple[Line, ...], values: dict[str, str]) -> list[Line]:
    """The lines with what was typed; those that were emptied are left out."""
    return [
        Line(line.point_id, line.action_id, line.said, values[str(place)])
        for place, line in enumerate(lines)
        if values[str(place)]
    ]
