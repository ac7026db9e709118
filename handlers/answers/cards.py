"""What people read when they have asked something."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from handlers.answers.entries import Entry
from handlers.answers.freshness import shown
from handlers.answers.values import NO_VALUES, Line, Value, Values
from handlers.answers.whom import Whom, by_name, vacancies
from handlers.cards import Button, Buttons, Card, Element, Link, Text, Tone
from handlers.dates import spoken

CHOOSE_PRESS = "answers.choose"
NONE_PRESS = "answers.none"

NO_ANSWER = "I have no approved answer to that. Rather than guess, I leave it to a person."


def answer(
    entry: Entry,
    today: date,
    values: Values = NO_VALUES,
    related: Sequence[Entry] = (),
    known: Mapping[str, Whom] = MappingProxyType({}),
) -> Card:
    """Give an approved answer with its sources, its date, buttons to the entries beside it, and whom to ask.

    `known` says whom to ask for a post, by its name; without it the post itself is named, whoever holds it.
    """
    whom = known.get(entry.owner) or by_name(entry.owner)
    found = shown(entry, today, values, whom)
    body: list[Element] = [Text(found.warning, Tone.WARNING)] if found.warning else []
    if found.local:
        # What holds here comes before what holds elsewhere: it is what people ask for.
        heading = "At an invented institution" if values.invented else "At your institution"
        body += [Text(heading, Tone.STRONG), *at_institution(found.local, values), Text("In general", Tone.STRONG)]
    body += [Text(paragraph) for paragraph in found.paragraphs]
    if found.asks:
        body.append(Text(found.asks))
    body += [Text(said) for said in vacancies("\n".join(found.paragraphs), known, entry.owner)]
    body += [_source(source.name, source.url) for source in entry.sources]
    if related:
        body.append(Buttons(tuple(Button(f"See also: {each.title}", CHOOSE_PRESS, each.id) for each in related)))
    checked = max(source.checked for source in entry.sources)
    footer = f"Checked {spoken(checked)}. {whom.looked_after} Next review {spoken(entry.review_by)}."
    return Card(entry.title, tuple(body), footer)


def at_institution(lines: Sequence[Line], values: Values) -> list[Element]:
    """The lines that hold at the institution, and who says so."""
    label = f"{values.whose}: " if values.invented else ""
    shown_: list[Element] = [
        Link(f"{label}{line.text}", line.url) if line.url else Text(f"{label}{line.text}") for line in lines
    ]
    said = dict.fromkeys((_said_by(value, values), value.source) for line in lines for value in line.values)
    return shown_ + [_source(name, url) for name, url in said]


def _said_by(value: Value, values: Values) -> str:
    if values.invented:
        return f"{values.whose} (invented, for trying Bunsen out)"
    who = f", set by {value.by}" if value.by else ""
    return f"{values.whose}{who}{f' on {spoken(value.on)}' if value.on else ''}"


def _source(name: str, url: str | None) -> Element:
    return Link(name, url) if url else Text(f"Source: {name}", Tone.QUIET)


def choose(entries: Sequence[Entry]) -> Card:
    """Offer up to three entries, and the way out."""
    buttons = tuple(Button(entry.title, CHOOSE_PRESS, entry.id) for entry in entries)
    title = "Which of these do you mean?" if len(entries) > 1 else "Do you mean this?"
    return Card(title, (Buttons((*buttons, Button("None of these" if buttons[1:] else "No", NONE_PRESS))),))


def no_answer(offer: tuple[Element, ...], signpost: str = "") -> Card:
    """Say that there is no approved answer, who does help where that is known; `offer` is to ask a person."""
    return Card(
        "I have no approved answer to that",
        (Text(signpost or "Rather than guess, I leave it to a person."), *offer),
        footer="I know about development funds, professional registration and the Technician Commitment.",
    )


def urgent_card(text: str) -> Card:
    """Say what cannot wait."""
    return Card("This needs a person, now", (Text(text, Tone.STRONG),))


def nothing_asked(suggested: tuple[Element, ...] = ()) -> Card:
    """Answer an empty question; `suggested` are some to try."""
    return Card("What would you like to know?", (Text("Ask me in your own words, in a sentence or two."), *suggested))


def in_english(said: str) -> Card:
    """Answer a question in another language; `said` is in that language."""
    return Card("In English, please", (Text(said),))


def too_many(most: int, again: str) -> Card:
    """Ask for patience; `again` is the time of day from which on the next question is answered."""
    return Card(
        "Let us take a short break",
        (
            Text(f"I answer up to {most} questions an hour for each person. From {again} I am here for you again."),
            Text("Everything else works as always: type \u201chelp\u201d to see it.", Tone.QUIET),
        ),
    )


def answered_directly() -> Card:
    """Say in a channel that the answer is in the asker's own chat, and nothing of it."""
    return Card("I have answered in our direct chat", (Text("That one is between the two of us."),))


def too_long(length: int, longest: int) -> Card:
    """Answer a question that nobody could answer in one card."""
    return Card(
        "That is too long for me",
        (
            Text(f"Your message has {length:,} characters; I read questions of up to {longest:,}."),
            Text("Please ask the one thing that matters most, in a sentence or two."),
        ),
    )
