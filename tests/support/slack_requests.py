"""What Slack sends to Bunsen: recorded payloads, changed where a test needs it, signed and posted as Slack does."""

import copy
import hashlib
import hmac
import io
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientResponse, ClientSession
from aiohttp.test_utils import TestClient

PAYLOADS = Path(__file__).parents[1] / "payloads" / "slack"
EVENTS_PATH = "/slack/events"

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"

Client = TestClient[Any, Any] | ClientSession


def payload(name: str, **changes: Any) -> dict[str, Any]:
    """Load a recorded payload; `event__text="hi"` changes the `text` in its `event`, and None takes it away."""
    body: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))
    for path, value in changes.items():
        _change(body, path.split("__"), copy.deepcopy(value))
    return body


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Sign as Slack signs."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()


async def signed_post(
    client: Client,
    path: str,
    body: bytes,
    secret: str,
    timestamp: float | None = None,
    content_type: str = JSON_TYPE,
) -> ClientResponse:
    """Post a body with a signature that is right for the secret and the time (by default, now)."""
    moment = str(int(time.time() if timestamp is None else timestamp))
    headers = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": signature(secret, moment, body),
    }
    return await client.post(path, data=io.BytesIO(body), headers=headers)


async def post_event(client: Client, event: Mapping[str, Any], secret: str) -> ClientResponse:
    """Post what came from the Events API."""
    return await signed_post(client, EVENTS_PATH, json.dumps(event).encode(), secret)


async def post_interaction(client: Client, interaction: Mapping[str, Any], secret: str) -> ClientResponse:
    """Post a press of a button or a form that was sent."""
    body = urlencode({"payload": json.dumps(interaction)}).encode()
    return await signed_post(client, EVENTS_PATH, body, secret, content_type=FORM_TYPE)


async def post_command(client: Client, command: Mapping[str, str], secret: str) -> ClientResponse:
    """Post a slash command."""
    return await signed_post(client, EVENTS_PATH, urlencode(command).encode(), secret, content_type=FORM_TYPE)


def _change(body: Any, path: list[str], value: Any) -> None:
    *way, last = [int(step) if step.isdigit() else step for step in path]
    for step in way:
        body = body[step]
    if value is None:
        del body[last]
    else:
        body[last] = value
