"""From a press to the card, through Slack's HTTP and Bolt and through the Teams endpoint, beside a bare echo.

The press is “Show the status” in a chat of two, of a plan of 500 actions with 20,000 updates. Ours goes through the
signature, deduplication, institution, person and rights, the status, and the rendering of its card. The echo is what
the platform's own library makes of a handler that asks the bare aggregate (`filling.BARE`) in a transaction, and
renders and sends the same card, which it has from before: behind Bolt for Slack, behind the same endpoint for Teams.
Both platforms are played by local servers. A press counts from the request until the card has arrived; presses come
one after another, ours and the echo's in turn, and the best of each counts.
"""

import asyncio
import itertools
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout, web
from aiohttp.test_utils import TestServer
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, Attachment
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, sqlite
from benchmarks.status.filling import ACTIONS, NOW, UPDATES, Filled, bare, fill
from bot.app import Bunsen, build, make_services
from bot.round_keys import FileRoundKeys
from bot.slack.bolt import web_client
from bot.slack.errors import quiet_logger
from bot.slack.render_cards import render_card
from bot.slack.settings import SlackSettings
from bot.slack.surface import SlackSurface
from bot.surface import Desk, Surface
from bot.teams.authentication import TeamsAdapter
from bot.teams.endpoint import messages_endpoint
from bot.teams.offers import Offers
from bot.teams.parts import render
from bot.teams.surface import TeamsSurface
from handlers.cards import Card
from handlers.interactions import Account, Conversation, Interaction, Platform, Pressed
from handlers.outcomes import Reply
from handlers.reviews.calendar import learn_bank_holidays
from handlers.status.presses import SHOW_PRESS
from handlers.status.view import View
from storage.database import Database
from tests.support.faulty_slack import Conduct, FaultySlack
from tests.support.identity_service import APP_ID, TENANT
from tests.support.slack_requests import payload, post_interaction
from tests.support.teams_service import TeamsService, teams_service

ROUNDS = 30
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - of a Slack that this file plays itself
SLACK = Account(Platform.SLACK, "T0BUNSEN", "U0SAM")
SLACK_CHAT = Conversation(Platform.SLACK, SLACK.tenant, "D0SAM", True)
TEAMS = Account(Platform.TEAMS, TENANT, "00000000-0000-0000-0000-000000000001")
_numbers = itertools.count(1)

AddRoutes = Callable[[web.Application], object]
Press = Callable[[ClientSession], Awaitable[None]]
"""Presses once at the server of this session; ends when the card has arrived."""


class _Clock:
    """Stands still at the moment that the plan was filled for."""

    def now(self) -> Any:
        """That moment."""
        return NOW


@asynccontextmanager
async def _served(add_routes: AddRoutes) -> AsyncIterator[ClientSession]:
    """Serve these routes on a port of their own; gives a session that speaks to it."""
    app = web.Application()
    add_routes(app)
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/"), timeout=ClientTimeout(total=30)) as session,
    ):
        yield session


async def _in_turn(press: Press, ours: AddRoutes, echo: AddRoutes) -> tuple[float, float]:
    """The best of either, in milliseconds."""
    times: tuple[list[float], list[float]] = ([], [])
    async with _served(ours) as first, _served(echo) as second:
        for _ in range(ROUNDS):
            for session, took in zip((first, second), times, strict=True):
                began = time.perf_counter()
                await press(session)
                took.append((time.perf_counter() - began) * 1000)
    return min(times[0]), min(times[1])


def _slack_echo(
    database: Database, filled: Filled, slack: FaultySlack, card: Card, session: ClientSession
) -> AddRoutes:
    """A Bolt application with one handler."""

    async def authorize(**_given: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=SLACK.tenant, bot_token="xoxb-test")  # noqa: S106

    client = web_client(SlackSettings("xoxb-test", SECRET, api_url=slack.url), quiet_logger())
    client.session = session
    app = AsyncApp(signing_secret=SECRET, client=client, authorize=authorize, logger=quiet_logger())

    @app.action(SHOW_PRESS)
    async def pressed(ack: Any) -> None:
        await ack()
        await bare(database, filled)
        for message in render_card(card):
            await client.chat_postMessage(channel=SLACK_CHAT.id, text=message.text, blocks=list(message.blocks))

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return lambda web_app: web_app.router.add_post("/slack/events", handle)


async def _slack(
    database: Database, filled: Filled, slack: FaultySlack, surface: Surface, card: Card
) -> tuple[float, float]:
    parts = len(render_card(card))

    async def press(session: ClientSession) -> None:
        number = next(_numbers)
        action = {"action_id": SHOW_PRESS, "block_id": "b", "value": View().encode(), "type": "button"}
        action["action_ts"] = f"1795339960.{number:06d}"
        there = sum(slack.tally.taken.values())
        body = payload("block_actions", trigger_id=f"1.{number}", actions=[action])
        answer = await post_interaction(session, body, SECRET)
        assert answer.status == 200, await answer.text()  # noqa: S101 - how quickly errors come is not measured
        await slack.has_taken(there + parts)

    async with ClientSession(timeout=ClientTimeout(total=30)) as session:
        return await _in_turn(press, surface.add_routes, _slack_echo(database, filled, slack, card, session))


def _teams_echo(database: Database, filled: Filled, teams: TeamsService, card: Card) -> AddRoutes:
    """A bot with one handler behind Bunsen's own endpoint."""
    adapter = TeamsAdapter(teams.identity())

    async def on_turn(context: TurnContext) -> None:
        await bare(database, filled)
        for part in render(card):
            attachment = Attachment(content_type="application/vnd.microsoft.card.adaptive", content=part)
            await context.send_activity(Activity(type=ActivityTypes.message, attachments=[attachment]))
        body = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Done."}
        answer = InvokeResponse(status=200, body=body)
        await context.send_activity(Activity(type=ActivityTypes.invoke_response, value=answer))

    return lambda web_app: web_app.router.add_post("/api/messages", messages_endpoint(adapter, on_turn))


async def _teams(
    database: Database, filled: Filled, teams: TeamsService, surface: Surface, card: Card
) -> tuple[float, float]:
    signed = teams.signer.header(serviceurl=teams.chat.url)
    verb = {"type": "Action.Execute", "title": "Show the status", "verb": SHOW_PRESS}
    data = {"press": SHOW_PRESS, "value": View().encode()}
    person = teams.person("Ada Byron", "")

    async def press(session: ClientSession) -> None:
        there = len(teams.chat.messages)
        value = {"action": verb | {"data": data}, "trigger": "manual"}
        body = person._envelope() | {"type": "invoke", "name": "adaptiveCard/action", "value": value}
        body |= {"channelId": "msteams", "serviceUrl": teams.chat.url}
        async with session.post("/api/messages", json=body, headers=signed) as answer:
            assert answer.status == 200, await answer.text()  # noqa: S101 - as above
        assert len(teams.chat.messages) == there + len(render(card))  # noqa: S101

    return await _in_turn(press, surface.add_routes, _teams_echo(database, filled, teams, card))


async def _measured(address: str) -> dict[str, tuple[float, float]]:
    learn_bank_holidays()
    database = Database(address)
    with teams_service() as teams, tempfile.TemporaryDirectory() as folder:
        reference = {"service_url": teams.chat.url, "bot_id": f"28:{APP_ID}", "user_aad_id": TEAMS.user}
        chat = Conversation(Platform.TEAMS, TENANT, "a:1", True, reference=reference)
        filled = await fill(database, (SLACK, SLACK_CHAT), (TEAMS, chat))
        services = make_services(FileRoundKeys(Path(folder)), None, NOW.date())
        async with FaultySlack(Conduct()) as slack:

            def surfaces(desk: Desk, wake: Callable[[], None]) -> list[Surface]:
                settings = SlackSettings("xoxb-test", SECRET, api_url=slack.url)
                offers = Offers(database.begin, lambda: NOW)
                teams_surface = TeamsSurface(teams.identity(), desk, wake, offers, service_url=teams.chat.url)
                return [SlackSurface(settings, desk, wake), teams_surface]

            bunsen = build(database.begin, services, _Clock(), surfaces)
            card = await _card(bunsen)
            for surface in bunsen.surfaces:
                await surface.start()
            on_slack, on_teams = bunsen.surfaces
            found = {
                "Slack": await _slack(database, filled, slack, on_slack, card),
                "Teams": await _teams(database, filled, teams, on_teams, card),
            }
            for surface in bunsen.surfaces:
                await surface.stop()
    await database.close()
    return found


async def _card(bunsen: Bunsen) -> Card:
    """The card that ours sends, for the echo to send too."""
    asked = Interaction("the first", SLACK, SLACK_CHAT, Pressed(SHOW_PRESS, View().encode()))
    outcome = await bunsen.dispatcher.respond(asked)
    assert isinstance(outcome, Reply)  # noqa: S101 - what this press answers
    return outcome.card


def run() -> list[Figure]:
    """Measure on both databases and both platforms."""
    figures = []
    for name, place in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        with place() as address:
            for platform, (ours, echo) in asyncio.run(_measured(address)).items():
                title = f"Press to card in {platform}, {ACTIONS} actions with {UPDATES:,} updates on {name}"
                figures.append(at_most(title, ours, echo, "ms", 1.5))
    return figures


if __name__ == "__main__":
    show(run())
