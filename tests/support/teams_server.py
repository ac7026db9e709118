"""Bunsen's Teams endpoint on a local port, with a bot that notes its turns."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.teams.authentication import TeamsAdapter
from bot.teams.endpoint import messages_endpoint
from bot.teams.identity import TeamsIdentity
from tests.support.identity_service import APP_ID, PASSWORD, SERVICE_URL, TENANT, IdentityService


def teams_identity(service: IdentityService, **changes: Any) -> TeamsIdentity:
    """Return an app registration that the local identity service vouches for."""
    known: dict[str, Any] = {
        "app_id": APP_ID,
        "password": PASSWORD,
        "app_type": "SingleTenant",
        "tenant_id": TENANT,
        "metadata_url": service.metadata_url,
        "token_authority": service.url,
    }
    return TeamsIdentity(**known | changes)


def activity(**changes: Any) -> dict[str, Any]:
    """Return a message in a one-to-one chat, as Teams sends it."""
    return {
        "type": "message",
        "id": "1700000000000",
        "channelId": "msteams",
        "serviceUrl": SERVICE_URL,
        "from": {"id": "29:someone", "aadObjectId": "00000000-0000-0000-0000-00000000000a", "name": "Someone"},
        "recipient": {"id": f"28:{APP_ID}", "name": "Bunsen"},
        "conversation": {"id": "a:conversation", "conversationType": "personal"},
        "channelData": {"tenant": {"id": TENANT}},
        "text": "hello",
        **changes,
    }


@dataclass
class TurnLog:
    """The bot's part: what it saw, and what it does in a turn."""

    turns: list[Any] = field(default_factory=list)
    act: Callable[[Any], Awaitable[Any]] | None = None

    async def on_turn(self, context: Any) -> None:
        self.turns.append(context.activity)
        if self.act is not None:
            await self.act(context)


@dataclass
class TeamsServer:
    """A running endpoint and everything a test needs to speak to it."""

    client: TestClient[web.Request, web.Application]
    adapter: TeamsAdapter
    bot: TurnLog

    async def post(self, body: Any, headers: dict[str, str] | None = None) -> ClientResponse:
        return await self.client.post("/api/messages", json=body, headers=headers or {})


@asynccontextmanager
async def teams_server(identity: TeamsIdentity, **adapter_options: Any) -> AsyncIterator[TeamsServer]:
    """Run the endpoint, with a second route that answers at once."""
    bot, adapter, app = TurnLog(), TeamsAdapter(identity, **adapter_options), web.Application()
    app.router.add_post("/api/messages", messages_endpoint(adapter, bot.on_turn))
    app.router.add_get("/other", _other)
    async with TestClient(TestServer(app)) as client:
        try:
            yield TeamsServer(client, adapter, bot)
        finally:
            await adapter.authentication.close()


async def _other(request: web.Request) -> web.Response:
    return web.Response(text="here")
