"""What people read of the institution's own values."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from handlers.answers.values import ValueKind
from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Text, Tone
from handlers.dates import spoken
from handlers.forms import Form, FormValues, refilled
from handlers.knowledge import names
from handlers.knowledge.model import VALUES, Version
from handlers.knowledge.own import written_in
from handlers.knowledge.shelf import Shelf


def values_card(shelf: Shelf, mine: Sequence[tuple[str, Sequence[object]]], waiting: Version | None) -> Card:
    """All values by group, what is set and what is not, and the forms that this person may open."""
    values = shelf.values
    body: list[Element] = [Text("Set once, and shown in every answer that needs them, with who set them and when.")]
    if waiting is not None:
        body.append(Text(f"{waiting.by} has proposed values that wait for a second person.", Tone.WARNING))
        body.append(Buttons((_look(waiting),)))
    elif VALUES in shelf.waiting:
        body.append(Text("What you have proposed waits for a second person.", Tone.WARNING))
        body.append(Buttons((_look(shelf.waiting[VALUES]),)))
    if not values.in_date(shelf.today):
        body.append(Text("Their check is late, so none of them is shown to people.", Tone.WARNING))
    for group, kinds in groupby(shelf.base.values.values(), key=lambda kind: kind.group):
        body += [Text(group.capitalize(), Tone.STRONG), Facts(tuple(_row(shelf, kind) for kind in kinds))]
    body.append(Buttons(tuple(_forms(mine))))
    checked = f"To be checked again by {spoken(values.review_by)}." if values.review_by else "Nothing is set yet."
    return Card("Our own values", tuple(body), checked)


def _row(shelf: Shelf, kind: ValueKind) -> tuple[str, str]:
    value = shelf.values.get(kind.id)
    if value is None:
        return kind.label, "not set"
    passed = " (this day has passed)" if value.until is not None and value.until < shelf.today else ""
    return kind.label, f"{value.text}{passed}"


def _forms(mine: Sequence[tuple[str, Sequence[object]]]) -> list[Button]:
    found = []
    for group, pages in mine:
        for number in range(1, len(pages) + 1):
            label = f"Set: {group}" + (f" ({number} of {len(pages)})" if len(pages) > 1 else "")
            found.append(Button(label, names.SET_PRESS, f"{number}.{group}", leads=Leads.FORM))
    return found


def _look(version: Version) -> Button:
    return Button("Show the proposal", names.PROPOSAL_PRESS, str(version.id), ButtonStyle.PRIMARY)


def look_first(waiting: Version) -> Card:
    """Send somebody to a proposal of another person first."""
    told = f"{waiting.by} has proposed values that wait for a second person. Please look at those first."
    return Card("Somebody else has just changed the values", (Text(told), Buttons((_look(waiting),))))


def not_yours() -> Card:
    """Say who sets values."""
    told = "The lead sets them, and whoever holds the post of an entry that they are filled into."
    return Card("These values are not yours to set", (Text(told), Text("Nothing was changed.", Tone.QUIET)))


def nothing_changed() -> Card:
    """Say that a form came back as it went out."""
    return Card("Nothing is changed", (Text("The values stay as they are."),))


def with_news(form: Form, shelf: Shelf, typed: FormValues) -> Form:
    """The form once more with what was typed, and what stands now wherever that is something else."""
    written = written_in(shelf.waiting.get(VALUES) or shelf.in_use.get(VALUES), shelf.base)
    differ = [
        f"{field.label}: {written.get(field.key, {}).get('value') or 'not set'}"
        for field in form.sections[0].fields
        if typed.get(field.key, "").strip() != written.get(field.key, {}).get("value", "")
    ]
    note = "The values have changed since you opened this form, and nothing of yours is saved yet. They are now:\n"
    return refilled(replace(form, intro=note + "\n".join(differ) + "\nBelow is what you wrote."), typed)
