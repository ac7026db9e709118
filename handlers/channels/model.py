"""What Bunsen does in a channel."""

from enum import StrEnum


class ChannelAnswers(StrEnum):
    """When Bunsen answers in a channel; in a direct chat it always does."""

    WHEN_MENTIONED = "mentioned"
    OFF = "off"
