"""The page itself: the one HTML document, with the seats filled in."""

import json
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from bot.web.render import initials
from bot.web.seats import Seat

ASSETS: Final = {
    "style.css": "text/css; charset=utf-8",
    "ask.js": "text/javascript; charset=utf-8",
    "chat.js": "text/javascript; charset=utf-8",
    "dialog.js": "text/javascript; charset=utf-8",
    "log.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""Everything that is served besides the page: a list of names, so that no path can lead elsewhere."""


def asset(name: str) -> bytes:
    """Read one of the page's files."""
    return (files("bot.web") / "static" / name).read_bytes()


def page_html(seats: Sequence[Seat], clock: str) -> str:
    """Fill the seats and the time into the page."""
    template = Template((files("bot.web") / "static" / "index.html").read_text("utf-8"))
    return template.substitute(seats="".join(_seat(seat) for seat in seats), clock=escape(clock))


def _seat(seat: Seat) -> str:
    first, _, rest = seat.name.partition(" ")
    suggestions = escape(json.dumps(seat.suggestions))
    return (
        f'<label class="seat"><input type="radio" name="seat" value="{escape(seat.id)}" '
        f'data-name="{escape(seat.name)}" data-role="{escape(seat.role_label)}" data-blurb="{escape(seat.blurb)}" '
        f'data-direct="{escape(seat.direct)}" data-suggestions="{suggestions}"{_offer(seat)}>'
        f'<span class="avatar" aria-hidden="true">{escape(initials(seat.name))}</span>'
        f'<span class="who"><span class="name">{escape(first)}<span class="rest"> {escape(rest)}</span></span>'
        f'<span class="vh">, </span><span class="role">{escape(seat.role_label)}</span></span>'
        '<span class="badge" hidden><span class="count"></span><span class="word"> new</span></span></label>'
    )


def _offer(seat: Seat) -> str:
    if seat.offer is None:
        return ""
    return f' data-offer="{escape(seat.offer.label)}" data-path="{escape(seat.offer.path)}"'
