"""Finding again what Bunsen has sent: each part of a delivery carries its key where only apps see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import SlackRefused, slack_errors
from handlers.deliveries import CannotSettle, Found
from handlers.interactions import Conversation, MessageRef

DELIVERY_EVENT = "bunsen_delivery"
"""The event_type of the metadata that names a delivery inside a message."""

MARGIN = timedelta(minutes=5)
"""By how much Slack's clock and ours may differ."""
PAGE = 100
MOST_PAGES = 20
_NOT_ALLOWED = {
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "access_denied",
    "method_not_supported_for_channel_type",
}


def delivery_metadata(key: str, part: int, of: int) -> dict[str, Any]:
    """What names one part of a delivery."""
    return {"event_type": DELIVERY_EVENT, "event_payload": {"key": key, "part": part, "of": of}}


@dataclass(frozen=True, slots=True)
class Author:
    """Who Bunsen is in a workspace: its bot's id, and the id of the bot's user."""

    bot: str
    user: str

    def wrote(self, message: Mapping[str, Any]) -> bool:
        """Tell whether a message is its own. Metadata alone proves nothing: any app may write any."""
        by_bot = bool(self.bot) and message.get("bot_id") == self.bot
        return by_bot or (bool(self.user) and message.get("user") == self.user)


async def who_am_i(client: AsyncWebClient) -> Author:
    """Ask Slack who the token's bot is. Raises DeliveryFailed."""
    with slack_errors():
        answer = await client.auth_test()
        return Author(str(answer.get("bot_id") or ""), str(answer.get("user_id") or ""))


async def find_sent(
    client: AsyncWebClient, author: Author, to: Conversation, key: str, since: datetime
) -> Found | None:
    """Look for the parts of a delivery among the author's messages since then (scope im:history).

    Raises `CannotSettle` where Slack does not let us look, or where so much was said that the end is not in sight.
    """
    parts: dict[int, str] = {}
    of, cursor = 1, ""
    for _ in range(MOST_PAGES):
        messages, cursor = await _page(client, to, since - MARGIN, cursor)
        for message in messages:
            payload = _payload(message)
            if payload.get("key") == key and author.wrote(message):
                parts[_number(payload.get("part"))] = str(message["ts"])
                of = _number(payload.get("of"))
        if not cursor:
            return Found(MessageRef(to, parts[min(parts)]), frozenset(parts), of) if parts else None
        if len(parts) >= of:
            break
    if len(parts) >= of and parts:
        return Found(MessageRef(to, parts[min(parts)]), frozenset(parts), of)
    raise CannotSettle("too much was said in this chat meanwhile to find it")


async def _page(
    client: AsyncWebClient, to: Conversation, oldest: datetime, cursor: str
) -> tuple[Sequence[Mapping[str, Any]], str]:
    try:
        with slack_errors():
            answer = await client.conversations_history(
                channel=to.id,
                oldest=f"{oldest.timestamp():.6f}",
                include_all_metadata=True,
                limit=PAGE,
                cursor=cursor or None,
            )
            messages: Sequence[Mapping[str, Any]] = answer["messages"]
            return messages, str((answer.get("response_metadata") or {}).get("next_cursor") or "")
    except SlackRefused as refused:
        if refused.permanent or refused.code in _NOT_ALLOWED:
            raise CannotSettle(f"the chat's history cannot be read: {refused.code}") from None
        raise


def _payload(message: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = message.get("metadata")
    if not isinstance(metadata, Mapping) or metadata.get("event_type") != DELIVERY_EVENT:
        return {}
    payload = metadata.get("event_payload")
    return payload if isinstance(payload, Mapping) else {}


def _number(value: object) -> int:
    # Written by a version of Bunsen that did not number the parts: there was one that counted.
    return value if isinstance(value, int) and value > 0 else 1
