"""A replica that does nothing but send, as a process of its own: it may be killed at any moment.

Started with one argument, the JSON of `Replica`; runs until it is told to stop or killed.
"""

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

import aiohttp

from bot.slack.bolt import web_client
from bot.slack.errors import quiet_logger
from bot.slack.messenger import SlackMessenger
from bot.slack.settings import SlackSettings
from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Text
from handlers.deliveries import Delivery
from handlers.feature import DeliveryContext, Services
from handlers.interactions import Platform
from handlers.pace import Paces
from scheduler.outbox import OutboxSender, Timing
from storage.database import Database

KIND = "nudge"


@dataclass(frozen=True)
class Replica:
    """What a replica is told. `ahead` moves its clock, so that it is always a working morning."""

    database_url: str
    slack_url: str
    ahead: float
    timeout: float = 1.0
    at_once: int = 4
    lease: float = 6.0
    lane: float = 3.0

    def words(self) -> list[str]:
        """The command that starts it."""
        return [sys.executable, "-m", "tests.support.outbox_replica", json.dumps(asdict(self))]

    @property
    def timing(self) -> Timing:
        """Everything quicker than in production, in the same order."""
        return Timing(
            lease=self.lease, begin_within=1.5, lane=self.lane, patience=3.0, look_again=0.2, first_pause=1.0, stop=1.0
        )


async def compose(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Compose the one kind of delivery."""
    return card(context.person.name, delivery.key)


def card(name: str, key: str) -> Card:
    """A card as long as a nudge usually is."""
    return Card(
        f"Your report for the review, {name}",
        (
            Text("The papers close on 1 June 2027. You own two actions without a report so far:"),
            Bullets(("V1 Put technicians on the website (due 30 June 2027)", "R2 Open the award to technicians")),
            Buttons((Button("Report now", "test.report", key, ButtonStyle.PRIMARY),)),
        ),
    )


def make_sender(
    replica: Replica, database: Database, messenger: SlackMessenger, timing: Timing | None = None
) -> OutboxSender:
    """The sender as `bunsen serve` makes it, with one kind of delivery."""
    ahead = timedelta(seconds=replica.ahead)
    services = cast("Services", None)  # its only composer asks for none
    platforms = {Platform.SLACK: messenger}
    timing = timing or replica.timing
    return OutboxSender(
        database.begin, services, {KIND: compose}, platforms, {}, lambda: datetime.now(UTC) + ahead, timing
    )


async def run(replica: Replica) -> None:
    """Send for ever."""
    database, logger = Database(replica.database_url), quiet_logger()
    client = web_client(SlackSettings("xoxb-test", "secret", api_url=replica.slack_url), logger)
    client.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=replica.timeout))
    paces = Paces(at_once=replica.at_once)
    sender = make_sender(replica, database, SlackMessenger(client, logger, paces, replica.timeout))
    print("ready", flush=True)  # noqa: T201
    while True:
        await sender.send_due()
        await asyncio.sleep(await sender.seconds_until_due())


if __name__ == "__main__":
    asyncio.run(run(Replica(**json.loads(sys.argv[1]))))
