"""What the switches of channels need of storage."""

from typing import Protocol

from handlers.channels.model import ChannelAnswers
from handlers.interactions import Conversation


class Channels(Protocol):
    """The switches of an institution's channels."""

    async def answers(self, conversation: Conversation) -> ChannelAnswers:
        """What is set for the channel of a conversation (its thread does not matter)."""

    async def set_answers(self, conversation: Conversation, answers: ChannelAnswers) -> None:
        """Set it."""
