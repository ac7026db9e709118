"""Long cards in several messages: nothing is cut, and no message is larger than Teams takes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, assert_never

from bot.teams.render_cards import adaptive_card
from handlers.cards import (
    Bullets,
    Buttons,
    Card,
    Divider,
    Drawing,
    Element,
    Facts,
    Link,
    Table,
    Text,
    Tone,
    as_table,
    plain_text,
)

# Pages of Microsoft's differ (28, 40, 100 KB, counted in UTF-16); below 28 KB is safe on all, and what
# stands around the card needs room too (platform-facts 3.6).
LARGEST_CARD = 25_000
# A title or footer longer than this is no longer one, and goes where it can be divided.
LONGEST_TITLE = 300
CONTINUED = " (continued)"


def render(card: Card) -> tuple[dict[str, Any], ...]:
    """A card as one or more Adaptive Cards, in reading order."""
    return tuple(_rendered(_with_short_ends(card)))


def size(rendered: dict[str, Any]) -> int:
    """How large a card is: in UTF-16, as Teams counts, or as JSON travels, whichever is more."""
    as_counted = json.dumps(rendered, ensure_ascii=False).encode("utf-16-le", "surrogatepass")
    return max(len(as_counted), len(json.dumps(rendered)))


def _rendered(card: Card) -> Iterator[dict[str, Any]]:
    whole = adaptive_card(card)
    divided = () if size(whole) <= LARGEST_CARD else _divided(card)
    if not divided:
        yield whole
        return
    for part in divided:
        yield from _rendered(part)


def _divided(card: Card) -> tuple[Card, ...]:
    """The card as few smaller ones; nothing where it cannot be divided."""
    groups = list(_groups(card))
    if len(groups) < 2:
        return _halves(card) or ()
    title = _continued(card.title)
    parts = [
        replace(card, title=title if place else card.title, body=tuple(g), footer="") for place, g in enumerate(groups)
    ]
    return (*parts[:-1], replace(parts[-1], footer=card.footer))


def _groups(card: Card) -> Iterator[list[Element]]:
    """As many elements together as fit into one message; each alone is no smaller than it is among others."""
    room = LARGEST_CARD - size(adaptive_card(replace(card, title=_continued(card.title), body=())))
    group: list[Element] = []
    weight = 0
    for element in card.body:
        alone = size(adaptive_card(Card("", (element,))))
        if group and weight + alone > room:
            yield group
            group, weight = [], 0
        group.append(element)
        weight += alone
    if group:
        yield group


def _continued(title: str) -> str:
    return title if title.endswith(CONTINUED) else title and title + CONTINUED


def _with_short_ends(card: Card) -> Card:
    if len(card.title) > LONGEST_TITLE:
        card = replace(card, title="", body=(Text(card.title, Tone.STRONG), *card.body))
    if len(card.footer) > LONGEST_TITLE:
        card = replace(card, footer="", body=(*card.body, Text(card.footer, Tone.QUIET)))
    return card


def _halves(card: Card) -> tuple[Card, Card] | None:
    elements = card.body
    if len(elements) == 1:
        elements = _halved(elements[0])
    if len(elements) < 2:
        return None
    middle = len(elements) // 2
    return (
        replace(card, body=elements[:middle], footer=""),
        replace(card, title=_continued(card.title), body=elements[middle:]),
    )


def _halved(element: Element) -> tuple[Element, ...]:
    """The element in two, or as it is where it cannot be divided."""
    match element:
        case Text(text=text, tone=tone):
            return tuple(Text(half, tone) for half in _halved_text(text))
        case Facts(rows=rows) if len(rows) > 1:
            return Facts(rows[: len(rows) // 2]), Facts(rows[len(rows) // 2 :])
        case Bullets(items=items) if len(items) > 1:
            return Bullets(items[: len(items) // 2]), Bullets(items[len(items) // 2 :])
        case Table(rows=rows) if len(rows) > 1:
            return replace(element, rows=rows[: len(rows) // 2]), replace(element, rows=rows[len(rows) // 2 :])
        case Buttons(buttons=buttons) if len(buttons) > 1:
            return Buttons(buttons[: len(buttons) // 2]), Buttons(buttons[len(buttons) // 2 :])
        case Drawing():
            # A chart that large is no picture any more; its figures can be divided.
            return _halved(as_table(element))
        case Facts() | Bullets() | Table():
            # One row alone is too long: what it says matters more than how it stands.
            return _halved(Text(plain_text(Card("", (element,)))))
        case Buttons() | Link() | Divider():
            return (element,)
        case _:
            assert_never(element)


def _halved_text(text: str) -> tuple[str, ...]:
    """Divide at the line end or space nearest before the middle, which is all that is left out."""
    middle = len(text) // 2
    for gap in ("\n", " "):
        at = text.rfind(gap, 1, middle)
        if at > middle // 2:
            return text[:at], text[at + 1 :]
    return (text[:middle], text[middle:]) if middle else (text,)
