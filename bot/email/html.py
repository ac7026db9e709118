"""A letter as HTML that every mail program shows. Pure; everything that is not ours is escaped here and only here.

Looks stand on the elements, as some programs throw style sheets away; the one style sheet only helps narrow screens.
No colour is set for text or paper, so that each program's light or dark stays readable, and the few lines have a colour
that is seen on both. Nothing is loaded from anywhere: an e-mail must not tell who opened it.
"""

from html import escape
from itertools import zip_longest
from typing import Final, assert_never

from bot.links import is_web_link
from handlers.cards import Bullets, Buttons, Card, Divider, Drawing, Element, Facts, Link, Table, Text, Tone, as_table

_LINE: Final = "#7c8a90"
_ACCENT: Final = "#2587a3"
_WARNING: Final = "#c77700"
_FONT: Final = "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
_BREAK: Final = "overflow-wrap:break-word;word-wrap:break-word"
_MARGIN: Final = "margin:0 0 16px"
_CELL: Final = f"padding:8px 12px 8px 0;text-align:left;vertical-align:top;border-bottom:1px solid {_LINE};{_BREAK}"
_TABLE: Final = f"width:100%;border-collapse:collapse;{_MARGIN};font-size:16px"
_LONG_WORD: Final = 20
"""Characters; a word of more may be broken anywhere in a cell. To allow it everywhere would break short ones too."""
_HIDDEN: Final = "display:none;mso-hide:all"

# A table of many columns is told row by row on a phone; there each cell brings its heading with it.
_COLUMNS_ON_A_PHONE: Final = 3
_STYLE: Final = f"""
:root {{ color-scheme: light dark; supported-color-schemes: light dark; }}
@media (max-width: 480px) {{
  .wide, .wide caption, .wide tbody, .wide tr, .wide th, .wide td {{ display: block !important; }}
  .wide thead {{ display: none !important; }}
  .wide tr {{ padding: 8px 0 !important; border-bottom: 1px solid {_LINE} !important; }}
  .wide th, .wide td {{ padding: 0 !important; border: 0 !important; }}
  .wide .label {{ display: inline !important; }}
}}
"""


def letter_html(written: Card) -> str:
    """Render a letter as a whole HTML page."""
    title = escape(written.title)
    body = "".join(map(_element, written.body))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f'<title>{title}</title><style>{_STYLE}</style></head><body style="margin:0;padding:0">'
        f'<div style="max-width:600px;margin:0 auto;padding:24px 16px;{_FONT};{_BREAK}">'
        f'<h1 dir="auto" style="margin:0 0 20px;padding:0 0 12px;border-bottom:3px solid {_ACCENT};'
        f'font-size:21px;line-height:1.3">{title}</h1>{body}</div></body></html>\n'
    )


def _element(element: Element) -> str:
    match element:
        case Text():
            return _text(element)
        case Facts(rows=rows):
            return f'<table style="{_TABLE}"><tbody>{"".join(_fact(*row) for row in rows)}</tbody></table>'
        case Bullets(items=items):
            points = "".join(f'<li dir="auto" style="margin:0 0 6px">{_lines(item)}</li>' for item in items)
            return f'<ul style="{_MARGIN};padding:0 0 0 22px">{points}</ul>'
        case Table():
            return _table(element)
        case Drawing():
            # Mail programs show pictures only when asked to, and no SVG at all.
            return _table(as_table(element))
        case Link():
            return _link(element)
        case Divider():
            return f'<hr style="margin:24px 0 16px;border:0;border-top:1px solid {_LINE}">'
        case Buttons():
            return ""
        case _:
            assert_never(element)


def _text(text: Text) -> str:
    said = _lines(text.text)
    match text.tone:
        case Tone.PLAIN:
            return f'<p dir="auto" style="{_MARGIN}">{said}</p>'
        case Tone.STRONG:
            return f'<p dir="auto" style="{_MARGIN}"><strong>{said}</strong></p>'
        case Tone.QUIET:
            return f'<p dir="auto" style="{_MARGIN};font-size:14px">{said}</p>'
        case Tone.WARNING:
            looks = f"{_MARGIN};padding:2px 0 2px 12px;border-left:4px solid {_WARNING}"
            return f'<p dir="auto" style="{looks}"><strong>Please note:</strong> {said}</p>'
        case _:
            assert_never(text.tone)


def _fact(label: str, value: str) -> str:
    return (
        f'<tr><th scope="row" dir="auto" style="{_breaking(_CELL, label)};width:35%">{_lines(label)}</th>'
        f'<td dir="auto" style="{_breaking(_CELL, value)}">{_lines(value)}</td></tr>'
    )


def _link(link: Link) -> str:
    label = _lines(link.label)
    said = f'<a href="{escape(link.url)}">{label}</a>' if is_web_link(link.url) else label
    return f'<p dir="auto" style="{_MARGIN}">{said}</p>'


def _table(table: Table) -> str:
    wide = ' class="wide"' if len(table.headings) > _COLUMNS_ON_A_PHONE else ""
    looks = _breaking("padding:0 0 4px;text-align:left;font-weight:bold", table.caption)
    caption = f'<caption dir="auto" style="{looks}">{_lines(table.caption)}</caption>' if table.caption else ""
    head = "".join(map(_heading, table.headings))
    rows = "".join(_row(row, table.headings) for row in table.rows)
    # The roles are spelt out because a phone shows the rows as blocks, and programs then forget that they are a table.
    return (
        f'<table{wide} role="table" style="{_TABLE}">{caption}<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _heading(heading: str) -> str:
    looks = f"{_breaking(_CELL, heading)};font-size:14px"
    return f'<th scope="col" role="columnheader" dir="auto" style="{looks}">{_lines(heading)}</th>'


def _row(row: tuple[str, ...], headings: tuple[str, ...]) -> str:
    first, *rest = row or ("",)
    cells = "".join(_cell(value, heading) for heading, value in zip_longest(headings[1:], rest, fillvalue=""))
    name = f'<th scope="row" role="rowheader" dir="auto" style="{_breaking(_CELL, first)}">{_lines(first)}</th>'
    return f'<tr role="row">{name}{cells}</tr>'


def _cell(value: str, heading: str) -> str:
    label = f'<span class="label" style="{_HIDDEN}">{_lines(heading)}: </span>' if heading else ""
    looks = _breaking(_CELL, f"{heading} {value}")
    return f'<td role="cell" dir="auto" style="{looks}">{label}{_lines(value)}</td>'


def _breaking(looks: str, text: str) -> str:
    long = any(len(word) > _LONG_WORD for word in text.split())
    return f"{looks};word-break:break-word;overflow-wrap:anywhere" if long else looks


def _lines(text: str) -> str:
    return "<br>".join(map(escape, text.splitlines()))
