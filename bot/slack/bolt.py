"""The Bolt application: configured here and nowhere else, whatever the environment says."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.settings import SlackSettings
from bot.slack.tokens import RotatingClient, Tokens

log = structlog.get_logger(__name__)

_READ_BY_BOLT = (
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_SIGNING_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_VERIFICATION_TOKEN",
)


def web_client(settings: SlackSettings, logger: logging.Logger, tokens: Tokens | None = None) -> AsyncWebClient:
    """Make the client that everything is sent with."""
    # No retry handlers: the default one sends again after a connection error, so perhaps twice (platform-facts 2.4).
    # The outbox tries again itself, and knows when.
    if tokens is None:
        return AsyncWebClient(token=settings.bot_token, base_url=settings.base_url, logger=logger, retry_handlers=[])
    return RotatingClient(tokens, base_url=settings.base_url, logger=logger, retry_handlers=[])


def bolt_app(settings: SlackSettings, front_door: AsyncMiddleware, logger: logging.Logger, tokens: Tokens) -> AsyncApp:
    """Make a Bolt application that passes every payload through the front door."""
    with _without_environment():
        app = AsyncApp(
            name="bunsen",
            logger=logger,
            signing_secret=settings.signing_secret,
            # Bolt's own client is not used (`web_client` is), so it gets no token; and `authorize` keeps Bolt from
            # calling auth.test before the first acknowledgement.
            client=AsyncWebClient(base_url=settings.base_url, logger=logger, retry_handlers=[]),
            authorize=_Authorize(tokens),
            # The old check of Slack's certificate probe answers unsigned requests; ours are all signed.
            ssl_check_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
    app.use(front_door)
    app.error(_log_type_only)
    return app


class _Authorize(AsyncAuthorize):
    """Answers without asking Slack: there is one workspace and one token."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult:
        token = await self._tokens.token()
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id, bot_token=token)


async def _log_type_only(error: Exception) -> None:
    # Bolt's own handler logs the message and the traceback, which may quote what somebody typed.
    log.error("slack.failed", error=type(error).__name__)


@contextmanager
def _without_environment() -> Iterator[None]:
    """Hide what Bolt would read by itself; with a client id it turns to OAuth and files (platform-facts 2.3)."""
    hidden = {name: os.environ.pop(name) for name in _READ_BY_BOLT if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)
