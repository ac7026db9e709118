"""Bunsen's own token in Slack: fixed, or rotated by Slack every twelve hours.

With rotation each renewal gives a new refresh token and revokes the one before (platform-facts 2.11), so that one
replica at a time renews, under a lease in the database, and all of them read the outcome there. Bolt would renew only
when an event comes in; here whoever makes a call gets a token that is fresh.
"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, Protocol

import aiohttp
import structlog
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import SlackRefused, slack_errors
from bot.slack.settings import SlackSettings
from handlers.deliveries import DeliveryFailed

log = structlog.get_logger(__name__)

EARLY = timedelta(minutes=120)
"""So long before it expires a token is renewed."""
LOOK_AGAIN = timedelta(minutes=1)
"""How old what this process knows may get: another replica may have renewed it."""
LEASE_SECONDS = 60.0
_PATIENCE = 20
_PAUSE_SECONDS = 0.5
_TRIES = 20
"""To keep what was renewed; well within the lease."""
_DOUBTFUL = frozenset({"token_expired", "token_revoked", "invalid_auth", "not_authed"})


class KeptTokens(Protocol):
    """Where all replicas find the token (`storage.bot_tokens`)."""

    async def read(self, name: str) -> tuple[bytes, datetime] | None:
        """What was kept under this name, and when it expires."""

    async def lease(self, name: str, now: datetime, seconds: float) -> bool:
        """Take the right to renew it; False where another process has it."""

    async def keep(self, name: str, sealed: bytes, expires_at: datetime) -> None:
        """Keep a renewed token, and give the right back."""

    async def give_back(self, name: str) -> None:
        """Give the right back without a renewed token."""


class Tokens(Protocol):
    """Gives the token to make a call with."""

    async def token(self) -> str:
        """The token. Raises DeliveryFailed where there is none that is good."""

    def doubt(self, token: str) -> None:
        """Slack did not accept this one: look for another before it is used again."""


class FixedToken:
    """The one from the settings."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def token(self) -> str:
        """The token."""
        return self._token

    def doubt(self, token: str) -> None:
        """There is no other."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """An access token, the refresh token that renews it, and when it expires."""

    access: str
    refresh: str
    expires_at: datetime


class RenewingClient(AsyncWebClient):
    """The client that renews tokens: it shows the app's id and secret, and no token."""

    async def api_call(self, api_method: str, *, auth: dict[str, str] | None = None, **how: Any) -> AsyncSlackResponse:
        """Make a call. The SDK would write the header in a way that aiohttp is about to drop."""
        if auth is not None:
            shown = aiohttp.encode_basic_auth(auth["client_id"], auth["client_secret"])
            how["headers"] = {**(how.get("headers") or {}), "Authorization": shown}
        return await super().api_call(api_method, **how)


class RotatingToken:
    """Renews the token in time, with all replicas on one database sharing it."""

    def __init__(
        self,
        settings: SlackSettings,
        kept: KeptTokens,
        box: SecretBox,
        client: RenewingClient,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._kept = kept
        self._box = box
        self._client = client
        self._now = now
        # A refresh token from the settings begins a chain; another one (installed anew) begins another.
        self._name = "slack:" + blake2b(settings.refresh_token.encode(), digest_size=16).hexdigest()
        self._pair: _Pair | None = None
        self._looked_at: datetime | None = None
        self._one_at_a_time = asyncio.Lock()
        self._renewing: asyncio.Task[_Pair] | None = None

    async def token(self) -> str:
        """A token that is fresh, or at least still good. Raises DeliveryFailed where there is none."""
        if (known := self._known()) is not None:
            return known.access
        async with self._one_at_a_time:
            if (known := self._known()) is None:
                known = await self._fresh()
                self._pair, self._looked_at = known, self._now()
            return known.access

    def doubt(self, token: str) -> None:
        """Read it again from the database before the next call."""
        if self._pair is not None and self._pair.access == token:
            self._looked_at = None

    def _known(self) -> _Pair | None:
        recent = self._looked_at is not None and self._now() - self._looked_at < LOOK_AGAIN
        return self._pair if recent else None

    async def _fresh(self) -> _Pair:
        for _ in range(_PATIENCE):
            pair = await self._read()
            if pair is not None and pair.expires_at - self._now() > EARLY:
                return pair
            if await self._kept.lease(self._name, self._now(), LEASE_SECONDS):
                # Whoever asked may lose patience, but not the token: once Slack has renewed it, the one before is void.
                self._renewing = asyncio.create_task(self._renewed())
                return await asyncio.shield(self._renewing)
            if pair is not None and pair.expires_at > self._now():
                # Another replica is at it; this one is still good.
                return pair
            await asyncio.sleep(_PAUSE_SECONDS)
        raise DeliveryFailed("the token for Slack is being renewed by another server", retry_after=5.0)

    async def _renewed(self) -> _Pair:
        try:
            # Once more, now that nobody else changes it.
            pair = await self._read()
            if pair is None or pair.expires_at - self._now() <= EARLY:
                pair = await self._rotate(pair)
                await self._keep(pair)
                log.info("slack.token_renewed", until=pair.expires_at.isoformat())
        finally:
            await self._kept.give_back(self._name)
        return pair

    async def _keep(self, pair: _Pair) -> None:
        sealed = self._box.encrypt(json.dumps([pair.access, pair.refresh]).encode())
        for _ in range(_TRIES - 1):
            try:
                await self._kept.keep(self._name, sealed, pair.expires_at)
            except Exception as error:  # noqa: BLE001 - a database that is away for a moment must not cost the token
                log.warning("slack.token_not_kept_yet", error=type(error).__name__)
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                return
        await self._kept.keep(self._name, sealed, pair.expires_at)

    async def _rotate(self, before: _Pair | None) -> _Pair:
        rotator = AsyncTokenRotator(
            client_id=self._settings.client_id, client_secret=self._settings.client_secret, client=self._client
        )
        old = Installation(
            user_id="",
            bot_token=before.access if before else self._settings.bot_token,
            bot_refresh_token=before.refresh if before else self._settings.refresh_token,
            # Renewed whatever the hour: that it is time was found out above, by our own clock.
            bot_token_expires_at=1,
        )
        with slack_errors():
            new = await rotator.perform_token_rotation(installation=old)
        if new is None or not new.bot_token or not new.bot_refresh_token or not new.bot_token_expires_at:
            raise SlackRefused("token rotation gave no token")
        # The SDK reckons from the machine's clock, we from ours.
        lasts = timedelta(seconds=new.bot_token_expires_at - time.time())
        return _Pair(new.bot_token, new.bot_refresh_token, self._now() + lasts)

    async def _read(self) -> _Pair | None:
        kept = await self._kept.read(self._name)
        if kept is None:
            return None
        sealed, expires_at = kept
        try:
            access, refresh = json.loads(self._box.decrypt(sealed))
        except (CryptoError, ValueError):
            raise SlackRefused("the token that was kept cannot be decrypted: was BUNSEN_KEY changed?") from None
        return _Pair(access, refresh, expires_at)


class RotatingClient(AsyncWebClient):
    """The client of Slack's SDK, which asks for its token before each call."""

    def __init__(self, tokens: Tokens, **how: Any) -> None:
        super().__init__(token=None, **how)
        self._tokens = tokens

    async def api_call(self, api_method: str, **how: Any) -> AsyncSlackResponse:
        """Make a call; once more where Slack did not accept the token and another replica has renewed it meanwhile."""
        self.token = used = await self._tokens.token()
        try:
            return await super().api_call(api_method, **how)
        except SlackApiError as error:
            code = error.response.get("error") if isinstance(error.response, AsyncSlackResponse) else ""
            if code not in _DOUBTFUL:
                raise
            self._tokens.doubt(used)
            self.token = await self._tokens.token()
            if self.token == used:
                raise
            # A call without a good token does nothing, so that it may be repeated.
            return await super().api_call(api_method, **how)
