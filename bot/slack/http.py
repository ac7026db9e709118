"""`POST /slack/events`: events, commands and interactivity on one path."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

log = structlog.get_logger(__name__)

Payload = dict[str, Any]

PATH = "/slack/events"
BODY_LIMIT = 1024 * 1024

_PASSED_ON = (
    "Content-Type",
    "X-Slack-Signature",
    "X-Slack-Request-Timestamp",
    "X-Slack-Retry-Num",
    "X-Slack-Retry-Reason",
)


class HttpRoute:
    """Checks size, signature and shape, in this order, before anything is made of a request."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    async def handle(self, request: web.Request) -> web.Response:
        """Serve one request."""
        raw = await _read(request)
        if raw is None:
            return _refused(413, "The request is larger than 1 MB.")
        # Bolt reads the body before it checks the signature, and answers what is no JSON with a traceback.
        if not self._is_signed(request, raw):
            return _refused(401, "The request does not carry a valid signature of Slack.")
        body = raw.decode("utf-8")
        payload = _payload(body, request.content_type)
        if payload is None:
            return _refused(400, "The request is not a payload of Slack.")
        try:
            return await to_aiohttp_response(await self._app.async_dispatch(_bolt_request(request, body, payload)))
        except Exception as error:  # noqa: BLE001 - a signed payload of a shape that nobody has seen; Slack may try again
            log.error("slack.request_failed", error=type(error).__name__)
            return _refused(500, "Something went wrong.")

    def _is_signed(self, request: web.Request, raw: bytes) -> bool:
        try:
            return self._verifier.is_valid(
                raw,
                request.headers.get("X-Slack-Request-Timestamp"),
                request.headers.get("X-Slack-Signature"),
            )
        except (ValueError, TypeError):
            # A timestamp that is no number, a signature that is not ASCII, a body that is not UTF-8.
            return False


async def _read(request: web.Request) -> bytes | None:
    """Read the body; None where it is too long, without reading it all."""
    if request.content_length is not None and request.content_length > BODY_LIMIT:
        return None
    raw = bytearray()
    async for chunk in request.content.iter_any():
        raw += chunk
        if len(raw) > BODY_LIMIT:
            return None
    return bytes(raw)


def _payload(body: str, content_type: str) -> Payload | None:
    if content_type == "application/json" or body.startswith("{"):
        return _object(body)
    form = dict(parse_qsl(body, keep_blank_values=True))
    if "payload" in form:
        return _object(form["payload"])
    return form if "command" in form else None


def _object(text: str) -> Payload | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _bolt_request(request: web.Request, body: str, payload: Payload) -> AsyncBoltRequest:
    given = request.headers
    headers: dict[str, str | Sequence[str]] = {name: given[name] for name in _PASSED_ON if name in given}
    made = AsyncBoltRequest(body=body, query=request.query_string, headers=headers)
    # Bolt finds nothing in a command whose text has the word "payload" in it (slack_bolt.request.internals.parse_body).
    made.body = payload
    return made


def _refused(status: int, reason: str) -> web.Response:
    return web.json_response({"error": reason}, status=status)
