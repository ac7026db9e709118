"""POST /api/messages: everything that Teams sends comes in here.

The SDK's own endpoint answers 500 to every invoke with a body and to nine kinds of bad token
(platform-facts 3.3, 22 Nov 2026); the turn itself still runs through the SDK.
"""

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import Activity

from bot.teams.authentication import TeamsAdapter
from bot.teams.inbound_auth import NotAuthorised
from bot.teams.refreshing import IdentityServiceUnavailable

LONGEST_BODY = 1_000_000

OnTurn = Callable[[TurnContext], Awaitable[Any]]
Handler = Callable[[web.Request], Awaitable[web.Response]]

_log = structlog.get_logger("bunsen.teams")


LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class _Refused(Exception):
    def __init__(self, status: HTTPStatus, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


def messages_endpoint(adapter: TeamsAdapter, on_turn: OnTurn) -> Handler:
    """Return the aiohttp handler that checks a request and runs one turn of the bot."""

    async def handle(request: web.Request) -> web.Response:
        try:
            body = await _read(request)
            if adapter.authentication.unsigned:
                _only_from_this_machine(request, body)
            authenticated = await _authenticate(adapter, request, body)
            activity = _activity(body)
            return await _turn(adapter, authenticated, activity, on_turn)
        except _Refused as refused:
            return _refusal(refused)

    return handle


def _only_from_this_machine(request: web.Request, body: dict[str, Any]) -> None:
    """Without signatures: no web page (which has an Origin, or cannot send JSON), nothing from or for another host.

    Whoever names the service URL also plays the roster, and so could be anybody.
    """
    local_peer = request.remote is not None and ip_address(request.remote).is_loopback
    local_service = urlsplit(str(body.get("serviceUrl", ""))).hostname in LOOPBACK
    page = "Origin" in request.headers or request.content_type != "application/json"
    if not local_peer or not local_service or page or (request.url.host or "") not in LOOPBACK:
        raise _Refused(HTTPStatus.FORBIDDEN, "In development mode only tools on this machine may speak to Bunsen.")


async def _read(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await _bytes(request))
    except (ValueError, RecursionError) as error:
        raise _Refused(HTTPStatus.BAD_REQUEST, "The body is not JSON.") from error
    if not isinstance(body, dict) or not isinstance(body.get("type"), str) or not body["type"]:
        raise _Refused(HTTPStatus.BAD_REQUEST, "The body is not an activity: an object with a type.")
    return body


async def _bytes(request: web.Request) -> bytes:
    got = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        got += chunk
        if len(got) > LONGEST_BODY:
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is longer than 1 MB.")
    return bytes(got)


async def _authenticate(adapter: TeamsAdapter, request: web.Request, body: dict[str, Any]) -> Any:
    """Check the sender before the body is turned into SDK objects, which is slow for a large one."""
    header = request.headers.get("Authorization")
    try:
        return await adapter.authentication.authenticate(header, body.get("channelId"), body.get("serviceUrl"))
    except NotAuthorised as error:
        _log.warning("teams_request_refused", reason=error.reason)
        # The sender learns nothing of which check failed.
        raise _Refused(HTTPStatus.UNAUTHORIZED, "This request is not signed by Microsoft Teams.") from error
    except IdentityServiceUnavailable as error:
        raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE, "The signature cannot be checked just now.") from error


def _activity(body: dict[str, Any]) -> Activity:
    try:
        return Activity().deserialize(body)
    except ValueError as error:  # the SDK's DeserializationError is one
        raise _Refused(HTTPStatus.BAD_REQUEST, "The body is not an activity: a field has the wrong shape.") from error


async def _turn(
    adapter: TeamsAdapter,
    authenticated: Any,
    activity: Activity,
    on_turn: OnTurn,
) -> web.Response:
    try:
        # Already authenticated, so that a PermissionError of the bot's own logic is not taken for a bad token.
        return _answer(await adapter.process_activity(authenticated, activity, on_turn))
    except Exception as error:  # the last place before the platform
        _log.error("teams_turn_failed", activity=activity.type, name=activity.name, **_describe(error))
        raise _Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong.") from error


def _describe(error: Exception) -> dict[str, object]:
    """Say what failed and where, but not the message of the error: it may quote what a person wrote."""
    frames = extract_tb(error.__traceback__)[-4:]
    status = getattr(getattr(error, "response", None), "status_code", None)
    where = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "http_status": status, "where": where}


def _answer(invoked: InvokeResponse | None) -> web.Response:
    if invoked is None:
        return web.Response(status=HTTPStatus.CREATED)
    status = int(invoked.status or HTTPStatus.OK)
    if invoked.body is None:
        # Teams closes a dialog on an empty body (platform-facts 3.7).
        return web.Response(status=status)
    return web.json_response(text=json.dumps(invoked.body, default=_plain), status=status)


def _plain(value: Any) -> Any:
    """Turn the SDK's models into plain data, wherever they sit in the body; the SDK only expects them on top."""
    serialise = getattr(value, "serialize", None)
    if serialise is None:
        raise TypeError(f"{type(value).__name__} cannot be sent to Teams")
    return serialise()


def _refusal(refused: _Refused) -> web.Response:
    headers = {"WWW-Authenticate": "Bearer"} if refused.status == HTTPStatus.UNAUTHORIZED else {}
    return web.json_response({"error": refused.error}, status=refused.status, headers=headers)
