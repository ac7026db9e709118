"""The doors through which ballots come: a whole Bunsen behind each surface, and a bare echo of the same framework."""

import itertools
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import ClientSession, web
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.origin import Origin
from bot.slack.render_forms import render_form
from bot.slack.settings import SlackSettings
from bot.slack.surface import SlackSurface
from bot.surface import Desk, Surface
from bot.teams import wire
from bot.teams.identity import TeamsIdentity
from bot.teams.offers import Offers
from bot.teams.surface import TeamsSurface
from bot.web.seats import TENANT as WEB_TENANT
from bot.web.seats import Seat
from bot.web.surface import WebSurface
from handlers.forms import Form
from handlers.interactions import Conversation, Platform
from handlers.work import Begin
from tests.support.slack_requests import FORM_TYPE, payload, signature

SECRET: Final = "a signing secret"  # noqa: S105 - of this benchmark
_numbers = itertools.count(1)

Values = Mapping[str, str]
Request = tuple[str, bytes, dict[str, str]]
"""Path, body and headers of a POST."""


@dataclass(frozen=True)
class Door:
    """How a ballot of a voter (by number) comes in."""

    platform: Platform
    tenant: str
    surface: Callable[[Desk, Callable[[], None]], Surface]
    request: Callable[[int, Form, Values, datetime], Request]
    echo: Callable[[web.Application], None]


def user(number: int) -> str:
    """The account of a voter."""
    return f"U{number:08d}"


def slack_door(api_url: str) -> Door:
    """Signed requests to Bolt."""
    settings = SlackSettings(bot_token="xoxb-1", signing_secret=SECRET, app_token="", api_url=api_url)  # noqa: S106

    def request(number: int, form: Form, values: Values, now: datetime) -> Request:
        place = Conversation(Platform.SLACK, "T0BUNSEN", f"D{number}", True)
        view = render_form(form, Origin(place, user(number), message="1795339950.000400"))
        state = {
            key: {"v": {"type": "radio_buttons", "selected_option": {"value": value}}} for key, value in values.items()
        }
        sent = payload("view_submission", user__id=user(number), trigger_id=f"t{next(_numbers)}")
        sent["view"] = {**sent["view"], **view, "id": f"V{next(_numbers)}", "state": {"values": state}}
        body = urlencode({"payload": json.dumps(sent)}).encode()
        moment = str(int(now.timestamp()))
        headers = {
            "Content-Type": FORM_TYPE,
            "X-Slack-Request-Timestamp": moment,
            "X-Slack-Signature": signature(SECRET, moment, body),
        }
        return "/slack/events", body, headers

    return Door(Platform.SLACK, "T0BUNSEN", lambda desk, wake: SlackSurface(settings, desk, wake), request, _bolt_echo)


def _bolt_echo(app: web.Application) -> None:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0BUNSEN", bot_token="xoxb-1")  # noqa: S106

    quiet = logging.getLogger("echo")
    quiet.setLevel(logging.CRITICAL)
    bolt = AsyncApp(signing_secret=SECRET, client=AsyncWebClient(token=None), authorize=authorize, logger=quiet)

    @bolt.view("voice.ballot")
    async def taken(ack: Any) -> None:
        await ack()

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app.router.add_post("/slack/events", handle)


def connector(app: web.Application) -> None:
    """What a Teams bot sends its messages to; it takes whatever comes."""

    async def take(_request: web.Request) -> web.Response:
        return web.json_response({"id": f"m{next(_numbers)}"}, status=201)

    app.router.add_post("/v3/conversations/{conversation}/activities", take)
    app.router.add_post("/v3/conversations/{conversation}/activities/{activity}", take)


def teams_door(begin: Begin, now: Callable[[], datetime], service_url: str) -> Door:
    """Activities to the SDK, through an endpoint that knows the protocol; unsigned, as on one's own machine.

    Both the ballot and the echo are answered in the chat, and then the dialog is closed.
    """
    identity = TeamsIdentity(app_id="", dev_no_auth=True)

    def request(number: int, form: Form, values: Values, _now: datetime) -> Request:
        data = {wire.FORM: form.name, wire.CONTEXT: form.context, wire.NONCE: form.nonce}
        data |= {f"{wire.FIELD_PREFIX}{key}": value for key, value in values.items()}
        activity = {
            "type": "invoke",
            "name": wire.TASK_SUBMIT,
            "id": f"f:{next(_numbers)}",
            "channelId": "msteams",
            "serviceUrl": f"{service_url}/",
            "from": {"id": user(number), "aadObjectId": user(number), "name": "Someone"},
            "recipient": {"id": "28:bot", "name": "Bunsen"},
            "conversation": {"id": f"a:{number}", "conversationType": "personal"},
            "channelData": {"tenant": {"id": "tenant"}},
            "value": {"data": data, "context": {"theme": "default"}},
        }
        return "/api/messages", json.dumps(activity).encode(), {"Content-Type": "application/json"}

    offers = Offers(begin, now)
    return Door(
        Platform.TEAMS,
        "tenant",
        lambda desk, wake: TeamsSurface(identity, desk, wake, offers),
        request,
        _botbuilder_echo,
    )


def _botbuilder_echo(app: web.Application) -> None:
    """The SDK's own adapter, as it comes: it makes its clients anew for each turn (platform-facts 3.3)."""

    class Unsigned:
        APP_ID = APP_PASSWORD = APP_TENANTID = ""
        APP_TYPE = "MultiTenant"

    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Unsigned()))

    async def on_turn(context: TurnContext) -> None:
        await context.send_activity("Thank you, your ballot is sealed")
        body = {"task": {"type": "message", "value": "Thank you"}}
        await context.send_activity(Activity(type="invokeResponse", value=InvokeResponse(status=200, body=body)))

    async def handle(request: web.Request) -> web.Response:
        # Not `adapter.process`: that answers 500 to every invoke with a body (platform-facts 3.3).
        activity = Activity().deserialize(await request.json())
        answer = await adapter.process_activity("", activity, on_turn)
        return web.json_response(answer.body, status=int(answer.status))

    app.router.add_post("/api/messages", handle)


class _StandingTime:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now

    def label(self) -> str:
        return "now"

    async def forward(self, to: str) -> str:
        return to


def web_door(voters: int, now: Callable[[], datetime]) -> Door:
    """JSON from the demo's page."""
    seats = [
        Seat(user(number), user(number), f"P{number}", "technician", "", email=f"p{number}@wenlow.example")
        for number in range(voters)
    ]

    def request(number: int, form: Form, values: Values, _now: datetime) -> Request:
        asked = {
            "id": f"request-{next(_numbers):08d}",
            "seat": user(number),
            "origin": "",
            "form": form.name,
            "context": form.context,
            "nonce": form.nonce,
            "values": dict(values),
        }
        return "/form", json.dumps(asked).encode(), {"Content-Type": "application/json"}

    def echo(app: web.Application) -> None:
        async def handle(request: web.Request) -> web.Response:
            return web.json_response({"echo": await request.json()})

        app.router.add_post("/form", handle)

    def surface(desk: Desk, wake: Callable[[], None]) -> WebSurface:
        return WebSurface(desk, wake, seats, _StandingTime(now), None)

    return Door(Platform.WEB, WEB_TENANT, surface, request, echo)


@asynccontextmanager
async def served(add_routes: Callable[[web.Application], None]) -> AsyncIterator[str]:
    """Serve routes on a local port; gives the address."""
    app = web.Application()
    add_routes(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def posted(client: ClientSession, address: str, request: Request) -> None:
    """Post, and wait for the answer. Raises where it is refused."""
    path, body, headers = request
    # As a browser does; the other two look for none.
    own_page = {"Origin": address} if path == "/form" else {}
    async with client.post(f"{address}{path}", data=body, headers=headers | own_page) as answer:
        said = await answer.text()
        if answer.status != 200:
            raise AssertionError(f"{answer.status}: {said[:300]}")
