"""What people read of the fund walk-through."""

from collections.abc import Sequence
from datetime import date

from handlers.answers.cards import at_institution
from handlers.answers.entries import Entry
from handlers.answers.values import Values
from handlers.cards import Bullets, Card, Element, Text, Tone
from handlers.guides.fund import FundAnswer
from handlers.guides.presses import FUND_PRESS
from handlers.guides.result_parts import cited, footer, late, nobody_to_ask, onwards, start
from handlers.guides.rules import FundRules
from handlers.phrases import joined

_SAY = "Say what it is, what it costs, when it is, and what you and your team will bring back."


def offer() -> Card:
    """Lead to the form: not every surface opens one from typed words."""
    return Card(
        "Money for your development",
        (
            Text("Tell me what it is for, and I say what holds: who may ask, how much, until when, and how to ask."),
            Text("Four short questions. Nothing that you fill in is kept.", Tone.QUIET),
            start("Begin", FUND_PRESS),
        ),
    )


def result(
    rules: FundRules,
    found: FundAnswer,
    values: Values,
    whom: str,
    reading: Sequence[Entry],
    value: str,
    today: date,
) -> Card:
    """Say what holds. `whom` is who can be asked, if anybody; `value` leads back to the form as filled in."""
    name = values.get("fund-name")
    body: list[Element] = [Text(f"You said: {'; '.join(found.said)}.", Tone.QUIET), *late(rules.book, today)]
    body += [Text(remark, Tone.WARNING) for remark in found.remarks]
    if found.here:
        body.append(Text(f"Here: {name.text}" if name else "Here", Tone.STRONG))
        body += at_institution(found.here, values)
    if found.missing:
        tells = f" {whom} can tell you." if whom else ""
        body.append(Text(f"What I do not know of your institution: {joined(found.missing)}.{tells}"))
    body += [Text("In general", Tone.STRONG), *(Text(each.text) for each in found.usual)]
    if found.elsewhere:
        body += [Text("Elsewhere", Tone.STRONG), Bullets(tuple(each.text for each in found.elsewhere))]
    if found.instead:
        body += [Text("Other money", Tone.STRONG), Bullets(tuple(each.text for each in found.instead))]
    body += [
        Text("How to ask", Tone.STRONG),
        Text(f"{f'Ask {whom}.' if whom else nobody_to_ask()} {_SAY}"),
        *cited(found.sources),
        onwards(FUND_PRESS, value, reading),
    ]
    return Card("What holds for you", tuple(body), footer(rules.book))
