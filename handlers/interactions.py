"""Interactions: what people do, in neutral words, as each surface's `inbound` reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from handlers.forms import FormValues


class Platform(StrEnum):
    """Where an account lives."""

    SLACK = "slack"
    TEAMS = "teams"
    WEB = "web"
    EMAIL = "email"
    """Only written to; nothing comes in by e-mail."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's immutable identity on a platform: (platform, workspace or tenant, user id)."""

    platform: Platform
    tenant: str
    user: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where something was said. `thread` is the message to answer under; `direct` is a chat of two."""

    platform: Platform
    tenant: str
    id: str
    direct: bool
    thread: str = ""
    reference: Mapping[str, str] | None = None
    """What the platform needs besides to send here later (Teams: service URL, bot id, …); opaque to the core."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel of the workspace or tenant in which somebody acts, by its id; with a thread where it is in one."""

    channel: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message already sent, so that it can be replaced."""

    conversation: Conversation
    id: str


@dataclass(frozen=True, slots=True)
class Said:
    """A mention in a channel or a direct message, cleaned of the mention itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command or a menu command: all that was typed behind Bunsen's name."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press of a button; `origin` is the message that carries it."""

    press: str
    value: str
    origin: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was sent; `origin` is the message whose button opened it, where known."""

    form: str
    context: str
    nonce: str
    values: FormValues
    origin: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class SharedFile:
    """What a platform tells of a file that somebody dropped. `size` is in bytes, 0 where it does not tell.

    `reference` is what the platform needs to fetch it; opaque to the core.
    """

    name: str
    media_type: str = ""
    size: int = 0
    reference: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files dropped into a direct chat, with what was said beside them."""

    files: tuple[SharedFile, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Bunsen can now reach this person directly (they installed it or opened the chat)."""


Deed = Said | Commanded | Pressed | Submitted | Dropped | Joined


def storable(text: str) -> str:
    """Take out what no database takes as text: NUL, and halves of surrogate pairs (they become U+FFFD)."""
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def cleaned(deed: Deed) -> Deed:
    """Give the same deed with every text in it storable."""
    match deed:
        case Said(text=text):
            return Said(storable(text))
        case Commanded(text=text):
            return Commanded(storable(text))
        case Pressed():
            return replace(deed, press=storable(deed.press), value=storable(deed.value))
        case Submitted():
            values = {storable(key): storable(value) for key, value in deed.values.items()}
            return replace(
                deed,
                form=storable(deed.form),
                context=storable(deed.context),
                nonce=storable(deed.nonce),
                values=values,
            )
        case Dropped(files=files, text=text):
            return Dropped(tuple(map(_cleaned_file, files)), storable(text))
        case Joined():
            return deed
        case _:
            assert_never(deed)


def _cleaned_file(file: SharedFile) -> SharedFile:
    reference = {storable(key): storable(value) for key, value in (file.reference or {}).items()}
    return replace(file, name=storable(file.name), media_type=storable(file.media_type), reference=reference)


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing that one account did in one conversation. `key` is the platform's own id of it, for deduplication."""

    key: str
    account: Account
    conversation: Conversation
    deed: Deed
