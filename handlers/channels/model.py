"""What Bunsen does in a channel."""

from enum import StrEnum

from handlers.interactions import Conversation


class ChannelAnswers(StrEnum):
    """When Bunsen answers in a channel; in a direct chat it always does."""

    WHEN_MENTIONED = "mentioned"
    OFF = "off"


def channel_of(conversation: Conversation) -> str:
    """The channel's own id: Teams writes the thread behind it (platform-facts 3.4: "19:…;messageid=…")."""
    return conversation.id.partition(";")[0]
