"""Where something was done in Slack, and how to answer there; it travels through a form inside the form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.interactions import Conversation, MessageRef, Platform

METADATA_LIMIT = 3000
"""Characters of a view's private_metadata (platform-facts 2.6)."""


class CannotRender(ValueError):
    """Something breaks a limit of Slack that cannot be helped by splitting; the message says which."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The place of a press, a command or a form, and the person who did it."""

    conversation: Conversation
    """Where an answer for everybody goes."""
    user: str
    message: str = ""
    """The message that carries the button."""
    thread: str = ""
    """The thread that is already there, if any: a private message to a thread that is not is never shown."""
    ephemeral: bool = False
    """Only this person saw the message; only `response_url` can replace it (platform-facts 2.5)."""
    response_url: str = ""
    trigger: str = ""

    @property
    def replaceable(self) -> MessageRef | None:
        """The message to put an update in the place of."""
        if not self.message or self.ephemeral:
            return None
        return MessageRef(self.conversation, self.message)


@dataclass(frozen=True, slots=True)
class FormMemory:
    """What a modal carries from the press that opened it to the one that sends it."""

    form: str
    context: str
    nonce: str
    origin: Mapping[str, Any]


def pack(form: str, context: str, nonce: str, origin: Origin) -> str:
    """Write down what a modal must remember."""
    place = {
        "channel": origin.conversation.id,
        "direct": origin.conversation.direct,
        "answer": origin.conversation.thread,
        "thread": origin.thread,
        "message": origin.message,
        # Only where nothing else reaches the message: it is of no use after half an hour or five answers.
        "url": origin.response_url if origin.ephemeral else "",
    }
    memory = {"form": form, "context": context, "nonce": nonce, "origin": {k: v for k, v in place.items() if v}}
    packed = json.dumps(memory, separators=(",", ":"), ensure_ascii=False)
    if len(packed) > METADATA_LIMIT:
        raise CannotRender(f"The context of the form “{form}” is too long for Slack: keep ids in it, not texts.")
    return packed


def unpack(packed: str) -> FormMemory:
    """Read what a modal remembered; nothing where it cannot be read."""
    try:
        memory = json.loads(packed)
    except ValueError:
        memory = {}
    if not isinstance(memory, dict):
        memory = {}
    place = memory.get("origin")
    return FormMemory(
        str(memory.get("form", "")),
        str(memory.get("context", "")),
        str(memory.get("nonce", "")),
        place if isinstance(place, dict) else {},
    )


def origin_of(memory: FormMemory, tenant: str, user: str, trigger: str) -> Origin:
    """Rebuild the place that a form was opened from."""
    place = memory.origin
    url = str(place.get("url", ""))
    conversation = Conversation(
        Platform.SLACK,
        tenant,
        str(place.get("channel", "")),
        direct=place.get("direct") is True,
        thread=str(place.get("answer", "")),
    )
    return Origin(
        conversation,
        user,
        message=str(place.get("message", "")),
        thread=str(place.get("thread", "")),
        ephemeral=bool(url),
        response_url=url,
        trigger=trigger,
    )
