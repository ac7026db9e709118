"""Outcomes: what a handler answers. Handlers return one of these and never send."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.cards import Card
from handlers.documents import Document, DocumentKind
from handlers.forms import Form
from handlers.interactions import Place


@dataclass(frozen=True, slots=True)
class Reply:
    """Say this card where the question was asked; `private` keeps it to the person who asked.

    `aloud` is what a channel hears beside a private answer to something typed there; without it, it hears nothing.
    """

    card: Card
    private: bool = False
    aloud: Card | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Put this card in the place of the one whose button was pressed."""

    card: Card


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Open this form for the person who pressed."""

    form: Form


def look_again(done: str = "saved") -> str:
    """What a form says first when something in it has to be put right: that nothing is saved (sent, written, …) yet."""
    return f"Nothing is {done} yet: please look at what is marked."


@dataclass(frozen=True, slots=True)
class FormErrors:
    """Keep the form open; say beside each field (by key) what is wrong, and the general trouble first.

    `form` is the same form with what was typed in it: Teams can only show a whole dialog again.
    """

    form: Form
    errors: Mapping[str, str]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Close:
    """Close the form; then say `reply` to the person, and put `update` in the place of the card it came from."""

    reply: Card | None = None
    update: Card | None = None


@dataclass(frozen=True, slots=True)
class SendFile:
    """Hand over a file, with a sentence about it."""

    name: str
    media_type: str
    content: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class SendDocument:
    """Write a document and hand it over as a file; the writing begins after the answer, as it may take seconds.

    `name` is the file's, without its ending.
    """

    document: Document
    kind: DocumentKind
    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Share:
    """Say this card in a channel, where everybody reads it; then put `done` in the place of the card that was pressed.

    Where the channel does not take it, `failed` is said to the person alone.
    """

    card: Card
    to: Place
    done: Card
    failed: Card


Shown = Reply | Update | OpenForm | FormErrors | Close | SendFile
"""What a surface knows how to show at once."""

Served = Shown | SendDocument

Outcome = Served | Share
