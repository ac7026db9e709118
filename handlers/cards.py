"""Cards: what Bunsen says, in neutral elements that every surface can render.

A card holds plain text only: no markup, no emoji short-codes, no platform
words. Escaping happens in the renderers and only there. The union `Element` is
closed: a renderer ends its `match` with `assert_never`, so that a new element
fails the type check everywhere until it is handled.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import assert_never

from handlers.charts import Chart, in_words
from handlers.charts import rows as chart_rows


class Tone(StrEnum):
    """How a text is meant; renderers choose the looks, never the meaning."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    WARNING = "warning"


class ButtonStyle(StrEnum):
    """The weight of a button among its neighbours."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


class Leads(StrEnum):
    """What a press leads to, as far as the reader's client must know it before it happens."""

    ACT = "act"
    FORM = "form"
    """A form opens. Teams opens one only from a button that said so beforehand; elsewhere it makes no difference."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; line breaks inside it are kept."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs, in order."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first column names its row. `caption` says what it shows."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, drawn where the surface can draw, and a table of its figures where it cannot."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page outside; `url` is http(s), or the renderers show the label alone."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A break between two thoughts."""


NAME_ON_BUTTON = 40
"""How much of the name of an action, a post or a file stands on a button: more is not read on a phone."""
CONFIRM_LIMIT = 300
"""Slack's, for the text of its own question (platform-facts 2.6); no surface takes less."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: the registered press it names, and an opaque value (ids only, no personal data).

    `confirm` is for presses that cannot be undone: a whole sentence on what will
    happen, which the reader agrees to before anything is sent. An empty one asks
    nothing, and a button that leads to a form never asks: sending the form is
    the agreement.
    """

    label: str
    press: str
    value: str = ""
    style: ButtonStyle = ButtonStyle.PLAIN
    leads: Leads = Leads.ACT
    confirm: str = ""

    def __post_init__(self) -> None:
        if len(self.confirm) > CONFIRM_LIMIT:
            raise ValueError(f"“{self.press}” asks with more than {CONFIRM_LIMIT} characters: say it in one sentence.")

    @property
    def question(self) -> str:
        """What to ask before the press is sent; empty where nothing is asked."""
        return self.confirm if self.leads is Leads.ACT else ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons side by side."""

    buttons: tuple[Button, ...]


Element = Text | Facts | Bullets | Table | Drawing | Link | Divider | Buttons


@dataclass(frozen=True, slots=True)
class Card:
    """One message: a title, its elements in reading order, and a footer in small print."""

    title: str
    body: tuple[Element, ...] = ()
    footer: str = ""


def as_table(drawing: Drawing) -> Table:
    """The figures of a chart as a table."""
    head, *rows = chart_rows(drawing.chart)
    return Table(drawing.chart.title, head, tuple(rows))


def plain_text(card: Card) -> str:
    """Say the whole card as text, for notifications and screen readers; buttons are left out."""
    parts = [card.title, *filter(None, map(_plain_element, card.body)), card.footer]
    return "\n".join(part for part in parts if part)


def _plain_element(element: Element) -> str:
    match element:
        case Text(text=text, tone=Tone.WARNING):
            return f"Please note: {text}"
        case Text(text=text):
            return text
        case Facts(rows=rows):
            return "\n".join(f"{label}: {value}" for label, value in rows)
        case Bullets(items=items):
            return "\n".join(f"- {item}" for item in items)
        case Table():
            return _plain_table(element)
        case Drawing(chart=chart):
            return in_words(chart)
        case Link(label=label, url=url):
            return f"{label}: {url}"
        case Divider() | Buttons():
            return ""
        case _:
            assert_never(element)


def _plain_table(table: Table) -> str:
    lines = [table.caption]
    for row in table.rows:
        first, *rest = row or ("",)
        pairs = zip_longest(table.headings[1:], rest, fillvalue="")
        lines.append(f"{first}: " + ", ".join(f"{heading} {value}".strip() for heading, value in pairs))
    return "\n".join(line for line in lines if line)
