"""Blocks as messages: as many as the limits ask for, each with its own text for notifications and screen readers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block, ContextBlock, PlainTextObject, TableBlock

from bot.slack.chart_block import CHARTS_PER_MESSAGE, ChartBlock
from bot.slack.markup import escape, fits, size
from handlers.cards import Card, plain_text

BLOCKS_PER_MESSAGE = 50
TOP_TEXT_LIMIT = 4000
MESSAGE_LIMIT = 12_000
"""Slack answers msg_blocks_too_long from about 13,200 characters on, all blocks together (bolt-js issue 2509)."""
BLOCK_OVERHEAD = 125
"""What an empty divider costs of that, by the same measurement."""

_SHORTENED = "… This is shortened here; the message itself has all of it."


@dataclass(frozen=True, slots=True)
class Part:
    """One block, and what it says as plain text."""

    block: Block
    text: str
    unsaid: int = 0
    """How many characters it holds that are not part of the text, as those on and behind buttons."""

    @property
    def weight(self) -> int:
        """What it takes of a message."""
        return size(self.text) + self.unsaid + BLOCK_OVERHEAD


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """One message, ready for the Web API."""

    text: str
    blocks: tuple[dict[str, Any], ...]


def pages(card: Card, parts: Sequence[Part]) -> tuple[SlackMessage, ...]:
    """Put parts into messages, in order."""
    # Screen readers read `text`, not the blocks, so each message has all of its own (platform-facts 2.5).
    groups = list(_groups(parts)) or [[]]
    if len(groups) == 1:
        return (_message(plain_text(card), groups[0]),)
    messages = []
    for number, group in enumerate(groups, start=1):
        # Two messages can arrive apart from each other; both say that they belong together.
        where = f"Part {number} of {len(groups)}"
        said = "\n".join(part.text for part in group if part.text)
        messages.append(_message(f"{where}: {card.title}\n{said}", [*group, _small_print(where)]))
    return tuple(messages)


def top_text(text: str) -> str:
    """Make the top-level text of a message: escaped, and not longer than Slack advises."""
    if size(text) > TOP_TEXT_LIMIT:
        text = text[: fits(text, TOP_TEXT_LIMIT - len(_SHORTENED))].rstrip() + _SHORTENED
    return escape(text.strip()) or "(an empty message)"


def _groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    group: list[Part] = []
    for part in parts:
        if group and not _has_room(group, part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _has_room(group: Sequence[Part], part: Part) -> bool:
    tables = sum(isinstance(each.block, TableBlock) for each in (*group, part))
    charts = sum(isinstance(each.block, ChartBlock) for each in (*group, part))
    weight = sum(each.weight for each in (*group, part))
    # One block less than Slack takes: the last says which part of the card this is.
    few = tables <= 1 and charts <= CHARTS_PER_MESSAGE
    return len(group) < BLOCKS_PER_MESSAGE - 1 and few and weight <= MESSAGE_LIMIT - 2 * BLOCK_OVERHEAD


def _message(text: str, parts: Sequence[Part]) -> SlackMessage:
    return SlackMessage(top_text(text), tuple(part.block.to_dict() for part in parts))


def _small_print(text: str) -> Part:
    return Part(ContextBlock(elements=[PlainTextObject(text=text, emoji=False)]), text)
