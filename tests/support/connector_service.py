"""The Bot Framework connector, played by a real local server that writes down what it gets."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.support.local_server import serving


@dataclass(frozen=True)
class Received:
    """One request that the bot made."""

    method: str
    path: str
    body: Any
    authorization: str | None
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ConnectorService:
    """What was received, who is a member, and which answers to give next."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    members: list[dict[str, Any]] = field(default_factory=list)
    delay: float = 0.0
    _next: list[web.Response | None] = field(default_factory=list)
    _ids: int = 0

    def answer_next(
        self,
        status: int,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        text: str | None = None,
        after: int = 0,
    ) -> None:
        """Answer the next request (or the one after so many) with this status: JSON for a body, HTML for a text."""
        self._next.extend([None] * after)
        if text is not None:
            answer = web.Response(status=status, text=text, content_type="text/html", headers=headers)
        else:
            body = {"error": {"code": "Test", "message": "on demand"}} if body is None else body
            answer = web.json_response(body, status=status, headers=headers)
        self._next.append(answer)

    def activities(self) -> list[dict[str, Any]]:
        """Return the bodies of all activities that were sent or updated."""
        return [one.body for one in self.received if one.method in ("POST", "PUT") and "/activities" in one.path]

    def _id(self, kind: str) -> str:
        self._ids += 1
        return f"{kind}-{self._ids}"

    async def _create(self, request: web.Request) -> web.Response:
        return web.json_response({"id": self._id("conversation"), "activityId": self._id("activity")}, status=201)

    async def _send(self, request: web.Request) -> web.Response:
        return web.json_response({"id": self._id("activity")}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        return web.json_response({"id": request.match_info["activity"]})

    async def _delete(self, request: web.Request) -> web.Response:
        return web.Response(status=200)

    async def _members(self, request: web.Request) -> web.Response:
        return web.json_response(self.members)

    async def _paged_members(self, request: web.Request) -> web.Response:
        size = int(request.query.get("pageSize", "200"))
        start = int(request.query.get("continuationToken", "0"))
        page: dict[str, Any] = {"members": self.members[start : start + size]}
        if start + size < len(self.members):
            page["continuationToken"] = str(start + size)
        return web.json_response(page)

    async def _member(self, request: web.Request) -> web.Response:
        wanted = request.match_info["member"]
        for member in self.members:
            if wanted in (member.get("id"), member.get("objectId"), member.get("userPrincipalName")):
                return web.json_response(member)
        return web.json_response({"error": {"code": "MemberNotFound", "message": "nobody"}}, status=404)

    def app(self) -> web.Application:
        """Return the connector as an aiohttp app."""
        app = web.Application(middlewares=[self._record()])
        one = "/v3/conversations/{conversation}"
        app.router.add_post("/v3/conversations", self._create)
        app.router.add_post(f"{one}/activities", self._send)
        app.router.add_post(f"{one}/activities/{{activity}}", self._send)
        app.router.add_put(f"{one}/activities/{{activity}}", self._update)
        app.router.add_delete(f"{one}/activities/{{activity}}", self._delete)
        app.router.add_get(f"{one}/members", self._members)
        app.router.add_get(f"{one}/pagedmembers", self._paged_members)
        app.router.add_get(f"{one}/members/{{member}}", self._member)
        return app

    def _record(self) -> Any:
        @web.middleware
        async def record(request: web.Request, handler: Any) -> Any:
            body = await request.json() if request.can_read_body else None
            token = request.headers.get("Authorization")
            self.received.append(Received(request.method, request.path, body, token, dict(request.query)))
            await asyncio.sleep(self.delay)
            prepared = self._next.pop(0) if self._next else None
            return prepared if prepared is not None else await handler(request)

        return record


@contextmanager
def connector_service(**known: Any) -> Iterator[ConnectorService]:
    """Run the connector on this machine."""
    service = ConnectorService(**known)
    with serving(service.app()) as url:
        service.url = url
        yield service
