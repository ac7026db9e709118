"""What people press under an answer, the forms that ask why, and what they and the keepers of the entry read then."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handlers.answers.entries import Entry
from handlers.answers.whom import Whom
from handlers.cards import Bullets, Button, Buttons, Card, Element, Leads, Text, Tone
from handlers.forms import Field, Form, Option, Section, SeveralField, TextField, fresh_nonce
from handlers.knowledge.names import SHOW_PRESS
from handlers.phrases import counted

HELPFUL_PRESS: Final = "answers.helpful"
NOT_HELPFUL_PRESS: Final = "answers.not-helpful"
FLAG_PRESS: Final = "answers.flag"
ASK_PERSON_PRESS: Final = "answers.ask-person"
REASON: Final = "reason"
ASK: Final = "ask"
YES: Final = "yes"
LONGEST_REASON: Final = 500
_NOBODY_KNOWS = "I do not keep who said so, and take names and addresses out of what you write."
_MOST_REASONS: Final = 5
_VACANT: Final = "nobody holds a post that could put it right"


def feedback(entry_id: str, nonce: str) -> Buttons:
    """The three presses under an answer; `nonce` tells this answer from every other, see `entry_in`."""
    value = f"{entry_id} {nonce}"
    return Buttons(
        (
            Button("Helpful", HELPFUL_PRESS, value),
            Button("Not helpful", NOT_HELPFUL_PRESS, value, leads=Leads.FORM),
            Button("Is this wrong?", FLAG_PRESS, value, leads=Leads.FORM),
        )
    )


def entry_in(value: str) -> str:
    """The id of the entry that such a press is about."""
    return value.partition(" ")[0]


def not_helpful_form(entry: Entry, value: str) -> Form:
    """Ask what was missing; `value` is that of the press."""
    label = "What did you need instead? (optional)"
    hint = "I show you who it would be, and what they would read. They are asked once you say so."
    ask = SeveralField(ASK, "Ask a person", (Option(YES, "Offer to ask somebody who can help"),), hint)
    return _form(NOT_HELPFUL_PRESS, "Not helpful", entry, value, label, _NOBODY_KNOWS, ask)


def flag_form(entry: Entry, whom: Whom, value: str) -> Form:
    """Ask what is wrong with an answer that `whom` looks after; `value` is that of the press."""
    asked = f"I ask {whom.people} to look at this answer" if whom.people else f"For now I only note it: {_VACANT}"
    intro = f"{asked}. {_NOBODY_KNOWS}"
    return _form(FLAG_PRESS, "Is this wrong?", entry, value, "What is wrong or out of date? (optional)", intro)


def _form(name: str, title: str, entry: Entry, value: str, label: str, intro: str, *more: Field) -> Form:
    field = TextField(REASON, label, multiline=True, max_length=LONGEST_REASON)
    return Form(name, title, (Section(entry.title, (field, *more)),), fresh_nonce(), intro, value)


def with_thanks(card: Card, onwards: tuple[Element, ...] = ()) -> Card:
    """The answer with a word of thanks in the place of the presses; `onwards` is what can be done next."""
    return replace(card, body=(*card.body, Text("Thank you, noted.", Tone.QUIET), *onwards))


def thanked(onwards: tuple[Element, ...] = ()) -> Card:
    """The same as a message of its own, where the answer stays as it is for the others."""
    return Card("Thank you, noted", (Text("Ask me again in other words if you like."), *onwards))


def ask_person_button(entry: Entry) -> Buttons:
    """Leads from an answer that did not help to a person."""
    return Buttons((Button("Ask a person", ASK_PERSON_PRESS, entry.id),))


def ask_about(entry: Entry, offered: tuple[Element, ...]) -> Card:
    """Offer to ask a person, where the answer is not in sight."""
    return Card(f"Ask a person: {entry.title}", offered)


def would_pass_on(question: str, offered: tuple[Element, ...]) -> tuple[Element, ...]:
    """Show what would be passed on, above the offer."""
    return Text(f"I would pass on: “{question}”"), *offered


def flagged(entry: Entry, whom: Whom) -> Card:
    """Say what happens with a flag."""
    said = f"I have noted it. I can ask nobody to look, as {_VACANT}."
    if whom.people:
        said = f"I have asked {whom.people} to look at this answer. I did not say who noticed."
    other = Text("If you need the right answer before that, I can ask somebody for you.")
    return Card("Thank you for telling me", (Text(said), other, ask_person_button(entry)))


def please_look(entry: Entry, flags: int, reasons: Sequence[str]) -> Card:
    """Ask the keeper of an entry to look at it; `reasons` are in people's own words."""
    said = f"{counted(flags, 'colleague')} {'thinks' if flags == 1 else 'think'} that something in it is wrong or old."
    body: list[Element] = [Text(said)]
    if reasons:
        body.append(Bullets(tuple(f"\u201c{reason}\u201d" for reason in reasons[:_MOST_REASONS])))
    body.append(Text("Once you verify or change the answer, this counts as dealt with.", Tone.QUIET))
    body.append(Buttons((Button("Open the entry", SHOW_PRESS, entry.id),)))
    return Card(f"Please look at: {entry.title}", tuple(body))
