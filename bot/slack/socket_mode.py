"""Socket Mode: Bunsen connects to Slack, so nothing on its side needs to be reachable."""

import asyncio
import logging
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.background import Background
from bot.slack.errors import slack_errors

PATIENCE = 10.0
"""Seconds that starting waits for the connection; it goes on trying afterwards."""


class SocketConnection:
    """One connection to Slack, which renews itself until it is closed."""

    def __init__(
        self, app: AsyncApp, app_token: str, client: AsyncWebClient, logger: logging.Logger, background: Background
    ) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token, logger=logger, web_client=client)
        self._background = background
        self._client = self._handler.client
        # In place of the handler's own listener, so that closing can wait for what is being served.
        self._client.socket_mode_request_listeners[:] = [self._receive]
        self._connecting: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        """Whether envelopes can arrive right now."""
        session = self._client.current_session
        return session is not None and not session.closed and not self._client.stale

    async def open(self) -> None:
        """Connect. Raises `DeliveryFailed` where Slack does not give a connection at all."""
        # Asked for here, since the client would ask again for ever, also with a token that is simply wrong.
        with slack_errors():
            self._client.wss_uri = await self._client.issue_new_wss_url()
        self._connecting = asyncio.create_task(self._connect())
        await asyncio.wait([self._connecting], timeout=PATIENCE)

    async def close(self) -> None:
        """Take no more envelopes, finish the ones taken, and leave no task behind."""
        # An envelope that is not acknowledged now goes to another replica, or comes again.
        self._client.socket_mode_request_listeners.clear()
        await self._background.drain()
        await self._client.close()  # type: ignore[no-untyped-call]
        tasks = (
            self._connecting,
            self._client.message_processor,
            self._client.message_receiver,
            self._client.current_session_monitor,
        )
        # The client cancels its tasks but does not wait for them.
        running = [task for task in tasks if task is not None]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _connect(self) -> None:
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def _receive(self, client: Any, request: SocketModeRequest) -> None:
        await self._background.spawn(self._answer(client, request))

    async def _answer(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        await self._handler.handle(client, request)
