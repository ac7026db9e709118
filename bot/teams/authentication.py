"""The SDK's adapter with Bunsen's own checks and token cache plugged in."""

import asyncio
import time
from collections.abc import Callable

from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, CallerIdConstants
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConstants,
    BotFrameworkAuthentication,
    ClaimsIdentity,
)

from bot.teams.connector import Connectors, SharedSender
from bot.teams.identity import TeamsIdentity
from bot.teams.inbound_auth import NotAuthorised, TokenVerifier
from bot.teams.outbound_tokens import outbound_tokens
from bot.teams.refreshing import Refreshing
from bot.teams.signing_keys import SigningKeys


class TeamsAuthentication(BotFrameworkAuthentication):  # type: ignore[misc] # untyped SDK
    """Says who may speak to Bunsen, and gives Bunsen its own voice.

    Plugged into the SDK rather than put before it, so that turns, proactive ones too, go through the
    real CloudAdapter. The SDK's own one fetches with blocking requests and accepts emulator and
    skill tokens that Bunsen has no use for (_parameterized_bot_framework_authentication.py, 4.17.1).
    """

    def __init__(self, identity: TeamsIdentity, now: Callable[[], float] = time.time) -> None:
        self._identity = identity
        self._keys = SigningKeys(identity.metadata_url, now)
        self._verifier = TokenVerifier(identity.app_id.strip(), identity.issuer, self._keys)
        self._tokens: Refreshing[str] | None = None if identity.dev_no_auth else outbound_tokens(identity, now)
        self._sender = SharedSender()
        self._connectors = Connectors(identity.app_id.strip(), self._tokens, self._sender)
        self._keepers: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to fetch keys and token, and to keep them fresh; returns at once."""
        if self._tokens is None or self._keepers:
            return
        for cache in (self._keys.cache, self._tokens):
            self._keepers.append(asyncio.create_task(cache.keep_fresh(), name="keep Teams identity fresh"))

    async def warm(self) -> None:
        """Wait until keys and token are there; raises IdentityServiceUnavailable with a plain reason."""
        if self._tokens is not None:
            await asyncio.gather(self._keys.cache.get(), self._tokens.get())

    @property
    def unsigned(self) -> bool:
        """Tell whether nothing is signed here: development mode, for tools on this machine."""
        return self._tokens is None

    @property
    def ready(self) -> bool:
        """Tell whether a message could be checked and answered without waiting for the identity service."""
        if self._tokens is None:
            return True
        return self._keys.cache.current() is not None and self._tokens.current() is not None

    async def close(self) -> None:
        """Stop fetching and close all connections."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        self._keepers.clear()
        await self._keys.cache.close()
        if self._tokens is not None:
            await self._tokens.close()
        await self._sender.close()

    async def authenticate(
        self, auth_header: str | None, channel_id: object, service_url: object
    ) -> AuthenticateRequestResult:
        """Check one request before anything of it is read; raises NotAuthorised or IdentityServiceUnavailable."""
        result = AuthenticateRequestResult()
        result.audience = self._identity.token_resource
        result.connector_factory = self._connectors
        if self._identity.dev_no_auth:
            result.claims_identity = ClaimsIdentity({}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE)
            return result
        claims = await self._verifier.verify(auth_header, channel_id, service_url)
        result.claims_identity = ClaimsIdentity(claims, True)
        result.caller_id = CallerIdConstants.public_azure_channel
        return result

    async def authenticate_request(self, activity: Activity, auth_header: str | None) -> AuthenticateRequestResult:
        """Check one activity, as the SDK asks for it."""
        return await self.authenticate(auth_header, activity.channel_id, activity.service_url)

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        """Refuse: Teams does not speak over web sockets."""
        raise NotAuthorised("no streaming here")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> Connectors:
        """Return what makes connector clients, for proactive turns."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Make none: Bunsen signs nobody in, and the SDK asks for one in every turn."""


class TeamsAdapter(CloudAdapter):  # type: ignore[misc] # untyped SDK
    """The SDK's adapter, for one app registration."""

    def __init__(self, identity: TeamsIdentity, now: Callable[[], float] = time.time) -> None:
        self.authentication = TeamsAuthentication(identity, now)
        super().__init__(self.authentication)
