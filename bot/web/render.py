"""Render: cards and messages as accessible HTML. Pure; everything that is not ours is escaped here and only here."""

import re
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from typing import Final, assert_never
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.links import is_web_link
from bot.web.chat import Content, Message, Notice
from bot.web.drawing import drawn
from bot.web.seats import BUNSEN, CHANNEL, Seat
from handlers.cards import (
    Bullets,
    Button,
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
)
from handlers.interactions import Said
from handlers.outcomes import SendFile

_STATUS: Final = {
    "green": "green",
    "amber": "amber",
    "red": "red",
    "not due": "waiting",
    "not due yet": "waiting",
    "not reported": "unknown",
    "not reported this cycle": "unknown",
    "dropped": "dropped",
}
"""Words that get a coloured mark beside them; the word itself always stays."""
_BEFORE_MORE: Final = re.compile(r"[,;:]")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a message, and in which time zone the demo runs."""

    seat: Seat
    names: dict[str, str]
    zone: ZoneInfo


def message_html(message: Message, viewer: Viewer) -> str:
    """Render one message as an article."""
    inside = _content(message, viewer.seat)
    if isinstance(message.content, Notice):
        return f'<article class="message notice" tabindex="-1">{inside}</article>'
    kind = "bunsen" if message.author == BUNSEN else "mine" if message.author == viewer.seat.user else "other"
    return (
        f'<article class="message {kind}" tabindex="-1" aria-label="{_label(message, viewer)}">'
        f'{_avatar(message, viewer)}<div class="said">{_heading(message, viewer)}{inside}</div></article>'
    )


def card_html(card: Card, uid: str) -> str:
    """Render a card; `uid` is unique on the page."""
    title = f'<h3 id="{escape(uid)}-title">{escape(card.title)}</h3>' if card.title else ""
    body = "".join(_element(element, uid) for element in card.body)
    footer = f'<p class="footer">{escape(card.footer)}</p>' if card.footer else ""
    return f'<div class="card">{title}{body}{footer}</div>'


def initials(name: str) -> str:
    """Shorten a name to at most two letters, for the round mark beside it."""
    words = [word[0] for word in name.split() if word[0].isalpha()]
    return "".join(words[:1] + words[1:][-1:]).upper()


def _label(message: Message, viewer: Viewer) -> str:
    return escape(f"{_author(message, viewer)}, {_when(message, viewer)}")


def _author(message: Message, viewer: Viewer) -> str:
    return "Bunsen" if message.author == BUNSEN else viewer.names.get(message.author, "Somebody")


def _when(message: Message, viewer: Viewer) -> str:
    local = message.at.astimezone(viewer.zone)
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def _avatar(message: Message, viewer: Viewer) -> str:
    mark = "" if message.author == BUNSEN else escape(initials(_author(message, viewer)))
    return f'<span class="avatar" aria-hidden="true">{mark}</span>'


def _heading(message: Message, viewer: Viewer) -> str:
    alone = message.only_for and message.conversation == CHANNEL
    only = '<span class="only">Only you can see this</span>' if alone else ""
    return (
        f'<p class="byline"><span class="author">{escape(_author(message, viewer))}</span> '
        f'<time datetime="{message.at.isoformat()}">{_when(message, viewer)}</time>{only}</p>'
    )


def _content(message: Message, seat: Seat) -> str:
    content: Content = message.content
    match content:
        case Said(text=text):
            return f'<p class="bubble" dir="auto">{escape(text)}</p>'
        case Notice(text=text):
            return f"<p>{escape(text)}</p>"
        case Card():
            return card_html(content, message.id)
        case SendFile():
            return _file(content, message.id, seat)
        case _:
            assert_never(content)


def _file(file: SendFile, message_id: str, seat: Seat) -> str:
    href = escape(f"/files/{quote(message_id)}?seat={quote(seat.id)}")
    size = f"{max(1, round(len(file.content) / 1024)):,} kB"
    return (
        f'<div class="card"><p class="text">{escape(file.caption)}</p><p><a class="file" href="{href}" download>'
        f'Download {escape(file.name)} <span class="size">({size})</span></a></p></div>'
    )


def _element(element: Element, uid: str) -> str:
    match element:
        case Text():
            return _text(element)
        case Facts(rows=rows):
            pairs = (f"<div><dt>{escape(label)}</dt><dd>{_marked(value)}</dd></div>" for label, value in rows)
            return f"<dl>{''.join(pairs)}</dl>"
        case Bullets(items=items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Table():
            return _table(element)
        case Drawing(chart=chart):
            figures = _table(as_table(element))
            return f"{drawn(chart)}<details><summary>The same in figures</summary>{figures}</details>"
        case Link():
            return _link(element)
        case Divider():
            return "<hr>"
        case Buttons(buttons=buttons):
            return f'<div class="buttons">{"".join(_button(button, uid) for button in buttons)}</div>'
        case _:
            assert_never(element)


def _text(text: Text) -> str:
    # The tone is carried by looks; for whoever cannot see them, a warning says that it is one.
    spoken = '<span class="vh">Please note: </span>' if text.tone is Tone.WARNING else ""
    return f'<p class="text {text.tone.value}">{spoken}{escape(text.text)}</p>'


def _link(link: Link) -> str:
    if not is_web_link(link.url):
        return f'<p class="text">{escape(link.label)}</p>'
    return (
        f'<p class="link"><a href="{escape(link.url)}" target="_blank" rel="noopener noreferrer">'
        f'{escape(link.label)}<span class="vh"> (opens in a new tab)</span></a></p>'
    )


def _button(button: Button, uid: str) -> str:
    asks = f'data-confirm="{escape(button.question)}" ' if button.question else ""
    return (
        f'<button type="button" class="{button.style.value}" data-press="{escape(button.press)}" '
        f'data-value="{escape(button.value)}" {asks}aria-describedby="{escape(uid)}-title">'
        f"{escape(button.label)}</button>"
    )


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col" role="columnheader">{_marked(heading)}</th>' for heading in table.headings)
    rows = "".join(_row(row, table.headings) for row in table.rows)
    label = escape(table.caption)
    caption = f'<caption role="caption">{label}</caption>' if label else ""
    # The box can scroll sideways, so it must be reachable by keyboard and say what it is. The roles are spelt out
    # because a narrow box shows the rows as blocks, and browsers then forget that they are a table.
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{label or "Table"}"><table role="table">'
        f'{caption}<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _row(row: tuple[str, ...], headings: tuple[str, ...]) -> str:
    first, *rest = row or ("",)
    cells = "".join(_cell(value, heading) for heading, value in zip_longest(headings[1:], rest, fillvalue=""))
    return f'<tr role="row"><th scope="row" role="rowheader">{_marked(first)}</th>{cells}</tr>'


def _cell(value: str, heading: str) -> str:
    """One cell; its heading stands in it too, for where the rows are shown as blocks."""
    digits = value.strip().rstrip("%")
    number = digits.isdecimal()
    looks = ("number", "" if int(digits) else "zero", _status(heading)) if number else ()
    kind = f' class="{" ".join(filter(None, looks))}"' if number else ""
    return f'<td role="cell"{kind} data-label="{escape(heading)}">{_marked(value)}</td>'


def _status(value: str) -> str:
    return _STATUS.get(value.strip().lower(), "")


def _marked(value: str) -> str:
    """The text, with a mark before the status that it begins with: "Amber, said 3 May 2027"."""
    said = _BEFORE_MORE.split(value, maxsplit=1)[0]
    status = _status(said)
    return f'<span class="rag {status}">{escape(said)}</span>{escape(value[len(said) :])}' if status else escape(value)
