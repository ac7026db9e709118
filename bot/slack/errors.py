"""What Slack's client raises, as the one error that the rest of Bunsen knows."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError, SlackTokenRotationError

from handlers.deliveries import DeliveryFailed

PERMANENT = frozenset(
    {
        # platform-facts 2.5
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "account_inactive",
        "token_revoked",
        "messages_tab_disabled",
        "invalid_blocks",
        "msg_blocks_too_long",
        # What can never become right by waiting: this message, or this person, is not to be reached.
        "msg_too_long",
        "metadata_too_large",
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "user_not_found",
        "user_not_visible",
        "user_disabled",
        "cannot_dm_bot",
        "expired_trigger_id",
        "trigger_expired",
        "exchanged_trigger_id",
        "trigger_exchanged",
    }
)

UNREACHABLE = frozenset(
    {"user_disabled", "user_not_found", "user_not_visible", "cannot_dm_bot", "channel_not_found", "is_archived"}
)
"""Nothing reaches this person here until they speak again. (`account_inactive` is about the bot's own token.)"""

PERHAPS_DONE = frozenset({"internal_error", "fatal_error", "service_unavailable"})
"""Slack says of these that some of it may have been done before the error (its reference of chat.postMessage)."""

LIMITED = frozenset({"ratelimited", "rate_limited"})


class SlackRefused(DeliveryFailed):
    """Slack answered, and said no; `code` is its own word for why."""

    def __init__(self, code: str, *, retry_after: float | None = None, unknown: bool = False) -> None:
        super().__init__(
            f"Slack refused: {code}",
            permanent=code in PERMANENT or code.startswith("restricted_action"),
            retry_after=retry_after,
            limited=code in LIMITED,
            unknown=unknown or code in PERHAPS_DONE,
            unreachable=code in UNREACHABLE,
        )
        self.code = code


@contextmanager
def slack_errors() -> Iterator[None]:
    """Turn the errors of a call to Slack into `DeliveryFailed`.

    The original is left out of the chain: its message repeats what Slack answered, and so perhaps what somebody wrote.
    """
    try:
        yield
    except SlackApiError as error:
        raise _refused(error) from None
    except SlackTokenRotationError as error:
        raise _refused(error.api_error) from None
    except aiohttp.ClientConnectorError as error:
        # No connection came about, so nothing was handed over.
        raise DeliveryFailed(f"Slack could not be reached ({type(error).__name__})") from None
    except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        # Transient, for all we know: after a timeout nobody can tell whether the message arrived (platform-facts 2.5).
        raise DeliveryFailed(f"Slack could not be reached ({type(error).__name__})", unknown=True) from None


def quiet_logger() -> logging.Logger:
    """Make the logger for everything of Slack's: at DEBUG and INFO it would write down payloads and answers whole."""
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logger = logging.getLogger("bot.slack.sdk")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_without_details)
    return logger


def _without_details(record: logging.LogRecord) -> bool:
    """Keep the beginning of what Slack's client logs: an address with a ticket in it, or an answer, comes later."""
    kind = record.exc_info[0] if record.exc_info else None
    said = re.split(r"[(:\n]", record.getMessage(), maxsplit=1)[0].strip()
    record.msg, record.args = f"{said} ({kind.__name__})" if kind else said, ()
    record.exc_info = record.exc_text = record.stack_info = None
    return True


def _refused(error: SlackApiError) -> DeliveryFailed:
    response = error.response
    # An answer that is not JSON comes as aiohttp's own response, with `status` and no data.
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    headers = getattr(response, "headers", None) or {}
    if status == 429:
        code = "ratelimited"
    # After a 5xx nobody can tell whether the message arrived (platform-facts 2.5), nor after an empty success.
    unknown = status >= 500 or (status < 400 and not code)
    return SlackRefused(code or f"status {status}", retry_after=_seconds(headers.get("Retry-After")), unknown=unknown)


def _seconds(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
