"""Conversations as JSON, and back."""

from collections.abc import Mapping
from typing import Any

from handlers.interactions import Conversation, Platform


def conversation_to_json(conversation: Conversation) -> dict[str, Any]:
    """What a column keeps of a conversation."""
    return {
        "platform": conversation.platform.value,
        "tenant": conversation.tenant,
        "id": conversation.id,
        "direct": conversation.direct,
        "thread": conversation.thread,
        "reference": dict(conversation.reference) if conversation.reference is not None else None,
    }


def conversation_from_json(kept: Mapping[str, Any] | None) -> Conversation | None:
    """The conversation that a column kept; None where it kept none."""
    return Conversation(**{**kept, "platform": Platform(kept["platform"])}) if kept else None
