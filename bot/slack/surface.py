"""The Slack surface: the one place where its pieces are put together."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import aiohttp
import structlog
from aiohttp import web
from nacl.secret import SecretBox

from bot.slack.answering import Answering
from bot.slack.background import Background
from bot.slack.bolt import bolt_app, web_client
from bot.slack.errors import SlackRefused, quiet_logger, slack_errors
from bot.slack.files import SlackFiles
from bot.slack.front_door import FrontDoor
from bot.slack.http import PATH, HttpRoute
from bot.slack.messenger import TIMEOUT_SECONDS, SlackMessenger, slack_paces
from bot.slack.profiles import SlackProfiles
from bot.slack.settings import SlackSettings, SlackSettingsWrong
from bot.slack.socket_mode import SocketConnection
from bot.slack.tokens import FixedToken, KeptTokens, RenewingClient, RotatingToken, Tokens
from bot.surface import Desk
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Platform

log = structlog.get_logger(__name__)

TIMEOUT = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
MOST_CONNECTIONS = 1_000
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0
_WRONG_TOKEN = {
    "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type",
    "no_permission", "missing_scope", "invalid_refresh_token", "bad_client_secret", "invalid_client_id",
}  # fmt: skip


NO_KEY = (
    "SLACK_REFRESH_TOKEN needs BUNSEN_KEY: the tokens that Slack gives are kept in the database, encrypted under it."
)
Keep = tuple[KeptTokens, SecretBox]
"""Where rotated tokens are kept, and what they are encrypted with."""


class SlackTokenRefused(Exception):
    """Slack does not accept a token; the message says which and what to do."""


class SlackSurface:
    """Bunsen in Slack. `wake` is called when an event was recorded, so that it is worked on at once.

    `keep` is where a token that Slack rotates is kept, and what it is encrypted with.
    """

    def __init__(self, settings: SlackSettings, desk: Desk, wake: Callable[[], None], keep: Keep | None = None) -> None:
        self._settings = settings
        self._logger = quiet_logger()
        self._renewing = RenewingClient(base_url=settings.base_url, logger=self._logger, retry_handlers=[])
        tokens = _tokens(settings, keep, self._renewing)
        self._client = web_client(settings, self._logger, tokens if settings.rotates else None)
        self._messenger = SlackMessenger(self._client, self._logger, slack_paces(settings.per_minute))
        self._profiles = SlackProfiles(self._client)
        self._files = SlackFiles(self._client, tokens)
        self._background = Background()
        answering = Answering(self._messenger)
        front_door = FrontDoor(desk, wake, answering, self._messenger, self._background)
        self._app = bolt_app(settings, front_door, self._logger, tokens)
        self._socket: SocketConnection | None = None
        self._retrying: asyncio.Task[None] | None = None
        self._trouble = "Slack has not been asked yet."

    @property
    def platform(self) -> Platform:
        """Slack."""
        return Platform.SLACK

    @property
    def messenger(self) -> SlackMessenger:
        """Sends to Slack."""
        return self._messenger

    @property
    def profiles(self) -> SlackProfiles:
        """Looks Slack's accounts up."""
        return self._profiles

    @property
    def files(self) -> SlackFiles:
        """Fetches what people drop into their chats."""
        return self._files

    def add_routes(self, app: web.Application) -> None:
        """Add `POST /slack/events`; in Socket Mode nothing arrives by HTTP (platform-facts 2.2)."""
        if not self._settings.socket_mode:
            app.router.add_post(PATH, HttpRoute(self._app, self._settings.signing_secret).handle)

    async def start(self) -> None:
        """Connect. A wrong token is an error; a Slack that cannot be reached is tried again until it can."""
        # One session for all calls: the three seconds of a press are too short for a new TLS handshake each time.
        # As many connections as it takes: one workspace that is slow must not hold up the calls of others.
        connector = aiohttp.TCPConnector(limit=MOST_CONNECTIONS)
        self._client.session = self._renewing.session = aiohttp.ClientSession(timeout=TIMEOUT, connector=connector)
        try:
            await self._connect()
        except SlackTokenRefused:
            await self.stop()
            raise
        except DeliveryFailed as failed:
            self._trouble = f"Slack cannot be reached: {failed.reason}."
            self._retrying = asyncio.create_task(self._keep_trying())

    async def stop(self) -> None:
        """Finish what was begun, and let go of every connection."""
        if self._retrying is not None:
            self._retrying.cancel()
            await asyncio.gather(self._retrying, return_exceptions=True)
        if self._socket is not None:
            await self._socket.close()
        await self._background.drain()
        if self._client.session is not None:
            await self._client.session.close()

    def ready(self) -> str:
        """An empty text when Slack can be served, else what is missing."""
        if self._trouble:
            return self._trouble
        if self._socket is not None and not self._socket.connected:
            return "The connection to Slack is down; it is being renewed."
        return ""

    async def _connect(self) -> None:
        with _naming("SLACK_REFRESH_TOKEN" if self._settings.rotates else "SLACK_BOT_TOKEN"), slack_errors():
            await self._client.auth_test()
        if self._settings.socket_mode:
            await self._open_socket()
        self._trouble = ""

    async def _open_socket(self) -> None:
        if self._socket is None:
            self._socket = SocketConnection(
                self._app, self._settings.app_token, self._client, self._logger, self._background
            )
        with _naming("SLACK_APP_TOKEN"):
            await self._socket.open()

    async def _keep_trying(self) -> None:
        pause = FIRST_PAUSE
        while True:
            await asyncio.sleep(pause)
            try:
                return await self._connect()
            except SlackTokenRefused as refused:
                self._trouble = str(refused)
                log.error("slack.token_refused", reason=self._trouble)
                return None
            except DeliveryFailed as failed:
                log.warning("slack.not_reached", reason=failed.reason)
                pause = min(2 * pause, LONGEST_PAUSE)


def _tokens(settings: SlackSettings, keep: Keep | None, client: RenewingClient) -> Tokens:
    if not settings.rotates:
        return FixedToken(settings.bot_token)
    if keep is None:
        raise SlackSettingsWrong(NO_KEY)
    return RotatingToken(settings, *keep, client)


@contextmanager
def _naming(setting: str) -> Iterator[None]:
    """Say which setting holds the token that Slack refused."""
    try:
        yield
    except SlackRefused as refused:
        if refused.code not in _WRONG_TOKEN:
            raise
        raise SlackTokenRefused(
            f"Slack does not accept {setting} ({refused.code}). Copy it again from the settings of your Slack app; "
            "after a change of scopes the app must be installed once more."
        ) from None
