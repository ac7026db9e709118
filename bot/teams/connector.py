"""How the SDK's connector client reaches Teams: with a cached token, over one shared connection pool."""

from typing import Any

import aiohttp
from botframework.connector import AsyncBfPipeline
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import AppCredentials, ConnectorFactory
from msrest.exceptions import ClientRequestError
from msrest.pipeline import Response
from msrest.pipeline.async_abc import AsyncHTTPPolicy, AsyncHTTPSender
from msrest.universal_http.async_abc import AsyncClientResponse
from yarl import URL

from bot.teams.identity import may_hold_secrets
from bot.teams.refreshing import IdentityServiceUnavailable, Refreshing

# The SDK would wait 100 s (platform-facts 3.3); Azure gives up a turn after 15.
SEND_TIMEOUT = aiohttp.ClientTimeout(total=30)
USER_AGENT = "Bunsen"
# Microsoft has a handful of regions; more only turn up in development mode.
MOST_CLIENTS = 16


class BotCredentials(AppCredentials, AsyncHTTPPolicy[Any, Any]):  # type: ignore[misc] # untyped SDK
    """Puts the shared token on each request, as an asynchronous step of the SDK's own pipeline.

    The SDK's credentials fetch a token on the event loop for each turn (platform-facts 3.3).
    """

    def __init__(self, app_id: str, tokens: Refreshing[str] | None) -> None:
        AppCredentials.__init__(self, app_id=app_id)
        AsyncHTTPPolicy.__init__(self)
        self._tokens = tokens

    async def send(self, request: Any, **kwargs: Any) -> Any:
        """Add the token and pass the request on."""
        if self._tokens is not None:
            request.http_request.headers["Authorization"] = f"Bearer {await self._tokens.get()}"
        following: Any = self.next  # the pipeline sets it
        return await following.send(request, **kwargs)

    def get_access_token(self, force_refresh: bool = False) -> str:
        """Return the token at hand, for the few helpers of the SDK that are synchronous; never fetch."""
        token = self._tokens.current() if self._tokens is not None else None
        if token is None:
            raise IdentityServiceUnavailable("No token to speak to Teams with.")
        return token


class Answer(AsyncClientResponse):
    """An answer of the connector, read whole."""

    def __init__(self, request: Any, status: int, reason: str | None, headers: Any, body: bytes) -> None:
        # The SDK's errors carry `internal_response`; callers read `status_code` and `headers` there.
        super().__init__(request, self)
        self.status_code = status
        self.reason = reason
        self.headers = headers
        self._body = body

    def body(self) -> bytes:
        """Return the body."""
        # A gateway's HTML error page would end as DeserializationError, and the
        # caller would never learn the status (msrest/pipeline/universal.py 0.7.1).
        is_json = "json" in self.headers.get("content-type", "application/json").lower()
        return self._body if is_json or (self.status_code or 0) < 400 else b""


class SharedSender(AsyncHTTPSender[Any, Any]):
    """Sends over aiohttp, with one pool for all turns.

    The SDK's own sender opens a connection for every turn and holds one of the loop's few default
    threads while it waits, the same threads that look up host names for everybody else; it also
    repeats PUT, GET and DELETE by itself, sleeping through a Retry-After, behind the back of the
    outbox (observed with msrest 0.7.1, 22 Nov 2026).
    """

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def __aexit__(self, *exc_details: object) -> None:
        """Leave the pool open: the SDK closes its sender with each client."""

    async def send(self, request: Any, **config: Any) -> Any:
        """Send one request and read the whole answer."""
        asked = request.http_request
        try:
            async with self._open().request(
                # The SDK has quoted the ids in the path; aiohttp must not do it again.
                asked.method,
                URL(asked.url, encoded=True),
                headers=dict(asked.headers),
                data=asked.data,
                # A token does not follow a redirect.
                allow_redirects=False,
            ) as got:
                answer = Answer(asked, got.status, got.reason, got.headers.copy(), await got.read())
        except (aiohttp.ClientError, TimeoutError) as error:
            raise ClientRequestError(f"Teams could not be reached ({type(error).__name__}).", error) from error
        return Response(request, answer)

    async def close(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            # Cookies would be shared by all tenants; the connector needs none.
            self._session = aiohttp.ClientSession(
                timeout=SEND_TIMEOUT, trust_env=True, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session


class Connectors(ConnectorFactory):  # type: ignore[misc] # untyped SDK
    """Gives each turn the SDK's connector client for its service URL.

    A client holds nothing of a turn and takes 3 ms of the event loop to build, most of an empty
    turn's 4 ms (measured 22 Nov 2026), so each region's is built once.
    """

    def __init__(self, app_id: str, tokens: Refreshing[str] | None, sender: SharedSender) -> None:
        self._app_id = app_id
        self._tokens = tokens
        self._sender = sender
        self._clients: dict[str, ConnectorClient] = {}

    async def create(self, service_url: str, audience: str | None = None) -> ConnectorClient:
        """Return the client for this service URL; the audience only matters to skills, which Bunsen has none of."""
        if self._tokens is not None and not may_hold_secrets(service_url or ""):
            raise ValueError("the service URL must be https")
        if service_url not in self._clients:
            if len(self._clients) >= MOST_CLIENTS:
                self._clients.clear()
            self._clients[service_url] = self._build(service_url)
        return self._clients[service_url]

    def _build(self, service_url: str) -> ConnectorClient:
        credentials = BotCredentials(self._app_id, self._tokens)
        client = ConnectorClient(credentials, base_url=service_url, sender=self._sender)
        client.config.add_user_agent(USER_AGENT)
        # Last, not as the constructor's pipeline_type: the client builds a default
        # pipeline after that one and so steals the credentials' next step for its
        # own sender (msrest/async_client.py 0.7.1).
        client.config.pipeline = AsyncBfPipeline(client.config)
        return client
