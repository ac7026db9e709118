"""Cards as Adaptive Cards: pure, and the only place where their texts are made safe for Teams."""

from collections.abc import Iterable, Iterator
from typing import Any, assert_never
from urllib.parse import urlsplit

from microsoft_teams.cards import (
    Action,
    ActionSet,
    AdaptiveCard,
    CardElement,
    ColumnDefinition,
    Container,
    ExecuteAction,
    OpenUrlAction,
    RichTextBlock,
    ShowCardAction,
    SubmitAction,
    TableCell,
    TableRow,
    TextBlock,
    TextRun,
)
from microsoft_teams.cards import Table as TeamsTable
from microsoft_teams.cards.core import ActionStyle, Spacing, TextSize, Version

from bot.teams import wire
from bot.teams.drawing import drawn
from bot.teams.literal import heading_text, run_text
from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Divider,
    Drawing,
    Element,
    Facts,
    Leads,
    Link,
    Table,
    Text,
    Tone,
    as_table,
    plain_text,
)

# Some docs say that bots may go to 1.6, others that Teams stops at 1.5 (platform-facts 3.7).
VERSION: Version = "1.5"
# More are left out of sight on some clients (the default of maxActions in a host's configuration).
ACTIONS_IN_A_ROW = 5
# Said in words too: colour alone tells nothing to a screen reader.
WARNING_WORDS = "Please note: "

_BUTTON_STYLES: dict[ButtonStyle, ActionStyle | None] = {
    ButtonStyle.PLAIN: None,
    ButtonStyle.PRIMARY: "positive",
    ButtonStyle.DANGER: "destructive",
}


def adaptive_card(card: Card) -> dict[str, Any]:
    """One card as JSON, whatever its size."""
    body: list[CardElement] = [heading(card.title, size="Medium")] if card.title else []
    body += _body(card.body)
    body += lines(card.footer, is_subtle=True, size="Small")
    return as_json(AdaptiveCard(version=VERSION, fallback_text=plain_text(card), body=body))


def as_json(card: AdaptiveCard) -> dict[str, Any]:
    """Write a card the way that Teams reads it."""
    dumped: dict[str, Any] = card.model_dump(exclude_none=True, by_alias=True)
    return dumped


def heading(text: str, size: TextSize = "Default", **looks: Any) -> TextBlock:
    """A line that screen readers announce as a heading; only TextBlock can be one.

    Without a size it would be larger than the title of the card.
    """
    return TextBlock(text=heading_text(text), style="heading", size=size, weight="Bolder", wrap=True, **looks)


def lines(text: str, **looks: Any) -> list[CardElement]:
    """A text, one block a line.

    Clients differ on what a line break inside a block means (microsoft/AdaptiveCards#5538).
    """
    return list(_blocks(_runs(text, **looks)))


def _blocks(runs: Iterable[TextRun | None], lead: TextRun | None = None) -> Iterator[CardElement]:
    """Blocks close to each other, with more room where a line was empty; `lead` begins the first."""
    room: Spacing | None = None
    for run in runs:
        if run is None and lead is None:
            room = None
            continue
        inlines: list[CardElement] = [part for part in (lead, run) if part is not None]
        yield RichTextBlock(inlines=inlines, spacing=room)
        lead, room = None, "None"


def _led(lead: str, text: str, **looks: Any) -> list[CardElement]:
    """Lines of which the first begins with `lead`."""
    return list(_blocks(_runs(text), TextRun(text=run_text(lead), **looks)))


def _close(rows: Iterable[list[CardElement]]) -> list[CardElement]:
    """Rows of a list, closer to each other than to what stands around them."""
    first, *others = [*rows] or [[]]
    return [*first, *(block for top, *rest in others for block in (_near(top), *rest))]


def _near(block: CardElement) -> CardElement:
    return block.model_copy(update={"spacing": "Small"})


def _runs(text: str, **looks: Any) -> Iterator[TextRun | None]:
    for line in text.splitlines() or [""]:
        yield TextRun(text=run_text(line), **looks) if line.strip() else None


def _body(elements: Iterable[Element]) -> list[CardElement]:
    rendered: list[CardElement] = []
    divided = False
    for element in elements:
        parts = _element(element)
        if divided and parts:
            # There is no divider of its own: each element may have a line above it.
            parts[0] = parts[0].model_copy(update={"separator": True, "spacing": "Medium"})
        divided = isinstance(element, Divider) or (divided and not parts)
        rendered += parts
    return rendered


def _element(element: Element) -> list[CardElement]:
    match element:
        case Text():
            return _text(element)
        case Facts(rows=rows):
            # Not a FactSet: its values read Markdown, and on a phone long labels push them out of sight.
            return _close(_led(f"{label}: ", value, weight="Bolder") for label, value in rows)
        case Bullets(items=items):
            return _close(_led("• ", item) for item in items)
        case Table():
            return _table(element)
        case Drawing(chart=chart):
            # Where a client knows no charts, it shows the figures.
            return [drawn(chart, Container(items=_table(as_table(element))))]
        case Link():
            return [_link(element)]
        case Divider():
            return []
        case Buttons(buttons=buttons):
            return _buttons(buttons)
        case _:
            assert_never(element)


def _text(text: Text) -> list[CardElement]:
    match text.tone:
        case Tone.PLAIN:
            return lines(text.text)
        case Tone.QUIET:
            return lines(text.text, is_subtle=True)
        case Tone.STRONG:
            return lines(text.text, weight="Bolder")
        case Tone.WARNING:
            return [Container(style="warning", items=_led(WARNING_WORDS, text.text, weight="Bolder"))]
        case _:
            assert_never(text.tone)


def _table(table: Table) -> list[CardElement]:
    width = max((len(row) for row in (table.headings, *table.rows)), default=0)
    if not width:
        return [heading(table.caption)] if table.caption else []
    rendered = TeamsTable(
        columns=[ColumnDefinition(width=2 if column == 0 else 1) for column in range(width)],
        first_row_as_headers=True,
        show_grid_lines=True,
        rows=[_row(table.headings, width, weight="Bolder"), *(_row(row, width) for row in table.rows)],
    )
    return [heading(table.caption), rendered] if table.caption else [rendered]


def _row(cells: tuple[str, ...], width: int, **looks: Any) -> TableRow:
    padded = (*cells, *("",) * (width - len(cells)))
    return TableRow(cells=[TableCell(items=lines(cell, **looks)) for cell in padded])


def _link(link: Link) -> CardElement:
    """A link inside a line, which wraps on a phone; the title of a button would be cut."""
    action = OpenUrlAction(url=link.url, title=link.label) if is_web_address(link.url) else None
    inlines: list[CardElement] = [TextRun(text=run_text(link.label or link.url), select_action=action)]
    return RichTextBlock(inlines=inlines)


def is_web_address(url: str) -> bool:
    """Tell whether this is a plain http(s) address; Teams would also open javascript: and msteams: ones."""
    if not url.isprintable() or any(character.isspace() for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _buttons(buttons: tuple[Button, ...]) -> list[CardElement]:
    rows = (buttons[start : start + ACTIONS_IN_A_ROW] for start in range(0, len(buttons), ACTIONS_IN_A_ROW))
    return [ActionSet(actions=[_button(button) for button in row]) for row in rows]


def _button(button: Button) -> Action:
    match button.leads:
        case Leads.ACT:
            return _asking(button) if button.question else _execute(button)
        case Leads.FORM:
            # Only this kind opens a dialog, and it must say so before it is pressed (platform-facts 3.7).
            return _submit(button, {**_data(button), "msteams": {"type": wire.TASK_FETCH}})
        case _:
            assert_never(button.leads)


def _asking(button: Button) -> ShowCardAction:
    """Teams has no question of its own, so the press opens one below, with the button that acts."""
    card = AdaptiveCard(version=VERSION, body=lines(button.question), actions=[_execute(button)])
    return ShowCardAction(title=button.label, style=_BUTTON_STYLES[button.style], card=card)


def _execute(button: Button) -> ExecuteAction:
    """The card can be answered in place; clients that do not know it yet send a message instead."""
    return ExecuteAction(
        title=button.label,
        verb=button.press,
        data=_data(button),
        style=_BUTTON_STYLES[button.style],
        fallback=_submit(button, _data(button)),
    )


def _submit(button: Button, data: dict[str, Any]) -> SubmitAction:
    return SubmitAction(title=button.label, data=data, style=_BUTTON_STYLES[button.style])


def _data(button: Button) -> dict[str, Any]:
    return {wire.PRESS: button.press, wire.VALUE: button.value}
