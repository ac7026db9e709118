"""What people read of the route finder."""

from collections.abc import Sequence
from datetime import date

from handlers.answers.cards import at_institution
from handlers.answers.entries import Entry
from handlers.answers.values import NO_VALUES, Values, filled
from handlers.cards import Card, Divider, Element, Facts, Text, Tone
from handlers.guides.presses import ROUTES_PRESS
from handlers.guides.result_parts import cited, footer, late, nobody_to_ask, onwards, start
from handlers.guides.routes import Found, Suggestion
from handlers.guides.rules import Paying, RouteRules
from handlers.phrases import joined


def offer() -> Card:
    """Lead to the form: not every surface opens one from typed words."""
    return Card(
        "Which registration suits you?",
        (
            Text(
                "Tell me about your work, and I name the routes that fit: what is asked, what it costs, and who helps."
            ),
            Text("Six short questions. Nothing that you fill in is kept.", Tone.QUIET),
            start("Begin", ROUTES_PRESS),
        ),
    )


def result(
    rules: RouteRules, found: Found, values: Values, whom: str, reading: Sequence[Entry], value: str, today: date
) -> Card:
    """Name up to three routes, the first in full.

    `whom` is who can be asked, if anybody; `value` leads back to the form.
    """
    known = values if values.in_date(today) else NO_VALUES
    body: list[Element] = list(late(rules.book, today))
    sources = list(found.sources)
    if found.nothing:
        body.append(Text(found.nothing.text))
    for number, each in enumerate(found.suggestions, 1):
        body += _in_full(number, each, found.suggestions[1:]) if number == 1 else _in_short(number, each)
    body.append(Divider())
    helped: list[Element] = []
    pays = [rules.paying[kind] for kind in dict.fromkeys(each.route.pays for each in found.suggestions)]
    for heading, parts in (("Who pays", pays), ("Who helps", [rules.mentors])):
        helped += [Text(heading, Tone.STRONG)] if parts else []
        for paying in parts:
            elements, cited_for = _here_or_elsewhere(paying, known, today)
            helped += elements
            sources += cited_for
    body += _each_once(helped)
    body.append(Text(f"For questions ask {whom}." if whom else nobody_to_ask()))
    body += [*cited(rules.book.cited(sources)), onwards(ROUTES_PRESS, value, reading)]
    return Card(_title(found), tuple(body), footer(rules.book))


def _each_once(elements: Sequence[Element]) -> list[Element]:
    """Leave out what is said again below: the same source stands under all that it covers."""
    return [each for place, each in enumerate(elements) if each not in elements[place + 1 :]]


def _title(found: Found) -> str:
    if found.nothing:
        return "None that I know fits today"
    return "Your route" if len(found.suggestions) == 1 else "Your routes, the nearest first"


def _head(number: int, found: Suggestion) -> list[Element]:
    elements: list[Element] = [Text(f"{number}. {found.route.name}", Tone.STRONG)]
    elements += [Text(text, Tone.WARNING) for text in found.missing]
    return [*elements, Text(f"Because you said that {joined(found.reasons)}.", Tone.QUIET)]


def _in_full(number: int, found: Suggestion, below: Sequence[Suggestion]) -> list[Element]:
    route = found.route
    named_below = any(each.route.name.startswith(f"{route.next},") for each in below)
    rows = (
        ("What it is", route.what),
        ("Who gives it", route.body),
        ("What to show", route.evidence),
        ("What it costs", route.cost),
        ("How to apply", route.apply),
        ("Next after it", "" if named_below else route.next),
    )
    notes = [Text(text) for text in found.notes]
    return [*_head(number, found), *notes, Facts(tuple(row for row in rows if row[1]))]


def _in_short(number: int, found: Suggestion) -> list[Element]:
    return [*_head(number, found), *(Text(text) for text in (*found.notes, found.route.what))]


def _here_or_elsewhere(paying: Paying, known: Values, today: date) -> tuple[Sequence[Element], Sequence[str]]:
    lines = [line for text in paying.local if (line := filled(text, known, today)) is not None]
    if lines:
        return at_institution(lines, known), ()
    return [Text(each.text) for each in paying.elsewhere], [key for each in paying.elsewhere for key in each.sources]
