"""Interactions: what people do, in neutral words, as each surface's `inbound` reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from handlers.forms import FormValues


class Platform(StrEnum):
    """Where an account lives."""

    SLACK = "slack"
    TEAMS = "teams"
    WEB = "web"


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
class Joined:
    """Bunsen can now reach this person directly (they installed it or opened the chat)."""


Deed = Said | Commanded | Pressed | Submitted | Joined


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing that one account did in one conversation. `key` is the platform's own id of it, for deduplication."""

    key: str
    account: Account
    conversation: Conversation
    deed: Deed
