"""A local Slack: the Web API, response_urls, file uploads and Socket Mode, over real HTTP and a real websocket.

It records every call with its decoded arguments, keeps what a person would see in each channel, and fails on demand:

    async with SlackService() as slack:
        slack.fail("chat.postMessage", "channel_not_found")
        ...                                          # point SLACK_API_URL at slack.api_url
        call = await slack.called("views.open")      # waits for it
        assert slack.shown("D1")[-1]["text"] == "Hello"
"""

import asyncio
import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import WSMsgType, web

TEAM = "T0BUNSEN"
BOT_USER = "U0BUNSEN"
BOT_ID = "B0BUNSEN"
PATIENCE = 10.0
"""Seconds that waiting for something may take before the test fails; never a part of what is tested."""

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call of the Web API, or of a response_url."""

    method: str
    arguments: Arguments
    token: str = ""


@dataclass
class Failure:
    """What a method answers instead, `times` times."""

    error: str
    status: int = 200
    retry_after: int | None = None
    times: int = 1
    body: str | None = None
    """Something that is not JSON, as a gateway would answer."""
    after: int = 0
    """How many calls pass before."""


@dataclass
class Upload:
    """A file that was handed over."""

    name: str
    content: bytes = b""
    channel: str = ""
    comment: str = ""


@dataclass
class _Awaited:
    """Things that arrive, and those who wait for them."""

    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def until(self, true: Callable[[], bool], what: str) -> None:
        async with self.changed:
            try:
                await asyncio.wait_for(self.changed.wait_for(true), PATIENCE)
            except TimeoutError:
                raise AssertionError(f"waited in vain for {what}") from None


class SlackService:
    """A local Slack; see the module."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.users: dict[str, dict[str, Any]] = {}
        self.uploads: dict[str, Upload] = {}
        self._shared: dict[str, bytes] = {}
        self.views: list[dict[str, Any]] = []
        self.refresh_token = "xoxe-first"
        self.good_token = ""
        """With rotation, the only token that is accepted; empty: any is."""
        self.token_seconds = 43_200
        self.disturbance: dict[str, Any] = {}
        """What dnd.teamInfo says of somebody."""
        self.nonsense: dict[str, dict[str, Any]] = {}
        """What a method answers in all good cheer, whatever it was asked."""
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.connections: list[web.WebSocketResponse] = []
        self._failures: defaultdict[str, list[Failure]] = defaultdict(list)
        self._messages: dict[tuple[str, str], Arguments] = {}
        self._awaited = _Awaited()
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self._base = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{name}", self._respond)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/files/{name}", self._file)
        app.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *error: object) -> None:
        for socket in self.connections:
            await socket.close()
        assert self._runner is not None
        await self._runner.cleanup()

    # --- what a test sets and asks ---

    @property
    def api_url(self) -> str:
        """For SLACK_API_URL."""
        return f"{self._base}/api/"

    def response_url(self, name: str = "1") -> str:
        """A response_url; what is sent to it is recorded as a call of `response_url`."""
        return f"{self._base}/respond/{name}"

    def fail(
        self,
        method: str,
        error: str = "internal_error",
        *,
        status: int = 200,
        retry_after: int | None = None,
        times: int = 1,
        body: str | None = None,
        after: int = 0,
    ) -> None:
        """Let the next calls of a method fail, or those after so many."""
        self._failures[method].append(Failure(error, status, retry_after, times, body, after))

    def add_user(self, user: str, **fields: Any) -> None:
        """Let users.info know somebody; `profile` is merged into a usual one."""
        profile = {"real_name": "Sam Poole", "email": "sam.poole@example.ac.uk", **fields.pop("profile", {})}
        self.users[user] = {
            "id": user, "team_id": TEAM, "deleted": False, "is_bot": False, "is_email_confirmed": True,
            "real_name": profile["real_name"], "profile": profile, **fields,
        }  # fmt: skip

    def share(self, name: str, content: bytes) -> str:
        """Keep a file that somebody has sent; gives the address at which an app may fetch it."""
        self._shared[name] = content
        return f"{self._base}/files/{name}"

    def somebody_posts(self, channel: str, user: str, **message: Any) -> None:
        """Let somebody else post in a channel, as an app does with their token."""
        time = self._time()
        self._messages[(channel, time)] = {**message, "ts": time, "user": user, "bot_id": "B0OTHER"}

    def calls_of(self, method: str) -> list[Call]:
        """All calls of a method so far."""
        return [call for call in self.calls if call.method == method]

    async def called(self, method: str, count: int = 1) -> Call:
        """Wait for the call number `count` of a method."""
        await self._awaited.until(lambda: len(self.calls_of(method)) >= count, f"call {count} of {method}")
        return self.calls_of(method)[count - 1]

    async def wait_for(self, true: Callable[[], bool], what: str) -> None:
        """Wait until something is true that a call can make so; `what` is for the message of a failure."""
        await self._awaited.until(true, what)

    def shown(self, channel: str) -> list[Arguments]:
        """The messages of a channel as they stand now, oldest first."""
        return [message for (place, _), message in sorted(self._messages.items()) if place == channel]

    # --- Socket Mode ---

    async def connected(self, count: int = 1) -> None:
        """Wait until a socket is open for the `count`th time."""
        await self._awaited.until(lambda: len(self.connections) >= count, f"connection {count}")

    async def disconnected(self) -> None:
        """Wait until every socket is closed."""
        await self._awaited.until(lambda: all(socket.closed for socket in self.connections), "the end of all sockets")

    async def push(self, kind: str, payload: Mapping[str, Any], envelope: str = "") -> str:
        """Send an envelope (kind: events_api, slash_commands, interactive); gives its id."""
        envelope = envelope or f"envelope-{next(self._numbers)}"
        body = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True}
        await self.connections[-1].send_json(body)
        return envelope

    async def acknowledgement(self, envelope: str) -> dict[str, Any]:
        """Wait until an envelope is acknowledged; gives the payload of the acknowledgement."""
        await self._awaited.until(lambda: envelope in self.acknowledged, f"the acknowledgement of {envelope}")
        return self.acknowledged[envelope]

    async def refresh(self) -> None:
        """Tell the client to connect anew, as Slack does every few hours."""
        await self.connections[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})

    # --- the server ---

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        call = Call(method, await _arguments(request), token)
        failure = self._next_failure(method) or self._stale(method, token)
        answer = _failed(failure) if failure else web.json_response({"ok": True, **self._do(call)})
        self.calls.append(call)
        await self._awaited.tell()
        return answer

    def _stale(self, method: str, token: str) -> Failure | None:
        known = not self.good_token or token == self.good_token or method == "oauth.v2.access"
        return None if known or token.startswith("xapp-") else Failure("token_expired")

    def _next_failure(self, method: str) -> Failure | None:
        for failure in self._failures[method]:
            if failure.after > 0:
                failure.after -= 1
            elif failure.times > 0:
                failure.times -= 1
                return failure
        return None

    def _do(self, call: Call) -> dict[str, Any]:
        arguments = call.arguments
        if call.method in self.nonsense:
            return self.nonsense[call.method]
        match call.method:
            case "auth.test":
                return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID, "team": "Bunsen", "user": "bunsen"}
            case "chat.postMessage":
                return self._post(arguments)
            case "chat.update":
                self._messages[(arguments["channel"], arguments["ts"])].update(arguments)
                return {"channel": arguments["channel"], "ts": arguments["ts"]}
            case "chat.postEphemeral":
                return {"message_ts": self._time()}
            case "oauth.v2.access":
                return self._renewed(arguments)
            case "conversations.history":
                return self._history(arguments)
            case "dnd.teamInfo":
                wanted = str(arguments["users"]).split(",")
                return {"users": {user: self.disturbance.get(user, {"dnd_enabled": False}) for user in wanted}}
            case "conversations.open":
                return {"channel": {"id": f"D{arguments['users']}"}}
            case "views.open":
                self.views.append(arguments["view"])
                return {"view": {**arguments["view"], "id": f"V{len(self.views)}"}}
            case "apps.connections.open":
                return {"url": f"{self._base.replace('http', 'ws', 1)}/socket"}
            case "files.getUploadURLExternal":
                return self._upload_url(arguments)
            case "files.completeUploadExternal":
                return self._uploaded(arguments)
            case "users.lookupByEmail":
                known = (each for each in self.users.values() if each["profile"]["email"] == arguments["email"])
                user = next(known, None)
                return {"user": user} if user else {"ok": False, "error": "users_not_found"}
            case "users.info":
                user = self.users.get(arguments["user"])
                return {"user": user} if user else {"ok": False, "error": "user_not_found"}
            case _:
                return {"ok": False, "error": "unknown_method"}

    def _post(self, arguments: Arguments) -> dict[str, Any]:
        channel, time = arguments["channel"], self._time()
        self._messages[(channel, time)] = {**arguments, "ts": time, "bot_id": BOT_ID, "user": BOT_USER}
        return {"channel": channel, "ts": time}

    def _renewed(self, arguments: Arguments) -> dict[str, Any]:
        """A new pair of tokens for the refresh token that is good; the one before is good no more."""
        if arguments.get("refresh_token") != self.refresh_token:
            return {"ok": False, "error": "invalid_refresh_token"}
        number = next(self._numbers)
        self.refresh_token, self.good_token = f"xoxe-{number}", f"xoxe.xoxb-{number}"
        return {
            "access_token": self.good_token, "refresh_token": self.refresh_token, "token_type": "bot",
            "expires_in": self.token_seconds,
        }  # fmt: skip

    def _history(self, arguments: Arguments) -> dict[str, Any]:
        """The newest first, a page at a time; metadata only where it is asked for."""
        after = float(arguments.get("oldest") or 0)
        found = [kept for (channel, _), kept in self._messages.items() if channel == arguments["channel"]]
        found = [kept for kept in reversed(found) if float(kept["ts"]) > after]
        start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
        hidden = () if str(arguments.get("include_all_metadata")).lower() in {"1", "true"} else ("metadata",)
        page = [{k: v for k, v in kept.items() if k not in hidden} for kept in found[start : start + limit]]
        more = str(start + limit) if start + limit < len(found) else ""
        return {"messages": page, "has_more": bool(more), "response_metadata": {"next_cursor": more}}

    def _time(self) -> str:
        return f"1800000000.{next(self._numbers):06d}"

    def _upload_url(self, arguments: Arguments) -> dict[str, Any]:
        file = f"F{len(self.uploads) + 1}"
        self.uploads[file] = Upload(arguments["filename"])
        return {"file_id": file, "upload_url": f"{self._base}/upload/{file}"}

    def _uploaded(self, arguments: Arguments) -> dict[str, Any]:
        for each in arguments["files"]:
            upload = self.uploads[each["id"]]
            upload.channel, upload.comment = arguments["channel_id"], arguments.get("initial_comment", "")
        return {"files": arguments["files"]}

    async def _upload(self, request: web.Request) -> web.Response:
        self.uploads[request.match_info["file"]].content = await request.read()
        return web.Response(text="OK")

    async def _file(self, request: web.Request) -> web.Response:
        if not request.headers.get("Authorization", "").startswith("Bearer xoxb-"):
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        return web.Response(body=self._shared[request.match_info["name"]])

    async def _respond(self, request: web.Request) -> web.Response:
        failure = self._next_failure("response_url")
        self.calls.append(Call("response_url", {**await request.json(), "url": str(request.url)}))
        await self._awaited.tell()
        return web.Response(status=failure.status if failure else 200, text="ok")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        await self._awaited.tell()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                answer = json.loads(message.data)
                self.acknowledged[answer["envelope_id"]] = answer.get("payload") or {}
                await self._awaited.tell()
        await self._awaited.tell()
        return socket


async def _arguments(request: web.Request) -> Arguments:
    """Decode what the SDK sent, whichever way it sent it."""
    if request.content_type == "application/json":
        given: Arguments = await request.json()
        return given
    fields = {**request.query, **await request.post()}
    return {name: _decoded(value) for name, value in fields.items()}


def _decoded(value: object) -> object:
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        return json.loads(value)
    return value


def _failed(failure: Failure) -> web.Response:
    headers = {"Retry-After": str(failure.retry_after)} if failure.retry_after is not None else {}
    if failure.body is not None:
        return web.Response(status=failure.status, text=failure.body, content_type="text/html", headers=headers)
    return web.json_response({"ok": False, "error": failure.error}, status=failure.status, headers=headers)
