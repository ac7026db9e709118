"""Speaking to a conversation of one's own accord, and what it means when Teams says no."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import ConversationParameters, ErrorResponseException
from msrest.exceptions import ClientException, DeserializationError  # type: ignore[attr-defined]

from bot.teams.authentication import TeamsAdapter
from bot.teams.conversations import reference_of
from bot.teams.refreshing import IdentityServiceUnavailable
from bot.teams.wire import CHANNEL
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Conversation

T = TypeVar("T")

# Worth another try, later; every other refusal stays one (platform-facts 3.6).
PASSING = frozenset({408, 412, 429, 502, 503, 504})
# The bot was removed, blocked, or never there: nothing reaches this person until they speak again.
UNREACHABLE = frozenset({403, 404})
_CODE = re.compile(r"[A-Za-z0-9_.]{1,60}")


class TeamsConnection:
    """Hands the SDK's connector client of a conversation to whoever needs it. Raises only `DeliveryFailed`.

    `on_turn_error` of the adapter must stay unset: with it, a failure here would count as sent (platform-facts 3.3).
    """

    def __init__(self, adapter: TeamsAdapter, app_id: str) -> None:
        self._adapter = adapter
        self.app_id = app_id

    async def within(self, conversation: Conversation, work: Callable[[Any], Awaitable[T]]) -> T:
        """Do something with the client of this conversation, and give what came of it."""
        results: list[T] = []

        async def turn(context: TurnContext) -> None:
            # The client itself, not context.send_activity: that one would make it a reply to the
            # id of a turn which Teams has never seen (turn_context.py, apply_conversation_reference).
            results.append(await work(context.turn_state[BotAdapter.BOT_CONNECTOR_CLIENT_KEY]))

        async with _told():
            await self._adapter.continue_conversation(reference_of(conversation), turn, bot_app_id=self.app_id)
        return results[0]

    async def open(self, parameters: ConversationParameters, service_url: str) -> str:
        """Open a conversation and give its id."""
        ids: list[str] = []

        async def turn(context: TurnContext) -> None:
            ids.append(context.activity.conversation.id)

        async with _told():
            await self._adapter.create_conversation(self.app_id, turn, parameters, CHANNEL, service_url)
        return ids[0]


@asynccontextmanager
async def _told() -> AsyncIterator[None]:
    try:
        yield
    except ErrorResponseException as error:
        raise _refused(error) from error
    except (ClientException, DeserializationError, TimeoutError) as error:
        # Where no connection came about nothing was handed over; otherwise it may have arrived.
        untaken = isinstance(getattr(error, "inner_exception", None), aiohttp.ClientConnectorError)
        reason = f"Teams did not answer properly ({type(error).__name__})"
        raise DeliveryFailed(reason, unknown=not untaken) from error
    except IdentityServiceUnavailable as error:
        raise DeliveryFailed(str(error)) from error
    except (ValueError, TypeError) as error:
        # The SDK's words for a reference that leads nowhere, or a card that cannot be written as JSON.
        raise DeliveryFailed(f"this cannot be sent to Teams ({type(error).__name__})", permanent=True) from error


def _refused(error: ErrorResponseException) -> DeliveryFailed:
    status = int(error.response.status_code)
    code = getattr(getattr(error.error, "error", None), "code", None)
    # The code is one of Teams' own words; its message may quote what was sent, and stays out of the log.
    named = f" {code}" if isinstance(code, str) and _CODE.fullmatch(code) else ""
    return DeliveryFailed(
        f"Teams answered {status}{named}",
        permanent=status not in PASSING,
        limited=status == 429,
        unreachable=status in UNREACHABLE,
        retry_after=_seconds(error.response.headers.get("Retry-After")) if status in PASSING else None,
    )


def _seconds(text: str | None) -> float | None:
    """Read Retry-After as seconds; the form with a date is not used by Teams."""
    try:
        return max(0.0, float(text)) if text else None
    except ValueError:
        return None
