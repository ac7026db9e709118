"""Slack's limits: the least time that they leave, beside the time taken, and how often Slack had to refuse.

The local Slack takes 300 messages a minute in each workspace, evenly, with ten at once to begin with, and one a
second in each channel; whatever comes too early is answered with 429.
"""

import asyncio
import time
from datetime import UTC, datetime

import aiohttp

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, slack
from bot.slack.bolt import web_client
from bot.slack.errors import quiet_logger
from bot.slack.messenger import SlackMessenger
from bot.slack.settings import PER_MINUTE, SlackSettings
from scheduler.outbox import USUAL
from storage.database import Database
from tests.support.faulty_slack import Conduct
from tests.support.outbox_filling import fill
from tests.support.outbox_replica import Replica, make_sender

WORKSPACES, PEOPLE = 3, 750
CONDUCT = Conduct(per_minute=PER_MINUTE, burst=10, seconds=0.1)
LEAST = (PEOPLE - CONDUCT.burst) / (CONDUCT.per_minute / 60)
"""Seconds; the workspaces go side by side."""
MONDAY = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)


async def _send(address: str, url: str) -> float:
    database, logger = Database(address), quiet_logger()
    await database.upgrade()
    await fill(database, WORKSPACES, PEOPLE, MONDAY)
    client = web_client(SlackSettings("xoxb-test", "secret", api_url=url), logger)
    client.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
    ahead = (MONDAY - datetime.now(UTC)).total_seconds()
    sender = make_sender(Replica("", url, ahead), database, SlackMessenger(client, logger), USUAL)
    began = time.perf_counter()
    sent = await sender.send_due()
    taken = time.perf_counter() - began
    await sender.stop()
    await client.session.close()
    await database.close()
    if sent != WORKSPACES * PEOPLE:
        raise AssertionError(f"only {sent} of {WORKSPACES * PEOPLE} were sent")
    return taken


def run() -> list[Figure]:
    """Send everything to a Slack with limits."""
    with postgresql() as address, slack(CONDUCT) as service:
        seconds = asyncio.run(_send(address, service.url))
        tally = service.tally()
    calls = tally["calls"]["chat.postMessage"]
    refused = calls - sum(tally["taken"].values())
    name = f"{WORKSPACES * PEOPLE:,} nudges to {WORKSPACES} workspaces with Slack's limits"
    return [
        at_most(f"{name}, time", seconds, LEAST, "s", 1.05),
        at_most(f"{name}, calls refused", refused, calls / 200, "calls", 1.0),
    ]


if __name__ == "__main__":
    show(run())
