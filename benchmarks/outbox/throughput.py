"""10,000 nudges to a local Slack without limits, beside a bare loop at the same concurrency.

The bare loop claims a hundred rows in one statement, renders the same card with slack_sdk, posts it, and marks the
hundred in one statement. It does not compose, knows no hours, no pace, no fairness, and loses or doubles what a
crash interrupts.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import bindparam, select, update

from benchmarks.figures import Figure, at_least, show
from benchmarks.places import postgresql, slack, sqlite
from bot.slack.bolt import web_client
from bot.slack.errors import quiet_logger
from bot.slack.messenger import SlackMessenger
from bot.slack.render_cards import render_card
from bot.slack.settings import SlackSettings
from handlers.pace import Paces
from handlers.reviews.calendar import learn_bank_holidays
from scheduler.outbox import USUAL
from storage.database import Database
from storage.tables import accounts, deliveries
from tests.support.faulty_slack import Conduct
from tests.support.outbox_filling import fill
from tests.support.outbox_replica import Replica, card, make_sender

INSTITUTIONS, PEOPLE, AT_ONCE = 8, 1250, 4
MONDAY = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
BATCH = 100
ROUNDS = 2


async def ours(database: Database, url: str) -> float:
    """Send everything through the outbox; messages a second."""
    ahead = (MONDAY - datetime.now(UTC)).total_seconds()
    # As a process that serves does it at its start.
    learn_bank_holidays()
    async with _client(url) as client:
        messenger = SlackMessenger(client, quiet_logger(), Paces(at_once=AT_ONCE))
        sender = make_sender(Replica("", url, ahead), database, messenger, USUAL)
        began = time.perf_counter()
        sent = await sender.send_due()
        await sender.stop()
        return sent / (time.perf_counter() - began)


async def bare(database: Database, url: str) -> float:
    """Send everything in a bare loop; messages a second."""
    async with _client(url) as client:
        queue: asyncio.Queue[list[Any]] = asyncio.Queue(1)
        async with database.engine.begin() as connection:
            found = await connection.execute(select(accounts.c.person_id, accounts.c.direct))
        channels = {row.person_id: row.direct["id"] for row in found}
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            group.create_task(_claim(database, queue))
            for _ in range(INSTITUTIONS * AT_ONCE // BARE_WORKERS):
                group.create_task(_work(database, client, queue, channels))
        return INSTITUTIONS * PEOPLE / (time.perf_counter() - began)


BARE_WORKERS = 4
"""Each worker of the bare loop keeps so many calls going."""


async def _claim(database: Database, queue: "asyncio.Queue[list[Any]]") -> None:
    free = select(deliveries.c.id).where(deliveries.c.leased_until.is_(None)).order_by(deliveries.c.id).limit(BATCH)
    claim = (
        update(deliveries)
        .where(deliveries.c.id.in_(free.scalar_subquery()))
        .values(leased_until=MONDAY)
        .returning(deliveries.c.id, deliveries.c.key, deliveries.c.person_id)
    )
    while True:
        async with database.engine.begin() as connection:
            rows = list(await connection.execute(claim))
        await queue.put(rows)
        if not rows:
            return


async def _work(
    database: Database, client: AsyncWebClient, queue: "asyncio.Queue[list[Any]]", channels: dict[int, str]
) -> None:
    mark = update(deliveries).where(deliveries.c.id == bindparam("b_id"))
    while rows := await queue.get():
        todo, marks = iter(rows), list[dict[str, Any]]()
        async with asyncio.TaskGroup() as group:
            for _ in range(BARE_WORKERS):
                group.create_task(_post(client, channels, todo, marks))
        async with database.engine.begin() as connection:
            await connection.execute(mark.values(state="sent", message_id=bindparam("b_ts")), marks)
    await queue.put([])


async def _post(client: AsyncWebClient, channels: dict[int, str], todo: Any, marks: list[dict[str, Any]]) -> None:
    for row in todo:
        (message,) = render_card(card(f"Person {row.person_id}", row.key))
        channel = channels[row.person_id]
        answer = await client.chat_postMessage(channel=channel, text=message.text, blocks=list(message.blocks))
        marks.append({"b_id": row.id, "b_ts": answer["ts"]})


def _client(url: str) -> "_Client":
    return _Client(url)


class _Client:
    """The client as the Slack surface makes it."""

    def __init__(self, url: str) -> None:
        self._client = web_client(SlackSettings("xoxb-test", "secret", api_url=url), quiet_logger())

    async def __aenter__(self) -> AsyncWebClient:
        self._client.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        return self._client

    async def __aexit__(self, *error: object) -> None:
        assert self._client.session is not None  # noqa: S101 - it was opened above
        await self._client.session.close()


async def _measured(address: str, way: Callable[[Database, str], Coroutine[Any, Any, float]]) -> float:
    database = Database(address)
    await database.upgrade()
    await fill(database, INSTITUTIONS, PEOPLE, MONDAY)
    with slack(Conduct()) as service:
        rate = await way(database, service.url)
        taken = service.tally()["taken"]
    await database.close()
    if len(taken) != INSTITUTIONS * PEOPLE or set(taken.values()) != {1}:
        raise AssertionError(f"{len(taken)} messages arrived, {sum(taken.values())} times")
    return rate


def run() -> list[Figure]:
    """Measure both ways in turn, on both databases; the best of each counts."""
    figures = []
    for name, place in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        rates: dict[str, list[float]] = {"ours": [], "bare": []}
        for _ in range(ROUNDS):
            for key, way in (("bare", bare), ("ours", ours)):
                with place() as address:
                    rates[key].append(asyncio.run(_measured(address, way)))
        title = f"Outbox on {name}, {INSTITUTIONS * PEOPLE:,} nudges"
        figures.append(at_least(title, max(rates["ours"]), max(rates["bare"]), "messages/s", 0.8))
    return figures


if __name__ == "__main__":
    show(run())
